import { dayNumber } from './calendar-day.ts';
import type { DateContext } from './reader.ts';
import { type CalendarWhen, calendarWhen, type DateMatch, type When } from './when.ts';

const HYPHEN = 0x2d;
const SLASH = 0x2f;
const WAW = 0x648;

/**
 * Joins dates into ranges: «من 3 إلى 7 مايو», «بين عامي 2003 و2005», «1990–1999», «اليوم حتى 22 أكتوبر». A number that
 * alone is no date becomes one when a range leads from it to a date.
 */
export function mergeRanges(context: DateContext, dates: readonly DateMatch[]): DateMatch[] {
  const merged: DateMatch[] = [];
  for (const date of dates) {
    const previous = merged.at(-1);
    const joined = previous === undefined ? undefined : join(context, previous, date);
    if (joined !== undefined) {
      merged.pop();
      merged.push(withWeek(context, merged, joined));
    } else merged.push(fromNumber(context, date) ?? date);
  }
  return merged;
}

/** How two ends are tied: through a word that makes a range, or through و after بين. */
function join(context: DateContext, from: DateMatch, to: DateMatch): DateMatch | undefined {
  if (from.when.kind === 'range' || to.when.kind === 'range' || from.duration !== undefined) return undefined;
  if (to.duration !== undefined || from.when.kind === 'vague' || to.when.kind === 'vague') return undefined;
  const gapEnd = withoutDay(context, to.first);
  const lead = leadOf(context, from.first);
  if (!isTied(context, from.last, gapEnd, to, lead)) return undefined;
  // «من الجمعة إلى الأحد»: the days alone; «من 3 إلى 7 مايو»: من goes with them.
  const alone = lead === undefined || from.when.kind === 'weekday';
  const first = alone ? from.first : from.first - 1;
  return {
    first,
    last: to.last,
    start: alone ? from.start : context.tokens.start[first]! + skipBefore(context, first),
    end: to.end,
    when: isBackward(context, from, to) ? rangeOf(to.when, from.when) : rangeOf(from.when, to.when),
  };
}

/** يوم before the second date belongs to neither. */
function withoutDay(context: DateContext, first: number): number {
  const before = context.having(first - 1, 'unit');
  return before?.entry.unit === 'D' && before.entry.count === 1 ? first - 1 : first;
}

function leadOf(context: DateContext, first: number): 'from' | 'between' | undefined {
  if (first === 0) return undefined;
  if (context.isConjoined(first - 1, context.lists.keywords.min)) return 'from';
  return context.isConjoined(first - 1, context.lists.keywords.bayn) ? 'between' : undefined;
}

/** An attached و before من is no part of the range. */
function skipBefore(context: DateContext, token: number): number {
  const { min, bayn } = context.lists.keywords;
  return context.is(token, min) || context.is(token, bayn) ? 0 : 1;
}

function isTied(
  context: DateContext,
  last: number,
  gapEnd: number,
  to: DateMatch,
  lead: 'from' | 'between' | undefined,
): boolean {
  const { ila, hatta, wa } = context.lists.keywords;
  if (!context.near(to.first)) return false;
  if (gapEnd === last + 1) {
    if (context.isConjoined(last, ila) || context.isConjoined(last, hatta)) return true;
    const mark = context.mark(last);
    if (mark === HYPHEN || mark === SLASH) return isYearLike(to.when);
    return lead === 'between' && (context.is(last, wa) || mark === WAW);
  }
  // «والجمعة»: و is written onto the second date.
  return lead === 'between' && gapEnd === last && to.start > context.tokens.start[to.first]!;
}

function isYearLike(when: When): boolean {
  return when.kind === 'calendar' && (when.year !== null || when.month !== null);
}

/** «عام 2006 / 2005»: a pair of years as some write it from right to left. */
function isBackward(context: DateContext, from: DateMatch, to: DateMatch): boolean {
  if (context.mark(from.last) !== SLASH || from.when.kind !== 'calendar' || to.when.kind !== 'calendar') return false;
  return (from.when.year ?? 0) > (to.when.year ?? 0) && from.when.month === null && to.when.month === null;
}

