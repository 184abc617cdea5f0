/** A stretch of time on a line of shares from 0 to 1. Pure. */

export interface Stretch {
  /** ISO dates; the same for a day. */
  readonly earliest: string;
  readonly latest: string;
  readonly published: string | null;
}

export interface Scale {
  /** Milliseconds. */
  readonly first: number;
  readonly last: number;
  readonly ticks: ReadonlyArray<{ readonly share: number; readonly iso: string }>;
}

const DAY = 86_400_000;
/** Claims that reach further back than this share of all do not stretch the line: they are drawn at its start. */
const FAR = 0.2;

/** The line on which most of what is spoken of lies, and all that was published. */
export function scaleOf(stretches: readonly Stretch[]): Scale | null {
  const starts = stretches.map(({ earliest }) => Date.parse(earliest)).sort((a, b) => a - b);
  if (starts.length === 0) return null;
  const first = starts[Math.floor(starts.length * FAR)]!;
  const ends = stretches.flatMap(({ latest, published }) => [latest, ...(published === null ? [] : [published])]);
  const last = Math.max(first + DAY, ...ends.map((end) => Date.parse(end)));
  return { first, last, ticks: ticksOf(first, last) };
}

/** Where a day lies; what is before or after the line lies at its end. */
export function shareOf({ first, last }: Scale, iso: string): number {
  return Math.max(0, Math.min(1, (Date.parse(iso) - first) / (last - first)));
}

/** Whether a stretch begins before the line does. */
export function isBefore({ first }: Scale, { earliest }: Stretch): boolean {
  return Date.parse(earliest) < first;
}

/** Five to nine days, months or years at even steps. */
function ticksOf(first: number, last: number): Scale['ticks'] {
  const days = (last - first) / DAY;
  const isos: string[] = [];
  if (days > 365 * 3) {
    const step = Math.max(1, Math.ceil(days / 365 / 7));
    for (let year = new Date(first).getUTCFullYear() + 1; Date.UTC(year) <= last; year += step) isos.push(String(year));
  } else if (days > 62) {
    const step = Math.max(1, Math.ceil(days / 30.4 / 7));
    const start = new Date(first);
    for (let month = 1; ; month += step) {
      const at = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month));
      if (at.getTime() > last) break;
      isos.push(at.toISOString().slice(0, 7));
    }
  } else {
    const step = Math.max(1, Math.ceil(days / 6));
    for (let at = first; at <= last; at += step * DAY) isos.push(new Date(at).toISOString().slice(0, 10));
  }
  return isos.map((iso) => ({ iso, share: (Date.parse(iso) - first) / (last - first) }));
}
