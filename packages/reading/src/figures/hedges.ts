import {
  CONJOINED,
  originalOffset,
  Phrases,
  PROCLITIC,
  READINGS,
  Reading,
  Table,
  type Vocabulary,
  type Words,
} from '@isnad/text';
import type { Hedge } from '../contract.ts';
import { alternatives, type LanguageFiles, ListError, rowsOf } from '../lists.ts';
import { type FormMarks, Mark, type Marks } from '../marks.ts';

/** What a phrase makes of a number; null for words that belong to the span and hedge nothing (يساوي). */
interface HedgeEntry {
  readonly hedge: Hedge | null;
}

export interface HedgeWords {
  readonly before: Phrases<HedgeEntry>;
  readonly after: Phrases<HedgeEntry>;
  /** Verbs whose subject may stand between them and the number: تجاوز عدد القتلى 200. */
  readonly far: Table<HedgeEntry>;
  /** Verbs with their preposition before the number: زاد العدد على 20. */
  readonly beyond: Table<HedgeEntry>;
}

/** A hedge before a number: its first token, and the offset where it begins without a clitic. */
export interface Hedging {
  readonly first: number;
  readonly start: number;
  readonly hedge: Hedge | null;
  /** True behind a joined و: what stands before belongs to another number («30 قتيلا على الأقل ونحو 100 جريح»). */
  readonly anew: boolean;
}

const HEDGES: Readonly<Record<string, Hedge | null>> = {
  about: 'about',
  'more than': 'more than',
  'less than': 'less than',
  'at least': 'at least',
  'at most': 'at most',
  'up to': 'up to',
  none: null,
};

/** @throws ListError when hedges.tsv names a side or a hedge that there is not */
export function compileHedges(files: LanguageFiles, vocabulary: Vocabulary, marks: FormMarks): HedgeWords {
  const words: HedgeWords = {
    before: new Phrases(vocabulary),
    after: new Phrases(vocabulary),
    far: new Table(vocabulary),
    beyond: new Table(vocabulary),
  };
  for (const { phrase, side, hedge: name } of rowsOf(files, 'hedges.tsv', ['phrase', 'side', 'hedge'])) {
    const hedge = HEDGES[name];
    if (hedge === undefined) throw new ListError(`hedges.tsv: «${phrase}» has a hedge «${name}» that there is not`);
    for (const form of alternatives(phrase)) {
      if (side === 'before') {
        words.before.set(form, { hedge });
        marks.add(form.slice(0, firstTokenLength(form)), Mark.Hedge);
      } else if (side === 'after') words.after.set(form, { hedge });
      else if (side === 'far') words.far.set(form, { hedge });
      else if (side === 'beyond') words.beyond.set(form, { hedge });
      else throw new ListError(`hedges.tsv: «${phrase}» has a side «${side}» that there is not`);
    }
  }
  return words;
}

/** A sign (>=) is cut into its marks. */
function firstTokenLength(phrase: string): number {
  return /^[<>=≤≥~≈]/u.test(phrase) ? 1 : phrase.length;
}

/** The hedges of a document by the token after their last: what stands there is hedged. */
export function hedgesBefore(words: Words, marks: Marks, lists: HedgeWords): ReadonlyMap<number, Hedging> {
  const found = new Map<number, Hedging>();
  for (let token = 0; token < marks.length; token++) {
    if ((marks[token]! & Mark.Hedge) === 0) continue;
    const match = lists.before.longest(words, token, PROCLITIC);
    if (match === undefined || found.has(match.end)) continue;
    // «لتصل إلى» tells an outcome, not a bound.
    if (match.entry.hedge === 'up to' && match.reading > Reading.Conjunction) continue;
    const taken = words.skip[token * READINGS + match.reading]!;
    const start = taken === 0 ? words.tokens.start[token]! : originalOffset(words.tokens, token, taken);
    const anew = match.reading === Reading.Conjunction;
    const outer = anew ? undefined : found.get(token);
    if (outer !== undefined) found.set(match.end, { ...outer, hedge: outer.hedge ?? match.entry.hedge });
    else found.set(match.end, { first: token, start, hedge: match.entry.hedge, anew });
  }
  return found;
}

/** The hedge that follows a number at a token: «على الأقل», «تقريبا». */
export function hedgeAfter(
  words: Words,
  token: number,
  lists: HedgeWords,
): { readonly last: number; readonly hedge: Hedge | null } | undefined {
  if (token >= words.tokens.count || words.tokens.gap[token]! > 1) return undefined;
  const match = lists.after.longest(words, token, CONJOINED);
  // «وأكثر من ثلاثين» hedges what follows; «80% تقريبا من الأنفاق» does not.
  if (match === undefined) return undefined;
  const onward = lists.before.longest(words, match.end - 1, CONJOINED);
  if (onward !== undefined && onward.end > match.end) return undefined;
  return { last: match.end, hedge: match.entry.hedge };
}
