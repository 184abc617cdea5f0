import { normalKey } from '@isnad/text';
import type { FigureContext } from './context.ts';
import type { Draft } from './draft.ts';

const WAW = 0x648;

/** Figures that the words between them make one: «مترين ونصف المتر», «بين مترين وثلاثة أمتار». */
export function joinFigures(context: FigureContext, drafts: readonly Draft[]): Draft[] {
  const joined: Draft[] = [];
  for (const draft of drafts) {
    const one = withPart(context, joined.at(-1), draft);
    if (one !== undefined) joined.splice(-1, 1, one);
    else joined.push(draft);
  }
  const ranges: Draft[] = [];
  for (const draft of joined) {
    const range = rangeOf(context, ranges.at(-1), draft);
    if (range !== undefined) ranges.splice(-1, 1, range);
    else ranges.push(draft);
  }
  return ranges;
}

/** «مترين ونصف المتر»: a part of the unit that was counted. */
function withPart(context: FigureContext, whole: Draft | undefined, part: Draft): Draft | undefined {
  if (whole === undefined || part.unit !== 'fraction' || part.low === null || part.low >= 1) return undefined;
  if (!isPoint(whole) || (whole.role !== 'measure' && whole.role !== 'money')) return undefined;
  if (part.first !== whole.last || part.hedge !== null || !beginsWithAnd(context, part.first)) return undefined;
  const { tokens, base } = context;
  const rest = part.numberLast;
  const isUnit =
    base.isWord(rest) && base.hasArticle(rest) && skeleton(wordAt(context, rest)) === skeleton(whole.unit!);
  // «ونصف السكان» is a part of something else.
  if (!isUnit && (part.last > part.numberLast || (base.isWord(rest) && base.hasArticle(rest)))) return undefined;
  const value = whole.low! + part.low;
  const last = isUnit ? rest + 1 : part.last;
  return tokens.gap[part.first]! > 1 ? undefined : { ...whole, last, low: value, high: value };
}

/** «بين مترين وثلاثة أمتار», «من شخصين إلى خمسة أشخاص»: both ends have their noun. */
function rangeOf(context: FigureContext, low: Draft | undefined, high: Draft): Draft | undefined {
  if (low === undefined || !isPoint(low) || !isPoint(high) || low.low! >= high.low! || low.kind !== high.kind) {
    return undefined;
  }
  if (low.unit === null || high.unit === null || skeleton(low.unit) !== skeleton(high.unit)) return undefined;
  const { base, tokens } = context;
  const { bayn, min, ila } = base.lists.keywords;
  const lead = low.first - 1;
  const isBetween = base.isConjoined(lead, bayn) && high.first === low.last && beginsWithAnd(context, high.first);
  const isFrom = base.is(lead, min) && base.is(low.last, ila) && high.first === low.last + 1;
  if (!isBetween && !isFrom) return undefined;
  const start = tokens.end[lead]! - wordLength(context, lead);
  return { ...high, first: lead, start, low: low.low, high: high.high, range: true };
}

/** One number, neither hedged nor part of a range. */
function isPoint({ low, high, hedge, vague, range, unit }: Draft): boolean {
  return low !== null && low === high && hedge === null && !vague && !range && unit !== null && unit !== 'percent';
}

/** و is written onto a word. */
function beginsWithAnd({ tokens }: FigureContext, token: number): boolean {
  return tokens.norm[tokens.normStart[token]!] === WAW;
}

function wordAt({ tokens }: FigureContext, token: number): string {
  return tokens.text.slice(tokens.start[token]!, tokens.end[token]!);
}

/** Letters of the leading word without what is joined to it: «وبين». */
function wordLength(context: FigureContext, token: number): number {
  return wordAt(context, token).length - (beginsWithAnd(context, token) ? 1 : 0);
}

/** What singular, dual and plural of a noun have in common: مترين and أمتار. */
function skeleton(noun: string): string {
  const word = normalKey(noun).split(' ')[0]!;
  return word
    .replace(/^ال(?=...)/, '')
    .replace(/(?<=...)(?:ين|ان|ون|ات)$/, '')
    .replace(/[اويىةه]/g, '');
}
