import type { Tokens } from '@isnad/text';
import { DISTANCES } from './features.ts';
import { LABELS } from './model.ts';

/** Scores that one word gives: to each label at each distance from it. */
export const WORD_SCORES = DISTANCES * LABELS;

/** Words that are kept: 1.7 MB. */
const SLOTS = 1 << 14;

/**
 * The scores of words met before, since the words of one document are mostly those of others. A word is known by two
 * hashes of its form and kind; one that needs another's slot takes it.
 */
export class WordMemory {
  private readonly scores = new Int16Array(SLOTS * WORD_SCORES);
  private readonly first = new Int32Array(SLOTS);
  private readonly second = new Int32Array(SLOTS);

  /** Copies the scores of a token's word to `to[at …]`. @returns false when the word is not kept */
  recall(tokens: Tokens, token: number, to: Int16Array, at: number): boolean {
    const hash = hashOf(tokens, token, 0x811c9dc5, 0x01000193);
    const slot = hash & (SLOTS - 1);
    if (this.first[slot] !== hash || this.second[slot] !== hashOf(tokens, token, 0x2545f491, 0x5bd1e995)) return false;
    const from = slot * WORD_SCORES;
    for (let i = 0; i < WORD_SCORES; i++) to[at + i] = this.scores[from + i]!;
    return true;
  }

  /** Keeps the scores of a token's word, `from[at …]`. */
  keep(tokens: Tokens, token: number, from: Int16Array, at: number): void {
    const hash = hashOf(tokens, token, 0x811c9dc5, 0x01000193);
    const slot = hash & (SLOTS - 1);
    this.first[slot] = hash;
    this.second[slot] = hashOf(tokens, token, 0x2545f491, 0x5bd1e995);
    for (let i = 0; i < WORD_SCORES; i++) this.scores[slot * WORD_SCORES + i] = from[at + i]!;
  }
}

/** Never 0, which stands for an empty slot. */
function hashOf({ norm, normStart, kind }: Tokens, token: number, seed: number, factor: number): number {
  let hash = seed ^ kind[token]!;
  const to = normStart[token + 1]!;
  for (let i = normStart[token]!; i < to; i++) hash = Math.imul(hash ^ norm[i]!, factor);
  return hash ^ (hash >>> 15) || 1;
}
