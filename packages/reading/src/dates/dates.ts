import { PROCLITIC } from '@isnad/text';
import type { DateMod } from '../contract.ts';
import type { Range } from '../grammar/syntax.ts';
import { DATE_MARKS, Mark } from '../marks.ts';
import { dayMonth, dayNumber, monthFirst, relativeMonth, twoMonths } from './calendar-day.ts';
import { durationMatch, wholeMatch } from './duration.ts';
import {
  adverbMatch,
  centuryMatch,
  decadeMatch,
  eraMatch,
  feastMatch,
  nthDay,
  orderedPart,
  seasonMatch,
} from './named.ts';
import { numericDate } from './numeric.ts';
import { mergeRanges } from './range.ts';
import type { DateContext } from './reader.ts';
import { definiteUnit, periodMatch, relativeDay, weekdayMatch, weekThenDay } from './relative.ts';
import { calendarWhen, type DateMatch, type When } from './when.ts';
import { bareYear, yearAt } from './year.ts';

/** The dates of a document, and names that only look like dates (قوى 14 آذار), which are no figures either. */
export interface DatesFound {
  readonly dates: readonly DateMatch[];
  readonly names: readonly Range[];
}

export function datesOf(context: DateContext): DatesFound {
  const found: DateMatch[] = [];
  const names: Range[] = [];
  const { marks } = context;
  const wanted = DATE_MARKS | Mark.Digits | Mark.NumberWord;
  for (let token = 0; token < marks.length; token++) {
    if ((marks[token]! & wanted) === 0) continue;
    const date = dateAt(context, token);
    if (date === undefined) continue;
    token = Math.max(token, date.last - 1);
    if (isNamed(context, date)) {
      names.push({ first: date.first, last: date.last });
      continue;
    }
    const supplied = withSide(context, supplyYear(context, date));
    found.push({ ...supplied, ...leadMod(context, supplied) });
    token = Math.max(token, supplied.last - 1);
  }
  return { dates: mergeRanges(context, anaphora(context, found)), names };
}

/** The date that begins at a token. The order matters where words serve several readers. */
function dateAt(context: DateContext, token: number): DateMatch | undefined {
  // «ليلة رأس السنة» is a day of its own.
  const feast = ((context.marks[token] ?? 0) & Mark.Feast) === 0 ? undefined : feastMatch(context, token);
  return feast ?? prefixed(context, token) ?? core(context, token);
}

/** Each reader is asked only where its first word is marked. */
function core(context: DateContext, token: number): DateMatch | undefined {
  const mark = context.marks[token] ?? 0;
  if (mark === 0) return undefined;
  const number = (mark & (Mark.Digits | Mark.NumberWord)) !== 0;
  const digits = (mark & Mark.Digits) !== 0;
  const unit = (mark & Mark.Unit) !== 0;
  return (
    ((mark & Mark.Feast) !== 0 ? feastMatch(context, token) : undefined) ??
    (number || (mark & (Mark.Weekday | Mark.Part)) !== 0 ? nthDay(context, token) : undefined) ??
    ((mark & Mark.Day) !== 0 ? relativeDay(context, token) : undefined) ??
    ((mark & Mark.Weekday) !== 0 ? weekdayMatch(context, token) : undefined) ??
    (number || (mark & Mark.FirstDay) !== 0 ? dayMonth(context, token) : undefined) ??
    (digits ? numericDate(context, token, isLed(context, token)) : undefined) ??
    (unit || (mark & Mark.NumberWord) !== 0 ? orderedPart(context, token) : undefined) ??
    (unit || (mark & Mark.YearNoun) !== 0 ? yearAt(context, token) : undefined) ??
    (unit ? centuryMatch(context, token) : undefined) ??
    (number || unit || (mark & (Mark.Determiner | Mark.Part)) !== 0 ? longerPeriod(context, token) : undefined) ??
    (unit ? twoMonths(context, token) : undefined) ??
    ((mark & (Mark.Season | Mark.Determiner)) !== 0 ? seasonMatch(context, token) : undefined) ??
    (unit || (mark & Mark.Month) !== 0 ? monthFirst(context, token) : undefined) ??
    ((mark & Mark.Decade) !== 0 ? decadeMatch(context, token) : undefined) ??
    ((mark & Mark.Whole) !== 0 ? wholeMatch(context, token) : undefined) ??
    (number || unit || (mark & Mark.Few) !== 0 ? durationMatch(context, token) : undefined) ??
    (digits ? bareYear(context, token) : undefined) ??
    (digits ? bareDay(context, token) : undefined) ??
    ((mark & Mark.Era) !== 0 ? eraMatch(context, token) : undefined) ??
    ((mark & Mark.Adverb) !== 0 ? adverbMatch(context, token) : undefined)
  );
}

