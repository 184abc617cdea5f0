import type { Flag } from '../contract.ts';
import type { Draft } from '../figures/draft.ts';
import { type Check, type FlagContext, shown } from './context.ts';
import { pointOf } from './ratios.ts';

const SENTENCES = 2;
/** Figures on among which the base is looked for. */
const REACH = 8;
/** A stated ratio is round: what it asks for may be off by this share. */
const TOLERANCE = 0.1;

/** A ratio that the values told with it don't give: «عشر مرات أقل … نحو 200 … من 1500 إلى 200». */
export const ratioMismatches: Check = (context) =>
  context.ratios.flatMap(({ ratio, current, base }): Flag[] => {
    const from = context.figures.indexOf(ratio);
    const near = context.figures.slice(from, from + REACH);
    const stated = near.find((figure) => isBase(context, figure, ratio, current));
    if (stated === undefined || agrees(stated, base)) return [];
    const now = pointOf(current) ?? 0;
    const times = pointOf(ratio) ?? 0;
    const words = ratio.direction < 0 ? 'أقل' : 'أكثر';
    return [
      {
        kind: 'ratio-mismatch',
        spans: [context.spanOf(ratio), context.spanOf(current), context.spanOf(stated)],
        message: `«${shown(times)} مرات ${words}» مع ${shown(now)} تقتضي أصلا قدره ${shown(base)}، والمذكور ${boundsOf(stated)}.`,
      },
    ];
  });

/** The figure of the same thing, told next, that the ratio compares with. */
function isBase(context: FlagContext, figure: Draft, ratio: Draft, current: Draft): boolean {
  if (figure === current || figure === ratio || figure.kind === 'ratio' || figure.role === 'part') return false;
  const distance = context.sentence(figure) - context.sentence(ratio);
  if (distance < 0 || distance > SENTENCES || figure.low === null || figure.high === null) return false;
  return figure.noun >= 0 && context.lemma(figure) === context.lemma(current) && figure.per === current.per;
}

function agrees(figure: Draft, base: number): boolean {
  const low = Math.min(figure.low ?? base, figure.high ?? base);
  const high = Math.max(figure.low ?? base, figure.high ?? base);
  return base >= low * (1 - TOLERANCE) && base <= high * (1 + TOLERANCE);
}

function boundsOf({ low, high }: Draft): string {
  return low === high ? shown(low ?? 0) : `من ${shown(low ?? 0)} إلى ${shown(high ?? 0)}`;
}
