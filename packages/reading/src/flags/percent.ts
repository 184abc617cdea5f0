import type { Flag } from '../contract.ts';
import type { Draft } from '../figures/draft.ts';
import { type Check, type FlagContext, shown } from './context.ts';
import { pointOf } from './ratios.ts';

/** Points by which a rounded percentage may differ from what its counts give. */
const TOLERANCE = 1;
const REACH = 5;

/** A percentage that the counts told with it don't give: «5 من أصل 20 (30%)», «ارتفع من 20 إلى 30، أي بنسبة 80%». */
export const percentMismatches: Check = (context) =>
  context.figures.flatMap((figure, index): Flag[] => {
    const base = figure.of;
    if (base !== null && (base.kind === 'money') !== (figure.kind === 'money')) return [];
    if (base === null || figure.role === 'change' || figure.kind === 'share' || figure.kind === 'ratio') return [];
    const [value, whole] = [pointOf(figure), pointOf(base)];
    const percent = percentAfter(context, index, figure, base);
    const stated = percent === undefined ? null : pointOf(percent);
    if (value === null || whole === null || whole === 0 || percent === undefined || stated === null) return [];
    const part = figure.role === 'part';
    const given = part ? (100 * value) / whole : (100 * Math.abs(value - whole)) / whole;
    const slack = percent.hedge === 'about' || figure.hedge === 'about' || base.hedge === 'about' ? 5 : TOLERANCE;
    if (Math.abs(given - stated) <= slack) return [];
    return [
      {
        kind: 'percent-mismatch',
        spans: [figure, base, percent].map((each) => context.spanOf(each)),
        message: `النسبة المذكورة ${shown(stated)}%، والعددان (${shown(value)} و${shown(whole)}) يعطيان ${shown(Number(given.toFixed(1)))}%.`,
      },
    ];
  });

/** The percentage right after both counts, in brackets or led by أي or نسبة. */
function percentAfter(context: FlagContext, index: number, figure: Draft, base: Draft): Draft | undefined {
  const last = Math.max(figure.last, base.last);
  let next = index + 1;
  while (next < index + REACH && (context.figures[next]?.first ?? last) < last) next++;
  const percent = context.figures[next];
  if (percent?.unit !== 'percent' || percent.first - last > REACH || percent.low !== percent.high) return undefined;
  if (context.sentence(percent) !== context.sentence(figure)) return undefined;
  const { base: words } = context.context;
  if (words.mark(percent.first - 1) === 0x28 && percent.first - 1 === last) return percent;
  for (let at = last; at < percent.first; at++) if (context.has(context.words.equals, at)) return percent;
  return undefined;
}
