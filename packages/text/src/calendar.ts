/**
 * Days as whole numbers (0 = 1970-01-01, proleptic Gregorian), so that dates are compared and shifted by arithmetic,
 * and the two calendars that Arabic reports use. No clock and no time zone.
 */

/** A day of a calendar; months and days count from 1. Years are astronomical: 0 is 1 BC. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * The day number of a Gregorian date. Arithmetic after Hinnant, "chrono-compatible low-level date algorithms" (2013):
 * years begin in March, so that the leap day is the last.
 */
export function dayOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The Gregorian date of a day number. */
export function dateOf(dayNumber: number): CalendarDate {
  const z = dayNumber + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const m = Math.floor((5 * dayOfYear + 2) / 153);
  const month = m < 10 ? m + 3 : m - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * m + 2) / 5) + 1,
  };
}

/** Days of a Gregorian month; 0 when there is no such month. */
export function monthLength(year: number, month: number): number {
  if (month < 1 || month > 12) return 0;
  return dayOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - dayOf(year, month, 1);
}

/** Day of the week: 1 = Monday … 7 = Sunday. */
export function weekdayOf(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}

/** The day in `months` months (negative: before); a day that the month lacks becomes its last. */
export function shiftMonths(dayNumber: number, months: number): number {
  const { year, month, day } = dateOf(dayNumber);
  const index = year * 12 + month - 1 + months;
  const y = Math.floor(index / 12);
  const m = index - y * 12 + 1;
  return dayOf(y, m, Math.min(day, monthLength(y, m)));
}

/** ISO 8601 date of a day number: `2016-05-03`; years before 1 as `-0043-03-15`. */
export function isoDate(dayNumber: number): string {
  const { year, month, day } = dateOf(dayNumber);
  return `${isoYear(year)}-${two(month)}-${two(day)}`;
}

/** A year in four digits, `-0999` before the year 0. */
export function isoYear(year: number): string {
  const digits = String(Math.abs(year)).padStart(4, '0');
  return year < 0 ? `-${digits}` : digits;
}

/** The day number of an ISO 8601 date (`2016-05-03`, a time after it passed over); null for anything else. */
export function parseIsoDate(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:$|T)/.exec(text);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return day < 1 || day > monthLength(year, month) ? null : dayOf(year, month, day);
}

/** A week of the ISO calendar, whose weeks begin on Monday and belong to the year of their Thursday. */
export interface IsoWeek {
  readonly year: number;
  readonly week: number;
}

export function isoWeekOf(dayNumber: number): IsoWeek {
  const thursday = dayNumber - weekdayOf(dayNumber) + 4;
  const { year } = dateOf(thursday);
  return { year, week: Math.floor((thursday - dayOf(year, 1, 1)) / 7) + 1 };
}

/** Length of the mean lunar month and the day on which year 1 of the Hijra begins. */
const LUNAR_MONTH = 29.530588;
const HIJRA = -492148;

let umalqura: Intl.DateTimeFormat | undefined;

/** The Hijri date of a day number by the Umm al-Qura calendar, as `Intl` has it. */
export function hijriOf(dayNumber: number): CalendarDate {
  umalqura ??= new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  });
  let year = 0;
  let month = 0;
  let day = 0;
  for (const { type, value } of umalqura.formatToParts(dayNumber * 86_400_000)) {
    if (type === 'year') year = Number.parseInt(value, 10);
    else if (type === 'month') month = Number(value);
    else if (type === 'day') day = Number(value);
  }
  return { year, month, day };
}

/**
 * The day number on which a Hijri month begins (Umm al-Qura). `Intl` converts one way only, so the beginning is
 * guessed from the mean lunar month and mended by asking.
 */
export function hijriMonthStart(year: number, month: number): number {
  const index = (year - 1) * 12 + month - 1;
  let guess = HIJRA + Math.round(index * LUNAR_MONTH);
  for (let turn = 0; turn < 4; turn++) {
    const found = hijriOf(guess);
    const off = index - ((found.year - 1) * 12 + found.month - 1);
    if (off === 0) return guess - found.day + 1;
    guess += off > 0 ? Math.max(1, Math.round(off * 29.5) - found.day + 8) : Math.round(off * 29.5) - found.day + 8;
  }
  return guess;
}

/** Days of a Hijri month (Umm al-Qura): 29 or 30; 0 when there is no such month. */
export function hijriMonthLength(year: number, month: number): number {
  if (month < 1 || month > 12) return 0;
  const next = month === 12 ? hijriMonthStart(year + 1, 1) : hijriMonthStart(year, month + 1);
  return next - hijriMonthStart(year, month);
}

/** The day number of a Hijri date (Umm al-Qura). */
export function hijriDay(year: number, month: number, day: number): number {
  return hijriMonthStart(year, month) + day - 1;
}

export function two(n: number): string {
  return String(n).padStart(2, '0');
}
