import { Gap } from '@isnad/text';
import type { Month } from './lists.ts';
import { numericDate } from './numeric.ts';
import type { DateContext, Found } from './reader.ts';
import { type CalendarWhen, calendarWhen, type DateMatch, type Direction, type When } from './when.ts';
import { plainDirection, yearAfter } from './year.ts';

const SLASH = 0x2f;
const HYPHEN = 0x2d;
const DOT = 0x2e;
const OPEN = 0x28;
const CLOSE = 0x29;
const WAW = 0x648;

interface DayRead {
  readonly day: number;
  readonly last: number;
  readonly start: number;
}

/** A day of the month at a token: digits, a cardinal, an ordinal, فاتح. */
export function dayNumber(context: DateContext, token: number): DayRead | undefined {
  const number = context.number(token);
  if (number !== undefined) {
    const { value, kind, scale, last, start } = number;
    // «الأشهر الثلاثة من أبريل» counts; a day with the article is an ordinal.
    if (kind === 'cardinal' && number.article) return undefined;
    const whole = Number.isInteger(value) && value >= 1 && value <= 31 && scale === 1;
    return whole && (kind === 'cardinal' || kind === 'ordinal') ? { day: value, last, start } : undefined;
  }
  const first = context.having(token, 'firstDay');
  return first === undefined ? undefined : { day: 1, last: first.last, start: first.start };
}

/** «الجمعة في الخمسة عشر»: after a weekday a cardinal with the article is a day. */
function dayWithArticle(context: DateContext, token: number): DayRead | undefined {
  const number = context.number(token);
  if (number?.kind !== 'cardinal' || !number.article || !number.words) return undefined;
  const { value, last, start } = number;
  return Number.isInteger(value) && value >= 1 && value <= 31 ? { day: value, last, start } : undefined;
}

/** The month at a token, شهر before it and the same month in another naming after it passed over. */
export function monthAt(context: DateContext, token: number): Found<Month> | undefined {
  const noun = context.having(token, 'unit');
  const at = noun?.entry.unit === 'M' && noun.entry.count === 1 && !noun.article ? noun.last : token;
  const month = context.month(at);
  if (month === undefined) return undefined;
  const start = at === token ? month.start : (noun?.start ?? month.start);
  return { ...month, start, last: afterSynonym(context, month) };
}

/** «يوليو / تموز», «كانون الثاني (يناير)» */
function afterSynonym(context: DateContext, month: Found<Month>): number {
  const mark = context.mark(month.last);
  const beside = context.near(month.last) ? context.month(month.last) : undefined;
  if (beside !== undefined && beside.entry.month === month.entry.month) return beside.last;
  const bracket = mark === OPEN;
  if (mark !== SLASH && mark !== HYPHEN && !bracket) return month.last;
  const other = context.month(month.last + 1);
  if (other === undefined || other.entry.month !== month.entry.month) return month.last;
  if (!bracket) return other.last;
  return context.mark(other.last) === CLOSE ? other.last + 1 : month.last;
}

/** What follows a month: its year, or which one it is. */
interface Tail {
  readonly last: number;
  readonly year: number | null;
  readonly shift: CalendarWhen['shift'];
  readonly direction: Direction | null;
  readonly hijri: boolean;
}

function tailAfter(context: DateContext, token: number): Tail {
  const none: Tail = { last: token, year: null, shift: null, direction: null, hijri: false };
  if (!context.near(token)) return none;
  const direction = plainDirection(context, token);
  if (direction !== undefined) return { ...none, ...direction };
  const dotted = [DOT, SLASH, HYPHEN].includes(context.mark(token)) && context.isDigits(token + 1);
  const year = yearAfter(context, dotted ? token + 1 : token);
  if (year === undefined) return none;
  const shift = year.shift === null ? null : ({ unit: 'Y', n: year.shift } as const);
  return { last: year.last, year: year.year, shift, direction: null, hijri: year.calendar === 'hijri' };
}