/** The ends of a range; what only the second says (month, year) holds for the first. */
function rangeOf(from: When, to: When): When {
  if (from.kind !== 'calendar' || to.kind !== 'calendar') return { kind: 'range', from, to };
  return { kind: 'range', from: completed(from, to), to };
}

function completed(from: CalendarWhen, to: CalendarWhen): CalendarWhen {
  const month = from.month ?? (from.day === null ? null : to.month);
  const shift = from.shift ?? (from.year === null ? to.shift : null);
  return {
    ...from,
    calendar: to.calendar,
    month,
    year: from.year ?? to.year,
    shift,
    direction: from.direction ?? to.direction,
  };
}

/** «من 3 إلى 7 مايو», «بين 15 و 19 نوفمبر», «4-22 يناير», «من فاتح يناير»: a day before the first date of the range. */
function fromNumber(context: DateContext, to: DateMatch): DateMatch | undefined {
  if (to.when.kind !== 'calendar' || (to.when.month === null && to.when.shift?.unit !== 'M') || to.when.day === null) {
    return undefined;
  }
  const attached = to.start > context.tokens.start[to.first]!;
  const tie = attached ? to.first : to.first - 1;
  const day = dayEndingAt(context, tie);
  if (day === undefined || !isDayTie(context, tie, attached, day.first)) return undefined;
  const lead = leadOf(context, day.first);
  const first = lead === undefined ? day.first : day.first - 1;
  const from = calendarWhen({ ...to.when, day: day.day, weekday: null });
  return {
    first,
    last: to.last,
    start: lead === undefined ? day.start : context.tokens.start[first]! + skipBefore(context, first),
    end: to.end,
    when: { kind: 'range', from, to: to.when },
  };
}

/** إلى, حتى and a dash tie days; و does where بين, في or أيام leads, since «قتل 3 و5 مايو» is two things. */
function isDayTie(context: DateContext, tie: number, attached: boolean, first: number): boolean {
  const { ila, hatta, wa, aw, fi, bayn } = context.lists.keywords;
  if (!attached && (context.isConjoined(tie, ila) || context.isConjoined(tie, hatta) || context.mark(tie) === HYPHEN))
    return true;
  const and = attached ? startsWithWaw(context, tie) : context.is(tie, wa) || context.is(tie, aw);
  const days = context.having(first - 1, 'unit')?.entry.unit === 'D';
  return and && (days || context.isConjoined(first - 1, fi) || context.isConjoined(first - 1, bayn));
}

function startsWithWaw(context: DateContext, token: number): boolean {
  return context.tokens.norm[context.tokens.normStart[token]!] === WAW;
}

function dayEndingAt(
  context: DateContext,
  last: number,
): { readonly day: number; readonly first: number; readonly start: number } | undefined {
  const number = context.numberBefore(last);
  if (number === undefined || !context.near(last)) return undefined;
  const day = dayNumber(context, number.first);
  return day === undefined ? undefined : { day: day.day, first: number.first, start: day.start };
}

/** «الأسبوع المقبل بين الأربعاء والجمعة»: the week goes to both ends. */
function withWeek(context: DateContext, merged: DateMatch[], range: DateMatch): DateMatch {
  const week = merged.at(-1);
  if (week?.when.kind !== 'period' || week.when.unit !== 'W' || week.when.count !== null) {
    return range;
  }
  const led = week.last === range.first - 1 && leadOf(context, range.first) !== undefined;
  if (range.when.kind !== 'range' || (week.last !== range.first && !led)) return range;
  const { from, to } = range.when;
  if (from.kind !== 'weekday' || to.kind !== 'weekday') return range;
  const n = week.when.n;
  merged.pop();
  return {
    ...range,
    first: week.first,
    start: week.start,
    when: { kind: 'range', from: { ...from, week: n }, to: { ...to, week: n } },
  };
}
