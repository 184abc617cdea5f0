import {
  dateOf,
  dayOf,
  hijriDay,
  hijriMonthLength,
  hijriMonthStart,
  hijriOf,
  isoDate,
  isoWeekOf,
  isoYear,
  monthLength,
  shiftMonths,
  two,
  weekdayOf,
} from '@isnad/text';
import { feastDay } from './feast.ts';
import type {
  AgoWhen,
  CalendarWhen,
  Direction,
  NthDayWhen,
  PeriodWhen,
  Unit,
  WeekdayWhen,
  When,
  YearPartWhen,
} from './when.ts';

/** A timex and, where it can be told, the first and last day meant (day numbers). */
export interface Resolved {
  readonly timex: string | null;
  readonly first: number | null;
  readonly last: number | null;
  /** The date as given in the Hijri calendar: `1437-07-26`, `XXXX-09`. */
  readonly hijri?: string;
}

const UNKNOWN: Resolved = { timex: null, first: null, last: null };

function unresolved(timex: string | null): Resolved {
  return { timex, first: null, last: null };
}

function days(first: number, last: number, timex: string): Resolved {
  return { timex, first, last };
}

function oneDay(day: number): Resolved {
  return { timex: isoDate(day), first: day, last: day };
}

/**
 * The TIMEX3 value of an expression and its bounds.
 * @param published day number of publication; null where it is not known, or where the expression does not hang on it
 */
export function resolve(when: When, published: number | null): Resolved {
  switch (when.kind) {
    case 'calendar':
      return when.calendar === 'hijri' ? resolveHijri(when, published) : resolveCalendar(when, published);
    case 'weekday':
      return resolveWeekday(when, published);
    case 'offset':
      return published === null ? unresolved(relative(when.days, 'D')) : oneDay(published + when.days);
    case 'period':
      return resolvePeriod(when, published);
    case 'ago':
      return resolveAgo(when, published);
    case 'years':
      return days(dayOf(when.from, 1, 1), dayOf(when.to, 12, 31), `${isoYear(when.from)}/${isoYear(when.to)}`);
    case 'year-part':
      return resolveYearPart(when, published);
    case 'week-of':
      return resolveWeekOf(when.index, resolve(when.of, published));
    case 'nth-day':
      return resolveNthDay(when, resolve(when.of, published));
    case 'feast':
      return feastDay(when, published) ?? UNKNOWN;
    case 'range':
      return resolveRange(resolve(when.from, published), when.to, published);
    case 'vague':
      return UNKNOWN;
  }
}

/** The end of a range whose year is not told lies after its beginning: «من اليوم حتى 22 أكتوبر». */
function resolveRange(from: Resolved, until: When, published: number | null): Resolved {
  const near = resolve(until, published);
  const before = from.first !== null && near.last !== null && near.last < from.first;
  const turns =
    before && until.kind === 'calendar' && until.year === null && until.month !== null && until.shift === null;
  const to = turns ? resolve({ ...until, year: dateOf(near.last).year + 1 }, published) : near;
  const timex = from.timex === null || to.timex === null ? null : `${from.timex}/${to.timex}`;
  return { timex, first: from.first, last: to.last };
}

/** `P-1D`, `P0Y`, `P+12M`, `PT-24H`. */
function relative(n: number, unit: Unit): string {
  const sign = n > 0 ? '+' : '';
  switch (unit) {
    case 'S':
    case 'H':
      return `PT${sign}${n}${unit}`;
    case 'MIN':
      return `PT${sign}${n}M`;
    case 'DEC':
      return `P${sign}${n * 10}Y`;
    case 'CEN':
      return `P${sign}${n * 100}Y`;
    default:
      return `P${sign}${n}${unit}`;
  }
}

