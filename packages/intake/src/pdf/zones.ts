import { greatest, least } from './extremes.ts';
import type { Segment } from './lines.ts';

/**
 * Where the columns of a page are. A zone is read to its end before the next begins: a heading over the whole width,
 * then the right column, then the left (on a page that reads to the left).
 */

/** A line of a zone: its segments from left to right. */
export interface ZoneLine {
  readonly segments: readonly Segment[];
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}

export interface Zone {
  readonly lines: readonly ZoneLine[];
  readonly left: number;
  readonly right: number;
}

/** Lines that each of two columns must have, and the fewest letters a line of prose has there on average. */
const COLUMN_LINES = 3;
const COLUMN_LETTERS = 12;
/** A gutter is at least this wide, in heights of the font. */
const GUTTER = 0.9;
/** Segments of a page beyond which columns aren't looked for: a drawing or a table of a thousand cells. */
const SEGMENTS = 1500;

/** @param toLeft true for a page whose lines run from right to left */
export function zonesOf(segments: readonly Segment[], toLeft: boolean): Zone[] {
  if (segments.length > SEGMENTS) return [zoneOf(segments)];
  return cut(rowsOf(segments), toLeft);
}

/** Segments on one baseline. */
function rowsOf(segments: readonly Segment[]): Segment[][] {
  const rows: Segment[][] = [];
  for (const segment of [...segments].sort((a, b) => a.y - b.y)) {
    const row = rows[rows.length - 1];
    if (row !== undefined && segment.y - row[0]!.y < Math.max(row[0]!.size, segment.size) * 0.35) row.push(segment);
    else rows.push([segment]);
  }
  return rows;
}

function cut(rows: readonly Segment[][], toLeft: boolean): Zone[] {
  const found = widestColumns(rows);
  if (found === null) return rows.length === 0 ? [] : [zoneOf(rows.flat())];
  const { from, to, gutter } = found;
  const middle = rows.slice(from, to);
  const left = middle.map((row) => row.filter((segment) => segment.right <= gutter)).filter((row) => row.length > 0);
  const right = middle.map((row) => row.filter((segment) => segment.right > gutter)).filter((row) => row.length > 0);
  const columns = toLeft ? [right, left] : [left, right];
  return [
    ...cut(rows.slice(0, from), toLeft),
    ...columns.flatMap((column) => cut(rowsOf(column.flat()), toLeft)),
    ...cut(rows.slice(to), toLeft),
  ];
}

interface Columns {
  readonly from: number;
  readonly to: number;
  readonly gutter: number;
}

/** The longest stretch of rows through which a gutter goes with prose on both sides. */
function widestColumns(rows: readonly Segment[][]): Columns | null {
  let best: Columns | null = null;
  for (const gutter of gutterCandidates(rows)) {
    let from = 0;
    for (let to = 0; to <= rows.length; to++) {
      if (to < rows.length && passes(rows[to]!, gutter)) continue;
      const first = from + headRows(rows.slice(from, to));
      if (to - first > (best === null ? 0 : best.to - best.from) && isTwoColumns(rows.slice(first, to), gutter)) {
        best = { from: first, to, gutter };
      }
      from = to + 1;
    }
  }
  return best;
}

/** Middles of the holes between neighbours of a row, each once. */
function gutterCandidates(rows: readonly Segment[][]): number[] {
  const found = new Set<number>();
  for (const row of rows) {
    const sorted = [...row].sort((a, b) => a.left - b.left);
    for (let i = 1; i < sorted.length; i++) {
      const left = sorted[i - 1]!;
      const right = sorted[i]!;
      if (right.left - left.right < GUTTER * left.size) continue;
      // Ragged lines leave holes of every width: a column's edge is where its longest lines end.
      for (const x of [right.left - 0.4 * right.size, (left.right + right.left) / 2, left.right + 0.4 * left.size]) {
        found.add(Math.round(x));
      }
    }
  }
  return [...found].sort((a, b) => a - b).slice(0, 300);
}

function passes(row: readonly Segment[], gutter: number): boolean {
  return row.every((segment) => segment.right <= gutter || segment.left >= gutter);
}

/** Rows at the head of a stretch that are of another size than most: a heading over the columns that fills no line. */
function headRows(rows: readonly Segment[][]): number {
  const sizes = rows.map((row) => row[0]!.size).sort((a, b) => a - b);
  const usual = sizes[sizes.length >> 1] ?? 0;
  const first = rows.findIndex((row) => Math.abs(row[0]!.size - usual) < usual * 0.15);
  return Math.max(0, first);
}

function isTwoColumns(rows: readonly Segment[][], gutter: number): boolean {
  const sides = [
    rows.map((row) => row.filter((segment) => segment.right <= gutter)),
    rows.map((row) => row.filter((segment) => segment.left >= gutter)),
  ];
  return sides.every((side) => isProse(side.filter((row) => row.length > 0)));
}

/** Lines of prose are long, and where even margins have torn one apart, others go through its holes. */
function isProse(rows: readonly Segment[][]): boolean {
  const segments = rows.flat();
  if (segments.length < COLUMN_LINES) return false;
  const letters = segments.reduce((sum, segment) => sum + segment.clusters.length, 0);
  if (letters / segments.length >= COLUMN_LETTERS) return true;
  return rows.length >= COLUMN_LINES && letters / rows.length >= COLUMN_LETTERS && !isTable(rows);
}

/** Whether a hole of some row goes down through nearly all of them. */
function isTable(rows: readonly Segment[][]): boolean {
  return gutterCandidates(rows).some((x) => rows.filter((row) => passes(row, x)).length > rows.length * 0.8);
}

function zoneOf(segments: readonly Segment[]): Zone {
  const lines = rowsOf(segments).map((row) => {
    const sorted = row.sort((a, b) => a.left - b.left);
    const longest = sorted.reduce((a, b) => (b.clusters.length > a.clusters.length ? b : a));
    return {
      segments: sorted,
      left: sorted[0]!.left,
      right: greatest(sorted, (segment) => segment.right),
      y: longest.y,
      size: longest.size,
    };
  });
  return {
    lines,
    left: least(lines, (line) => line.left),
    right: greatest(lines, (line) => line.right),
  };
}
