/** A word of a name: as written, in normal form, and by its sounds. */
export interface NameWord {
  readonly key: string;
  readonly sounds: string;
}

/** How two names of the case stand to each other. */
export type Likeness = 'same' | 'perhaps' | 'different';

/** Sounds from which on two spellings of one word are taken for one; fewer are shared by too many words. */
const TELLING = 3;
/** Sounds that a word must have, for a slip in one of them to be passed over. */
const LONG_ENOUGH = 4;

/**
 * Whether two names are of one source. The same when all words agree, or when one has the words of the other in their
 * order and two of them at least («داود أوغلو», «أحمد داود أوغلو»). Perhaps when a single word is one of the other's
 * («أردوغان»), or when the words agree up to a sound: a person decides that.
 */
export function likenessOf(a: readonly NameWord[], b: readonly NameWord[]): Likeness {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return 'different';
  if (inOrder(short, long, isSameWord)) return short.length >= 2 || long.length === 1 ? 'same' : 'perhaps';
  return short.length >= 2 && inOrder(short, long, isNearly) ? 'perhaps' : 'different';
}

function inOrder(
  short: readonly NameWord[],
  long: readonly NameWord[],
  equal: (x: NameWord, y: NameWord) => boolean,
): boolean {
  let at = 0;
  for (const word of short) {
    while (at < long.length && !equal(word, long[at]!)) at++;
    if (at === long.length) return false;
    at++;
  }
  return true;
}

function isSameWord(x: NameWord, y: NameWord): boolean {
  return x.key === y.key || (x.sounds === y.sounds && x.sounds.length >= TELLING);
}

/** Equal in sound, or up to one sound more, less or other in words long enough to bear it. */
function isNearly(x: NameWord, y: NameWord): boolean {
  if (isSameWord(x, y)) return true;
  const [p, q] = [x.sounds, y.sounds];
  if (p === q) return p !== '';
  const shorter = Math.min(p.length, q.length);
  if (shorter < LONG_ENOUGH || Math.abs(p.length - q.length) > 1) return false;
  let front = 0;
  while (front < shorter && p[front] === q[front]) front++;
  let back = 0;
  while (back < shorter - front && p.at(-1 - back) === q.at(-1 - back)) back++;
  return Math.max(p.length, q.length) - front - back <= 1;
}
