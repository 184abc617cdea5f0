import { dateOf, hijriMonthStart, PROCLITIC } from '@isnad/text';
import type { DateMod } from '../contract.ts';
import { Class } from '../grammar/grammar.ts';
import type { NumberMatch } from '../numbers/numbers.ts';
import { monthFirst, relativeMonth } from './calendar-day.ts';
import type { DateContext } from './reader.ts';
import { periodMatch } from './relative.ts';
import { type CalendarWhen, calendarWhen, type DateMatch, VAGUE, type When } from './when.ts';
import { plainDirection, yearAfter, yearAt, yearNumber } from './year.ts';

const OPEN = 0x28;

/** «الثمانينات», «تسعينيات القرن الماضي», «السبعينات من القرن التاسع عشر»; not the age of somebody. */
export function decadeMatch(context: DateContext, token: number): DateMatch | undefined {
  const found = context.having(token, 'decade');
  const tens = found?.entry.decade;
  if (found === undefined || tens === undefined || isDecadeOfLife(context, token, found.last)) return undefined;
  const joint = context.is(found.last, context.lists.keywords.min) ? found.last + 1 : found.last;
  const century = context.near(joint) ? centuryAt(context, joint) : undefined;
  const from = (century?.from ?? 1901) - 1 + tens;
  const last = century?.last ?? found.last;
  return {
    first: token,
    last,
    start: found.start,
    end: context.endOf(last),
    when: { kind: 'years', from, to: from + 9 },
  };
}

/** «طبيب في الأربعينيات», «في الأربعينات من عمره» */
export function isDecadeOfLife(context: DateContext, token: number, last: number): boolean {
  const { min, fi } = context.lists.keywords;
  if (context.is(last, min) && context.having(last + 1, 'age') !== undefined) return true;
  if (context.having(last, 'age') !== undefined) return true;
  if (!context.is(token - 1, fi) || token < 2 || context.hasArticle(token - 2)) return false;
  return context.nouns.forms.at(context.words, token - 2, 1)?.kind === 'person';
}

interface Century {
  readonly last: number;
  readonly from: number;
  readonly to: number;
}

/** «القرن الماضي», «القرن التاسع عشر», «القرن العاشر قبل الميلاد», «القرن الـ19». */
function centuryAt(context: DateContext, token: number): Century | undefined {
  const unit = context.having(token, 'unit');
  if (unit?.entry.unit !== 'CEN' || unit.entry.count !== 1) return undefined;
  const number = context.nextNumber(unit.last);
  if (number?.kind === 'ordinal' || (number?.kind === 'cardinal' && !number.words && number.value <= 21)) {
    const mark = context.phraseHaving(number.last, 'yearMark');
    const n = number.value;
    if (mark?.entry.yearMark === 'bce') return { last: mark.last, from: 1 - n * 100, to: 100 - n * 100 };
    if (mark?.entry.yearMark === 'ah') {
      const from = dateOf(hijriMonthStart(n * 100 - 99, 1)).year;
      return { last: mark.last, from, to: dateOf(hijriMonthStart(n * 100, 12)).year };
    }
    return { last: mark?.last ?? number.last, from: n * 100 - 99, to: n * 100 };
  }
  const direction = plainDirection(context, unit.last);
  // Told from the reader's own century.
  if (direction === undefined || !unit.article) return undefined;
  const to = 2100 + direction.direction * 100;
  return { last: direction.last, from: to - 99, to };
}

export function centuryMatch(context: DateContext, token: number): DateMatch | undefined {
  const century = centuryAt(context, token);
  const start = context.having(token, 'unit')?.start;
  if (century === undefined || start === undefined) return undefined;
  const { last, from, to } = century;
  return { first: token, last, start, end: context.endOf(last), when: { kind: 'years', from, to } };
}

