/** A directed graph in which chains are counted; nodes are 0 … `nodes` − 1. */
export interface Network {
  readonly nodes: number;
  readonly edges: ReadonlyArray<readonly [from: number, to: number]>;
  /** Nodes where a chain may begin. */
  readonly starts: readonly number[];
  /** Nodes where a chain may end; one that is a start, too, is a chain of its own. */
  readonly ends: readonly number[];
}

export interface Disjoint {
  /** The largest number of chains from a start to an end of which no two share a node. */
  readonly count: number;
  /** As many nodes, without which no chain is left; of all such sets the one nearest to the starts. Ascending. */
  readonly cut: readonly number[];
}

/**
 * Node-disjoint chains by maximum flow (Ford and Fulkerson with shortest augmenting paths): each node is split in two
 * with an edge of capacity one between the halves, all other edges are unbounded, and by Menger's theorem the flow is
 * the number of disjoint chains and the saturated halves on the border of what is still reachable are a minimum cut.
 */
export function disjointChains(network: Network): Disjoint {
  const residual = new Residual(network);
  let count = 0;
  while (residual.augment()) count++;
  return { count, cut: residual.cut() };
}

/** The residual graph: node v is `2v` where chains come in and `2v + 1` where they go out; then source and sink. */
class Residual {
  private readonly nodes: number;
  private readonly source: number;
  private readonly sink: number;
  private readonly out: number[][];
  private readonly to: number[] = [];
  private readonly capacity: number[] = [];
  private readonly reached: Int32Array;

  constructor(network: Network) {
    this.nodes = network.nodes;
    this.source = 2 * network.nodes;
    this.sink = this.source + 1;
    this.out = Array.from({ length: this.sink + 1 }, () => []);
    this.reached = new Int32Array(this.sink + 1);
    for (let node = 0; node < network.nodes; node++) this.connect(2 * node, 2 * node + 1, 1);
    for (const [from, to] of network.edges) this.connect(2 * from + 1, 2 * to, Number.POSITIVE_INFINITY);
    for (const start of new Set(network.starts)) this.connect(this.source, 2 * start, Number.POSITIVE_INFINITY);
    for (const end of new Set(network.ends)) this.connect(2 * end + 1, this.sink, Number.POSITIVE_INFINITY);
  }

  /** An edge and, at the next number, its reverse. */
  private connect(from: number, to: number, capacity: number): void {
    this.out[from]!.push(this.to.length);
    this.to.push(to);
    this.capacity.push(capacity);
    this.out[to]!.push(this.to.length);
    this.to.push(from);
    this.capacity.push(0);
  }

  /** Sends one more unit along a shortest path; false when there is none. */
  augment(): boolean {
    if (!this.search()) return false;
    for (let at = this.sink; at !== this.source; ) {
      const edge = this.reached[at]! - 1;
      this.capacity[edge]!--;
      this.capacity[edge ^ 1]!++;
      at = this.to[edge ^ 1]!;
    }
    return true;
  }

  /** Breadth first from the source; `reached` holds the edge that led to each place plus one, 0 for none. */
  private search(): boolean {
    this.reached.fill(0);
    const queue = [this.source];
    for (const at of queue) {
      for (const edge of this.out[at]!) {
        const next = this.to[edge]!;
        if (this.capacity[edge] === 0 || this.reached[next] !== 0 || next === this.source) continue;
        this.reached[next] = edge + 1;
        if (next === this.sink) return true;
        queue.push(next);
      }
    }
    return false;
  }

  /** After the last augmentation: nodes that are reached on their way in and not on their way out. */
  cut(): number[] {
    const nodes: number[] = [];
    for (let node = 0; node < this.nodes; node++) {
      if (this.reached[2 * node] !== 0 && this.reached[2 * node + 1] === 0) nodes.push(node);
    }
    return nodes;
  }
}
