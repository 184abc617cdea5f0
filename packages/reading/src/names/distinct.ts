import type { Tokens } from '@isnad/text';

/** Tokens of a document by their normal form. */
export interface Distinct {
  /** Index of each token's form, in order of first occurrence. */
  readonly word: Int32Array;
  /** The first token of each form. */
  readonly firsts: Int32Array;
}

/** Finds which tokens have the same normal form and kind. Open addressing over the tokens' own units. */
export function sameWords(tokens: Tokens): Distinct {
  const { count, norm, normStart, kind } = tokens;
  const size = 1 << (32 - Math.clz32(count * 2 + 1));
  const slots = new Int32Array(size);
  const word = new Int32Array(count);
  const firsts = new Int32Array(count);
  let distinct = 0;
  for (let token = 0; token < count; token++) {
    const from = normStart[token]!;
    const to = normStart[token + 1]!;
    let hash = kind[token]!;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ norm[i]!, 0x01000193);
    let slot = (hash ^ (hash >>> 15)) & (size - 1);
    for (; ; slot = (slot + 1) & (size - 1)) {
      const held = slots[slot]!;
      if (held === 0) {
        firsts[distinct++] = token;
        slots[slot] = distinct;
        word[token] = distinct - 1;
        break;
      }
      if (equal(tokens, firsts[held - 1]!, token)) {
        word[token] = held - 1;
        break;
      }
    }
  }
  return { word, firsts: firsts.subarray(0, distinct) };
}

function equal({ norm, normStart, kind }: Tokens, a: number, b: number): boolean {
  const from = normStart[a]!;
  const other = normStart[b]!;
  const length = normStart[a + 1]! - from;
  if (normStart[b + 1]! - other !== length || kind[a] !== kind[b]) return false;
  for (let i = 0; i < length; i++) if (norm[from + i] !== norm[other + i]) return false;
  return true;
}
