import type { ClaimSignature } from './signature.ts';

/** Keys that a document's topic is told by. */
const KEYS = 16;
/** Topic keys that two documents on one event have in common at least. */
const SHARED = 4;

/** What a document is about: the keys that most of its claims speak of, the rarest words first; ascending. */
export function topicOf(claims: readonly ClaimSignature[]): Int32Array {
  const weights = new Map<number, number>();
  for (const { keys } of claims) {
    for (const { key, weight } of keys) weights.set(key, (weights.get(key) ?? 0) + weight * weight);
  }
  const ranked = [...weights].sort(([a, x], [b, y]) => y - x || a - b).slice(0, KEYS);
  return Int32Array.from(ranked, ([key]) => key | 0).sort();
}

/** Topic keys that two documents have in common at least where claims of theirs share words as well. */
export const NEAR = 2;

/**
 * Whether two documents speak of one event, as far as their topics tell.
 * @param least keys that they are to have in common
 */
export function isSameTopic(a: Int32Array, b: Int32Array, least = SHARED): boolean {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      shared++;
      i++;
      j++;
    } else if (a[i]! < b[j]!) i++;
    else j++;
  }
  return shared >= Math.min(least, a.length, b.length);
}
