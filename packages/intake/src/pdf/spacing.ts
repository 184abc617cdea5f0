import { isArabic } from './letters.ts';
import type { Cluster, Segment } from './lines.ts';

/**
 * Where words end. Most producers draw spaces, and then a hole alone says little; some draw none. Spaces that are
 * drawn but take no room are no spaces (التمو يل).
 */

/** Holes in heights of the font. */
export interface Spacing {
  /** From here on a hole is a space, on a line that has spaces drawn. */
  readonly besideSpaces: number;
  /** The same on a line that has none. */
  readonly alone: number;
  /** True when long lines without spaces are usual on the page: then short ones have none either. */
  readonly sparse: boolean;
  /** Up to here a space that was drawn isn't seen, between two Arabic letters. */
  readonly unseen: number;
}

const UNSEEN = 0.04;
/** With spaces drawn: wider than any space of a justified line inside a word, narrower than a tabulator. */
const HOLE_BESIDE_SPACES = 0.45;
/** Without: what separates words in every typeface, until the page itself tells better. */
const HOLE_ALONE = 0.14;
const BETWEEN_SCRIPTS = 0.1;
const FEWEST_HOLES = 40;
/** Letters of a line that has no space drawn from which its words must be told by holes. */
const LONG_WORD = 14;

/** Learnt from the lines of a page that have no spaces drawn. */
export function spacingOf(segments: readonly Segment[]): Spacing {
  const holes: number[] = [];
  let long = 0;
  let bare = 0;
  for (const { clusters } of segments) {
    if (clusters.length >= LONG_WORD) long++;
    if (clusters.some(isBlank)) continue;
    if (clusters.length >= LONG_WORD) bare++;
    clusters.forEach((cluster, i) => {
      const next = clusters[i + 1];
      if (next !== undefined) holes.push((next.x - cluster.x - cluster.width) / cluster.size);
    });
  }
  const alone = holes.length < FEWEST_HOLES ? HOLE_ALONE : valley(holes);
  return { besideSpaces: HOLE_BESIDE_SPACES, alone, sparse: bare > long / 3, unseen: UNSEEN };
}

function isBlank(cluster: Cluster): boolean {
  return cluster.text.trim() === '';
}

/** The hole that best parts narrow from wide ones (Otsu, 1979), between the bounds that any typeface keeps. */
function valley(holes: readonly number[]): number {
  const clipped = holes.map((hole) => Math.min(0.8, Math.max(-0.1, hole))).sort((a, b) => a - b);
  const total = clipped.reduce((sum, hole) => sum + hole, 0);
  let below = 0;
  let best = HOLE_ALONE;
  let most = -1;
  for (let i = 1; i < clipped.length; i++) {
    below += clipped[i - 1]!;
    const a = below / i;
    const b = (total - below) / (clipped.length - i);
    const between = i * (clipped.length - i) * (b - a) ** 2;
    if (between > most) {
      most = between;
      best = (clipped[i - 1]! + clipped[i]!) / 2;
    }
  }
  return Math.min(0.3, Math.max(0.07, best));
}

/** The clusters of a line from left to right, its segments with a space between, each space of the text one cluster. */
export function spaced(segments: readonly Segment[], spacing: Spacing): Cluster[] {
  const out: Cluster[] = [];
  const all = segments.flatMap((segment) => segment.clusters);
  const none = (spacing.sparse || all.length >= LONG_WORD) && !all.some(isBlank);
  const hole = none ? spacing.alone : spacing.besideSpaces;
  for (const { clusters } of segments) {
    let space: Cluster | null = null;
    let previous: Cluster | null = out[out.length - 1] ?? null;
    if (previous !== null) out.push(spaceBetween(previous, clusters[0]!));
    previous = null;
    for (const cluster of clusters) {
      if (isBlank(cluster)) {
        space = cluster;
        continue;
      }
      if (previous !== null && isSpace(previous, space, cluster, hole, spacing.unseen))
        out.push(spaceBetween(previous, cluster));
      out.push(cluster);
      previous = cluster;
      space = null;
    }
  }
  return out;
}

function isSpace(left: Cluster, drawn: Cluster | null, right: Cluster, hole: number, unseen: number): boolean {
  const found = (right.x - left.x - left.width) / Math.max(left.size, right.size);
  // No word mixes the scripts.
  if (drawn === null)
    return (
      found > hole ||
      (found > BETWEEN_SCRIPTS && isArabic(left.text) !== isArabic(right.text) && bothLetters(left, right))
    );
  return found > unseen || !(isArabic(left.text) && isArabic(right.text));
}

function bothLetters(left: Cluster, right: Cluster): boolean {
  return /^\p{L}/u.test(left.text) && /^\p{L}/u.test(right.text);
}

function spaceBetween(left: Cluster, right: Cluster): Cluster {
  const x = left.x + left.width;
  return { text: ' ', x, width: Math.max(0, right.x - x), y: left.y, size: left.size, font: '', code: 0, stated: true };
}
