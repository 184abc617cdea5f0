import { Class } from '../grammar/grammar.ts';
import { weekdayDate } from './calendar-day.ts';
import type { DateWord } from './lists.ts';
import type { DateContext, Found } from './reader.ts';
import { type DateMatch, type Unit, VAGUE, type When } from './when.ts';
import { directionAt, plainDirection, yearAt } from './year.ts';

/** A unit of time with the article at a token, as in «العام الماضي». */
export function definiteUnit(context: DateContext, token: number): (Found<DateWord> & { unit: Unit }) | undefined {
  const found = context.phraseHaving(token, 'unit');
  if (found?.entry.unit === undefined) return undefined;
  const listed = found.last > token + 1 || found.entry.unit === 'WE';
  return found.article || listed ? { ...found, unit: found.entry.unit } : undefined;
}

/** «أمس», «اليوم الخميس», «أمس الأول», «بعد غد»: a day told from the day of speaking, its weekday with it. */
export function relativeDay(context: DateContext, token: number): DateMatch | undefined {
  const found = context.phraseHaving(token, 'day');
  if (found?.entry.day === undefined) return undefined;
  const today = found.entry.day === 0 && found.last === token + 1;
  if (today && !isToday(context, token, found.last)) return undefined;
  // «لم أمس»: I did not touch.
  if (context.syntax.has(token - 1, Class.Negation)) return undefined;
  const weekday = weekdayAt(context, context.isComma(found.last) ? found.last + 1 : found.last);
  if (weekday?.entry.weekday !== undefined) {
    const dated = weekdayDate(context, token, found.start, weekday.entry.weekday, weekday.last);
    if (dated !== undefined) return dated;
  }
  const last = weekday?.last ?? found.last;
  return {
    first: token,
    last,
    start: found.start,
    end: context.endOf(last),
    when: { kind: 'offset', days: found.entry.day },
  };
}

/** «اليوم» is today unless what follows makes it another day (اليوم التالي) or what is before a name or a rate. */
function isToday(context: DateContext, token: number, last: number): boolean {
  const { tokens, lists } = context;
  if (last < tokens.count && tokens.gap[last]! <= 1) {
    if (directionAt(context, last) !== undefined || context.having(last, 'notToday') !== undefined) return false;
  }
  const before = token - 1;
  if (before < 0 || tokens.gap[token]! > 1) return true;
  if (context.having(before, 'namedToday') !== undefined && tokens.start[token] === startOf(context, token)) {
    return false;
  }
  if (context.having(before, 'determiner')?.entry.determiner === 'that') return false;
  if (context.having(before, 'every') !== undefined) return false;
  // «مرتين في اليوم» is a rate.
  return !context.is(before, lists.keywords.fi) || weekdayAt(context, last) !== undefined;
}

function startOf(context: DateContext, token: number): number {
  return context.having(token, 'day')?.start ?? -1;
}

export function weekdayAt(context: DateContext, token: number): Found<DateWord> | undefined {
  return context.near(token) && context.tokens.gap[token]! <= 1 ? context.having(token, 'weekday') : undefined;
}

/** A weekday: alone, dated, of the last or next week: «الثلاثاء القادم», «الجمعة من الأسبوع المقبل». */
export function weekdayMatch(context: DateContext, token: number): DateMatch | undefined {
  const found = context.having(token, 'weekday');
  const weekday = found?.entry.weekday;
  if (found === undefined || weekday === undefined) return undefined;
  const dated = weekdayDate(context, token, found.start, weekday, found.last);
  if (dated !== undefined) return dated;
  const direction = plainDirection(context, found.last);
  if (direction !== undefined) {
    const when: When = { kind: 'weekday', weekday, direction: direction.direction, week: null };
    return { first: token, last: direction.last, start: found.start, end: context.endOf(direction.last), when };
  }
  const week = weekAfter(context, found.last);
  const last = week?.last ?? found.last;
  return {
    first: token,
    last,
    start: found.start,
    end: context.endOf(last),
    when: { kind: 'weekday', weekday, direction: null, week: week?.n ?? null },
  };
}