/** «الأيام الأخيرة من الحرب» is more than «الأيام الأخيرة». */
function longerPeriod(context: DateContext, token: number): DateMatch | undefined {
  const period = periodMatch(context, token);
  if (period === undefined) return undefined;
  const era = (context.marks[token]! & Mark.Era) === 0 ? undefined : eraMatch(context, token);
  return era !== undefined && era.last > period.last ? era : weekThenDay(context, period);
}

/** في, منذ, حتى, يوم and the like before digits with a stroke make them a day and month. */
function isLed(context: DateContext, token: number): boolean {
  const before = token - 1;
  if (before < 0 || context.hedges.has(token)) return false;
  const { fi, ila, min } = context.lists.keywords;
  if ([fi, ila, min].some((form) => context.is(before, form))) return true;
  return context.having(before, 'lead') !== undefined || context.having(before, 'unit')?.entry.unit === 'D';
}

/** A part of a day or period before what it is part of: «فجر أمس», «نهاية العام», «يوم أمس», «وقت متأخر من مساء أمس». */
function prefixed(context: DateContext, token: number): DateMatch | undefined {
  const mark = context.marks[token] ?? 0;
  if ((mark & (Mark.Unit | Mark.DayPart | Mark.Part)) === 0) return undefined;
  const unit = context.having(token, 'unit');
  if (unit?.entry.unit === 'D' && unit.entry.count === 1) return onDay(context, token, unit);
  const dayPart = context.phraseHaving(token, 'dayPart');
  if (dayPart !== undefined && !dayPart.article) {
    const joint = context.is(dayPart.last, context.lists.keywords.min) ? dayPart.last + 1 : dayPart.last;
    const inner = context.near(joint) ? (prefixed(context, joint) ?? core(context, joint)) : undefined;
    const vague = dayPart.last > token + 1;
    const named =
      inner !== undefined &&
      inner.first === joint &&
      (namesDay(inner.when, inner.duration) || (vague && isPeriod(inner)));
    return named ? { ...inner, first: token, start: dayPart.start } : undefined;
  }
  const part = context.having(token, 'part');
  if (part?.entry.part === undefined || part.article) return undefined;
  if (definiteUnit(context, token) !== undefined || context.isConjoined(token, context.lists.keywords.last)) {
    return periodMatch(context, token) ?? nthDay(context, token);
  }
  return partOf(context, token, part.start, part.last, part.entry.part);
}

/** «يوم أمس» and «يوم 27» keep يوم; before a weekday or a full date it says nothing. */
function onDay(
  context: DateContext,
  token: number,
  unit: { readonly start: number; readonly last: number; readonly article: boolean },
): DateMatch | undefined {
  if (unit.article || !context.near(unit.last)) return undefined;
  const day = relativeDay(context, unit.last);
  if (day !== undefined && day.when.kind === 'offset') return { ...day, first: token, start: unit.start };
  if (context.having(unit.last, 'weekday') !== undefined) return weekdayMatch(context, unit.last);
  const dated = dayMonth(context, unit.last) ?? numericDate(context, unit.last, true);
  if (dated !== undefined) return dated;
  const number = dayNumber(context, unit.last);
  if (number === undefined || !context.isDigits(unit.last) || context.isCounted(number.last)) return undefined;
  return {
    first: token,
    last: number.last,
    start: unit.start,
    end: context.endOf(number.last),
    when: calendarWhen({ day: number.day }),
  };
}

/** Days, weekdays and dates have mornings; durations and years have none. */
function namesDay(when: When, duration: string | undefined): boolean {
  if (duration !== undefined) return false;
  if (when.kind === 'offset' || when.kind === 'weekday' || when.kind === 'feast') return true;
  return when.kind === 'calendar' && when.day !== null;
}

function partOf(context: DateContext, token: number, start: number, next: number, mod: DateMod): DateMatch | undefined {
  const { min } = context.lists.keywords;
  const joint = context.is(next, min) ? next + 1 : next;
  if (!context.near(joint)) return undefined;
  const inner = core(context, joint);
  const period = inner !== undefined && inner.first === joint && isPeriod(inner) ? inner : undefined;
  if (period !== undefined) return { ...period, first: token, start, mod };
  // «مطلع العام»: this year.
  const unit = definiteUnit(context, joint);
  const owned = unit ?? ownUnit(context, joint);
  if (owned === undefined || owned.entry.count !== 1 || ['S', 'MIN', 'H'].includes(owned.unit)) return undefined;
  return {
    first: token,
    last: owned.last,
    start,
    end: context.endOf(owned.last),
    when: { kind: 'period', unit: owned.unit, n: 0, count: null },
    mod,
  };
}