/** «الربع الثاني من العام الحالي», «النصف الأول من 2005», «الأسبوع الأول من عام 2015». */
export function orderedPart(context: DateContext, token: number): DateMatch | undefined {
  const unit = context.having(token, 'unit');
  if (unit?.entry.unit === 'W' && unit.article && unit.entry.count === 1) return weekOf(context, token, unit);
  if (unit?.entry.unit === 'DEC' && unit.article && unit.entry.count === 1) return decadeOf(context, token, unit);
  const { quarter, half, third } = context.lists.keywords;
  const part = context.number(token);
  if (part?.kind === 'ordinal' && !part.article) return nthWeek(context, token, part);
  if (part?.kind !== 'fraction' || !part.article || part.last !== token + 1) return undefined;
  const form = context.words.form[token * 5 + 3];
  const letter = form === quarter ? 'Q' : form === half ? 'H' : form === third ? 'T' : '';
  const order = context.nextNumber(part.last);
  const most = letter === 'Q' ? 4 : letter === 'H' ? 2 : 3;
  const index = order?.kind === 'ordinal' ? order.value : lastIs(context, part.last) ? most : 0;
  if (letter === '' || index < 1 || index > most) return undefined;
  const after = order?.kind === 'ordinal' ? order.last : part.last + 1;
  const whole = wholeAfter(context, after);
  if (whole === undefined) {
    if (letter !== 'Q') return undefined;
    return ended(context, token, part.start, after, { kind: 'year-part', part: `Q${index}`, year: null, shift: null });
  }
  const when = letter === 'T' ? undefined : partOf(whole.when, `${letter}${index}`);
  const mod: DateMod = index === 1 ? 'start' : index === most ? 'end' : 'mid';
  return when === undefined
    ? { ...ended(context, token, part.start, whole.last, whole.when), mod }
    : ended(context, token, part.start, whole.last, when);
}

function ended(context: DateContext, first: number, start: number, last: number, when: When): DateMatch {
  return { first, last, start, end: context.endOf(last), when };
}

/** «الأخير» */
function lastIs(context: DateContext, token: number): boolean {
  return plainDirection(context, token)?.direction === -1;
}

function weekOf(
  context: DateContext,
  token: number,
  unit: { readonly last: number; readonly start: number },
): DateMatch | undefined {
  const order = context.nextNumber(unit.last);
  const index = order?.kind === 'ordinal' ? order.value : lastIs(context, unit.last) ? -1 : 0;
  if (index === 0 || index > 53) return undefined;
  const after = order?.kind === 'ordinal' ? order.last : unit.last + 1;
  const whole = context.is(after, context.lists.keywords.min) ? wholeAfter(context, after) : undefined;
  if (whole === undefined) return undefined;
  return ended(context, token, unit.start, whole.last, { kind: 'week-of', index, of: whole.when });
}

/** «ثالث أسبوع من يناير» */
function nthWeek(context: DateContext, token: number, order: NumberMatch): DateMatch | undefined {
  const week = context.near(order.last) ? context.having(order.last, 'unit') : undefined;
  if (week?.entry.unit !== 'W' || week.entry.count !== 1 || week.article || order.value > 53) return undefined;
  const whole = context.is(week.last, context.lists.keywords.min) ? wholeAfter(context, week.last) : undefined;
  if (whole === undefined) return undefined;
  return ended(context, token, order.start, whole.last, { kind: 'week-of', index: order.value, of: whole.when });
}

/** «العقد الثاني من القرن الحالي»: ten years from a ten, as people count them. */
function decadeOf(
  context: DateContext,
  token: number,
  unit: { readonly last: number; readonly start: number },
): DateMatch | undefined {
  const order = context.nextNumber(unit.last);
  if (order?.kind !== 'ordinal' || order.value > 10 || !context.is(order.last, context.lists.keywords.min))
    return undefined;
  const century = centuryAt(context, order.last + 1);
  if (century === undefined) return undefined;
  const from = century.from - 1 + (order.value - 1) * 10;
  return ended(context, token, unit.start, century.last, { kind: 'years', from, to: from + 9 });
}

/** A year, month or decade after من, or at once. */
function wholeAfter(context: DateContext, token: number): DateMatch | undefined {
  if (!context.near(token)) return undefined;
  const at = context.is(token, context.lists.keywords.min) ? token + 1 : token;
  const whole =
    yearAt(context, at) ??
    periodMatch(context, at) ??
    monthFirst(context, at) ??
    decadeMatch(context, at) ??
    centuryMatch(context, at);
  if (whole !== undefined) return whole;
  const year = yearNumber(context, at);
  if (
    year !== undefined &&
    year.year !== null &&
    year.year >= 1900 &&
    year.year < 2100 &&
    !context.isCounted(year.last)
  ) {
    const start = context.tokens.start[at]!;
    return ended(context, at, start, year.last, calendarWhen({ year: year.year }));
  }
  // «الربع الأول من العام»
  const unit = context.having(at, 'unit');
  if (unit?.article !== true || unit.entry.count !== 1 || (unit.entry.unit !== 'Y' && unit.entry.unit !== 'M')) {
    return undefined;
  }
  return ended(context, at, unit.start, unit.last, { kind: 'period', unit: unit.entry.unit, n: 0, count: null });
}

