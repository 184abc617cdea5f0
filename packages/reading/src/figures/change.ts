import type { FigureContext } from './context.ts';
import type { Draft } from './draft.ts';

/** Tokens between an amount of change and «إلى»: «انخفض 180 ألف برميل في مايو إلى». */
const LED_REACH = 6;

/** Tokens back in which the word of rising or falling may stand. */
const REACH = 7;

/**
 * «ارتفع الإنتاج بنسبة 12% إلى 300 ألف طن», «300 ألف طن بزيادة قدرها 20 ألفا»: by how much something changed is no
 * stock. It is linked to the value that it led to, where the sentence tells that.
 */
export function linkAmountOfChange(context: FigureContext, drafts: readonly Draft[], index: number): void {
  const draft = drafts[index]!;
  if (draft.of !== null || draft.role === 'part' || draft.role === 'age' || draft.kind === 'ratio' || draft.range)
    return;
  const { base, syntax } = context;
  const previous = drafts[index - 1];
  const { first } = syntax.sentenceOf(draft.numberFirst);
  const from = Math.max(first, previous?.last ?? 0, draft.first - REACH);
  const by = context.word(draft.first - 1);
  const next = drafts[index + 1];
  // «زاد الخام دولارين إلى 61 دولارا»
  const led =
    next !== undefined && base.is(next.first - 1, base.lists.keywords.ila) && next.first - draft.last <= LED_REACH;
  const direct = by?.by === true || by?.changeBy === true || isWithBa(context, draft);
  if (!direct && ((draft.unit !== 'percent' && !led) || isGoverned(context, draft.first - 1))) return;
  for (let at = draft.first - 1; at >= from && base.isWord(at); at--) {
    const word = context.word(at);
    if (word?.change === undefined && word?.changeBy !== true) continue;
    draft.role = 'change';
    const of = led ? next : word.changeBy === true ? previous : undefined;
    if (
      of !== undefined &&
      isValue(of) &&
      syntax.sentenceNumber(of.numberFirst) === syntax.sentenceNumber(draft.numberFirst)
    ) {
      draft.of = of;
    }
    return;
  }
}

function isValue(draft: Draft): boolean {
  return draft.role !== 'change' && draft.role !== 'age' && draft.kind !== 'share' && draft.kind !== 'ratio';
}

/** ب is written onto the first word of the figure. */
function isWithBa(context: FigureContext, { first }: Draft): boolean {
  const { norm, normStart } = context.tokens;
  const apart = context.base.mark(first - 1) === BA;
  return apart || (context.hasParticle(first) && norm[normStart[first]!] === BA);
}

/** «من 20%», «إلى 20%», «على 20%» tell where a change begins or ends. */
function isGoverned(context: FigureContext, token: number): boolean {
  const { base, lists } = context;
  const { ila, min, bayn } = base.lists.keywords;
  return [ila, min, bayn, lists.ala, lists.an].some((form) => base.isConjoined(token, form));
}

const BA = 0x628;
