import { isoDate } from '@isnad/text';
import { spanOf } from '../analysis.ts';
import type { DateSpan } from '../contract.ts';
import type { DateContext } from './reader.ts';
import { resolve } from './timex.ts';
import type { DateMatch } from './when.ts';

/** The dates as the Reading gives them, resolved as far as the day of publication allows. */
export function dateSpans(context: DateContext, dates: readonly DateMatch[], published: number | null): DateSpan[] {
  const { text } = context.tokens;
  return dates.map(({ start, end, when, duration, mod }) => {
    const { timex, first: begins, last, hijri } = resolve(when, published);
    // The rest of a period begins today.
    const first = mod === 'rest' && begins !== null && published !== null ? Math.max(begins, published) : begins;
    return {
      ...spanOf(text, start, end),
      timex,
      earliest: first === null ? null : isoDate(first),
      latest: last === null ? null : isoDate(last),
      ...(duration === undefined ? {} : { duration }),
      ...(mod === undefined ? {} : { mod }),
      ...(hijri === undefined ? {} : { hijri }),
    };
  });
}
