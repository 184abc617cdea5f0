import { scramble } from '../copies/words.ts';
import { type Lexicon, NONE } from '../relate/lexicon.ts';
import { entryOf, flagsOf, weightOf } from '../relate/match.ts';
import { type ClaimWords, Field, Flag, STRIDE } from '../relate/words.ts';

/** A thing that a claim speaks of, as a key of an index. */
export interface ClaimKey {
  readonly key: number;
  /** How much it tells, 0 … 1. */
  readonly weight: number;
}

/** Numbers this small stand everywhere. */
const LEAST_WEIGHT = 0.3;

/**
 * The keys of a claim: for each word its set of synonyms or else its root, so that kin words meet; for a word that may
 * begin with a joined letter, both ways; for a number its value. Words that tell little have none.
 */
export function claimKeys(words: ClaimWords, lexicon: Lexicon): ClaimKey[] {
  const keys = new Map<number, number>();
  for (let at = 0; at < words.length / STRIDE; at++) {
    const weight = weightOf(words, at);
    if (weight < LEAST_WEIGHT) continue;
    for (const key of keysOfWord(words, at, lexicon)) keys.set(key, Math.max(weight, keys.get(key) ?? 0));
  }
  return Array.from(keys, ([key, weight]) => ({ key, weight }));
}

/** The keys of one word. */
export function keysOfWord(words: ClaimWords, at: number, lexicon: Lexicon): number[] {
  const base = at * STRIDE;
  if ((flagsOf(words, at) & Flag.Number) !== 0) return [words[base + Field.Stem]! >>> 0];
  const { set, field } = entryOf(words, at, lexicon);
  const own = ownKeys(words, at, set);
  return field === NONE ? own : [...own, scramble(FIELD + field)];
}

/** Fields are numbered apart from sets. */
const FIELD = 1 << 20;

function ownKeys(words: ClaimWords, at: number, set: number): number[] {
  if (set >= 0) return [scramble(set + 1)];
  const base = at * STRIDE;
  const whole = words[base + Field.Root]! || words[base + Field.Stem]!;
  const bare = words[base + Field.BareRoot]! || words[base + Field.BareStem]!;
  return bare === 0 || bare === whole ? [whole >>> 0] : [whole >>> 0, bare >>> 0];
}

/** The key of two keys together, whichever comes first. */
export function pairKey(a: number, b: number): number {
  const [low, high] = a < b ? [a, b] : [b, a];
  return scramble(Math.imul(low, 0x9e3779b1) ^ (high + 0x7f4a7c15));
}
