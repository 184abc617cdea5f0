import type { ClaimFigure } from './figures/measure.ts';
import type { Lexicon } from './relate/lexicon.ts';
import { type ClaimWords, claimWords } from './relate/words.ts';

/** What of a claim is compared with other claims. */
export interface ClaimContent {
  readonly words: ClaimWords;
  readonly figures: readonly ClaimFigure[];
}

/** The content of words that stand alone. */
export function contentOfText(text: string, lexicon: Lexicon): ClaimContent {
  return { words: claimWords(text, lexicon).words, figures: [] };
}
