import type { DateMod } from '../contract.ts';

/** What an expression of time says, before it is known when the text was published. */

export type Unit = 'S' | 'MIN' | 'H' | 'D' | 'W' | 'M' | 'Y' | 'DEC' | 'CEN' | 'WE';

/** −1 the one before, 0 this one, 1 the one after the day of speaking. */
export type Direction = -1 | 0 | 1;

export type Calendar = 'gregorian' | 'hijri';

/** A date with what was said of it; what was not is null. */
export interface CalendarWhen {
  readonly kind: 'calendar';
  readonly calendar: Calendar;
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  readonly weekday: number | null;
  /** The year or month as told from the day of speaking: «من العام الماضي» is −1 year. */
  readonly shift: { readonly unit: 'Y' | 'M'; readonly n: number } | null;
  /** «مايو الماضي»: the last May. */
  readonly direction: Direction | null;
}

export interface WeekdayWhen {
  readonly kind: 'weekday';
  readonly weekday: number;
  readonly direction: Direction | null;
  /** Weeks from this one, where they are said: «الجمعة من الأسبوع المقبل». */
  readonly week: number | null;
}

/** أمس, اليوم: days from the day of speaking. */
export interface OffsetWhen {
  readonly kind: 'offset';
  readonly days: number;
}

/** العام الماضي; with `count` the last or next so many together: الأشهر الستة الماضية. */
export interface PeriodWhen {
  readonly kind: 'period';
  readonly unit: Unit;
  readonly n: number;
  readonly count: number | null;
}

/** An amount of time before or after the day of speaking: قبل يومين. */
export interface AgoWhen {
  readonly kind: 'ago';
  readonly unit: Unit;
  readonly n: number;
  /** Days from the day of speaking to the day that it is counted from: 1 in «بعد يومين من الغد». */
  readonly base: number;
}

/** Whole years: a decade, a century. */
export interface YearsWhen {
  readonly kind: 'years';
  readonly from: number;
  readonly to: number;
}

/** A quarter (Q1 … Q4), half (H1, H2) or season (SP, SU, FA, WI). */
export interface YearPartWhen {
  readonly kind: 'year-part';
  readonly part: string;
  readonly year: number | null;
  readonly shift: number | null;
  /** «الصيف الماضي»: which of them, where no year is said. */
  readonly direction?: Direction;
}

/** The first, second … or last (−1) week of a year or month. */
export interface WeekOfWhen {
  readonly kind: 'week-of';
  readonly index: number;
  readonly of: When;
}

/** The first, second … or last (−1) of a weekday in a month; of any day where no weekday is said. */
export interface NthDayWhen {
  readonly kind: 'nth-day';
  readonly weekday: number | null;
  readonly index: number;
  readonly of: CalendarWhen;
}

export interface FeastWhen {
  readonly kind: 'feast';
  readonly calendar: Calendar;
  readonly rule: string;
  readonly days: number;
  readonly year: number | null;
  readonly direction: Direction | null;
}

export interface RangeWhen {
  readonly kind: 'range';
  readonly from: When;
  readonly to: When;
}

/** An expression that hangs on nothing the words tell: a bare duration, a named period, «ذلك الشهر». */
export interface VagueWhen {
  readonly kind: 'vague';
}

export type When =
  | CalendarWhen
  | WeekdayWhen
  | OffsetWhen
  | PeriodWhen
  | AgoWhen
  | YearsWhen
  | YearPartWhen
  | WeekOfWhen
  | NthDayWhen
  | FeastWhen
  | RangeWhen
  | VagueWhen;

export const VAGUE: VagueWhen = { kind: 'vague' };

/** A date of the text: tokens `first` … `last` − 1, and offsets without a clitic at either end. */
export interface DateMatch {
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
  readonly when: When;
  /** ISO 8601 duration, where the words state one. */
  readonly duration?: string;
  readonly mod?: DateMod;
}

export function calendarWhen(parts: Partial<Omit<CalendarWhen, 'kind'>>): CalendarWhen {
  return {
    kind: 'calendar',
    calendar: 'gregorian',
    year: null,
    month: null,
    day: null,
    weekday: null,
    shift: null,
    direction: null,
    ...parts,
  };
}