/** A day and its month in this order: «3 مايو 2016», «الحادي والعشرين من مايو», «20 من الشهر القادم». */
export function dayMonth(context: DateContext, token: number): DateMatch | undefined {
  const day = dayNumber(context, token);
  if (day === undefined) return undefined;
  let at = day.last;
  if (!context.near(at)) return undefined;
  const mark = context.mark(at);
  if ((mark === SLASH || mark === HYPHEN || mark === DOT) && !context.isDigits(at + 1)) at++;
  else if (context.is(at, context.lists.keywords.min)) at++;
  if (!context.near(at)) return undefined;
  const month = monthAt(context, at);
  if (month === undefined) return dayOfRelativeMonth(context, token, day, at);
  const tail = tailAfter(context, month.last);
  const { last, year, shift, direction } = tail;
  const said = context.is(at - 1, context.lists.keywords.min) || month.last > at + 1 || last > month.last;
  if (month.entry.alone === 'said' && !said) return undefined;
  return {
    first: token,
    last,
    start: day.start,
    end: context.endOf(last),
    when: calendarWhen({
      calendar: month.entry.calendar,
      month: month.entry.month,
      day: day.day,
      year,
      shift,
      direction,
    }),
  };
}

/** «20 من الشهر القادم», «31 من هذا الشهر», «العاشر من الشهر الجاري» */
function dayOfRelativeMonth(context: DateContext, token: number, day: DayRead, at: number): DateMatch | undefined {
  const month = relativeMonth(context, at) ?? currentMonth(context, token, at);
  if (month === undefined) return undefined;
  return {
    first: token,
    last: month.last,
    start: day.start,
    end: context.endOf(month.last),
    when: calendarWhen({ day: day.day, shift: { unit: 'M', n: month.n } }),
  };
}

/** «في 15 الجاري»: the word for this month left out. */
function currentMonth(
  context: DateContext,
  token: number,
  at: number,
): { readonly last: number; readonly n: number } | undefined {
  if (!context.isDigits(token) || !context.hasArticle(at) || context.tokens.gap[at] !== Gap.Space) return undefined;
  const { fi, ila, min, hatta } = context.lists.keywords;
  const before = token - 1;
  const led = [fi, ila, min, hatta].some((form) => context.isConjoined(before, form));
  const day = context.having(before, 'weekday') ?? context.having(before, 'lead') ?? context.having(before, 'unit');
  if (!led && day === undefined) return undefined;
  const direction = plainDirection(context, at);
  return direction === undefined ? undefined : { last: direction.last, n: direction.direction };
}

/** A month told from the day of speaking: «هذا الشهر», «الشهر المقبل», with في or من before it or nothing. */
export function relativeMonth(
  context: DateContext,
  token: number,
): { readonly last: number; readonly n: number } | undefined {
  const { min, fi } = context.lists.keywords;
  const at = context.is(token, min) || context.is(token, fi) ? token + 1 : token;
  const determiner = context.having(at, 'determiner');
  if (determiner?.entry.determiner === 'this') {
    const noun = context.having(determiner.last, 'unit');
    return noun?.entry.unit === 'M' ? { last: noun.last, n: 0 } : undefined;
  }
  const noun = context.having(at, 'unit');
  if (noun?.entry.unit !== 'M' || !noun.article) return undefined;
  const direction = plainDirection(context, noun.last);
  return direction === undefined ? undefined : { last: direction.last, n: direction.direction };
}

/** A month, alone or with its day and year after it: «مايو 2001», «يناير الثاني والعشرين، 2018», «شهر رمضان». */
export function monthFirst(context: DateContext, token: number): DateMatch | undefined {
  const month = monthAt(context, token);
  if (month === undefined) return undefined;
  const determiner = token > 0 ? context.having(token - 1, 'determiner') : undefined;
  const demonstrative = determiner?.entry.determiner === 'this' ? determiner : undefined;
  const days = daysAfterMonth(context, token, month);
  if (days !== undefined) return days;
  const day = dayAfterMonth(context, month.last);
  const tail = tailAfter(context, day?.last ?? month.last);
  const bare = day === undefined && tail.last === month.last && demonstrative === undefined;
  if (bare && month.entry.alone !== 'yes' && !isLed(context, token, month)) return undefined;
  const { last, year, shift } = tail;
  return {
    first: demonstrative === undefined ? token : token - 1,
    last,
    start: demonstrative?.start ?? month.start,
    end: context.endOf(last),
    when: calendarWhen({
      calendar: month.entry.calendar,
      month: month.entry.month,
      day: day?.day ?? null,
      year,
      shift,
      direction: tail.direction ?? (demonstrative === undefined ? null : 0),
    }),
  };
}

