import type { SeriesRecord } from '@isnad/server/api';

/** Where the figures of a series stand in their picture. Pure geometry: pixels from the start side and from the top. */

export type SeriesPoint = SeriesRecord['points'][number];

export interface Plot {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
  readonly rows: readonly Tick[];
  readonly columns: readonly Tick[];
  /** Where those stand that tell no time; null when there is none. */
  readonly undated: number | null;
}

export interface Mark {
  readonly point: SeriesPoint;
  readonly x: number;
  /** From here to there in time; the same for a day. */
  readonly from: number;
  readonly to: number;
  /** Of the lower and the upper bound; the same for a point. */
  readonly low: number;
  readonly high: number;
  /** Bounds that the words leave open. */
  readonly open: 'low' | 'high' | null;
  /** Where its words stand; null where there is no room, and they show when somebody points at the mark. */
  readonly label: Spot | null;
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface Tick {
  readonly at: number;
  readonly value: number;
}

export interface Room {
  readonly width: number;
  readonly height: number;
}

/** Around the field: for the numbers at its start and the years at its foot. */
const START = 64;
const END = 240;
const TOP = 28;
const FOOT = 44;
const LABEL = { width: 176, height: 52 } as const;
/** From the middle of a mark to its words, and what a mark takes itself. */
const GAP = 14;
const SEAL = 14;

export function plotOf(points: readonly SeriesPoint[], { width, height }: Room): Plot {
  const bounds = points.flatMap(({ low, high }) => [low ?? high ?? 0, high ?? low ?? 0]);
  const amounts = stepsTo(Math.max(1, ...bounds));
  const top = amounts.at(-1)!;
  const y = (value: number): number => height - FOOT - (value / top) * (height - FOOT - TOP);
  const times = points.map(timeOf);
  const known = times.flatMap((time) => (time === null ? [] : [time.from, time.to]));
  const [first, last] = [Math.min(...known), Math.max(...known)];
  const field = width - START - END;
  const x = (time: number): number => START + (last > first ? ((time - first) / (last - first)) * field : field / 2);
  const aside = known.length === 0 ? START + field / 2 : START + field + 40;
  const marks = points.map((point, index): Mark => {
    const time = times[index] ?? null;
    const from = time === null ? aside : x(time.from);
    const to = time === null ? from : x(time.to);
    const low = y(point.low ?? point.high ?? 0);
    const high = y(point.high ?? point.low ?? 0);
    return { point, x: (from + to) / 2, from, to, low, high, open: openOf(point), label: null };
  });
  return {
    width,
    height,
    marks: labelled(fanned(marks), { width, height: height - FOOT }),
    rows: amounts.map((value) => ({ value, at: y(value) })),
    undated: times.includes(null) ? aside : null,
    columns: known.length === 0 ? [] : daysBetween(first, last).map((value) => ({ value, at: x(value) })),
  };
}

/** The time that a figure speaks of, else the day it was published: milliseconds. */
function timeOf({ earliest, latest, published }: SeriesPoint): { readonly from: number; readonly to: number } | null {
  const from = earliest ?? latest ?? published;
  const to = latest ?? earliest ?? published;
  return from === null || to === null ? null : { from: Date.parse(from), to: Date.parse(to) };
}

function openOf({ low, high, hedge }: SeriesPoint): Mark['open'] {
  if (high === null || hedge === 'more than' || hedge === 'at least') return 'high';
  return low === null || hedge === 'less than' || hedge === 'at most' || hedge === 'up to' ? 'low' : null;
}

/** Marks that would lie on each other stand side by side. */
function fanned(marks: readonly Mark[]): Mark[] {
  const placed: Mark[] = [];
  for (const mark of marks) {
    let { x } = mark;
    const isTaken = (): boolean =>
      placed.some((one) => Math.abs(one.x - x) < SEAL && Math.abs(middleOf(one) - middleOf(mark)) < SEAL);
    while (isTaken()) x += SEAL;
    placed.push({ ...mark, x });
  }
  return placed;
}

function middleOf({ low, high }: Mark): number {
  return (low + high) / 2;
}

/** How far words may stand from their mark, along and across; farther off nobody sees whose they are. */
const ALONG = 320;
const ACROSS = 160;

/** Each label near its mark, over no other label and no mark. */
function labelled(marks: readonly Mark[], room: Room): Mark[] {
  const taken: Spot[] = [];
  const isFree = ({ x, y }: Spot): boolean =>
    x + LABEL.width <= room.width &&
    y > LABEL.height / 4 &&
    y < room.height - LABEL.height / 2 &&
    taken.every((one) => Math.abs(one.x - x) >= LABEL.width || Math.abs(one.y - y) >= LABEL.height) &&
    marks.every((mark) => {
      const [along, across] = [mark.x - x, Math.abs(middleOf(mark) - y)];
      return along < -SEAL || along > LABEL.width || across > LABEL.height / 2 + SEAL / 2;
    });
  return marks.map((mark) => {
    const label = SHIFTS.map(({ x, y }) => ({ x: Math.max(mark.to, mark.x) + GAP + x, y: middleOf(mark) + y })).find(
      isFree,
    );
    if (label !== undefined) taken.push(label);
    return { ...mark, label: label ?? null };
  });
}

/** Ways from a mark to its words, the nearest first; along the line of reading rather than across it. */
const SHIFTS: readonly Spot[] = Array.from({ length: ALONG / 20 + 1 }, (_, step) => step * 20)
  .flatMap((x) => Array.from({ length: (2 * ACROSS) / 8 + 1 }, (_, step) => ({ x, y: step * 8 - ACROSS })))
  .toSorted((a, b) => a.x + Math.abs(a.y) * 1.5 - (b.x + Math.abs(b.y) * 1.5));

/** First digits at which a scale may end, and into how many whole steps each parts. */
const TOPS: ReadonlyArray<readonly [lead: number, steps: number]> = [
  [1, 5],
  [2, 4],
  [4, 4],
  [5, 5],
  [8, 4],
  [10, 5],
];

/** Round numbers from nothing to at or above `value`, at even steps. */
export function stepsTo(value: number): number[] {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  const [lead, count] = TOPS.find(([one]) => one * power >= value) ?? [10, 5];
  const top = lead * power;
  // Under ten, things are counted one by one.
  const steps = top < 10 ? top : count;
  return Array.from({ length: steps + 1 }, (_, step) => (top * step) / steps);
}

const DAY = 86_400_000;

/** At most six days that part a stretch of time evenly. */
function daysBetween(first: number, last: number): number[] {
  if (last <= first) return [first];
  const count = Math.min(6, Math.max(2, Math.round((last - first) / DAY) + 1));
  return Array.from({ length: count }, (_, place) => {
    const at = first + ((last - first) * place) / (count - 1);
    return Math.round(at / DAY) * DAY;
  });
}
