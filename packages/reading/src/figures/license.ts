import { PROCLITIC, WHOLE } from '@isnad/text';
import type { NumberMatch } from '../numbers/numbers.ts';
import type { FigureContext } from './context.ts';
import type { Draft } from './draft.ts';
import { unitAfter } from './unit.ts';

const OPEN = 0x28;
const CLOSE = 0x29;
const HYPHEN = 0x2d;
const SLASH = 0x2f;
const TIMES_SIGN = '×';

/** True for a number that names and counts nothing: «القرار 1701», «رقم 5», «F16», a score of goals. */
export function isLabelled(context: FigureContext, number: NumberMatch): boolean {
  const { base, tokens } = context;
  const before = number.first - 1;
  if (before < 0 || tokens.gap[number.first]! > 2) return false;
  const dash = base.mark(before) === 0x2d && base.isWord(before - 1) ? before - 1 : before;
  if (base.labels.at(context.words, dash, PROCLITIC) !== undefined && !base.hedges.has(number.first)) return true;
  // «اف16», «إف-16», «ميغ 29»: letters of a model.
  if (number.words || !base.isWord(dash) || context.lists.models.at(context.words, dash, WHOLE) === undefined)
    return false;
  if (!base.isFunctionWord(dash)) return true;
  // «إن1500 مقاتل» counts, «ان-26» flies.
  return (base.joined(number.first) || dash !== before) && unitAfter(context, number.last, false) === undefined;
}

/** «3 أهداف مقابل هدف» */
export function isGoals(context: FigureContext, draft: Draft): boolean {
  return context.word(draft.unitHead)?.goal === true && context.word(draft.last)?.score === true;
}

/**
 * True for a number with no noun after it that counts all the same: words nearly always do (قتل تسعة), digits where
 * something before them asks for an amount (مقتل 1200، بلغ 300، نحو 200).
 */
export function countsAlone(
  context: FigureContext,
  number: NumberMatch,
  draft: Draft,
  previous: Draft | undefined,
): boolean {
  // «حتى تصل إلى 2016» is a year.
  if (draft.hedge === 'up to' && !number.words && number.value > 1900 && number.value < 2050) return false;
  if (draft.range || draft.hedge !== null || context.base.hedges.has(number.first)) return true;
  if (number.article) return number.scale > 1;
  if (number.value === 0 || isInScore(context, number)) return false;
  // «شخص من كل عشرة»
  if (context.base.having(number.first - 1, 'every') !== undefined) return false;
  if (number.words) return number.value !== 1;
  return (
    asksForAmount(context, number) ||
    isCompared(context, number, previous) ||
    goesOnFrom(context, number, previous) ||
    isDimension(context, number)
  );
}

/** «الخامسة والنصف»: what a clock says. */
export function isOfClock(context: FigureContext, number: NumberMatch): boolean {
  return (
    number.kind === 'fraction' &&
    number.article &&
    number.and &&
    context.base.numberBefore(number.first)?.kind === 'ordinal'
  );
}

/** «6 - 4» */
function isInScore(context: FigureContext, number: NumberMatch): boolean {
  const { base } = context;
  const dash = (token: number) => base.mark(token) === HYPHEN || base.mark(token) === SLASH;
  return (
    (dash(number.last) && base.number(number.last + 1) !== undefined) ||
    (dash(number.first - 1) && base.numberBefore(number.first - 1) !== undefined)
  );
}

/** «62 صوتا مقابل 41», «20 دولارا مقارنة ب15» */
export function isCompared(context: FigureContext, number: NumberMatch, previous: Draft | undefined): boolean {
  if (previous === undefined) return false;
  const before = context.word(number.first - 1)?.compared === true;
  const behind = number.particle && context.word(number.first - 2)?.compared === true;
  const { syntax } = context;
  return (before || behind) && syntax.sentenceNumber(previous.numberFirst) === syntax.sentenceNumber(number.first);
}

function asksForAmount(context: FigureContext, number: NumberMatch): boolean {
  const { base } = context;
  const token = number.first;
  // «أكمل 93 منهم الدراسة»
  if (context.word(number.last)?.partAfter === true && context.follows(number.last)) return true;
  // «979 من أصل 39176», «الـ70 من العمر»
  if (context.lists.wholes.longest(context.words, number.last, WHOLE) !== undefined) return true;
  if (base.is(number.last, base.lists.keywords.min) && base.having(number.last + 1, 'age')?.entry.age === 0)
    return true;
  const { ila, min, ma } = base.lists.keywords;
  const before = token - 1;
  if (before < 0 || !context.follows(token) || base.mark(before) === OPEN) return false;
  if (token >= 2 && context.lists.wholes.longest(context.words, token - 2, WHOLE)?.end === token) return true;
  const word = context.word(before);
  if (word?.casualty !== undefined || word?.count === true || word?.part === true || word?.total === true) return true;
  if (base.is(before, ma)) return false;
  // «من 287 إلى 518 جنديا»
  if (base.isConjoined(before, min) && base.is(number.last, ila)) return true;
  if (base.is(before, ila) || base.is(before, min)) return isMeasured(context, before);
  return false;
}

const REACH = 8;

/** «ارتفع … إلى 20», «من 287 إلى 518 جنديا» */
function isMeasured(context: FigureContext, token: number): boolean {
  const { first } = context.syntax.sentenceOf(token);
  for (let at = token - 1; at >= Math.max(first, token - REACH); at--) {
    const word = context.word(at);
    if (word?.change !== undefined || word?.count === true) return true;
  }
  return false;
}

/** «20 و30», «62 صوتا مقابل 41» */
function goesOnFrom(context: FigureContext, number: NumberMatch, previous: Draft | undefined): boolean {
  if (previous === undefined) return false;
  // «أقل من نصف المتطلبات (48)»
  const bracketed = context.base.mark(number.first - 1) === OPEN && context.base.mark(number.last) === CLOSE;
  if (bracketed && previous.unit === 'fraction') return number.first - previous.last <= 4;
  return number.and && number.first - previous.last <= 1;
}

/** 1920 × 1080 */
function isDimension(context: FigureContext, number: NumberMatch): boolean {
  const { tokens } = context;
  const sign = (token: number) =>
    token >= 0 && token < tokens.count && tokens.text.slice(tokens.start[token]!, tokens.end[token]!) === TIMES_SIGN;
  return sign(number.last) || sign(number.first - 1);
}
