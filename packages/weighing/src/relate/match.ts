import { type Entry, type Lexicon, MOST_WEIGHT } from './lexicon.ts';
import { type ClaimWords, Field, Flag, STRIDE } from './words.ts';

/** How two words were matched, the surest first. */
export const MatchKind = {
  /** One stem, or one value. */
  Stem: 0,
  /** One set of synonyms.tsv. */
  Synonym: 1,
  Root: 2,
  /** One pole of an axis of opposites.tsv. */
  Pole: 3,
  /** Nearly the same letters. */
  Letters: 4,
} as const;
export type MatchKind = (typeof MatchKind)[keyof typeof MatchKind];

/** How sure a match of each kind is. */
export const SURENESS: Readonly<Record<MatchKind, number>> = {
  [MatchKind.Stem]: 1,
  [MatchKind.Synonym]: 0.9,
  [MatchKind.Root]: 0.8,
  [MatchKind.Pole]: 0.6,
  [MatchKind.Letters]: 0.7,
};

export interface WordMatch {
  readonly a: number;
  readonly b: number;
  readonly kind: MatchKind;
}

/** The words of two claims laid against each other; numbers are places of words. */
export interface Matching {
  readonly matches: readonly WordMatch[];
  readonly onlyA: readonly number[];
  readonly onlyB: readonly number[];
}

/** Share of common letter pairs from which two words are taken for two spellings of one. */
const ALIKE = 0.7;

/** Matches each word of `a` with at most one of `b`, surest matches first. Symmetric. */
export function matchWords(a: ClaimWords, b: ClaimWords, lexicon: Lexicon): Matching {
  const takenA = new Uint8Array(a.length / STRIDE);
  const takenB = new Uint8Array(b.length / STRIDE);
  const matches: WordMatch[] = [];
  const take = (i: number, j: number, kind: MatchKind) => {
    if (takenA[i] === 1 || takenB[j] === 1) return;
    takenA[i] = 1;
    takenB[j] = 1;
    matches.push({ a: i, b: j, kind });
  };
  // Most words that match have one stem: the others are looked at more closely only among what is left.
  for (let i = 0; i < takenA.length; i++) {
    for (let j = 0; j < takenB.length && takenA[i] === 0; j++) {
      if (takenB[j] === 0 && meet(a, i * STRIDE, b, j * STRIDE, Field.Stem, Field.BareStem)) take(i, j, MatchKind.Stem);
    }
  }
  const kin: WordMatch[] = [];
  for (let i = 0; i < takenA.length; i++) {
    if (takenA[i] === 1) continue;
    for (let j = 0; j < takenB.length; j++) {
      if (takenB[j] === 1) continue;
      const kind = kinship(a, i, b, j, lexicon);
      if (kind !== null) kin.push({ a: i, b: j, kind });
    }
  }
  // The sort is stable: among equals the first words go together.
  for (const { a: i, b: j, kind } of kin.sort((x, y) => x.kind - y.kind)) take(i, j, kind);
  return { matches, onlyA: freeOf(takenA), onlyB: freeOf(takenB) };
}

function freeOf(taken: Uint8Array): number[] {
  const free: number[] = [];
  for (let i = 0; i < taken.length; i++) if (taken[i] === 0) free.push(i);
  return free;
}

/** The surest way in which two words of different stems match; null for none. */
function kinship(a: ClaimWords, i: number, b: ClaimWords, j: number, lexicon: Lexicon): MatchKind | null {
  const x = i * STRIDE;
  const y = j * STRIDE;
  // Two numbers are the same or they are not.
  if (((a[x + Field.Entry]! | b[y + Field.Entry]!) & (Flag.Number << 16)) !== 0) return null;
  const left = entryOf(a, i, lexicon);
  const right = entryOf(b, j, lexicon);
  if (left.set >= 0 && left.set === right.set) return MatchKind.Synonym;
  const alike = ((left.plus & right.plus) | (left.minus & right.minus)) !== 0;
  const opposite = oppositeAxes(left, right) !== 0 && !alike;
  if (!opposite && meet(a, x, b, y, Field.Root, Field.BareRoot)) return MatchKind.Root;
  if (alike) return MatchKind.Pole;
  return likeness(a[x + Field.Pairs]!, b[y + Field.Pairs]!) >= ALIKE ? MatchKind.Letters : null;
}

/** True where two words have one form, or one of them has it without a joined letter. */
function meet(a: ClaimWords, x: number, b: ClaimWords, y: number, whole: number, bare: number): boolean {
  const left = a[x + whole]!;
  const right = b[y + whole]!;
  if (left === right) return left !== 0;
  const leftBare = a[x + bare]!;
  const rightBare = b[y + bare]!;
  return (leftBare !== 0 && (leftBare === right || leftBare === rightBare)) || (rightBare !== 0 && rightBare === left);
}

/** True for two words that stand at the two ends of an axis and at one end of none. */
export function areOpposite(a: ClaimWords, i: number, b: ClaimWords, j: number, lexicon: Lexicon): boolean {
  const left = entryOf(a, i, lexicon);
  const right = entryOf(b, j, lexicon);
  return oppositeAxes(left, right) !== 0 && ((left.plus & right.plus) | (left.minus & right.minus)) === 0;
}

/** A bit for each axis at whose two ends the words stand. */
export function oppositeAxes(left: Entry, right: Entry): number {
  return (left.plus & right.minus) | (left.minus & right.plus);
}

export function flagsOf(words: ClaimWords, at: number): number {
  return (words[at * STRIDE + Field.Entry]! >>> 16) & 0xff;
}

/** How much a word tells of what is spoken of: 0 for the commonest, to 1. */
export function weightOf(words: ClaimWords, at: number): number {
  return (words[at * STRIDE + Field.Entry]! >>> 24) / MOST_WEIGHT;
}

export function entryOf(words: ClaimWords, at: number, lexicon: Lexicon): Entry {
  return lexicon.entries[words[at * STRIDE + Field.Entry]! & 0xffff]!;
}

function likeness(x: number, y: number): number {
  return bitCount(x & y) / Math.max(1, bitCount(x | y));
}

export function bitCount(x: number): number {
  let v = x - ((x >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
