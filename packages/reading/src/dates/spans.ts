import { isoDate } from '@isnad/text';
import { spanOf } from '../analysis.ts';
import type { DateSpan } from '../contract.ts';
import type { Anchors } from './anchor.ts';
import type { DateContext } from './reader.ts';
import { type Resolved, resolve } from './timex.ts';
import type { DateMatch } from './when.ts';

/** A date with what it comes to: nothing is resolved against publication where another day of speaking is meant. */
export interface DateRead {
  readonly match: DateMatch;
  readonly resolved: Resolved;
  readonly anchor: DateSpan['anchor'];
}

/** The dates resolved as far as the day of publication (a day number) allows. */
export function resolveDates(dates: readonly DateMatch[], anchors: Anchors, published: number | null): DateRead[] {
  return dates.map((match) => {
    const anchor = anchors.of(match);
    const resolved = resolve(match.when, anchor === 'quoted' ? null : published);
    const { first } = resolved;
    // The rest of a period begins today.
    const rest = match.mod === 'rest' && first !== null && published !== null;
    return { match, resolved: rest ? { ...resolved, first: Math.max(first, published) } : resolved, anchor };
  });
}

/** The dates as the Reading gives them. */
export function dateSpans(context: DateContext, dates: readonly DateRead[], published: number | null): DateSpan[] {
  const { text } = context.tokens;
  return dates.map(({ match, resolved, anchor }) => {
    const { duration, mod } = match;
    const { timex, first, last, hijri } = resolved;
    return {
      ...spanOf(text, match.start, match.end),
      timex,
      earliest: first === null ? null : isoDate(first),
      latest: last === null ? null : isoDate(last),
      ...(duration === undefined ? {} : { duration }),
      ...(mod === undefined ? {} : { mod }),
      ...(hijri === undefined ? {} : { hijri }),
      ...(anchor === undefined || published === null ? {} : { anchor }),
    };
  });
}
