import type { CopyPair, SharedPassage } from '../findings.ts';
import { type AlignedRun, align } from './alignment.ts';
import type { CopyWords } from './words.ts';

/** A document as copies are sought in it. */
export interface CopyText {
  readonly words: CopyWords;
  /** 1 for each word that tells nothing: part of a set phrase, or a number. */
  readonly empty: Uint8Array;
}

/** What two documents share, before it is said which came first. Offsets as in {@link SharedPassage}. */
export interface SharedText {
  readonly shared: number;
  readonly kind: CopyPair['kind'];
  readonly passages: readonly SharedPassage[];
}

/** Words of a run that two unrelated reports of one event may well share. */
const CHANCE = 5;
/** A run of fewer telling words than this is no passage. */
const SHORTEST_RUN = 6;
/** Telling words beyond chance that make a copy of two long texts, however little of them it is. */
const EVIDENCE = 22;
/** From this share of both texts on they are the same. */
const SAME_SHARE = 0.75;
/** Below this share of agreeing words in the shared passages, they were written anew. */
const REWRITE_AGREEMENT = 0.7;

/**
 * What two documents share: passages that agree but for some words, in whatever order. The evidence is the number of
 * telling words in passages, beyond what chance gives each; how much is asked for falls with the share of the shorter
 * document that is covered, so that a short notice needs less than a long report.
 * @returns null when they are no copies of one another
 */
export function compareTexts(a: CopyText, b: CopyText): SharedText | null {
  // The shorter is laid against the longer, so that the answer is the same both ways.
  const swapped = a.words.count > b.words.count || (a.words.count === b.words.count && isAfter(a.words, b.words));
  const [short, long] = swapped ? [b, a] : [a, b];
  const runs = passagesOf(align(short.words, long.words), short, long);
  const covered = runs.reduce((sum, run) => sum + run.aEnd - run.a, 0);
  const coveredLong = runs.reduce((sum, run) => sum + run.bEnd - run.b, 0);
  const shared = covered / Math.max(1, short.words.count);
  const evidence = runs.reduce((sum, run) => sum + run.telling - CHANCE, 0);
  if (evidence < asked(shared)) return null;
  const same = runs.reduce((sum, run) => sum + run.same, 0);
  const agreement = (2 * same) / Math.max(1, covered + coveredLong);
  const passages = runs.map((run) => passageOf(run, short.words, long.words, swapped));
  passages.sort((x, y) => x.a.start - y.a.start);
  return { shared, kind: kindOf(shared, coveredLong / Math.max(1, long.words.count), agreement), passages };
}

function kindOf(share: number, shareOfLong: number, agreement: number): CopyPair['kind'] {
  if (agreement < REWRITE_AGREEMENT) return 'rewrite';
  return share >= SAME_SHARE && shareOfLong >= SAME_SHARE ? 'same' : 'excerpt';
}

/** Evidence asked for when `shared` of the shorter text is covered. */
function asked(shared: number): number {
  return Math.max(1, EVIDENCE * (1 - Math.min(1, shared)) ** 1.5);
}

interface Passage extends AlignedRun {
  /** Words that are the same and tell something, each word of either text counted once. */
  readonly telling: number;
}

/** The runs with enough in them. Where runs meet in the longer text, the richer one keeps the words. */
function passagesOf(runs: readonly AlignedRun[], short: CopyText, long: CopyText): Passage[] {
  const taken = new Uint8Array(long.words.count);
  const passages: Passage[] = [];
  for (const run of [...runs].sort((x, y) => y.same - x.same || x.a - y.a)) {
    let telling = 0;
    for (const tile of run.tiles) {
      for (let i = 0; i < tile.length; i++) {
        if (short.empty[tile.a + i] === 0 && taken[tile.b + i] === 0) telling++;
      }
    }
    if (telling < SHORTEST_RUN) continue;
    for (const tile of run.tiles) taken.fill(1, tile.b, tile.b + tile.length);
    passages.push({ ...run, telling });
  }
  return passages;
}

function passageOf(run: AlignedRun, short: CopyWords, long: CopyWords, swapped: boolean): SharedPassage {
  const inShort = { start: short.start[run.a]!, end: short.end[run.aEnd - 1]! };
  const inLong = { start: long.start[run.b]!, end: long.end[run.bEnd - 1]! };
  return swapped ? { a: inLong, b: inShort } : { a: inShort, b: inLong };
}

/** An order of texts of equal length by their words. */
function isAfter(a: CopyWords, b: CopyWords): boolean {
  for (let i = 0; i < a.count; i++) if (a.hash[i] !== b.hash[i]) return a.hash[i]! > b.hash[i]!;
  return false;
}
