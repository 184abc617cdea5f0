import { dateOf, dayOf, hijriDay, hijriOf, isoDate, two, weekdayOf } from '@isnad/text';
import type { Resolved } from './timex.ts';
import type { FeastWhen } from './when.ts';

/** The day of a feast by its rule; undefined for one whose day differs from country to country, or can't be told. */
export function feastDay(feast: FeastWhen, published: number | null): Resolved | undefined {
  const rule = parseRule(feast.rule);
  if (rule === undefined) return undefined;
  const begins = (year: number) => beginsIn(feast, rule, year);
  let first: number | null = null;
  if (feast.year !== null) first = begins(feast.year);
  else if (published !== null) first = nearest(begins, feast.direction, published);
  if (first !== null) {
    const last = first + feast.days - 1;
    const timex = feast.days === 1 ? isoDate(first) : `${isoDate(first)}/${isoDate(last)}`;
    return { timex, first, last };
  }
  const fixed = feast.calendar === 'gregorian' && rule.kind === 'fixed';
  return { timex: fixed ? `XXXX-${two(rule.month)}-${two(rule.day)}` : null, first: null, last: null };
}

type Rule =
  | { readonly kind: 'fixed'; readonly month: number; readonly day: number }
  | { readonly kind: 'weekday'; readonly month: number; readonly weekday: number; readonly nth: number }
  | { readonly kind: 'easter'; readonly offset: number };

function parseRule(text: string): Rule | undefined {
  const nth = /^(\d\d)-(\d)#(\d)$/.exec(text);
  if (nth !== null) return { kind: 'weekday', month: Number(nth[1]), weekday: Number(nth[2]), nth: Number(nth[3]) };
  const easter = /^easter([+-]\d+)$/.exec(text);
  if (easter !== null) return { kind: 'easter', offset: Number(easter[1]) };
  const fixed = /^(\d\d)-(\d\d)$/.exec(text);
  return fixed === null ? undefined : { kind: 'fixed', month: Number(fixed[1]), day: Number(fixed[2]) };
}

/** The first day of the feast that falls in a Gregorian year (or a Hijri one below 1700). */
function beginsIn({ calendar }: FeastWhen, rule: Rule, year: number): number {
  if (rule.kind === 'easter') return easterOf(year) + rule.offset;
  if (rule.kind === 'weekday') {
    const first = dayOf(year, rule.month, 1);
    return first + ((rule.weekday - weekdayOf(first) + 7) % 7) + (rule.nth - 1) * 7;
  }
  if (calendar === 'gregorian') return dayOf(year, rule.month, rule.day);
  if (year < 1700) return hijriDay(year, rule.month, rule.day);
  const hijriYear = hijriOf(dayOf(year, 1, 1)).year;
  const day = hijriDay(hijriYear, rule.month, rule.day);
  return day >= dayOf(year, 1, 1) ? day : hijriDay(hijriYear + 1, rule.month, rule.day);
}

function nearest(begins: (year: number) => number, direction: number | null, published: number): number {
  const { year } = dateOf(published);
  const candidates = [year - 1, year, year + 1].map(begins);
  const wanted = candidates.filter((day) =>
    direction === -1 ? day < published : direction === 1 ? day > published : true,
  );
  return (wanted.length > 0 ? wanted : candidates).reduce((a, b) =>
    Math.abs(b - published) < Math.abs(a - published) ? b : a,
  );
}

/** Western Easter Sunday of a Gregorian year (Meeus, Jones, Butcher). */
function easterOf(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const index = h + l - 7 * m + 114;
  return dayOf(year, Math.floor(index / 31), (index % 31) + 1);
}
