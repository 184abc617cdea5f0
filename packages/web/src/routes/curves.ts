import type { Bundle, Point } from './layout.ts';

/** The lines of a bundle as SVG paths. `turn` lays the layout's two directions onto the screen's. */
export type Turn = (point: Point) => readonly [x: number, y: number];

/** One thread a path: level at both ends, where it is drawn together, and open midway. */
export function threadPaths(bundle: Bundle, turn: Turn): string[] {
  return bundle.threads.map(({ start, middle, end }) => {
    const [there] = curves(bundle, turn, start, middle, end);
    return `M${there}`;
  });
}

/** The water between the outermost threads. */
export function waterPath(bundle: Bundle, turn: Turn): string {
  const first = bundle.threads[0]!;
  const last = bundle.threads.at(-1)!;
  const [there] = curves(bundle, turn, first.start, first.middle, first.end);
  const [, back] = curves(bundle, turn, last.start, last.middle, last.end);
  return `M${there}L${back}Z`;
}

/** A thread's curve forth and back. */
function curves({ from, to }: Bundle, turn: Turn, start: number, middle: number, end: number): [string, string] {
  const half = (to.along - from.along) / 2;
  const slope = (to.across - from.across) / 2;
  const a = { along: from.along, across: from.across + start };
  const c = { along: to.along, across: to.across + end };
  const b = { along: from.along + half, across: (from.across + to.across) / 2 + middle };
  const points = [
    a,
    { along: a.along + half * 0.42, across: a.across },
    { along: b.along - half * 0.42, across: b.across - slope * 0.42 },
    b,
    { along: b.along + half * 0.42, across: b.across + slope * 0.42 },
    { along: c.along - half * 0.42, across: c.across },
    c,
  ].map((point) => turn(point).map(round).join(' '));
  const path = ([p0, p1, p2, p3, p4, p5, p6]: readonly string[]): string => `${p0}C${p1} ${p2} ${p3}C${p4} ${p5} ${p6}`;
  return [path(points), path(points.toReversed())];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
