import { dayOf, isoDate, monthLength, weekdayOf } from '@isnad/text';
import type { Flag } from '../contract.ts';
import type { DateRead } from '../dates/spans.ts';
import { resolve } from '../dates/timex.ts';
import type { CalendarWhen } from '../dates/when.ts';
import { Class } from '../grammar/grammar.ts';
import type { Check, FlagContext } from './context.ts';

const WEEKDAYS = ['الاثنين', 'الثلاثاء', 'الأربعاء', 'الخميس', 'الجمعة', 'السبت', 'الأحد'];

/** A date that no calendar has, or whose weekday is another. */
export const impossibleDates: Check = (context) =>
  context.dates.flatMap((date): Flag[] => {
    const { when } = date.match;
    if (when.kind !== 'calendar' || when.calendar !== 'gregorian') return [];
    const spans = [context.dateSpan(date)];
    const cause = whyImpossible(when);
    if (cause !== null) return [{ kind: 'date-impossible', spans, message: cause }];
    const { year, month, day, weekday } = when;
    if (weekday === null || year === null || month === null || day === null) return [];
    const real = weekdayOf(dayOf(year, month, day));
    if (real === weekday) return [];
    const message = `يوافق هذا التاريخ يوم ${WEEKDAYS[real - 1]} لا ${WEEKDAYS[weekday - 1]}.`;
    return [{ kind: 'weekday-mismatch', spans, message }];
  });

function whyImpossible({ year, month, day }: CalendarWhen): string | null {
  if (month !== null && (month < 1 || month > 12)) return `لا شهر رقمه ${month}.`;
  if (month === null || day === null) return null;
  // A leap year where none is told.
  const length = monthLength(year ?? 2000, month);
  return day > length ? `ليس في هذا الشهر يوم ${day}: أيامه ${length}.` : null;
}

const PAST_REACH = 4;
/** Tokens on either side of a date that are taken for its clause. */
const CLAUSE = 60;

/** A date after publication in a sentence that tells what has happened. */
export const datesAfterPublication: Check = (context) => {
  const { published } = context;
  if (published === null) return [];
  return context.dates.flatMap((date): Flag[] => {
    const { when } = date.match;
    const { first } = date.resolved;
    if (when.kind !== 'calendar' || when.year === null || first === null || first <= published) return [];
    if (!isToldAsPast(context, date)) return [];
    const message = `التاريخ بعد يوم النشر (${isoDate(published)})، والجملة تروي ما وقع.`;
    return [{ kind: 'date-after-publication', spans: [context.dateSpan(date)], message }];
  });
};

const SIN = 0x633;

function isToldAsPast(context: FlagContext, { match }: DateRead): boolean {
  const { syntax, tokens } = context.context;
  const { first, last } = syntax.sentenceOf(match.first);
  let past = false;
  const [from, to] = [Math.max(first, match.first - CLAUSE), Math.min(last, match.last + CLAUSE)];
  for (let at = from; at < to; at++) {
    if (context.has(context.words.future, at)) return false;
    if (syntax.has(at, Class.Verb) && tokens.norm[tokens.normStart[at]!] === SIN) return false;
    if (at < match.first && at >= match.first - PAST_REACH && context.has(context.words.past, at)) past = true;
  }
  return past;
}

/** Words that hang on a day of speaking which is not known: another outlet's, or this page's without its date. */
export const unanchoredDates: Check = (context) => {
  const quoted = context.dates.filter(({ anchor }) => anchor === 'quoted');
  const own = context.dates.filter((date) => isLoose(context, date));
  const flags: Flag[] = [];
  if (quoted.length > 0 && context.published !== null) {
    flags.push({
      kind: 'date-anchor',
      spans: quoted.map((date) => context.dateSpan(date)),
      message: 'زمن منسوب إلى يوم نشر جهة أخرى لم يُذكر تاريخها، لا إلى يوم نشر هذه الصفحة.',
    });
  }
  if (own.length > 0) {
    flags.push({
      kind: 'no-publication-date',
      spans: own.map((date) => context.dateSpan(date)),
      message: 'لا تاريخ نشر يُحسب منه هذا الزمن.',
    });
  }
  return flags;
};

/** Without a date of publication: what would be told by one, and «مؤخرا». */
function isLoose(context: FlagContext, { match, anchor }: DateRead): boolean {
  if (context.published !== null) return false;
  if (anchor !== undefined) return resolve(match.when, null).first === null;
  return context.context.base.having(match.first, 'recently') !== undefined;
}
