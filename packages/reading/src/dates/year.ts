import { PROCLITIC } from '@isnad/text';
import type { DateContext } from './reader.ts';
import { type Calendar, calendarWhen, type DateMatch, type Direction } from './when.ts';

/** A year, or the place of a year told from the day of speaking. */
export interface YearRead {
  readonly last: number;
  readonly year: number | null;
  readonly shift: number | null;
  /** The calendar that هـ or م names after it. */
  readonly calendar: Calendar | null;
}

const LEAST_YEAR = 1000;
const LAST_YEAR = 2999;

/**
 * A year in digits or words at a token, with م, هـ or ق.م after it.
 * @param least the least number that may be one here: below a thousand only where عام stands before it
 */
export function yearNumber(context: DateContext, token: number, least = LEAST_YEAR): YearRead | undefined {
  const number = context.number(token);
  if (number === undefined || number.kind !== 'cardinal' || number.article) return undefined;
  const { value, last } = number;
  const mark = context.near(last) ? context.phraseHaving(last, 'yearMark') : undefined;
  const era = mark?.entry.yearMark;
  // «626 هـ» and «300 ق.م» leave no doubt, whatever their size.
  const from = era === undefined ? least : 1;
  if (!Number.isInteger(value) || value < from || value > (era === 'bce' ? 99_999 : LAST_YEAR)) return undefined;
  const { tokens } = context;
  // «1.200» and «2,000» are counts.
  const digits = tokens.normStart[number.first + 1]! - tokens.normStart[number.first]!;
  if (!number.words && (last - number.first > 1 || digits > 5 || value < 10 ** (digits - 1))) return undefined;
  const end = mark?.last ?? last;
  if (era === 'bce') return { last: end, year: 1 - value, shift: null, calendar: 'gregorian' };
  const year = value < 100 && era === undefined ? (value < 30 ? 2000 + value : 1900 + value) : value;
  return { last: end, year, shift: null, calendar: era === 'ah' ? 'hijri' : era === 'ce' ? 'gregorian' : null };
}

/** The year that goes on a date: «2006», «, 2006», «من عام 2006», «من العام الماضي», «العام الجاري». */
export function yearAfter(context: DateContext, token: number): YearRead | undefined {
  if (!context.near(token)) return undefined;
  let at = token;
  if (context.isComma(at)) {
    const year = yearNumber(context, at + 1);
    return year === undefined || context.isCounted(year.last) ? undefined : year;
  }
  if (context.is(at, context.lists.keywords.min)) at++;
  const noun = context.having(at, 'unit');
  if (noun?.entry.unit === 'Y' && noun.entry.count === 1) {
    const year = yearNumber(context, noun.last, 1);
    if (year !== undefined) return year;
    return noun.article ? shiftedYear(context, noun.last) : undefined;
  }
  const this_ = context.having(at, 'determiner');
  if (this_?.entry.determiner === 'this') {
    const unit = context.having(this_.last, 'unit');
    if (unit?.entry.unit === 'Y') return { last: unit.last, year: null, shift: 0, calendar: null };
  }
  const year = yearNumber(context, at);
  return year === undefined || (!isFourDigits(context, at) && context.isCounted(year.last)) ? undefined : year;
}

function isFourDigits(context: DateContext, token: number): boolean {
  return context.isDigits(token) && context.tokens.normStart[token + 1]! - context.tokens.normStart[token]! === 4;
}

/** The direction after العام: «الماضي» is −1. */
function shiftedYear(context: DateContext, token: number): YearRead | undefined {
  const shift = directionAt(context, token);
  if (shift === undefined || shift.n === null) return undefined;
  return { last: shift.last, year: null, shift: shift.n, calendar: null };
}

/** A word of direction, with قبل or بعد before it: «بعد المقبل» is 2. `n` is null for one that hangs on the story. */
export function directionAt(
  context: DateContext,
  token: number,
): { readonly last: number; readonly n: number | null } | undefined {
  if (!context.near(token)) return undefined;
  const lead = context.having(token, 'lead')?.entry.lead;
  const beyond = lead === 'ago' ? -1 : lead === 'after' ? 1 : 0;
  const word = context.having(beyond === 0 ? token : token + 1, 'direction');
  if (word === undefined) return undefined;
  const n = word.entry.direction ?? null;
  if (beyond === 0) return { last: word.last, n };
  return n === beyond ? { last: word.last, n: n * 2 } : undefined;
}

/** −1, 0 or 1 at a token. */
export function plainDirection(
  context: DateContext,
  token: number,
): { readonly last: number; readonly direction: Direction } | undefined {
  const found = directionAt(context, token);
  if (found === undefined || (found.n !== -1 && found.n !== 0 && found.n !== 1)) return undefined;
  return { last: found.last, direction: found.n };
}

