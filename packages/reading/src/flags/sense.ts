import type { Flag } from '../contract.ts';
import type { Draft } from '../figures/draft.ts';
import { type Check, type FlagContext, shown } from './context.ts';

const ALEF = 0x627;
const REACH = 6;
const FALL_REACH = 40;

/** An exception to a fall: «انخفاضا حادا … باستثناء عدد قليل يناهز 700» excepts nothing that a fall could hold. */
export const exceptionsToFalls: Check = (context) =>
  context.figures.flatMap((figure): Flag[] => {
    const except = wordBefore(
      context,
      figure.first,
      figure.first - REACH,
      (at) => context.context.word(at)?.except === true,
    );
    if (except < 0 || figure.kind === 'share') return [];
    const { first } = context.context.syntax.sentenceOf(except);
    const fall = wordBefore(
      context,
      except,
      Math.max(first, except - FALL_REACH),
      (at) => context.context.word(at)?.change === 'fall',
    );
    if (fall < 0) return [];
    const { tokens } = context.context;
    const start = tokens.start[fall]!;
    const span = { ...context.spanOf(figure), start };
    return [
      {
        kind: 'exception-to-fall',
        spans: [{ ...span, text: tokens.text.slice(start, span.end) }],
        message: `استثناء ${shown(figure.low ?? figure.high ?? 0)} من انخفاض لا يستقيم: يُستثنى من العدد لا من هبوطه.`,
      },
    ];
  });

function wordBefore(context: FlagContext, from: number, to: number, is: (token: number) => boolean): number {
  const { first } = context.context.syntax.sentenceOf(Math.max(0, from - 1));
  for (let at = from - 1; at >= Math.max(first, to); at--) if (is(at)) return at;
  return -1;
}

/** «آلاف المتطرفين»: an order of size that no other count may be set against; one flag for all of a document. */
export const vagueAmounts: Check = (context) => {
  const vague = context.figures.filter((figure) => figure.vague && figure.unit !== null && figure.high === null);
  if (vague.length === 0) return [];
  return [
    {
      kind: 'vague-amount',
      spans: vague.map((figure) => context.spanOf(figure)),
      message: 'عدد بلا رقم: لا يُقارن بغيره ولا يُجمع إليه.',
    },
  ];
};

/** «وثائق … وعددها 114 ورقة»: how many sheets there are says nothing of how many cases they tell. */
export const evidenceCounts: Check = (context) => {
  const sheets = context.figures.filter((figure) => isEvidence(context, figure) && figure.role !== 'part');
  if (sheets.length !== 1) return [];
  return [
    {
      kind: 'evidence-count',
      spans: sheets.map((figure) => context.spanOf(figure)),
      message: 'عدد الأوراق ليس عدد ما فيها من حالات، ولا رقم آخر في النص يسنده.',
    },
  ];
};

/** A count of sheets that a pronoun or a verb of finding ties to documents told of before. */
function isEvidence(context: FlagContext, figure: Draft): boolean {
  if (figure.kind !== 'count' || figure.noun < 0 || context.context.word(figure.noun)?.evidence !== true) return false;
  const { base, tokens } = context.context;
  const before = figure.first - 1;
  // «عددها», of what was told before.
  return (
    context.context.word(before)?.count === true &&
    base.isWord(before) &&
    tokens.norm[tokens.normStart[before + 1]! - 1] === ALEF
  );
}
