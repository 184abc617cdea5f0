import type { Figure } from '@isnad/reading';

/** What a figure states, without what it is stated of. */
export type Stated = Pick<Figure, 'low' | 'high' | 'hedge' | 'vague'>;

/**
 * Two figures of the same thing: `agree` when one number may be meant by both, `differ` when none may, `open` when they
 * exclude each other as little as they confirm each other («أكثر من 20» and 114).
 */
export type Agreement = 'agree' | 'differ' | 'open';

/** «نحو 200» may be said of this share more or less. */
const ABOUT = 0.12;
/** A round number may stand for one that differs by this share: 100 for 104. */
const ROUNDED = 0.05;
/** «أكثر من 20» is hardly said of more than this many times as much. */
const MORE_THAN = 1.5;
/** «آلاف» reaches to a hundred thousand, «عشرات» to a thousand. */
const VAGUE = 100;
/** «مئات» are two hundred at least. */
const PLURAL = 2;

/** From the least to the most that the words can mean, and the part of that for which they would be chosen. */
interface Meaning {
  readonly least: number;
  readonly most: number;
  readonly usualLeast: number;
  readonly usualMost: number;
}

/** How two figures stand to each other that measure the same thing at the same time in the same role. Symmetric. */
export function compareStated(a: Stated, b: Stated): Agreement {
  const x = meaningOf(a);
  const y = meaningOf(b);
  if (x === null || y === null) return 'open';
  if (meet(x.usualLeast, x.usualMost, y.usualLeast, y.usualMost)) return 'agree';
  if (meet(x.least, x.most, y.least, y.most)) return 'open';
  return isRounding(a, b) || isRounding(b, a) ? 'agree' : 'differ';
}

function meet(low: number, high: number, otherLow: number, otherHigh: number): boolean {
  return low <= otherHigh && otherLow <= high;
}

function meaningOf({ low, high, hedge, vague }: Stated): Meaning | null {
  const one = low ?? high;
  if (one === null) return null;
  // A range printed the wrong way round covers what lies between.
  const from = Math.min(low ?? one, high ?? one);
  const to = Math.max(low ?? one, high ?? one);
  if (vague) return exactly(from * PLURAL, from * VAGUE);
  switch (hedge) {
    case 'about':
      return exactly(from * (1 - ABOUT), to * (1 + ABOUT));
    case 'more than':
    case 'at least':
      return { least: from, most: Number.POSITIVE_INFINITY, usualLeast: from, usualMost: to * MORE_THAN };
    case 'less than':
    case 'at most':
    case 'up to':
      return { least: 0, most: to, usualLeast: from / MORE_THAN, usualMost: to };
    case null:
      return openEnded(low, high) ?? exactly(from, to);
  }
}

function openEnded(low: number | null, high: number | null): Meaning | null {
  if (low !== null && high !== null) return null;
  if (low !== null) return { least: low, most: Number.POSITIVE_INFINITY, usualLeast: low, usualMost: low * MORE_THAN };
  return { least: 0, most: high!, usualLeast: high! / MORE_THAN, usualMost: high! };
}

function exactly(least: number, most: number): Meaning {
  return { least, most, usualLeast: least, usualMost: most };
}

/** True when `round` is a rounder number than `exact` and near enough to stand for it. */
function isRounding(round: Stated, exact: Stated): boolean {
  if (round.low === null || exact.low === null || round.low !== round.high || exact.low !== exact.high) return false;
  const zeros = trailingZeros(round.low);
  return (
    zeros > trailingZeros(exact.low) && Math.abs(round.low - exact.low) <= ROUNDED * Math.max(round.low, exact.low)
  );
}

function trailingZeros(value: number): number {
  if (!Number.isInteger(value) || value === 0) return 0;
  let zeros = 0;
  for (let rest = value; rest % 10 === 0; rest /= 10) zeros++;
  return zeros;
}