/** «عام 2005», «سنة 2005 م», «موسم 2015», «عام ألفين وخمسة»; of «عامي 2000 و2001» the first year. */
export function yearAt(context: DateContext, token: number): DateMatch | undefined {
  const noun = context.having(token, 'unit');
  const season = noun === undefined ? context.phraseHaving(token, 'yearNoun') : undefined;
  const head = noun ?? season;
  if (head === undefined || (noun !== undefined && noun.entry.unit !== 'Y')) return undefined;
  const year = !context.near(head.last)
    ? undefined
    : yearNumber(context, head.last, noun === undefined || noun.entry.count === 0 ? LEAST_YEAR : 1);
  if (year === undefined || year.year === null) return undefined;
  // «خمسة أعوام» and «في سنوات 20» aside, a counted noun after a small number makes it an amount: «عام 3 أشهر»,
  // and «سنه 17 سنة» is an age.
  if ((context.number(head.last)?.value ?? LEAST_YEAR) < LEAST_YEAR && context.isCounted(year.last)) return undefined;
  return {
    first: token,
    last: year.last,
    start: head.start,
    end: context.endOf(year.last),
    when: calendarWhen({ year: year.year, calendar: year.calendar ?? 'gregorian' }),
  };
}

/**
 * Four digits that can only be a year: in the range of years that reports speak of, with nothing counted after them,
 * behind a preposition, a bracket, another year or a noun that happened then.
 */
export function bareYear(context: DateContext, token: number): DateMatch | undefined {
  if (!context.isDigits(token)) return undefined;
  const year = yearNumber(context, token);
  if (
    year === undefined ||
    year.year === null ||
    (year.calendar === null && !isFourDigits(context, token)) ||
    [TIMES, STAR].includes(context.mark(year.last))
  )
    return undefined;
  const sided = context.phraseHaving(year.last, 'onward') !== undefined;
  const counts = sided
    ? false
    : isLed(context, token)
      ? context.isSurelyCounted(year.last)
      : context.isCounted(year.last);
  if (counts && !endsRange(context, token)) return undefined;
  // «100 م» is as likely a length.
  const marked = year.calendar !== null && (year.calendar === 'hijri' || year.year < 1 || year.year > 500);
  if (year.calendar !== null && !marked && !followsYear(context, token)) return undefined;
  if (!marked && (year.year < 1900 || year.year > 2050) && !isYearPair(context, token)) return undefined;
  // «مسافة 1600م» is a length.
  if (context.having(token - 1, 'length') !== undefined) return undefined;
  if (!marked && !standsLikeYear(context, token)) return undefined;
  return {
    first: token,
    last: year.last,
    start: context.tokens.start[token]!,
    end: context.endOf(year.last),
    when: calendarWhen({ year: year.year, calendar: year.calendar ?? 'gregorian' }),
  };
}

/** في, منذ, حتى or خلال stands right before: «في 2012 سجل …». */
function isLed(context: DateContext, token: number): boolean {
  const { fi, hatta } = context.lists.keywords;
  const before = token - 1;
  return (
    context.isConjoined(before, fi) ||
    context.isConjoined(before, hatta) ||
    context.having(before, 'lead') !== undefined
  );
}

/** «بين 300 ق.م و100 م»: a year stands right before. */
function followsYear(context: DateContext, token: number): boolean {
  for (let at = token - 1; at > token - 6 && at >= 0; at--) {
    if (context.phraseHaving(at, 'yearMark') !== undefined) return true;
  }
  return false;
}

/** «(1882 - 1963)»: two years of one life or reign. */
function isYearPair(context: DateContext, token: number): boolean {
  const read = (at: number) => (isFourDigits(context, at) ? (context.number(at)?.value ?? 0) : 0);
  const here = read(token);
  if (here < LEAST_YEAR || here > 2050) return false;
  const next = context.mark(token + 1) === HYPHEN ? read(token + 2) : 0;
  const before = context.mark(token - 1) === HYPHEN ? read(token - 2) : 0;
  // «1435/1436»: a year of school or sport.
  if (context.mark(token + 1) === SLASH && read(token + 2) === here + 1) return true;
  if (context.mark(token - 1) === SLASH && read(token - 2) === here - 1) return true;
  if (next > here && next <= 2050 && next - here < 200) return true;
  return before >= LEAST_YEAR && before < here && here - before < 200;
}

/** «بين 2003 و2005 نظم …»: the second of two years. */
function endsRange(context: DateContext, token: number): boolean {
  const { wa, bayn, ila, hatta } = context.lists.keywords;
  const before = context.numberBefore(token - 1);
  if (before === undefined || before.words || before.value < 1900 || before.value > 2050) return false;
  if (context.is(token - 1, ila) || context.is(token - 1, hatta)) return true;
  const lead = before.first - 1;
  const named = context.having(lead, 'unit')?.entry.count === 2;
  return context.is(token - 1, wa) && (named || context.isConjoined(lead, bayn));
}

/** 1920 × 1080 */
const TIMES = 0xd7;
const STAR = 0x2a;
const OPEN = 0x28;
const HYPHEN = 0x2d;
const SLASH = 0x2f;
const COLON = 0x3a;

function standsLikeYear(context: DateContext, token: number): boolean {
  const before = token - 1;
  if (before < 0) return true;
  const mark = context.mark(before);
  if (mark === OPEN || mark === HYPHEN || mark === SLASH || (mark === COLON && !context.joined(token))) return true;
  if (mark === 0x25 || mark === 0x24) return false;
  return context.isWord(before) && !context.hedges.has(token) && !isLabel(context, before);
}

/** «رقم 2005», «القرار 1559»: a label, listed with the figures, names what follows. */
function isLabel(context: DateContext, token: number): boolean {
  return context.labels.at(context.words, token, PROCLITIC) !== undefined;
}
