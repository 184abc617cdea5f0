import type { Draft } from '../figures/draft.ts';
import { exact } from '../numbers/cardinal.ts';

/** A ratio with the figure that it speaks of. */
export interface RatioRead {
  readonly ratio: Draft;
  readonly current: Draft;
  readonly base: number;
}

/** Figures on among which a ratio finds what it speaks of. */
const NEAR = 4;

/** The ratios of a document that stand in one sentence with the figure they tell of. */
export function ratiosOf(figures: readonly Draft[], sentence: (figure: Draft) => number): RatioRead[] {
  return figures.flatMap((ratio, index) => {
    const times = pointOf(ratio);
    if (ratio.kind !== 'ratio' || ratio.direction === 0 || times === null || times <= 1) return [];
    const current = figures
      .slice(index + 1, index + 1 + NEAR)
      .find((figure) => (figure.kind === 'count' || figure.kind === 'rate') && figure.role !== 'part');
    const value = current === undefined ? null : pointOf(current);
    if (current === undefined || value === null || sentence(current) !== sentence(ratio)) return [];
    return [{ ratio, current, base: ratio.direction < 0 ? exact(value * times) : exact(value / times) }];
  });
}

/** The one value of a figure; null for a range or an open end. */
export function pointOf(figure: Draft): number | null {
  return figure.low !== null && figure.low === figure.high && !figure.vague ? figure.low : null;
}
