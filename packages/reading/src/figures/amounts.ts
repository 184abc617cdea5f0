import { originalOffset, PROCLITIC, READINGS } from '@isnad/text';
import { exact } from '../numbers/cardinal.ts';
import type { NumberMatch } from '../numbers/numbers.ts';
import type { FigureContext } from './context.ts';
import { type Draft, draftOf } from './draft.ts';
import { unitAfter } from './unit.ts';

const HYPHEN = 0x2d;
const WAW = 0x648;

/** A number, alone or as the low end of a range whose high end it swallows. */
export function numberDraft(context: FigureContext, number: NumberMatch): Draft {
  return rangeFrom(context, number) ?? point(number);
}

function point(number: NumberMatch): Draft {
  const value = figureValue(number);
  const draft = draftOf(number.first, number.last, number.start, value, value);
  if (number.kind === 'percent') [draft.unit, draft.kind, draft.role] = ['percent', 'share', 'share'];
  if (number.kind === 'fraction') [draft.unit, draft.kind, draft.role] = ['fraction', 'share', 'share'];
  return draft;
}

/** Fractions to four places, as a reader would write them. */
export function figureValue(number: NumberMatch): number {
  return number.kind === 'fraction' ? Number(number.value.toFixed(4)) : number.value;
}

/** «من 1500 إلى 200», «بين 3 و5 ملايين», «10-15», «ثلاثة أو أربعة»: a range from this number to the next. */
function rangeFrom(context: FigureContext, low: NumberMatch): Draft | undefined {
  const { base, tokens } = context;
  const { ila, bayn, min, aw, hatta } = base.lists.keywords;
  if (low.kind === 'ordinal' || low.kind === 'fraction') return undefined;
  const leadAt = low.first - 1;
  const between = base.isConjoined(leadAt, bayn);
  const from = base.isConjoined(leadAt, min);
  // What the low end itself counts may stand between: «بين 10 آلاف دولار و15 ألف دولار».
  const tie = low.last;
  if (!context.follows(tie)) return undefined;
  // «3ـ4»: a stroke for a dash, which is no token.
  const stroke = !low.words && base.isDigits(tie) && base.joined(tie);
  const joint = base.is(tie, ila) || (from && base.is(tie, hatta)) || base.is(tie, aw) || base.mark(tie) === HYPHEN;
  const and = between && base.mark(tie) === WAW;
  const high = base.number(joint || and ? tie + 1 : tie);
  if (
    high === undefined ||
    high.kind === 'ordinal' ||
    high.kind === 'fraction' ||
    (high.article && !(between && low.article))
  )
    return undefined;
  if (!joint && !stroke && !and && !(between && high.and)) return undefined;
  if (base.is(tie, ila) && !between && !runsTo(context, low, high, from)) return undefined;
  if (stroke && isScore(context, low, high)) return undefined;
  if (base.mark(tie) === HYPHEN && (isScore(context, low, high) || tokens.gap[tie] !== tokens.gap[tie + 1]))
    return undefined;
  const led = between || (from && !base.is(tie, aw));
  const start = led ? leadStart(context, leadAt) : low.start;
  const draft = draftOf(low.first, high.last, start, scaledLow(low, high), high.value);
  draft.first = led ? leadAt : low.first;
  draft.range = true;
  if (high.kind === 'percent') [draft.unit, draft.kind, draft.role] = ['percent', 'share', 'share'];
  return draft;
}

/** «من 20 إلى 30» and «20 إلى 30» are a range unless a rise or fall leads from one to the other. */
function runsTo(context: FigureContext, low: NumberMatch, high: NumberMatch, from: boolean): boolean {
  return (from || low.value < high.value) && !isChange(context, low.first);
}

/** «2-1», «6 - 4»: small numbers with nothing counted after them. */
function isScore(context: FigureContext, low: NumberMatch, high: NumberMatch): boolean {
  // «عدد القتلى 20 - 30», «العدد هو 1000 - 5000»
  if (low.value < high.value && [1, 2].some((back) => context.word(low.first - back)?.count === true)) return false;
  return low.value >= high.value || (high.kind === 'cardinal' && unitAfter(context, high.last, false) === undefined);
}

function leadStart(context: FigureContext, token: number): number {
  const { tokens, base } = context;
  const plain = base.is(token, base.lists.keywords.min) || base.is(token, base.lists.keywords.bayn);
  return plain ? tokens.start[token]! : originalOffset(tokens, token, 1);
}

/** «بين 3 و5 ملايين»: the scale of the high end holds for the low one where that reads on. */
function scaledLow(low: NumberMatch, high: NumberMatch): number {
  const factor = high.scale;
  return low.scale === 1 && factor > 1 && low.value <= high.mantissa ? exact(low.value * factor) : low.value;
}

const CHANGE_REACH = 12;

/** A verb or noun of rising or falling before «من … إلى» makes them two figures, before and after. */
export function isChange(context: FigureContext, token: number): boolean {
  const { first } = context.syntax.sentenceOf(token);
  for (let at = token - 1; at >= Math.max(first, token - CHANGE_REACH); at--) {
    if (context.word(at)?.change !== undefined) return true;
  }
  return false;
}

/** «آلاف», «عشرات الآلاف», «بضع مئات»: an order of size, with its bounds. */
export function vagueDraft(context: FigureContext, token: number): Draft | undefined {
  const { words, tokens, lists, base } = context;
  const first = lists.vague.at(words, token, PROCLITIC);
  if (token > 0 && tokens.gap[token] === 1 && lists.vague.at(words, token - 1, PROCLITIC) !== undefined)
    return undefined;
  if (first === undefined || context.isTaken(token) || base.numberBefore(token) !== undefined) return undefined;
  const reading = lists.vague.readingAt(words, token, PROCLITIC);
  const taken = reading <= 0 ? 0 : words.skip[token * READINGS + reading]!;
  let { low } = first;
  let high = first.high;
  let last = token + 1;
  for (; last < tokens.count && tokens.gap[last] === 1; last++) {
    const next = lists.vague.at(words, last, PROCLITIC);
    if (next === undefined || next.low < 100 || base.mark(last) === WAW || context.hasParticle(last)) break;
    low *= next.low;
    high = null;
  }
  const start = taken === 0 ? tokens.start[token]! : originalOffset(tokens, token, taken);
  const draft = draftOf(token, last, start, low, high);
  draft.vague = true;
  return draft;
}