/** «أول جمعة من يوليو», «الجمعة الأولى من مايو», «آخر يوم من أكتوبر»: a day told by its place in a month. */
export function nthDay(context: DateContext, token: number): DateMatch | undefined {
  const number = context.number(token);
  const leading = number?.kind === 'ordinal' && !number.article ? number.value : isLast(context, token) ? -1 : 0;
  const spoken = leading !== 0 && context.having(token + 2, 'weekdayName') !== undefined && isDay(context, token + 1);
  // «أول يوم جمعة»
  const first = leading === 0 ? token : spoken ? token + 2 : token + 1;
  const weekday = context.having(first, leading === 0 ? 'weekday' : 'weekdayName');
  const day = context.having(first, 'unit');
  const any = leading !== 0 && day?.entry.unit === 'D' && day.entry.count === 1 && !day.article;
  if (weekday === undefined && !any) return undefined;
  const after = context.nextNumber(first + 1);
  const trailing = leading === 0 && after?.kind === 'ordinal' ? after.value : 0;
  const index = leading === 0 ? trailing : leading;
  if (index === 0 || index > (any ? 31 : 5)) return undefined;
  const last = leading === 0 && after !== undefined ? after.last : first + 1;
  const { min, fi } = context.lists.keywords;
  if (!context.is(last, min) && !context.is(last, fi)) return undefined;
  const month = monthOf(context, last + 1);
  if (month === undefined) return undefined;
  const number7 = weekday?.entry.weekday ?? weekday?.entry.weekdayName ?? null;
  const start = number?.kind === 'ordinal' && leading > 0 ? number.start : (weekday ?? day)?.start;
  const from = leading === -1 ? context.having(token, 'part')?.start : start;
  return ended(context, token, from ?? month.start, month.last, {
    kind: 'nth-day',
    weekday: number7,
    index,
    of: month.of,
  });
}

/** A month by name, or told from the day of speaking. */
function monthOf(
  context: DateContext,
  token: number,
): { readonly last: number; readonly start: number; readonly of: CalendarWhen } | undefined {
  const start = context.tokens.start[token] ?? 0;
  const named = monthFirst(context, token);
  if (named?.when.kind === 'calendar' && named.when.day === null) return { last: named.last, start, of: named.when };
  const relative = relativeMonth(context, token);
  if (relative === undefined) return undefined;
  return { last: relative.last, start, of: calendarWhen({ shift: { unit: 'M', n: relative.n } }) };
}

function isDay(context: DateContext, token: number): boolean {
  const unit = context.having(token, 'unit');
  return unit?.entry.unit === 'D' && !unit.article;
}

/** «آخر» */
function isLast(context: DateContext, token: number): boolean {
  return context.having(token, 'part')?.entry.part === 'end' && context.isConjoined(token, context.lists.keywords.last);
}

/** A quarter, half or season of a year; undefined where what is divided is no year. */
function partOf(whole: When, part: string): When | undefined {
  if (whole.kind === 'calendar' && whole.month === null && whole.calendar === 'gregorian') {
    return { kind: 'year-part', part, year: whole.year, shift: whole.shift?.n ?? null };
  }
  if (whole.kind === 'period' && whole.unit === 'Y' && whole.count === null) {
    return { kind: 'year-part', part, year: null, shift: whole.n };
  }
  return undefined;
}

/** «صيف 2016», «الصيف الماضي», «هذا الشتاء», «ربيع العام المقبل»; «في الصيف» with nothing told of the year. */
export function seasonMatch(context: DateContext, token: number): DateMatch | undefined {
  const determiner = context.having(token, 'determiner');
  const at = determiner?.entry.determiner === 'this' ? determiner.last : token;
  const found = context.having(at, 'season');
  const part = found?.entry.season;
  if (found === undefined || part === undefined) return undefined;
  const start = at === token ? found.start : (determiner?.start ?? found.start);
  const direction = plainDirection(context, found.last);
  if (found.article && direction !== undefined) {
    const when: When = { kind: 'year-part', part, year: null, shift: null, direction: direction.direction };
    return ended(context, token, start, direction.last, when);
  }
  const year = yearAfter(context, found.last);
  if (year !== undefined) {
    const when: When = { kind: 'year-part', part, year: year.year, shift: year.shift };
    return ended(context, token, start, year.last, when);
  }
  if (!found.article || (at === token && !isLedIn(context, token))) return undefined;
  const when: When = { kind: 'year-part', part, year: null, shift: null, ...(at > token ? { direction: 0 } : {}) };
  return ended(context, token, start, found.last, when);
}

function isLedIn(context: DateContext, token: number): boolean {
  const before = token - 1;
  if (before < 0) return false;
  if (context.isConjoined(before, context.lists.keywords.fi)) return !context.hasArticle(token + 1);
  return context.having(before, 'lead') !== undefined || context.having(before, 'part') !== undefined;
}

