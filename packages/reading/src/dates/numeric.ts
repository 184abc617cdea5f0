import type { DateContext } from './reader.ts';
import { type CalendarWhen, calendarWhen, type DateMatch, type When } from './when.ts';
import { yearAfter } from './year.ts';

const SLASH = 0x2f;
const HYPHEN = 0x2d;
const DOT = 0x2e;

/**
 * A date in digits: 3/5/2016, 2016-05-03, 21.4.2016, 22/04, 3/2015. The day comes before the month unless only the
 * other order can be.
 * @param led whether a word of time stands before it, so that a day and month of any size are one and no fraction
 */
export function numericDate(context: DateContext, token: number, led: boolean): DateMatch | undefined {
  if (!context.isDigits(token)) return undefined;
  const dotted = dottedDate(context, token);
  if (dotted !== undefined) return dotted;
  const mark = context.mark(token + 1);
  if ((mark !== SLASH && mark !== HYPHEN && mark !== DOT) || !context.isDigits(token + 2)) return undefined;
  const [a, b] = [plainDigits(context, token), plainDigits(context, token + 2)];
  if (a === undefined || b === undefined) return undefined;
  const joined = context.joined(token + 1) && context.joined(token + 2);
  const third = context.mark(token + 3) === mark ? plainDigits(context, token + 4) : undefined;
  if (third !== undefined) {
    const when = threeParts(a, b, third);
    const last = afterYearMark(context, token + 5);
    return when === undefined || (context.joined(token) && !context.isWord(token - 1))
      ? undefined
      : matchOf(context, token, last.last, last.apply(when));
  }
  if (joined && mark === HYPHEN && a.length === 4 && b.length === 2 && b.value >= 1 && b.value <= 12) {
    return matchOf(context, token, token + 3, calendarWhen({ month: b.value, year: a.value }));
  }
  if (!joined || mark !== SLASH) return undefined;
  if (b.value > 1000 && b.value < 2200 && a.value >= 1 && a.value <= 12) {
    return matchOf(context, token, token + 3, calendarWhen({ month: a.value, year: b.value }));
  }
  const pair = dayAndMonth(a.value, b.value);
  if (pair === undefined) return undefined;
  const sure = led || a.value > 12 || b.value > 12 || a.zero || b.zero;
  const year = yearAfter(context, token + 3);
  if (year !== undefined && year.year !== null) {
    return matchOf(context, token, year.last, calendarWhen({ ...pair, year: year.year }));
  }
  return sure ? matchOf(context, token, token + 3, calendarWhen(pair)) : undefined;
}

function matchOf(context: DateContext, first: number, last: number, when: When): DateMatch {
  return { first, last, start: context.tokens.start[first]!, end: context.endOf(last), when };
}

interface Digits {
  readonly value: number;
  readonly length: number;
  readonly zero: boolean;
}

function plainDigits(context: DateContext, token: number): Digits | undefined {
  if (!context.isDigits(token)) return undefined;
  const { norm, normStart } = context.tokens;
  const from = normStart[token]!;
  const to = normStart[token + 1]!;
  let value = 0;
  for (let i = from; i < to; i++) {
    const unit = norm[i]!;
    if (unit < 0x30 || unit > 0x39) return undefined;
    value = value * 10 + unit - 0x30;
  }
  return { value, length: to - from, zero: to - from === 2 && norm[from] === 0x30 };
}

function threeParts(a: Digits, b: Digits, c: Digits): CalendarWhen | undefined {
  if (a.length === 4) {
    if (b.value < 1 || b.value > 12 || c.value < 1 || c.value > 31) return undefined;
    return calendarWhen({
      year: a.value,
      month: b.value,
      day: c.value,
      calendar: a.value < 1600 ? 'hijri' : 'gregorian',
    });
  }
  if (c.length !== 4 && c.length !== 2) return undefined;
  const pair = dayAndMonth(a.value, b.value);
  if (pair === undefined) return undefined;
  const year = c.length === 2 ? (c.value < 50 ? 2000 + c.value : 1900 + c.value) : c.value;
  return calendarWhen({ ...pair, year, calendar: year > 1300 && year < 1500 ? 'hijri' : 'gregorian' });
}

function dayAndMonth(a: number, b: number): { readonly day: number; readonly month: number } | undefined {
  if (a >= 1 && a <= 31 && b >= 1 && b <= 12) return { day: a, month: b };
  return b >= 1 && b <= 31 && a >= 1 && a <= 12 ? { day: b, month: a } : undefined;
}

/** هـ or م after the year. */
function afterYearMark(
  context: DateContext,
  token: number,
): { readonly last: number; readonly apply: (when: CalendarWhen) => CalendarWhen } {
  const mark = context.near(token) ? context.phraseHaving(token, 'yearMark') : undefined;
  if (mark === undefined) return { last: token, apply: (when) => when };
  const calendar = mark.entry.yearMark === 'ah' ? 'hijri' : 'gregorian';
  return { last: mark.last, apply: (when) => ({ ...when, calendar }) };
}

/** 21.4.2016 is one token. */
function dottedDate(context: DateContext, token: number): DateMatch | undefined {
  const { norm, normStart } = context.tokens;
  const parts: Digits[] = [];
  let value = 0;
  let length = 0;
  let zero = false;
  for (let i = normStart[token]!; i <= normStart[token + 1]!; i++) {
    const unit = i < normStart[token + 1]! ? norm[i]! : DOT;
    if (unit === DOT) {
      parts.push({ value, length, zero });
      [value, length, zero] = [0, 0, false];
    } else if (unit >= 0x30 && unit <= 0x39) {
      if (length === 0) zero = unit === 0x30;
      value = value * 10 + unit - 0x30;
      length++;
    } else return undefined;
  }
  const [a, b, c] = parts;
  if (parts.length !== 3 || a === undefined || b === undefined || c === undefined) return undefined;
  if (a.length > 2 && a.length !== 4) return undefined;
  const when = threeParts(a, b, c);
  return when === undefined ? undefined : matchOf(context, token, token + 1, when);
}
