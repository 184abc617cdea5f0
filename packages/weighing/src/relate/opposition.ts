import type { Lexicon } from './lexicon.ts';
import { areOpposite, bitCount, entryOf, flagsOf, type Matching, oppositeAxes } from './match.ts';
import { type ClaimWords, Flag, STRIDE } from './words.ts';

/** The two ends of axes at which a word stands, a bit for each axis; a negated word stands at the other ends. */
export interface Poles {
  readonly plus: number;
  readonly minus: number;
}

const NO_POLES: Poles = { plus: 0, minus: 0 };

export function polesOf(words: ClaimWords, at: number, lexicon: Lexicon): Poles {
  const { plus, minus } = entryOf(words, at, lexicon);
  return (flagsOf(words, at) & Flag.Negated) === 0 ? { plus, minus } : { plus: minus, minus: plus };
}

/** A pair of words, one of each claim, that stand at the two ends of an axis. */
export interface OppositePair {
  readonly a: number;
  readonly b: number;
  /** A bit for each of the axes. */
  readonly axes: number;
}

/** The unmatched words of two claims that are opposites, negation not taken in. */
export function oppositePairs(
  a: ClaimWords,
  b: ClaimWords,
  { onlyA, onlyB }: Matching,
  lexicon: Lexicon,
): OppositePair[] {
  const pairs: OppositePair[] = [];
  for (const i of onlyA) {
    const { plus, minus } = entryOf(a, i, lexicon);
    if ((plus | minus) === 0) continue;
    for (const j of onlyB) {
      if (!areOpposite(a, i, b, j, lexicon)) continue;
      pairs.push({ a: i, b: j, axes: oppositeAxes(entryOf(a, i, lexicon), entryOf(b, j, lexicon)) });
    }
  }
  return pairs;
}

/** Whether words of `onlyA` and `onlyB` meet: as opposites when negations are taken in, or as the same by negation. */
export function meetings(
  a: ClaimWords,
  b: ClaimWords,
  { onlyA, onlyB }: Matching,
  lexicon: Lexicon,
): { readonly opposed: boolean; readonly agreed: boolean } {
  let opposed = false;
  let agreed = false;
  for (const i of onlyA) {
    const left = entryOf(a, i, lexicon);
    if ((left.plus | left.minus) === 0) continue;
    for (const j of onlyB) {
      const right = entryOf(b, j, lexicon);
      const turned = ((flagsOf(a, i) ^ flagsOf(b, j)) & Flag.Negated) !== 0;
      const opposite = oppositeAxes(left, right) !== 0;
      const same = ((left.plus & right.plus) | (left.minus & right.minus)) !== 0;
      if (turned ? same && !opposite : opposite && !same) opposed = true;
      if (turned && opposite && !same) agreed = true;
    }
  }
  return { opposed, agreed };
}

/**
 * How words lean, all axes together: above 0 to the rising, good, granting ends, below 0 to the others.
 * @param places of the words; null for all of them
 */
export function leaning(words: ClaimWords, places: readonly number[] | null, lexicon: Lexicon): number {
  const count = places === null ? words.length / STRIDE : places.length;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const at = places === null ? i : places[i]!;
    const { plus, minus } = entryOf(words, at, lexicon);
    if ((plus | minus) === 0) continue;
    const lean = Math.sign(bitCount(plus) - bitCount(minus));
    sum += (flagsOf(words, at) & Flag.Negated) === 0 ? lean : -lean;
  }
  return sum;
}

/** Words away at most, for a pole to be said of a word. */
const NEAR = 3;

/**
 * What is said of the things that both claims speak of: for each matched word without a pole of its own, whether the
 * nearest words with poles on both sides agree or are opposites. «الذهب يرتفع والدولار يهبط» and «الذهب يهبط والدولار
 * يرتفع» have the same words.
 */
export function saidOfShared(
  a: ClaimWords,
  b: ClaimWords,
  { matches }: Matching,
  lexicon: Lexicon,
  reach = NEAR,
): { readonly opposed: number; readonly agreed: number } {
  let opposed = 0;
  let agreed = 0;
  for (const match of matches) {
    const own = entryOf(a, match.a, lexicon);
    if ((own.plus | own.minus) !== 0) continue;
    const left = nearestPoles(a, match.a, lexicon, reach);
    const right = nearestPoles(b, match.b, lexicon, reach);
    if (((left.plus & right.plus) | (left.minus & right.minus)) !== 0) agreed++;
    else if (((left.plus & right.minus) | (left.minus & right.plus)) !== 0) opposed++;
  }
  return { opposed, agreed };
}

/** The poles of the nearest word that has any, the one before it where two are as near. */
function nearestPoles(words: ClaimWords, at: number, lexicon: Lexicon, reach: number): Poles {
  const count = words.length / STRIDE;
  for (let distance = 1; distance <= reach; distance++) {
    for (const place of [at - distance, at + distance]) {
      if (place < 0 || place >= count) continue;
      const poles = polesOf(words, place, lexicon);
      if ((poles.plus | poles.minus) !== 0) return poles;
    }
  }
  return NO_POLES;
}