/** «من الأسبوع المقبل», «هذا الأسبوع» */
function weekAfter(context: DateContext, token: number): { readonly last: number; readonly n: number } | undefined {
  const at = context.is(token, context.lists.keywords.min) ? token + 1 : token;
  const period = periodMatch(context, at);
  if (period?.when.kind !== 'period' || period.when.unit !== 'W' || period.when.count !== null) return undefined;
  return { last: period.last, n: period.when.n };
}

/** «الأسبوع القادم يوم الجمعة»: the day of a week that is told before it. */
export function weekThenDay(context: DateContext, week: DateMatch): DateMatch {
  if (week.when.kind !== 'period' || week.when.unit !== 'W' || week.when.count !== null) return week;
  const unit = context.having(week.last, 'unit');
  const at = unit?.entry.unit === 'D' && !unit.article ? unit.last : week.last;
  const weekday = weekdayAt(context, at);
  if (weekday?.entry.weekday === undefined || weekday.start !== context.tokens.start[at]) return week;
  const when: When = { kind: 'weekday', weekday: weekday.entry.weekday, direction: null, week: week.when.n };
  return { ...week, last: weekday.last, end: context.endOf(weekday.last), when };
}

/** «العام الماضي», «هذا الأسبوع», «الأشهر الستة المقبلة», «السنتين الماضيتين», «الثلاث سنوات الماضية». */
export function periodMatch(context: DateContext, token: number): DateMatch | undefined {
  const determiner = context.having(token, 'determiner');
  if (determiner !== undefined) return determined(context, token, determiner);
  const number = context.number(token);
  // «الثلاث سنوات الماضية», «3 أيام القادمة»
  if (number !== undefined && number.kind !== 'percent') {
    const unit = context.near(number.last) ? context.having(number.last, 'unit') : undefined;
    if (unit?.entry.unit === undefined || unit.article) return undefined;
    return directed(context, token, number.start, unit.last, unit.entry.unit, number.value);
  }
  const unit = definiteUnit(context, token);
  if (unit === undefined) return lastFew(context, token);
  if (isOffice(context, token, unit)) return undefined;
  if (unit.unit === 'WE') return weekend(context, token, unit.start, unit.last);
  if (unit.entry.count === 2) return directed(context, token, unit.start, unit.last, unit.unit, 2);
  const inner = context.nextNumber(unit.last);
  if (inner !== undefined && unit.entry.count === 0 && inner.kind !== 'percent') {
    return directed(context, token, unit.start, inner.last, unit.unit, inner.value);
  }
  const few = context.having(unit.last, 'few');
  if (few !== undefined && unit.entry.count === 0) {
    const direction = directionAt(context, few.last);
    return direction === undefined ? undefined : vague(context, token, unit.start, direction.last);
  }
  return directed(context, token, unit.start, unit.last, unit.unit, unit.entry.count === 0 ? Number.NaN : null);
}

/** «عطلة نهاية الأسبوع الماضي» */
function weekend(context: DateContext, token: number, start: number, after: number): DateMatch | undefined {
  const direction = directionAt(context, after);
  if (direction?.n === null) return vague(context, token, start, direction.last);
  const last = direction?.last ?? after;
  const when: When = { kind: 'period', unit: 'WE', n: direction?.n ?? 0, count: null };
  return { first: token, last, start, end: context.endOf(last), when };
}

/** «آخر يومين», «آخر ثلاثة أشهر» */
function lastFew(context: DateContext, token: number): DateMatch | undefined {
  if (!context.isConjoined(token, context.lists.keywords.last)) return undefined;
  const number = context.nextNumber(token + 1);
  const unit = context.having(number?.last ?? token + 1, 'unit');
  const count = number?.value ?? (unit?.entry.count === 2 ? 2 : undefined);
  if (unit?.entry.unit === undefined || unit.article || count === undefined || count < 2) return undefined;
  return {
    first: token,
    last: unit.last,
    start: context.having(token, 'part')?.start ?? context.tokens.start[token]!,
    end: context.endOf(unit.last),
    when: { kind: 'period', unit: unit.entry.unit, n: -1, count },
  };
}