/** «عيد الأضحى», «عيد الفطر الماضي», «يوم الأب عام 2015». */
export function feastMatch(context: DateContext, token: number): DateMatch | undefined {
  const found = context.feast(token);
  if (found === undefined) return undefined;
  const direction = plainDirection(context, found.last);
  const year = direction === undefined ? yearAfter(context, found.last) : undefined;
  const last = direction?.last ?? year?.last ?? found.last;
  const { calendar, rule, days } = found.entry;
  return ended(context, token, found.start, last, {
    kind: 'feast',
    calendar,
    rule,
    days,
    year: year?.year ?? null,
    direction: direction?.direction ?? null,
  });
}

/** A period that is named and not measured: «الفترة الأخيرة», «المراحل الأولى من بدايته», «عهد الملك داود». */
export function eraMatch(context: DateContext, token: number): DateMatch | undefined {
  return vaguePeriod(context, token) ?? reign(context, token);
}

function vaguePeriod(context: DateContext, token: number): DateMatch | undefined {
  const found = context.having(token, 'eraNoun');
  if (found === undefined || !context.near(found.last)) return undefined;
  if (!context.hasArticle(token) || context.tokens.gap[found.last]! > 1) return undefined;
  // «الأيام العشرة الأولى من الشهر»
  const count = context.nextNumber(found.last);
  const noun = count?.kind === 'cardinal' && count.article ? { ...found, last: count.last } : found;
  const adjective = context.having(noun.last, 'eraAdjective');
  if (adjective === undefined) return undefined;
  const { min } = context.lists.keywords;
  const ordinal = context.nextNumber(noun.last)?.kind === 'ordinal';
  const of = context.is(adjective.last, min) ? nounPhraseEnd(context, adjective.last + 1) : adjective.last;
  // «المرحلة الأولى» is a time only as part of something: من بدايته.
  if (ordinal && of <= adjective.last + 1) return undefined;
  return ended(context, token, noun.start, Math.max(of, adjective.last), VAGUE);
}

/** The end of a short noun phrase after من: one word with the article or a pronoun, or a noun and what it is of. */
function nounPhraseEnd(context: DateContext, token: number): number {
  if (!context.isWord(token) || context.isFunctionWord(token) || context.tokens.gap[token]! > 1) return token - 1;
  if (context.hasArticle(token) || context.words.pronoun[token]! > 0) return token + 1;
  const next = token + 1;
  return context.hasArticle(next) && context.tokens.gap[next]! <= 1 ? next + 1 : token - 1;
}

/** «عهد الملك داود», «وقت الفتوحات والانتصارات» */
function reign(context: DateContext, token: number): DateMatch | undefined {
  const found = context.having(token, 'era');
  if (found === undefined || found.article || !context.hasArticle(found.last)) return undefined;
  const next = found.last;
  const { tokens, syntax } = context;
  if (tokens.gap[next]! > 1 || syntax.has(next, Class.Joined)) return undefined;
  if (context.number(token) !== undefined || context.numberBefore(token) !== undefined) return undefined;
  if (context.having(next, 'weekday') !== undefined || context.having(next, 'dayPart') !== undefined) return undefined;
  if (context.having(next, 'direction') !== undefined || context.having(next, 'eraAdjective') !== undefined)
    return undefined;
  const before = token > 0 ? context.having(token - 1, 'office') : undefined;
  if (before !== undefined || context.labels.at(context.words, token - 1, PROCLITIC) !== undefined) return undefined;
  let last = next + 1;
  const plain = context.isWord(last) && tokens.gap[last]! <= 1 && context.mark(next) !== OPEN;
  if (plain && syntax.has(last, Class.Joined) && context.hasArticle(last)) last++;
  else if (plain && !context.isFunctionWord(last) && !syntax.has(last, Class.Joined) && isTitle(context, next)) last++;
  return ended(context, token, found.start, last, VAGUE);
}

/** A person's title with the article, which a name follows: الملك, الرئيس. */
function isTitle(context: DateContext, token: number): boolean {
  return context.nouns.forms.at(context.words, token, PROCLITIC)?.kind === 'person';
}

/** «مؤخرا», «فجرا»: words that place something in time and tell no date. */
export function adverbMatch(context: DateContext, token: number): DateMatch | undefined {
  const found = context.having(token, 'recently') ?? dayAdverb(context, token);
  return found === undefined ? undefined : ended(context, token, found.start, found.last, VAGUE);
}

/** «فجرا»; not «الخامسة صباحا», a clock time. */
function dayAdverb(context: DateContext, token: number) {
  const found = context.having(token, 'dayAdverb');
  const timed = context.numberBefore(token) !== undefined || context.isDigits(token - 1);
  return timed ? undefined : found;
}
