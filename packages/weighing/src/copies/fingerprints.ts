import { type CopyWords, scramble } from './words.ts';

/** Words in a shingle. */
export const SHINGLE = 3;
/** Shingles in a window: two texts that share SHINGLE + WINDOW − 1 words in a row share a fingerprint. */
const WINDOW = 4;

/** The hash of each run of {@link SHINGLE} words, in order. */
export function shingles(words: CopyWords): Uint32Array {
  const count = Math.max(0, words.count - SHINGLE + 1);
  const hashes = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    let h = words.hash[i]!;
    for (let k = 1; k < SHINGLE; k++) h = scramble(Math.imul(h, 31) + words.hash[i + k]!);
    hashes[i] = h;
  }
  return hashes;
}

/**
 * The fingerprints of a text, each once, ascending: the least shingle of every window, after Schleimer, Wilkerson and
 * Aiken, "Winnowing: local algorithms for document fingerprinting" (2003). A text of fewer words than a shingle
 * has none.
 */
export function fingerprints(words: CopyWords): Uint32Array {
  const hashes = shingles(words);
  const chosen = new Set<number>();
  let at = -1;
  for (let first = 0; first + WINDOW <= hashes.length; first++) {
    const last = first + WINDOW - 1;
    if (at < first) {
      at = first;
      for (let i = first + 1; i <= last; i++) if (hashes[i]! <= hashes[at]!) at = i;
    } else if (hashes[last]! <= hashes[at]!) at = last;
    chosen.add(hashes[at]!);
  }
  // A text shorter than a window keeps all that it has.
  if (hashes.length < WINDOW) for (const hash of hashes) chosen.add(hash);
  return Uint32Array.from(chosen).sort();
}
