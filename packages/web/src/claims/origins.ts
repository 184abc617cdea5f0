import type { Group, RouteNode } from '@isnad/server/api';

/** The origins of a group, those that are named first. */
export function originsOf({ routes }: Group): readonly RouteNode[] {
  return routes.nodes.filter(({ kind }) => kind === 'origin').toSorted((a, b) => Number(b.named) - Number(a.named));
}
