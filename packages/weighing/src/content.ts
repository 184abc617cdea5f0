import type { Reading } from '@isnad/reading';
import { type ClaimFigure, figuresIn } from './figures/measure.ts';
import type { Lexicon } from './relate/lexicon.ts';
import { type ClaimWords, claimWords, type Known, type LocatedWords } from './relate/words.ts';

/** What of a claim is compared with other claims. */
export interface ClaimContent {
  readonly words: ClaimWords;
  readonly figures: readonly ClaimFigure[];
}

/** The content of a part of a document, with the places of its words in that part. */
export function locatedContent(
  reading: Reading,
  lexicon: Lexicon,
  start = 0,
  end = reading.text.length,
): { readonly content: ClaimContent; readonly located: LocatedWords } {
  const located = claimWords(reading.text.slice(start, end), lexicon, knownIn(reading, start, end));
  return { located, content: { words: located.words, figures: figuresIn(reading, start, end, located, lexicon) } };
}

/** What reading knows of a part of a document; offsets from the beginning of the part. */
function knownIn(reading: Reading, start: number, end: number): Known[] {
  const known: Known[] = [];
  const inside = (span: { start: number; end: number }) => span.start >= start && span.end <= end;
  for (const number of reading.numbers) {
    if (!inside(number) || number.kind === 'ordinal') continue;
    known.push({ kind: 'number', start: number.start - start, end: number.end - start, value: number.value });
  }
  for (const mention of reading.mentions) {
    if (!inside(mention)) continue;
    const kind = mention.type === 'place' || mention.type === 'nationality' ? 'place' : 'name';
    known.push({ kind, start: mention.start - start, end: mention.end - start });
  }
  return known;
}
