import { Table, type Vocabulary } from '@isnad/text';
import { tokenSpan } from '../analysis.ts';
import type { Attribution, AttributionKind, Span, Stance } from '../contract.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import type { LanguageFiles } from '../lists.ts';
import { rowsOf } from '../lists.ts';
import { headlines, lookingBack, summaries } from './backward.ts';
import { creditingsOf } from './credit.ts';
import { type Cue, type SpeechForms, speechForms } from './cue.ts';
import { type NameMatter, Namings } from './namings.ts';
import { compileSayings, type SayingWords } from './sayings.ts';
import { Speakers } from './speakers.ts';
import { outletTold, withoutHearer } from './told.ts';

/** The words of the attribution layer, compiled. */
export interface AttributionWords {
  readonly sayings: SayingWords;
  readonly speech: SpeechForms;
  readonly impersonal: ReadonlySet<number>;
  readonly summaries: Table<true>;
}

export function compileAttributions(files: LanguageFiles, vocabulary: Vocabulary): AttributionWords {
  const sayings = compileSayings(files, vocabulary);
  const impersonal = new Set(
    rowsOf(files, 'sayings-impersonal.tsv', ['form']).map(({ form }) => vocabulary.intern(form)),
  );
  const summaries = new Table<true>(vocabulary);
  for (const { noun } of rowsOf(files, 'sayings-summaries.tsv', ['noun'])) summaries.set(noun, true);
  return { sayings, summaries, speech: speechForms(sayings, (word) => vocabulary.intern(word)), impersonal };
}

/** An attribution in tokens, before it is written out. */
export interface Crediting {
  readonly cue: Cue;
  /** Tokens of the cue as it is marked. */
  readonly mark: Range;
  /** Empty when the source is only in the verb's form. */
  readonly source: Range;
  readonly content: Range;
  readonly kind: AttributionKind;
  readonly stance: Stance;
  /** Words behind the content that it may reach as well: the text leaves it open. */
  readonly open?: Range;
  readonly why: string;
}

/** Who says what in a document: every piece of content that the text credits to a source, in order of their cues. */
export function attributionsOf(syntax: Syntax, words: AttributionWords, names: NameMatter): Attribution[] {
  const back = [...lookingBack(syntax, words), ...summaries(syntax, words), ...headlines(syntax)];
  const ahead = creditingsOf(syntax, words).filter(
    ({ mark }) => !back.some((other) => other.mark.first === mark.first),
  );
  const namings = new Namings(syntax, names);
  const creditings = [...ahead, ...back].map((crediting) => withoutHearer(syntax, namings, crediting));
  creditings.sort((a, b) => a.mark.first - b.mark.first);
  const speakers = new Speakers(syntax, creditings, namings);
  const { tokens } = syntax.analysis;
  const spans: Attribution[] = [];
  creditings.forEach((crediting, index) => {
    const source: Span | null = crediting.source.last > crediting.source.first ? sourceSpan(syntax, crediting) : null;
    const resolved = speakers.resolve(crediting);
    const outlet = outletTold(syntax, namings, crediting);
    spans.push({
      id: `a${index + 1}`,
      cue: tokenSpan(tokens, crediting.mark.first, crediting.mark.last),
      source,
      resolved: resolved?.name ?? null,
      entity: resolved?.entity ?? null,
      content: tokenSpan(tokens, crediting.content.first, crediting.content.last),
      kind: crediting.kind,
      stance: crediting.stance,
      within: null,
      why: crediting.why,
      ...(crediting.open === undefined ? {} : { open: tokenSpan(tokens, crediting.open.first, crediting.open.last) }),
      ...(outlet === undefined ? {} : { told: speakers.named(outlet) }),
    });
  });
  return nested(spans);
}

/** A source without a و that is written onto it. */
function sourceSpan(syntax: Syntax, { source }: Crediting): Span {
  return tokenSpan(syntax.analysis.tokens, source.first, source.last);
}

/** The innermost attribution whose content holds the whole cue of another is what that one stands within. */
function nested(spans: readonly Attribution[]): Attribution[] {
  return spans.map((inner) => {
    let best: Attribution | undefined;
    for (const outer of spans) {
      if (outer === inner || outer.content.start > inner.cue.start || outer.content.end < inner.cue.end) continue;
      if (outer.cue.start >= inner.content.start && outer.cue.end <= inner.content.end) continue;
      if (best === undefined || outer.content.end - outer.content.start < best.content.end - best.content.start)
        best = outer;
    }
    return best === undefined ? inner : { ...inner, within: best.id };
  });
}
