import { SHINGLE, shingles } from './fingerprints.ts';
import type { CopyWords } from './words.ts';

/** `length` words from word `a` of one text that are the words from `b` of another. */
export interface Tile {
  readonly a: number;
  readonly b: number;
  readonly length: number;
}

/** Words `a` … `aEnd` − 1 of one text that stand, up to small changes, as words `b` … `bEnd` − 1 of another. */
export interface AlignedRun {
  readonly a: number;
  readonly aEnd: number;
  readonly b: number;
  readonly bEnd: number;
  /** Words that are the same on both sides. */
  readonly same: number;
  /** Where they stand, in order. */
  readonly tiles: readonly Tile[];
}

/** Places of a shingle in the other text that are tried; the rest of a text that repeats itself is passed over. */
const PLACES = 8;
/** Words that may differ between two stretches that agree. */
const GAP = 4;
/** Words that must agree again behind a gap. */
const REJOIN = 2;

/**
 * Aligns two texts word by word: runs that agree but for a few words, each as long as it can be made, wherever they
 * stand in the other text (paragraphs may have changed places). Every word of `a` is in at most one run. Greedy from
 * left to right, so that it is near-linear also where a text repeats itself.
 */
export function align(a: CopyWords, b: CopyWords): AlignedRun[] {
  const from = shingles(a);
  const places = placesOf(shingles(b), new Set(from));
  const runs: AlignedRun[] = [];
  let free = 0;
  for (let i = 0; i < from.length; ) {
    let best: AlignedRun | undefined;
    for (const j of places.get(from[i]!) ?? []) {
      if (!agree(a, b, i, j, SHINGLE)) continue;
      const run = extend(a, b, i, j, free);
      if (best === undefined || run.same > best.same) best = run;
    }
    if (best === undefined) i++;
    else {
      runs.push(best);
      i = best.aEnd;
      free = best.aEnd;
    }
  }
  return runs;
}

function placesOf(hashes: Uint32Array, wanted: ReadonlySet<number>): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (let j = 0; j < hashes.length; j++) {
    if (!wanted.has(hashes[j]!)) continue;
    const known = places.get(hashes[j]!);
    if (known === undefined) places.set(hashes[j]!, [j]);
    else if (known.length < PLACES) known.push(j);
  }
  return places;
}

function agree(a: CopyWords, b: CopyWords, i: number, j: number, length: number): boolean {
  if (i + length > a.count || j + length > b.count) return false;
  for (let k = 0; k < length; k++) if (a.hash[i + k] !== b.hash[j + k]) return false;
  return true;
}

/** The run through word `i` of `a` and `j` of `b`, forwards over gaps, and backwards as far as `free`. */
function extend(a: CopyWords, b: CopyWords, i: number, j: number, free: number): AlignedRun {
  let left = i;
  let right = j;
  while (left > free && right > 0 && a.hash[left - 1] === b.hash[right - 1]) {
    left--;
    right--;
  }
  const tiles: Tile[] = [];
  let same = 0;
  let x = left;
  let y = right;
  for (;;) {
    const tile = { a: x, b: y, length: commonLength(a, b, x, y) };
    tiles.push(tile);
    same += tile.length;
    x += tile.length;
    y += tile.length;
    const gap = gapTo(a, b, x, y);
    if (gap === null) break;
    x += gap.a;
    y += gap.b;
  }
  return { a: left, aEnd: x, b: right, bEnd: y, same, tiles };
}

function commonLength(a: CopyWords, b: CopyWords, x: number, y: number): number {
  let length = 0;
  while (x + length < a.count && y + length < b.count && a.hash[x + length] === b.hash[y + length]) length++;
  return length;
}

interface Gap {
  readonly a: number;
  readonly b: number;
}

/** Every gap, the shortest first; among equals, words changed before words put in or left out. */
const GAPS: readonly Gap[] = allGaps();

function allGaps(): Gap[] {
  const gaps: Gap[] = [];
  for (let a = 0; a <= GAP; a++) for (let b = 0; b <= GAP; b++) if (a + b > 0) gaps.push({ a, b });
  return gaps.sort((x, y) => Math.max(x.a, x.b) - Math.max(y.a, y.b) || x.a + x.b - (y.a + y.b) || x.a - y.a);
}

/** The smallest gap behind which the texts agree again; null where they do not. */
function gapTo(a: CopyWords, b: CopyWords, x: number, y: number): Gap | null {
  for (const gap of GAPS) if (agree(a, b, x + gap.a, y + gap.b, REJOIN)) return gap;
  return null;
}
