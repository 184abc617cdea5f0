import { rowsOf } from '@isnad/text';
import { arabicLists } from './load.ts';

/**
 * Days as pages and exports state them: machine forms (ISO 8601, RFC 2822), and written ones in Arabic, English and
 * French («3 مايو/أيار 2016», «٢٦ رجب ١٤٣٧ هـ», «03/05/2016»). Only whole days; what a reader of news says of time
 * belongs to reading.
 */

export interface WrittenDate {
  readonly start: number;
  readonly end: number;
  /** ISO day. */
  readonly day: string;
  /** True when it was reckoned from an Islamic date alone, which may be a day off. */
  readonly islamic: boolean;
}

interface Month {
  readonly month: number;
  readonly islamic: boolean;
}

let months: ReadonlyMap<string, Month> | undefined;
let patterns: readonly Pattern[] | undefined;

function monthNames(): ReadonlyMap<string, Month> {
  months ??= new Map(
    rowsOf(arabicLists(), 'months.tsv', ['name', 'month', 'calendar']).map((row) => [
      row.name,
      { month: Number(row.month), islamic: row.calendar === 'islamic' },
    ]),
  );
  return months;
}

/** Digits of every kind as 0 … 9, letter for letter, so that offsets stay. */
export function westernDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

interface Pattern {
  readonly form: RegExp;
  readonly read: (
    match: RegExpExecArray,
  ) => { readonly year: number; readonly month: number; readonly day: number; readonly islamic: boolean } | null;
}

function datePatterns(): readonly Pattern[] {
  if (patterns !== undefined) return patterns;
  const names = [...monthNames().keys()]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replaceAll(' ', '\\s+'));
  const month = `(${names.join('|')})(?:\\s*[/\\-(]\\s*(?:${names.join('|')})\\)?)?\\.?`;
  const edge = '(?<![\\p{L}\\d])';
  const era = '\\s*(هـ|هجري[ةه]?)?';
  patterns = [
    {
      form: new RegExp(
        `${edge}(\\d{1,2})\\s*(?:من\\s+)?[-/]?\\s*${month}\\s*[،,\\-/]?\\s*(?:(?:عام|سنة)\\s+)?(\\d{4})(?!\\d)`,
        'giu',
      ),
      read: (match) => named(match[3]!, match[2]!, match[1]!),
    },
    {
      form: new RegExp(`${edge}${month}\\s+(\\d{1,2})(?:st|nd|rd|th)?\\s*[،,]\\s*(\\d{4})(?!\\d)`, 'giu'),
      read: (match) => named(match[3]!, match[1]!, match[2]!),
    },
    {
      form: new RegExp(`${edge}(\\d{4})\\s*([-/.])\\s*(\\d{1,2})\\s*\\2\\s*(\\d{1,2})(?!\\d)${era}`, 'gu'),
      read: (match) => numeric(match[1]!, match[3]!, match[4]!),
    },
    {
      form: new RegExp(`${edge}(\\d{1,2})\\s*([-/.])\\s*(\\d{1,2})\\s*\\2\\s*(\\d{4})(?!\\d)${era}`, 'gu'),
      // The day stands first in the Arab world; a middle number above twelve can only be a day.
      read: (match) =>
        Number(match[3]) > 12 ? numeric(match[4]!, match[1]!, match[3]!) : numeric(match[4]!, match[3]!, match[1]!),
    },
  ];
  return patterns;
}

function named(year: string, name: string, day: string) {
  const month = monthNames().get(name.toLowerCase().replace(/\s+/g, ' '));
  if (month === undefined) return null;
  return { year: Number(year), month: month.month, day: Number(day), islamic: month.islamic };
}

function numeric(year: string, month: string, day: string) {
  const islamic = Number(year) < 1600;
  return { year: Number(year), month: Number(month), day: Number(day), islamic };
}

/** The dates written in a text, in order. */
export function writtenDates(text: string): WrittenDate[] {
  const plain = westernDigits(text);
  const found: WrittenDate[] = [];
  for (const { form, read } of datePatterns()) {
    for (const match of plain.matchAll(form)) {
      const parts = read(match as RegExpExecArray);
      if (parts === null) continue;
      const day = parts.islamic
        ? islamicDay(parts.year, parts.month, parts.day)
        : isoDate(parts.year, parts.month, parts.day);
      if (day === null) continue;
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      found.push({ start, end, day, islamic: parts.islamic });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** ISO day of the numbers of a Gregorian date, or null when there is no such day between 1800 and 2200. */
export function isoDate(year: number, month: number, day: number): string | null {
  if (year < 1800 || year > 2200 || month < 1 || month > 12 || day < 1) return null;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const DAY = 86_400_000;

/** The Gregorian day of an Islamic date by the Umm al-Qura calendar of the platform. */
function islamicDay(year: number, month: number, day: number): string | null {
  if (year < 1300 || year > 1600 || month < 1 || month > 12 || day < 1 || day > 30) return null;
  const calendar = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  // A mean year of 354.367 days from the first of Muharram of the year 1 (16 July 622) is at most a few days off.
  let guess = Date.UTC(622, 6, 19) + ((year - 1) * 354.367 + (month - 1) * 29.53 + (day - 1)) * DAY;
  guess -= guess % DAY;
  for (const offset of [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5]) {
    const date = new Date(guess + offset * DAY);
    const parts = calendar.formatToParts(date);
    const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
    if (value('year') === year && value('month') === month && value('day') === day)
      return date.toISOString().slice(0, 10);
  }
  return null;
}

const RFC_2822 = /^(?:[A-Z][a-z]{2,8},?\s+)?(\d{1,2})\s+([A-Za-z]{3,9})\.?\s+(\d{4})\b/;

/**
 * The ISO day that a machine's date states, in the zone it states it in: `2016-05-03T01:30+03:00` is the third, on the
 * page where it was published.
 */
export function statedDay(value: string): string | null {
  const text = westernDigits(value.trim());
  const iso = /^(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(text);
  if (iso !== null) return isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const mail = RFC_2822.exec(text);
  if (mail !== null) {
    const month = monthNames().get(mail[2]!.toLowerCase());
    if (month !== undefined) return isoDate(Number(mail[3]), month.month, Number(mail[1]));
  }
  const seconds = /^(\d{10})(?:\d{3})?$/.exec(text);
  if (seconds !== null) return new Date(Number(seconds[1]) * 1000).toISOString().slice(0, 10);
  return writtenDates(text)[0]?.day ?? null;
}
