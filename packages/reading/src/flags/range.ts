import type { Flag } from '../contract.ts';
import type { Draft } from '../figures/draft.ts';
import { exact } from '../numbers/cardinal.ts';
import { type Check, type FlagContext, shown } from './context.ts';

/** A range whose first number is above its second: «من 1500 إلى 200». Measures may run downwards (من 30 إلى 20 درجة). */
export const reversedRanges: Check = (context) =>
  context.figures.flatMap((figure): Flag[] => {
    const { low, high } = figure;
    if (!figure.range || low === null || high === null || low <= high || figure.kind === 'measure') return [];
    // «الدعم بين 9050 و9000» names two ends in any order.
    if (isBetween(context, figure) && low < 2 * high) return [];
    const likely = likelyHigh(context, figure, low, high);
    const proposal = likely === null ? '' : `، ولعل المقصود «من ${shown(low)} إلى ${shown(likely)}»`;
    return [
      {
        kind: 'range-reversed',
        spans: [context.spanOf(figure)],
        message: `أول المدى (${shown(low)}) أكبر من آخره (${shown(high)})${proposal}.`,
      },
    ];
  });

function isBetween({ context }: FlagContext, { first }: Draft): boolean {
  return context.base.isConjoined(first, context.base.lists.keywords.bayn);
}

/** The high end that a lost zero makes, where it makes a range; one that a stated ratio asks for comes first. */
function likelyHigh(context: FlagContext, figure: Draft, low: number, high: number): number | null {
  const asked = impliedBases(context, figure);
  for (const base of asked) if (base > low) return base;
  for (const factor of [10, 100, 1000]) {
    const candidate = exact(high * factor);
    if (candidate > low) return candidate <= low * 10 ? candidate : null;
  }
  return null;
}

const SENTENCES = 3;

/** What a ratio near by and the figure it belongs to make of the base: ten times fewer, now 200, is 2000 before. */
export function impliedBases(context: FlagContext, near: Draft): number[] {
  return context.ratios
    .filter(({ ratio }) => Math.abs(context.sentence(ratio) - context.sentence(near)) <= SENTENCES)
    .filter(({ current }) => current !== near && context.lemma(current) === context.lemma(near))
    .map(({ base }) => base);
}