/** «أسبوعي»: mine. */
function ownUnit(context: DateContext, token: number) {
  const found = context.having(token, 'unit');
  if (found?.entry.unit === undefined || found.entry.count !== 2 || context.isWord(found.last)) return undefined;
  return { ...found, entry: { ...found.entry, count: 1 as const }, unit: found.entry.unit };
}

function isPeriod({ when, duration }: DateMatch): boolean {
  if (duration !== undefined) return false;
  if (when.kind === 'period' || when.kind === 'years' || when.kind === 'year-part') return true;
  return when.kind === 'calendar' && when.day === null;
}

/** A day of the month alone, at the end of its clause: «عدت في 27.» */
function bareDay(context: DateContext, token: number): DateMatch | undefined {
  if (!context.isDigits(token) || !context.is(token - 1, context.lists.keywords.fi) || context.joined(token))
    return undefined;
  const number = context.number(token);
  const relative = number === undefined ? undefined : relativeMonth(context, number.last);
  const day = dayNumber(context, token);
  if (number === undefined || day === undefined || number.last !== token + 1 || relative !== undefined)
    return undefined;
  const { count, gap } = context.tokens;
  const next = number.last;
  const ends = next >= count || gap[next]! > 1 || context.mark(next) === 0x2e;
  if (!ends || context.mark(next) === 0x3a) return undefined;
  return {
    first: token,
    last: next,
    start: day.start,
    end: context.endOf(next),
    when: calendarWhen({ day: day.day }),
  };
}

/** «قوى 14 آذار», «شارع 26 يوليو» */
function isNamed(context: DateContext, { first, when }: DateMatch): boolean {
  if (when.kind !== 'calendar' || when.day === null || when.month === null || when.year !== null) return false;
  if (first === 0 || context.tokens.gap[first]! > 1) return false;
  return context.having(first - 1, 'nameHead') !== undefined;
}

/** «هجمات 11 سبتمبر»: the year that everybody supplies. */
function supplyYear(context: DateContext, date: DateMatch): DateMatch {
  const { when } = date;
  if (when.kind !== 'calendar' || when.year !== null || when.day === null || date.first === 0) return date;
  for (const at of [date.first - 1, date.first - 2]) {
    const known = at < 0 ? undefined : context.lists.known.at(context.words, at, PROCLITIC);
    const match = known?.find(({ month, day }) => month === when.month && day === when.day);
    if (match !== undefined) return { ...date, when: { ...when, year: match.year } };
  }
  return date;
}

/** «عام 2012 أو بعده», «2005 وما قبلها» */
function withSide(context: DateContext, date: DateMatch): DateMatch {
  const { when, last } = date;
  if (when.kind !== 'calendar' || when.year === null || date.mod !== undefined || !context.near(last)) return date;
  const side = context.phraseHaving(last, 'onward');
  if (side?.entry.onward === undefined) return date;
  return { ...date, last: side.last, end: context.endOf(side.last), mod: side.entry.onward };
}

const MODS: Readonly<Record<string, DateMod>> = { ago: 'before', after: 'after', since: 'since', until: 'until' };

/** منذ, حتى, قبل or بعد before a date that is no amount. */
function leadMod(context: DateContext, date: DateMatch): { readonly mod?: DateMod } {
  if (date.mod !== undefined || date.duration !== undefined || date.first === 0) return {};
  const lead = context.having(date.first - 1, 'lead');
  const mod = lead?.last === date.first ? MODS[lead.entry.lead ?? ''] : undefined;
  return mod === undefined ? {} : { mod };
}

/** «ذلك الشهر» and «ذلك العام» are the last month or year told before. */
function anaphora(context: DateContext, dates: readonly DateMatch[]): DateMatch[] {
  let month: When | undefined;
  let year: When | undefined;
  return dates.map((date) => {
    const { when } = date;
    if (when.kind === 'calendar' && when.month !== null) month = { ...when, day: null, weekday: null };
    if (when.kind === 'calendar' && when.year !== null)
      year = calendarWhen({ year: when.year, calendar: when.calendar });
    if (when.kind !== 'vague' || context.having(date.first, 'determiner')?.entry.determiner !== 'that') return date;
    const unit = context.having(date.first + 1, 'unit')?.entry.unit;
    const told = unit === 'M' ? month : unit === 'Y' ? year : undefined;
    return told === undefined ? date : { ...date, when: told };
  });
}
