import type { Reading } from '@isnad/server/api';
import type { ReactNode } from 'react';
import { useWords } from './context.tsx';
import type { Words } from './words.ts';

type Figure = Pick<Reading['figures'][number], 'low' | 'high' | 'hedge' | 'unit' | 'per'>;
type DateSpan = Reading['dates'][number];

/** The value of a figure in the frame's words: «نحو ٢٠٠», «من ١٥٠٠ إلى ٢٠٠٠». */
export function amountOf(words: Words, { low, high, hedge, unit }: Figure): string {
  const share = unit === 'percent' || unit === 'fraction';
  const told = (value: number): string =>
    unit === 'percent' ? words.percent(value / 100) : share ? words.percent(value) : words.number(value);
  if (low !== null && high !== null && low !== high)
    return words.say('figure.range', { low: told(low), high: told(high) });
  const value = low ?? high;
  if (value === null) return words.say('figure.none');
  return words.say('figure.value', { hedge: hedge === null ? 'none' : HEDGES[hedge], value: told(value) });
}

/** Names for hedges that a message can choose by. */
const HEDGES = {
  about: 'about',
  'more than': 'moreThan',
  'less than': 'lessThan',
  'at least': 'atLeast',
  'at most': 'atMost',
  'up to': 'upTo',
} as const;

export function FigureWords({ figure }: { readonly figure: Figure }): ReactNode {
  const words = useWords();
  const { unit, per } = figure;
  const counted = unit === null || unit === 'percent' || unit === 'fraction' ? null : unit;
  return (
    <>
      <b>{amountOf(words, figure)}</b>
      <span>
        {counted !== null && <bdi lang="ar">{counted}</bdi>} {per !== null && words.say('figure.per', { per })}
      </span>
    </>
  );
}

/** The days that a date's words mean. */
export function daysOf(words: Words, { earliest, latest }: Pick<DateSpan, 'earliest' | 'latest'>): string {
  if (earliest === null && latest === null) return words.say('date.none');
  if (earliest === null || latest === null || earliest === latest) return words.date(earliest ?? latest ?? '');
  return (
    wholePeriod(words, earliest, latest) ??
    words.say('date.range', { from: words.date(earliest), to: words.date(latest) })
  );
}

export function DateWords({ date }: { readonly date: DateSpan }): ReactNode {
  const words = useWords();
  return <b>{daysOf(words, date)}</b>;
}

/** A whole year or month is called by its name. */
function wholePeriod(words: Words, earliest: string, latest: string): string | null {
  const [year, month, day] = earliest.split('-');
  const [lastYear, lastMonth, lastDay] = latest.split('-');
  if (year === undefined || month === undefined || year !== lastYear || day !== '01') return null;
  if (month === '01' && lastMonth === '12' && lastDay === '31') return words.date(year);
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return month === lastMonth && Number(lastDay) === last ? words.date(`${year}-${month}`) : null;
}