/** «هذا العام»; «ذلك الشهر», which hangs on the story. */
function determined(context: DateContext, token: number, determiner: Found<DateWord>): DateMatch | undefined {
  const unit = definiteUnit(context, determiner.last);
  const weekday = unit === undefined ? weekdayAt(context, determiner.last)?.entry.weekday : undefined;
  if (weekday !== undefined) {
    const when: When = {
      kind: 'weekday',
      weekday,
      direction: null,
      week: determiner.entry.determiner === 'this' ? 0 : null,
    };
    const last = determiner.last + 1;
    return { first: token, last, start: determiner.start, end: context.endOf(last), when };
  }
  if (unit === undefined || unit.entry.count !== 1) return partOfToday(context, token, determiner);
  if (['S', 'MIN', 'H'].includes(unit.unit)) return undefined;
  if (determiner.entry.determiner === 'that') {
    if (unit.unit === 'CEN' || unit.unit === 'DEC') return undefined;
    // «في نفس السنة 1645 م»
    const year = unit.unit === 'Y' ? yearAt(context, determiner.last) : undefined;
    return year ?? vague(context, token, determiner.start, unit.last);
  }
  const direction = plainDirection(context, unit.last);
  return {
    first: token,
    last: direction?.last ?? unit.last,
    start: determiner.start,
    end: context.endOf(direction?.last ?? unit.last),
    when: { kind: 'period', unit: unit.unit, n: direction?.direction ?? 0, count: null },
  };
}

/** «هذا الصباح» */
function partOfToday(context: DateContext, token: number, determiner: Found<DateWord>): DateMatch | undefined {
  const part = context.having(determiner.last, 'dayPart');
  if (determiner.entry.determiner !== 'this' || part?.article !== true) return undefined;
  return {
    first: token,
    last: part.last,
    start: determiner.start,
    end: context.endOf(part.last),
    when: { kind: 'offset', days: 0 },
  };
}

/** @param count units together; null for one, NaN for a number that is not told */
function directed(
  context: DateContext,
  first: number,
  start: number,
  last: number,
  unit: Unit,
  count: number | null,
): DateMatch | undefined {
  const direction = directionAt(context, last);
  if (direction === undefined) return undefined;
  const { n } = direction;
  if (n === null || Number.isNaN(count)) return vague(context, first, start, direction.last);
  if (count !== null && n === 0) return undefined;
  return {
    first,
    last: direction.last,
    start,
    end: context.endOf(direction.last),
    when: { kind: 'period', unit, n, count },
    ...(count === null || count === 2 ? {} : { duration: durationOf(count, unit) }),
  };
}

function vague(context: DateContext, first: number, start: number, last: number): DateMatch {
  return { first, last, start, end: context.endOf(last), when: VAGUE };
}

/** «الأمين العام السابق»: no year. */
function isOffice(context: DateContext, token: number, unit: Found<DateWord>): boolean {
  if (unit.entry.unit !== 'Y' || unit.entry.count !== 1 || token === 0) return false;
  return context.having(token - 1, 'office') !== undefined;
}

/** ISO 8601 duration of so many units: `P6M`, `PT15M`, `P25Y`. */
export function durationOf(n: number, unit: Unit): string {
  switch (unit) {
    case 'S':
    case 'H':
      return halved(n, unit, `PT${decimal(n)}${unit}`);
    case 'MIN':
      return `PT${decimal(n)}M`;
    case 'DEC':
      return `P${decimal(n * 10)}Y`;
    case 'CEN':
      return `P${decimal(n * 100)}Y`;
    case 'WE':
      return `P${decimal(n * 2)}D`;
    default:
      return halved(n, unit, `P${decimal(n)}${unit}`);
  }
}

/** Parts of a unit in the next smaller one: half an hour is PT30M, a year and a half P18M. */
function halved(n: number, unit: Unit, plain: string): string {
  if (Number.isInteger(n)) return plain;
  if (unit === 'Y' && Number.isInteger(n * 12)) return `P${n * 12}M`;
  if (unit === 'M' && Number.isInteger(n * 30)) return `P${n * 30}D`;
  if (unit === 'D' && Number.isInteger(n * 24)) return `PT${n * 24}H`;
  if (unit === 'H' && Number.isInteger(n * 60)) return `PT${n * 60}M`;
  return plain;
}

function decimal(n: number): string {
  return String(Number(n.toFixed(4)));
}