function resolveCalendar(when: CalendarWhen, published: number | null): Resolved {
  const { month, day } = when;
  let { year } = when;
  if (published !== null) {
    const today = dateOf(published);
    if (when.shift?.unit === 'M') {
      const target = dateOf(shiftMonths(dayOf(today.year, today.month, 1), when.shift.n));
      return resolveCalendar({ ...when, year: target.year, month: target.month, shift: null }, published);
    }
    if (year === null && when.shift !== null) year = today.year + when.shift.n;
    if (year === null && month !== null) year = nearestYear(month, day, published, when);
    if (month === null && day !== null && year === null) return nearestDay(day, when.weekday, published);
  }
  if (year === null) return unresolved(partial(month, day));
  if (month === null) return days(dayOf(year, 1, 1), dayOf(year, 12, 31), isoYear(year));
  const length = monthLength(year, month);
  if (day === null) {
    const timex = `${isoYear(year)}-${two(month)}`;
    return length === 0 ? unresolved(timex) : days(dayOf(year, month, 1), dayOf(year, month, length), timex);
  }
  const timex = `${isoYear(year)}-${two(month)}-${two(day)}`;
  return day > length ? unresolved(timex) : oneDay(dayOf(year, month, day));
}

function partial(month: number | null, day: number | null): string | null {
  if (month === null) return day === null ? null : `XXXX-XX-${two(day)}`;
  return day === null ? `XXXX-${two(month)}` : `XXXX-${two(month)}-${two(day)}`;
}

/** The year that brings a month or day nearest to publication, or the side of it that the words tell. */
function nearestYear(month: number, day: number | null, published: number, { direction }: CalendarWhen): number {
  const today = dateOf(published);
  if (direction === 0) return today.year;
  if (direction !== null) {
    const passed = month < today.month || (month === today.month && day !== null && day < today.day);
    const coming = month > today.month || (month === today.month && day !== null && day > today.day);
    if (direction < 0) return passed ? today.year : today.year - 1;
    return coming ? today.year : today.year + 1;
  }
  let best = today.year;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const year of [today.year - 1, today.year, today.year + 1]) {
    const length = monthLength(year, month);
    const distance = Math.abs(dayOf(year, month, Math.min(day ?? 15, length)) - published);
    if (distance < bestDistance) [best, bestDistance] = [year, distance];
  }
  return best;
}

/** A day of the month alone: the nearest that falls on the weekday, where one is said, and not long after. */
function nearestDay(day: number, weekday: number | null, published: number): Resolved {
  const { year, month } = dateOf(published);
  let best: number | null = null;
  for (let shift = -12; shift <= 12; shift++) {
    const target = dateOf(shiftMonths(dayOf(year, month, 1), shift));
    if (day > monthLength(target.year, target.month)) continue;
    const candidate = dayOf(target.year, target.month, day);
    if (weekday !== null && weekdayOf(candidate) !== weekday) continue;
    if (best === null || Math.abs(candidate - published) < Math.abs(best - published)) best = candidate;
  }
  return best === null ? unresolved(`XXXX-XX-${two(day)}`) : oneDay(best);
}

function resolveHijri(when: CalendarWhen, published: number | null): Resolved {
  const { month, day } = when;
  let { year } = when;
  if (year !== null && year > 1600 && month !== null) year = hijriYearIn(year, month);
  else if (year === null && month !== null && published !== null) year = nearestHijriYear(when, month, published);
  const hijri = hijriText(year, month, day);
  if (year === null) return { ...UNKNOWN, hijri };
  if (month === null) {
    const first = hijriMonthStart(year, 1);
    return { ...interval(first, hijriMonthStart(year + 1, 1) - 1), hijri };
  }
  const length = hijriMonthLength(year, month);
  if (length === 0 || (day !== null && day > Math.max(length, 30))) return { ...UNKNOWN, hijri };
  if (day !== null) return { ...oneDay(hijriDay(year, month, day)), hijri };
  const first = hijriMonthStart(year, month);
  return { ...interval(first, first + length - 1), hijri };
}

function interval(first: number, last: number): Resolved {
  return days(first, last, `${isoDate(first)}/${isoDate(last)}`);
}

function hijriText(year: number | null, month: number | null, day: number | null): string {
  const parts = [year === null ? 'XXXX' : String(year).padStart(4, '0')];
  if (month !== null) parts.push(two(month));
  if (day !== null) parts.push(two(day));
  return parts.join('-');
}

