import { greatest, least } from './extremes.ts';
import type { Glyph } from './glyphs.ts';
import { isMark } from './letters.ts';

/** A glyph with the marks that stand on it, in reading order. */
export interface Cluster {
  readonly text: string;
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly size: number;
  readonly font: string;
  readonly code: number;
  readonly stated: boolean;
}

/** Clusters on one baseline without a wide hole, left to right. */
export interface Segment {
  readonly clusters: readonly Cluster[];
  readonly left: number;
  readonly right: number;
  /** Of the baseline. */
  readonly y: number;
  readonly size: number;
}

/** A hole wider than this, in heights of the font, may be a gutter between columns. */
const HOLE = 1.1;
/** Baselines that differ by less than this, in heights of the font, are one; raised figures and marks differ by less. */
const SAME_LINE = 0.35;

interface Run {
  readonly glyphs: Glyph[];
  y: number;
  size: number;
}

/** Glyphs of one turn as segments, from the top. */
export function segmentsOf(glyphs: readonly Glyph[]): Segment[] {
  const runs = runsOf(glyphs);
  const before = marksComeBefore(runs);
  const clustered = runs
    .map((run) => ({ y: run.y, size: run.size, clusters: clustersOf(run, before) }))
    .filter((run) => run.clusters.length > 0);
  return baselines(clustered)
    .flatMap(split)
    .sort((a, b) => a.y - b.y || a.left - b.left);
}

/**
 * Glyphs that the page draws one after another along a baseline, in that order from left to right. The order of drawing
 * is kept since letters of many typefaces stand over and under one another; a run that was drawn from right to left
 * is turned.
 */
function runsOf(glyphs: readonly Glyph[]): Run[] {
  const runs: Run[] = [];
  let run: Run | null = null;
  let last: Glyph | null = null;
  let way = 0;
  for (const glyph of glyphs) {
    const next: number = run === null ? 0 : last === null ? wayFromMark(run, glyph) : wayOf(run, last, glyph, way);
    if (run === null || Number.isNaN(next)) {
      if (run !== null) finish(run, way);
      run = { glyphs: [], y: glyph.y, size: glyph.size };
      runs.push(run);
      last = null;
      way = 0;
    } else if (way === 0) way = next;
    run.glyphs.push(glyph);
    if (!isMark(glyph.text)) {
      // A mark that opens a run stands above its line or under it.
      if (run.glyphs.every((one) => one === glyph || isMark(one.text))) {
        run.y = glyph.y;
        run.size = glyph.size;
      }
      last = glyph;
    }
  }
  if (run !== null) finish(run, way);
  return runs;
}

/** A run that has only marks so far goes on with the letter under them. */
function wayFromMark(run: Run, glyph: Glyph): number {
  const size = glyph.size;
  const mark = run.glyphs[0]!;
  const near = Math.abs(mark.x - glyph.x - glyph.width / 2) < size * 2 && Math.abs(mark.y - glyph.y) < size * 1.5;
  return near ? 0 : Number.NaN;
}

/** 1 when the glyph goes on to the right, −1 to the left, 0 when it can't be told; NaN when it doesn't go on. */
function wayOf(run: Run, last: Glyph, glyph: Glyph, way: number): number {
  const size = Math.max(run.size, glyph.size);
  if (isMark(glyph.text)) {
    const near =
      Math.abs(glyph.y - run.y) < size * 1.5 && glyph.x > last.x - size * 2 && glyph.x < last.x + last.width + size * 2;
    return near ? 0 : Number.NaN;
  }
  if (isMark(last.text)) return 0;
  if (Math.abs(glyph.y - run.y) > size * SAME_LINE) return Number.NaN;
  const toRight = glyph.x - (last.x + last.width);
  const toLeft = last.x - (glyph.x + glyph.width);
  const near = size * 0.6;
  if (way >= 0 && toRight > -near && toRight < size * HOLE && glyph.x + glyph.width / 2 >= last.x) return 1;
  if (way <= 0 && toLeft > -near && toLeft < size * HOLE && glyph.x <= last.x) return -1;
  return Number.NaN;
}

function finish(run: Run, way: number): void {
  if (way < 0) run.glyphs.reverse();
}

/**
 * Whether marks come before their letters, from left to right, as shapers of Arabic leave them. Where a mark is placed
 * says little of the letter it belongs to, since its ink may lie anywhere about that point: only a page on which marks
 * stand far from the letter that follows, and near the one before, has them the other way.
 */
function marksComeBefore(runs: readonly Run[]): boolean {
  let marks = 0;
  let astray = 0;
  for (const { glyphs } of runs) {
    glyphs.forEach((mark, i) => {
      if (!isMark(mark.text)) return;
      marks++;
      if (distance(mark, nextBase(glyphs, i, 1)) > 0.35 && distance(mark, nextBase(glyphs, i, -1)) < 0.2) astray++;
    });
  }
  return astray * 2 < marks || marks === 0;
}

