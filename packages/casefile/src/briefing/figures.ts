import type { ClaimRef, Conflict } from '@isnad/weighing';
import type { SeriesRecord } from '../store/records.ts';
import { everyItem, type Store } from '../store/store.ts';
import type { Evidence } from './evidence.ts';
import type { Section, SeriesItem, SeriesPoint } from './model.ts';

/** Series of several figures that are looked at: a digest shows the weightiest. */
const LOOKED_AT = 100;
/** Rows of the table of one series: nobody reads a thousand, and the case has them all. */
const POINTS = 24;

/**
 * Figures that several reports have and that differ, or agree from two mouths, one table a series: those with a conflict
 * first, then those of most reports. The others stand in one table, as far as there is room.
 */
export async function figureTables(store: Store, evidence: Evidence, count: number, limit: number): Promise<Section> {
  const all: SeriesRecord[] = [];
  const alone: SeriesRecord[] = [];
  let looked = 0;
  for await (const { id } of everyItem((page) => store.measures({ points: 'several' }, page), LOOKED_AT)) {
    const series = looked++ === LOOKED_AT || all.length > limit ? null : await store.oneSeries(id);
    if (series === null) break;
    (documentsOf(series) > 1 && saysSomething(series) ? all : alone).push(series);
  }
  const single = await store.measures({ points: 'one' }, { limit });
  const ordered = all
    .map((series, at) => ({ series, at }))
    .sort(
      (x, y) =>
        y.series.conflicts.length - x.series.conflicts.length ||
        documentsOf(y.series) - documentsOf(x.series) ||
        x.at - y.at,
    );
  const items: SeriesItem[] = [];
  for (const { series } of ordered.slice(0, limit)) {
    const { id, measure, unit, low, best, high } = series;
    const told = withRoom(series);
    const points = await pointsOf(told, evidence);
    const because = stepwise(series)
      .slice(0, POINTS)
      .map((conflict) => conflict.because);
    const more = series.points.length - told.length;
    if (points.length > 1) items.push({ series: { id, measure, unit, low, best, high }, points, more, because });
  }
  const others: SeriesPoint[] = [];
  for (const { id } of [...alone, ...single.items]) {
    if (items.length + others.length === limit) break;
    const series = await store.oneSeries(id);
    if (series === null) continue;
    const [first] = await pointsOf(series.points.slice(0, 1), evidence);
    if (first !== undefined) others.push(first);
  }
  return { kind: 'figures', items, others, more: Math.max(0, count - items.length - others.length) };
}

/** Of a count that grew from 23 to 27 to 43 the steps, without 23 to 43. */
function stepwise({ points, conflicts }: SeriesRecord): Conflict[] {
  const values = new Map(points.map(({ claim, low, high }) => [keyOf(claim), `${low} ${high}`]));
  const steps = conflicts.flatMap((conflict) => {
    const [from, to] = [values.get(keyOf(conflict.a)), values.get(keyOf(conflict.b))];
    return conflict.kind === 'update' && from !== undefined && to !== undefined ? { conflict, from, to } : [];
  });
  const next = Map.groupBy(steps, ({ from }) => from);
  const leaps = steps.filter(({ from, to }) =>
    next.get(from)?.some((step) => step.to !== to && next.get(step.to)?.some((after) => after.to === to)),
  );
  const left = new Set(leaps.map(({ conflict }) => conflict));
  return conflicts.filter((conflict) => !left.has(conflict));
}

function keyOf({ document, claim }: ClaimRef): string {
  return `${document} ${claim}`;
}

/** The points that a table has room for, in their order: those in conflict, then the first of the others. */
function withRoom({ points, conflicts }: SeriesRecord): SeriesRecord['points'] {
  if (points.length <= POINTS) return points;
  const against = new Set(conflicts.flatMap(({ a, b }) => [keyOf(a), keyOf(b)]));
  const isAgainst = ({ claim }: SeriesRecord['points'][number]) => against.has(keyOf(claim));
  const ordered = [...points.filter(isAgainst), ...points.filter((point) => !isAgainst(point))];
  const chosen = new Set(ordered.slice(0, POINTS));
  return points.filter((point) => chosen.has(point));
}

async function pointsOf(points: SeriesRecord['points'], evidence: Evidence): Promise<SeriesPoint[]> {
  const cited: SeriesPoint[] = [];
  for (const { claim: ref, text, low, high } of points) {
    const claim = await evidence.cite(ref);
    if (claim !== null) cited.push({ figure: text, low, high, claim });
  }
  return cited;
}

/** Its figures are set against each other, or two who are named tell one value. */
function saysSomething({ conflicts, points }: SeriesRecord): boolean {
  if (conflicts.length > 0) return true;
  const byValue = Map.groupBy(points, ({ low, high }) => `${low} ${high}`);
  return [...byValue.values()].some((same) => new Set(same.flatMap(({ originKey }) => originKey ?? [])).size > 1);
}

function documentsOf({ points }: SeriesRecord): number {
  return new Set(points.map(({ claim }) => claim.document)).size;
}