/** The Hijri year whose month begins in a Gregorian year («رمضان 2001»). */
function hijriYearIn(gregorian: number, month: number): number {
  const year = hijriOf(dayOf(gregorian, 1, 1)).year;
  return hijriMonthStart(year, month) >= dayOf(gregorian, 1, 1) ? year : year + 1;
}

function nearestHijriYear(when: CalendarWhen, month: number, published: number): number {
  const today = hijriOf(published);
  const shift = when.shift?.unit === 'Y' ? when.shift.n : 0;
  if (shift !== 0 || when.direction === 0) return today.year + shift;
  if (when.direction === -1) return month < today.month ? today.year : today.year - 1;
  if (when.direction === 1) return month > today.month ? today.year : today.year + 1;
  const distance = (year: number) => Math.abs(hijriMonthStart(year, month) + 15 - published);
  return [today.year - 1, today.year, today.year + 1].reduce((a, b) => (distance(b) < distance(a) ? b : a));
}

function resolveWeekday({ weekday, direction, week }: WeekdayWhen, published: number | null): Resolved {
  if (published === null) return unresolved(`XXXX-WXX-${weekday}`);
  const monday = published - weekdayOf(published) + 1;
  if (week !== null) return oneDay(monday + week * 7 + weekday - 1);
  const since = (((weekdayOf(published) - weekday) % 7) + 7) % 7;
  if (direction === 1) return oneDay(published + (since === 0 ? 7 : 7 - since));
  if (direction === -1) return oneDay(published - (since === 0 ? 7 : since));
  return oneDay(published - since);
}

function resolvePeriod({ unit, n, count }: PeriodWhen, published: number | null): Resolved {
  if (unit === 'CEN' && count === null) {
    const century = published === null ? 21 : Math.ceil(dateOf(published).year / 100);
    const to = (century + n) * 100;
    return days(dayOf(to - 99, 1, 1), dayOf(to, 12, 31), `${isoYear(to - 99)}/${isoYear(to)}`);
  }
  if (published === null) return unresolved(relative(n * (count ?? 1), unit === 'WE' ? 'W' : unit));
  if (count !== null) return severalUnits(unit, n, count, published);
  const today = dateOf(published);
  switch (unit) {
    case 'D':
      return oneDay(published + n);
    case 'W': {
      const monday = published - weekdayOf(published) + 1 + n * 7;
      const { year, week } = isoWeekOf(monday);
      return days(monday, monday + 6, `${isoYear(year)}-W${two(week)}`);
    }
    case 'WE': {
      const saturday = published - weekdayOf(published) + 6 + n * 7;
      const { year, week } = isoWeekOf(saturday);
      return days(saturday, saturday + 1, `${isoYear(year)}-W${two(week)}-WE`);
    }
    case 'M': {
      const first = shiftMonths(dayOf(today.year, today.month, 1), n);
      const { year, month } = dateOf(first);
      return days(first, first + monthLength(year, month) - 1, `${isoYear(year)}-${two(month)}`);
    }
    case 'Y': {
      const year = today.year + n;
      return days(dayOf(year, 1, 1), dayOf(year, 12, 31), isoYear(year));
    }
    case 'DEC': {
      const from = Math.floor(today.year / 10) * 10 + n * 10;
      return days(dayOf(from, 1, 1), dayOf(from + 9, 12, 31), `${isoYear(from)}/${isoYear(from + 9)}`);
    }
    default:
      return unresolved(relative(n, unit));
  }
}

/** The last or next so many units: up to the day before publication, or from the day after. */
function severalUnits(unit: Unit, n: number, count: number, published: number): Resolved {
  const far = shifted(published, unit, n < 0 ? -count : count);
  if (far === null) return unresolved(relative(n * count, unit));
  return n < 0 ? interval(far, published - 1) : interval(published + 1, far);
}

/** The day so many units from a day; null for units shorter than a day and for parts of one. */
function shifted(day: number, unit: Unit, n: number): number | null {
  if (!Number.isInteger(n)) return null;
  switch (unit) {
    case 'D':
      return day + n;
    case 'W':
      return day + n * 7;
    case 'M':
      return shiftMonths(day, n);
    case 'Y':
      return shiftMonths(day, n * 12);
    case 'DEC':
      return shiftMonths(day, n * 120);
    case 'CEN':
      return shiftMonths(day, n * 1200);
    default:
      return null;
  }
}

