/**
 * The rings of a directed graph: its strongly connected parts of two nodes or more, each as a ring of nodes that
 * follow one another along edges, beginning with the least (Tarjan's algorithm, without recursion). A part that holds
 * several rings gives a shortest one through its least node.
 */
export function circles(nodes: number, edges: ReadonlyArray<readonly [from: number, to: number]>): number[][] {
  const next: number[][] = Array.from({ length: nodes }, () => []);
  for (const [from, to] of edges) if (from !== to) next[from]!.push(to);
  const rings: number[][] = [];
  for (const part of strongParts(nodes, next)) if (part.length > 1) rings.push(ringOf(part, next));
  return rings.sort((a, b) => a[0]! - b[0]!);
}

function strongParts(nodes: number, next: readonly (readonly number[])[]): number[][] {
  const order = new Int32Array(nodes);
  const low = new Int32Array(nodes);
  const onStack = new Uint8Array(nodes);
  const stack: number[] = [];
  const parts: number[][] = [];
  let counter = 0;
  for (let root = 0; root < nodes; root++) {
    if (order[root] !== 0) continue;
    const visits: { node: number; edge: number }[] = [{ node: root, edge: 0 }];
    while (visits.length > 0) {
      const visit = visits[visits.length - 1]!;
      const { node } = visit;
      if (visit.edge === 0) {
        order[node] = low[node] = ++counter;
        stack.push(node);
        onStack[node] = 1;
      }
      const to = next[node]![visit.edge++];
      if (to !== undefined) {
        if (order[to] === 0) visits.push({ node: to, edge: 0 });
        else if (onStack[to] === 1) low[node] = Math.min(low[node]!, order[to]!);
        continue;
      }
      visits.pop();
      const above = visits[visits.length - 1];
      if (above !== undefined) low[above.node] = Math.min(low[above.node]!, low[node]!);
      if (low[node] !== order[node]) continue;
      const part = stack.splice(stack.lastIndexOf(node));
      for (const member of part) onStack[member] = 0;
      parts.push(part);
    }
  }
  return parts;
}

/** A shortest ring inside a strongly connected part, through its least node. */
function ringOf(part: readonly number[], next: readonly (readonly number[])[]): number[] {
  const members = new Set(part);
  const first = Math.min(...part);
  const from = new Map<number, number>();
  const queue = [first];
  for (const at of queue) {
    for (const to of next[at]!) {
      if (to === first) return pathTo(at, first, from);
      if (!members.has(to) || from.has(to)) continue;
      from.set(to, at);
      queue.push(to);
    }
  }
  return [...part];
}

function pathTo(last: number, first: number, from: ReadonlyMap<number, number>): number[] {
  const path = [last];
  for (let at = last; at !== first; ) {
    at = from.get(at)!;
    path.push(at);
  }
  return path.reverse();
}