function nextBase(glyphs: readonly Glyph[], from: number, step: 1 | -1): Glyph | null {
  for (let i = from + step; i >= 0 && i < glyphs.length; i += step) {
    if (!isMark(glyphs[i]!.text)) return glyphs[i]!;
  }
  return null;
}

/** How far from a letter its mark stands, in heights of the font, at most one. */
function distance(mark: Glyph, base: Glyph | null): number {
  if (base === null || base.text.trim() === '') return 1;
  const at = mark.x + mark.width / 2;
  const off = Math.max(base.x - at, at - (base.x + base.width), 0);
  return Math.min(1, off / mark.size);
}

function clustersOf(run: Run, marksBefore: boolean): Cluster[] {
  const marks = new Map<Glyph, string[]>();
  run.glyphs.forEach((glyph, i) => {
    if (!isMark(glyph.text)) return;
    const usual = nextBase(run.glyphs, i, marksBefore ? 1 : -1);
    const other = nextBase(run.glyphs, i, marksBefore ? -1 : 1);
    const base = usual !== null && (usual.text.trim() !== '' || other === null) ? usual : (other ?? usual);
    if (base === null) return;
    const list = marks.get(base) ?? [];
    list.push(glyph.text);
    marks.set(base, list);
  });
  return run.glyphs
    .filter((glyph) => !isMark(glyph.text))
    .map((glyph) => ({
      // The marks of one letter in the order of Unicode's normal form.
      text: (glyph.text + (marks.get(glyph) ?? []).join('')).normalize('NFC'),
      x: glyph.x,
      width: glyph.width,
      y: run.y,
      size: glyph.size,
      font: glyph.font,
      code: glyph.code,
      stated: glyph.stated,
    }));
}

interface ClusterRun {
  readonly y: number;
  readonly size: number;
  readonly clusters: readonly Cluster[];
}

/** Runs on the same baseline, from left to right, the lines from the top. */
function baselines(runs: readonly ClusterRun[]): ClusterRun[][] {
  const lines: { y: number; size: number; runs: ClusterRun[] }[] = [];
  for (const run of [...runs].sort((a, b) => a.y - b.y)) {
    const line = lines[lines.length - 1];
    if (line !== undefined && run.y - line.y < Math.max(line.size, run.size) * SAME_LINE) {
      line.runs.push(run);
      if (run.size > line.size) Object.assign(line, { y: run.y, size: run.size });
    } else lines.push({ y: run.y, size: run.size, runs: [run] });
  }
  return lines.map((line) => line.runs);
}

/**
 * The clusters of a line's runs from left to right, each run in its own order: what another typeface lends a line
 * (brackets, digits) is often drawn after it, into the holes left there.
 */
function merged(runs: readonly ClusterRun[]): Cluster[] {
  return runs.reduce<readonly Cluster[]>((line, run) => mergeTwo(line, run.clusters), []).slice();
}

function mergeTwo(a: readonly Cluster[], b: readonly Cluster[]): Cluster[] {
  const out: Cluster[] = [];
  const middle = (cluster: Cluster) => cluster.x + cluster.width / 2;
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (right === undefined || (left !== undefined && middle(left) <= middle(right))) {
      out.push(left!);
      i++;
    } else {
      out.push(right);
      j++;
    }
  }
  return out;
}

/** A line cut at its wide holes. Spaces at a cut are no text. */
function split(line: readonly ClusterRun[]): Segment[] {
  const segments: Segment[] = [];
  let clusters: Cluster[] = [];
  let right = Number.NEGATIVE_INFINITY;
  const flush = () => {
    const words = trimmed(clusters);
    if (words.length > 0) segments.push(segmentOf(words));
    clusters = [];
  };
  for (const cluster of merged(line)) {
    const blank = cluster.text.trim() === '';
    if (clusters.length > 0 && !blank && cluster.x - right > cluster.size * HOLE) flush();
    clusters.push(cluster);
    if (!blank) right = Math.max(right, cluster.x + cluster.width);
  }
  flush();
  return segments;
}

function trimmed(clusters: readonly Cluster[]): Cluster[] {
  const words = (cluster: Cluster) => cluster.text.trim() !== '';
  const first = clusters.findIndex(words);
  return first < 0 ? [] : clusters.slice(first, clusters.findLastIndex(words) + 1);
}

function segmentOf(clusters: readonly Cluster[]): Segment {
  const sizes = clusters.map((cluster) => cluster.size).sort((a, b) => a - b);
  const ys = clusters.map((cluster) => cluster.y).sort((a, b) => a - b);
  return {
    clusters,
    left: least(clusters, (cluster) => cluster.x),
    right: greatest(clusters, (cluster) => cluster.x + cluster.width),
    y: ys[ys.length >> 1]!,
    size: sizes[sizes.length >> 1]!,
  };
}