function resolveAgo({ unit, n, base }: AgoWhen, published: number | null): Resolved {
  const day = published === null ? null : shifted(published + base, unit, n);
  if (day === null) return unresolved(base === 0 ? relative(n, unit) : null);
  const { year, month } = dateOf(day);
  if (unit === 'D' || unit === 'W') return oneDay(day);
  // Nobody counts the days of «two months ago»: the month is meant.
  if (unit === 'M') {
    return days(dayOf(year, month, 1), dayOf(year, month, monthLength(year, month)), `${isoYear(year)}-${two(month)}`);
  }
  return days(dayOf(year, 1, 1), dayOf(year, 12, 31), isoYear(year));
}

const PART_MONTHS: Readonly<Record<string, readonly [number, number]>> = {
  Q1: [1, 3],
  Q2: [4, 6],
  Q3: [7, 9],
  Q4: [10, 12],
  H1: [1, 6],
  H2: [7, 12],
  SP: [3, 5],
  SU: [6, 8],
  FA: [9, 11],
  WI: [12, 14],
};

function resolveYearPart({ part, year: stated, shift, direction }: YearPartWhen, published: number | null): Resolved {
  const season = !/\d/.test(part);
  let year = stated;
  if (year === null && shift !== null && published !== null) year = dateOf(published).year + shift;
  if (year === null && direction !== undefined && published !== null) year = seasonYear(part, direction, published);
  if (year === null) return unresolved(season ? null : `XXXX-${part}`);
  const timex = `${isoYear(year)}-${part}`;
  const months = PART_MONTHS[part];
  if (months === undefined) return unresolved(timex);
  const [from, to] = months;
  const last = dayOf(year, 1, 1);
  return days(dayOf(year, from, 1), shiftMonths(last, to) - 1, timex);
}

/** The last summer is the one that is over, the next the one to come. */
function seasonYear(part: string, direction: Direction, published: number): number {
  const { year, month } = dateOf(published);
  const [from, to] = PART_MONTHS[part] ?? [1, 12];
  if (direction < 0) return month > to ? year : year - 1;
  return direction > 0 && month >= from ? year + 1 : year;
}

/** Weeks of a year are ISO weeks; those of a month begin with its first day. */
function resolveWeekOf(index: number, of: Resolved): Resolved {
  if (of.first === null || of.last === null) return UNKNOWN;
  if (of.last - of.first > 40) {
    const { year } = dateOf(of.first + 100);
    const firstMonday = dayOf(year, 1, 4) - weekdayOf(dayOf(year, 1, 4)) + 1;
    const last = isoWeekOf(dayOf(year, 12, 28)).week;
    const week = index < 0 ? last : index;
    const monday = firstMonday + (week - 1) * 7;
    return days(monday, monday + 6, `${isoYear(year)}-W${two(week)}`);
  }
  const first = index < 0 ? of.last - 6 : of.first + (index - 1) * 7;
  return interval(first, first + 6);
}

/** A day by its place in a month; unresolved `XXXX-07-WXX-5-1` (TIMEX3's way for the first Friday of July). */
function resolveNthDay({ weekday, index, of }: NthDayWhen, month: Resolved): Resolved {
  if (month.first === null || month.last === null) {
    if (month.timex === null || weekday === null) return UNKNOWN;
    return unresolved(`${month.timex}-WXX-${weekday}-${index}`);
  }
  if (weekday === null) {
    const day = index < 0 ? month.last : month.first + index - 1;
    return day > month.last || of.month === null ? UNKNOWN : oneDay(day);
  }
  const firstOne = month.first + ((weekday - weekdayOf(month.first) + 7) % 7);
  const lastOne = month.last - ((weekdayOf(month.last) - weekday + 7) % 7);
  const day = index < 0 ? lastOne : firstOne + (index - 1) * 7;
  return day > month.last ? UNKNOWN : oneDay(day);
}
