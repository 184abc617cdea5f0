import { bracketKey, closes, type Direction, directionOf, mirror } from './letters.ts';
import type { Cluster } from './lines.ts';

/**
 * From the order in which a line is seen to the order in which it is read: the Unicode Bidirectional Algorithm
 * (UAX #9) backwards. What the algorithm sets as one run from left to right (a number with its separators, words of
 * Latin script with the numbers and signs among them) is found by its own rules, W1 to W7 and N0 to N2.
 */

/** What precedes on the page, which decides how a number and the signs about it were set. */
export interface Context {
  /** True when the last letter before was Arabic: European digits then count as Arabic numbers (rule W2). */
  afterArabic: boolean;
  /** True when the next line begins in text to the right: a word or an address may be broken at this line's end. */
  latinFollows: boolean;
}

/**
 * @param line clusters from left to right
 * @param toLeft true for a paragraph from right to left
 * @param mirrored fonts (with the kind, {@link bracketKey}) whose brackets are told as they look, so that one in text to the left is the other
 */
export function readingOrder(
  line: readonly Cluster[],
  toLeft: boolean,
  mirrored: ReadonlySet<string>,
  context: Context,
): Cluster[] {
  return toLeft ? orderToLeft(line, mirrored, context) : orderToRight(line, mirrored);
}

/** Whether a line of a paragraph to the left begins, at its right, with a run of Latin letters or a number. */
export function startsToRight(line: readonly Cluster[]): boolean {
  const last = line[line.length - 1];
  if (last === undefined) return false;
  const direction = directionOf(last.text);
  return direction === 'L' || direction === 'european';
}

function orderToLeft(line: readonly Cluster[], mirrored: ReadonlySet<string>, context: Context): Cluster[] {
  const directions = line.map((cluster) => directionOf(cluster.text));
  const latin = latinStarts(directions);
  const out: Cluster[] = [];
  let at = line.length - 1;
  while (at >= 0) {
    const start = runToRight(line, directions, latin, at, context);
    if (start <= at) {
      for (let i = start; i <= at; i++) out.push(line[i]!);
      if (directions.slice(start, at + 1).includes('L')) context.afterArabic = false;
      at = start - 1;
      continue;
    }
    if (directions[at] === 'R') context.afterArabic = true;
    out.push(turned(line[at]!, mirrored));
    at--;
  }
  return out;
}

function turned(cluster: Cluster, mirrored: ReadonlySet<string>): Cluster {
  const text =
    !cluster.stated && mirrored.has(bracketKey(cluster.font, cluster.text)) ? mirror(cluster.text) : cluster.text;
  return text === cluster.text ? cluster : { ...cluster, text };
}

/** Where the run from left to right that ends at `end` begins; `end + 1` when none ends there. */
function runToRight(
  line: readonly Cluster[],
  directions: readonly Direction[],
  starts: Int32Array,
  end: number,
  context: Context,
): number {
  const latin = latinRun(line, directions, starts, end, context.latinFollows);
  if (latin <= end) return latin;
  return numberRun(directions, end, context.afterArabic);
}

/** For each place the first Latin letter behind the last Arabic letter or number before it; −1 for none. */
function latinStarts(directions: readonly Direction[]): Int32Array {
  const starts = new Int32Array(directions.length).fill(-1);
  let first = -1;
  directions.forEach((direction, i) => {
    if (direction === 'R' || direction === 'arabic number') first = -1;
    else if (direction === 'L' && first < 0) first = i;
    starts[i] = first;
  });
  return starts;
}

/** A run of Latin letters, and of the digits, spaces and signs among them (rules W7, N0, N1). */
function latinRun(
  line: readonly Cluster[],
  directions: readonly Direction[],
  starts: Int32Array,
  end: number,
  latinFollows: boolean,
): number {
  const last = directions[end]!;
  const bracket = closes(line[end]!.text);
  // A run that goes on in the next line stands at the end of this one, which is its left; its last sign belongs to it.
  if (latinFollows && starts[end] === 0 && endsInSign(directions, end)) return 0;
  if (last !== 'L' && last !== 'european' && !bracket) return end + 1;
  const start = starts[end]!;
  if (start < 0) return end + 1;
  // A closing bracket belongs to the run when its opening one stands inside, after a letter.
  if (bracket && !matched(line, start, end)) return end + 1;
  return start;
}

/** Whether a sign stands against a Latin letter or a number at its left: `LR-`, `lists?`. */
function endsInSign(directions: readonly Direction[], end: number): boolean {
  const before = directions[end - 1];
  return /^(?:sign|separator|neutral)$/.test(directions[end]!) && (before === 'L' || before === 'european');
}

/** Glyphs between two brackets that are one pair. */
const WIDEST_BRACKETS = 400;

/** Whether the bracket at `end` closes one that stands behind `start`. */
function matched(line: readonly Cluster[], start: number, end: number): boolean {
  const bracket = line[end]!.text;
  let depth = 0;
  for (let i = end; i > Math.max(start, end - WIDEST_BRACKETS); i--) {
    if (line[i]!.text === bracket) depth++;
    else if (line[i]!.text === mirror(bracket) && --depth === 0) return true;
  }
  return false;
}

/** A number with the separators inside it, and beside European digits after no Arabic letter, their signs (W4, W5). */
function numberRun(directions: readonly Direction[], end: number, afterArabic: boolean): number {
  const signs = !afterArabic && hasEuropean(directions, end);
  if (!isDigit(directions[end]!) && !(signs && directions[end] === 'terminator')) return end + 1;
  let start = end + 1;
  let at = end;
  while (at >= 0) {
    const direction = directions[at]!;
    if (isDigit(direction) || (signs && direction === 'terminator')) start = at--;
    else if (
      at > 0 &&
      at < end &&
      joins(direction, signs) &&
      isDigit(directions[at - 1]!) &&
      isDigit(directions[at + 1]!)
    )
      at--;
    else break;
  }
  return start;
}

/** Whether the digits behind the signs at `end` are European. */
function hasEuropean(directions: readonly Direction[], end: number): boolean {
  let at = end;
  while (at >= 0 && directions[at] === 'terminator') at--;
  return at >= 0 && directions[at] === 'european';
}

function isDigit(direction: Direction): boolean {
  return direction === 'european' || direction === 'arabic number';
}

function joins(direction: Direction, european: boolean): boolean {
  return direction === 'separator' || (european && direction === 'sign');
}

/** A line from left to right, with what it holds of Arabic turned. */
function orderToRight(line: readonly Cluster[], mirrored: ReadonlySet<string>): Cluster[] {
  const directions = line.map((cluster) => directionOf(cluster.text));
  const out: Cluster[] = [];
  let at = 0;
  while (at < line.length) {
    let end = at;
    if (directions[at] === 'R') {
      for (let i = at; i < line.length && directions[i] !== 'L'; i++) if (directions[i] === 'R') end = i + 1;
      out.push(...orderToLeft(line.slice(at, end), mirrored, { afterArabic: true, latinFollows: false }));
      at = end;
    } else out.push(line[at++]!);
  }
  return out;
}
