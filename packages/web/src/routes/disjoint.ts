import type { Stream } from './streams.ts';

/**
 * The largest number of streams of which no two share a node (Menger's theorem, by a maximum flow with one unit
 * through every node), taken over their steps: a route may change from one stream to another where they meet.
 * `without` is left out, to show what would stand if it fell.
 */
export function disjointRoutes(streams: readonly Stream[], without: string | null = null): number {
  // Every node is two: where words come in (`+`) and where they go out (`-`).
  const capacity = new Map<string, Map<string, number>>();
  const join = (from: string, to: string): void => {
    const out = capacity.get(from) ?? new Map<string, number>();
    capacity.set(from, out.set(to, 1));
    const back = capacity.get(to) ?? new Map<string, number>();
    if (!back.has(from)) back.set(from, 0);
    capacity.set(to, back);
  };
  for (const { nodes } of streams) {
    if (without !== null && nodes.includes(without)) continue;
    join(SOURCE, `+${nodes[0]}`);
    for (const [place, node] of nodes.entries()) {
      join(`+${node}`, `-${node}`);
      const next = nodes[place + 1];
      join(`-${node}`, next === undefined ? SINK : `+${next}`);
    }
  }
  let routes = 0;
  while (augment(capacity)) routes++;
  return routes;
}

const SOURCE = 'source';
const SINK = 'sink';

/** Sends one more unit from source to sink by the shortest way that has room; false when there is none. */
function augment(capacity: ReadonlyMap<string, Map<string, number>>): boolean {
  const cameFrom = new Map<string, string>();
  const waiting = [SOURCE];
  for (const node of waiting) {
    if (node === SINK) break;
    for (const [next, room] of capacity.get(node) ?? []) {
      if (room === 0 || next === SOURCE || cameFrom.has(next)) continue;
      cameFrom.set(next, node);
      waiting.push(next);
    }
  }
  let node = SINK;
  if (!cameFrom.has(node)) return false;
  while (node !== SOURCE) {
    const before = cameFrom.get(node)!;
    const forth = capacity.get(before)!;
    const back = capacity.get(node)!;
    forth.set(node, forth.get(node)! - 1);
    back.set(before, (back.get(before) ?? 0) + 1);
    node = before;
  }
  return true;
}
