import type { Conflict, FigurePoint } from '@isnad/server/api';

/**
 * The points of a series that a picture has room for, in their order: those in conflict, then others evenly from the
 * first to the last.
 */
export function drawnOf<P extends Pick<FigurePoint, 'claim'>>(
  points: readonly P[],
  conflicts: readonly Pick<Conflict, 'a' | 'b'>[],
  most: number,
): readonly P[] {
  if (points.length <= most) return points;
  const against = new Set(conflicts.flatMap(({ a, b }) => [a, b].map(({ document, claim }) => `${document} ${claim}`)));
  const isAgainst = ({ claim: { document, claim } }: P): boolean => against.has(`${document} ${claim}`);
  const chosen = new Set(points.filter(isAgainst).slice(0, most));
  const others = points.filter((point) => !chosen.has(point));
  const room = most - chosen.size;
  for (let place = 0; place < room; place++) chosen.add(others[Math.floor((place * others.length) / room)]!);
  return points.filter((point) => chosen.has(point));
}