/** «تشرين الثاني بين 15 و19», «مايو من 3 إلى 7» */
function daysAfterMonth(context: DateContext, token: number, month: Found<Month>): DateMatch | undefined {
  const { bayn, min, ila, hatta, wa } = context.lists.keywords;
  const between = context.is(month.last, bayn);
  if (!between && !context.is(month.last, min)) return undefined;
  const from = dayNumber(context, month.last + 1);
  if (from === undefined) return undefined;
  const tie = between ? [wa] : [ila, hatta];
  const to = tie.some((form) => context.is(from.last, form)) ? dayNumber(context, from.last + 1) : undefined;
  if (to === undefined || context.isCounted(to.last)) return undefined;
  const tail = tailAfter(context, to.last);
  const { calendar, month: number } = month.entry;
  const both = { calendar, month: number, year: tail.year, shift: tail.shift };
  return {
    first: token,
    last: tail.last,
    start: month.start,
    end: context.endOf(tail.last),
    when: {
      kind: 'range',
      from: calendarWhen({ ...both, day: from.day }),
      to: calendarWhen({ ...both, day: to.day }),
    },
  };
}

/** «شهري مايو ويونيو الماضيين», «شهرا تموز وآب»: from the first month to the second. */
export function twoMonths(context: DateContext, token: number): DateMatch | undefined {
  const noun = context.having(token, 'unit');
  if (noun?.entry.unit !== 'M' || noun.entry.count === 1 || noun.article) return undefined;
  const from = context.near(noun.last) ? monthAt(context, noun.last) : undefined;
  if (from === undefined) return undefined;
  const joint = context.mark(from.last) === WAW ? from.last + 1 : from.last;
  const to = context.near(joint) ? monthAt(context, joint) : undefined;
  if (to === undefined) return undefined;
  const { last, year, shift, direction } = tailAfter(context, to.last);
  const both = { calendar: to.entry.calendar, year, shift, direction };
  return {
    first: token,
    last,
    start: noun.start,
    end: context.endOf(last),
    when: {
      kind: 'range',
      from: calendarWhen({ ...both, month: from.entry.month }),
      to: calendarWhen({ ...both, month: to.entry.month }),
    },
  };
}

function dayAfterMonth(context: DateContext, token: number): DayRead | undefined {
  const day = context.near(token) ? dayNumber(context, token) : undefined;
  return day === undefined || context.isCounted(day.last) || context.month(day.last) !== undefined ? undefined : day;
}

/** A month whose name is another word too (مارس، رمضان) needs شهر or a preposition of time before it. */
function isLed(context: DateContext, token: number, month: Found<Month>): boolean {
  if (context.having(token, 'unit') !== undefined) return true;
  const before = token - 1;
  const { fi, min, ila, hatta } = context.lists.keywords;
  if (month.entry.alone === 'said') return false;
  if (before < 0 || month.start !== context.tokens.start[token]) return false;
  if ([fi, ila, hatta].some((form) => context.isConjoined(before, form))) return true;
  if (context.is(before, min) && month.entry.calendar === 'hijri') return true;
  return context.having(before, 'lead') !== undefined || context.having(before, 'part') !== undefined;
}

/** A weekday with what dates it after it: «الاثنين 12 يناير 2016», «الجمعة في خمسة عشر», «الأربعاء 27». */
export function weekdayDate(
  context: DateContext,
  first: number,
  start: number,
  weekday: number,
  token: number,
): DateMatch | undefined {
  let at = token;
  if (!context.near(at)) return undefined;
  if (context.isComma(at)) at++;
  const dated = context.phraseHaving(at, 'dated');
  if (dated !== undefined) at = dated.last;
  const date = dayMonth(context, at) ?? numericOrMonth(context, at, dated !== undefined);
  if (date !== undefined) return onWeekday(date, first, start, weekday);
  if (at !== token) return undefined;
  const within = context.is(at, context.lists.keywords.fi) ? at + 1 : at;
  const day = dayNumber(context, within) ?? (within > at ? dayWithArticle(context, within) : undefined);
  if (day === undefined || context.isCounted(day.last) || context.mark(day.last) === 0x3a) return undefined;
  return {
    first,
    last: day.last,
    start,
    end: context.endOf(day.last),
    when: calendarWhen({ day: day.day, weekday }),
  };
}

function numericOrMonth(context: DateContext, token: number, dated: boolean): DateMatch | undefined {
  const numeric = numericDate(context, token, true);
  if (numeric !== undefined) return numeric;
  const month = monthFirst(context, token);
  return month !== undefined && (dated || hasDay(month.when)) ? month : undefined;
}

function hasDay(when: When): boolean {
  return when.kind === 'calendar' && when.day !== null;
}

function onWeekday(date: DateMatch, first: number, start: number, weekday: number): DateMatch {
  const when = date.when.kind === 'calendar' ? { ...date.when, weekday } : date.when;
  return { ...date, first, start, when };
}
