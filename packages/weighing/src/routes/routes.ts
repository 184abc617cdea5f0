import type { ClaimRef, RouteEdge, RouteNode, Routes } from '../findings.ts';
import { circles } from './circles.ts';
import { disjointChains, type Network } from './flow.ts';

/** Somebody who says or passes on, the same across the documents of a case. An unnamed one is nobody else's. */
export interface Teller {
  readonly id: string;
  readonly name: string;
  /** False for «مصدر», «شهود» and the like: it may be anybody. */
  readonly named: boolean;
  /** The body that it is a voice of (a state of whose organs it is one): voices of one body are no two origins. */
  readonly body: { readonly id: string; readonly name: string } | null;
}

/** The documents of a group that are copies of one another where they say it. */
export interface Report {
  readonly id: string;
  readonly name: string;
  /** The oldest first. */
  readonly documents: readonly string[];
  /** Ids of the tellers that are the outlets of these documents. */
  readonly outlets: readonly string[];
}

/** One claim of the group: how it came into its report. */
export interface Saying {
  readonly claim: ClaimRef;
  readonly report: string;
  /** From the outermost relay to the origin; empty: the document says it in its own voice. */
  readonly chain: readonly Teller[];
  /** True where the text leaves open whether the chain reaches these words. */
  readonly open: boolean;
}

/**
 * The transmission graph of a group and the number of independent routes in it: the largest number of chains from an
 * origin to the group of which no two share a node. Certain are chains of named tellers only; a chain with an unnamed
 * one, one whose reach is open, and a report in its own voice may go back to any of the others and count as possible.
 * Where anything is said at all one route is certain: somebody began it.
 */
export function routesOf(sayings: readonly Saying[], reports: readonly Report[]): Routes {
  const graph = new TransmissionGraph(reports);
  for (const saying of sayings) graph.add(saying);
  graph.linkOutlets();
  return graph.routes();
}

interface GraphNode extends RouteNode {
  /** Whether a chain may begin here, in the certain and in the possible graph. */
  startsCertain: boolean;
  startsPossible: boolean;
  passesOn: boolean;
  /** Claims that came through here. */
  readonly claims: Set<string>;
}

interface GraphEdge {
  readonly from: number;
  readonly to: number;
  certain: boolean;
  readonly claims: ClaimRef[];
}

class TransmissionGraph {
  private readonly nodes: GraphNode[] = [];
  private readonly places = new Map<string, number>();
  private readonly edges = new Map<string, GraphEdge>();
  private readonly reports: readonly Report[];
  private readonly ends = new Set<number>();

  constructor(reports: readonly Report[]) {
    this.reports = reports;
    for (const { id, name, documents } of reports) this.node(`report:${id}`, 'report', name, true, documents);
  }

  private node(
    id: string,
    kind: RouteNode['kind'],
    name: string,
    named: boolean,
    documents: readonly string[],
  ): number {
    const known = this.places.get(id);
    if (known !== undefined) return known;
    this.places.set(id, this.nodes.length);
    this.nodes.push({
      id,
      kind,
      name,
      named,
      documents,
      startsCertain: false,
      startsPossible: false,
      passesOn: false,
      claims: new Set(),
    });
    return this.nodes.length - 1;
  }

  private edge(from: number, to: number, certain: boolean, claim: ClaimRef | null): void {
    if (from === to) return;
    const key = `${from} ${to}`;
    const known = this.edges.get(key);
    const edge = known ?? { from, to, certain, claims: [] };
    if (known === undefined) this.edges.set(key, edge);
    edge.certain ||= certain;
    if (claim !== null) edge.claims.push(claim);
  }

  add({ claim, report, chain, open }: Saying): void {
    const end = this.places.get(`report:${report}`);
    if (end === undefined)
      throw new RangeError(`a saying names the report «${report}», which is not among the reports`);
    this.ends.add(end);
    const key = `${claim.document} ${claim.claim}`;
    this.nodes[end]!.claims.add(key);
    if (chain.length === 0) this.nodes[end]!.startsPossible = true;
    let to = end;
    chain.forEach((teller, i) => {
      const at = this.node(`source:${teller.id}`, 'origin', teller.name, teller.named, []);
      const node = this.nodes[at]!;
      node.claims.add(key);
      this.edge(at, to, teller.named && !open, claim);
      if (i < chain.length - 1) node.passesOn = true;
      else this.begin(at, teller, open, claim);
      to = at;
    });
  }

  /** A chain begins at a teller, or at the body that it is a voice of. */
  private begin(at: number, teller: Teller, open: boolean, claim: ClaimRef): void {
    const node = this.nodes[at]!;
    node.startsPossible = true;
    if (!teller.named || open) return;
    if (teller.body === null) {
      node.startsCertain = true;
      return;
    }
    const body = this.node(`body:${teller.body.id}`, 'origin', teller.body.name, true, []);
    this.nodes[body]!.startsCertain = true;
    this.nodes[body]!.claims.add(`${claim.document} ${claim.claim}`);
    this.edge(body, at, true, claim);
  }

  /** What an outlet is cited for came out of its own report, where the case holds that report. */
  linkOutlets(): void {
    for (const report of this.reports) {
      const from = this.places.get(`report:${report.id}`)!;
      if (!this.ends.has(from)) continue;
      for (const outlet of report.outlets) {
        const to = this.places.get(`source:${outlet}`);
        // A paper that names itself goes round nothing.
        if (to === undefined || this.edges.has(`${to} ${from}`)) continue;
        this.edge(from, to, true, null);
        if (this.nodes[from]!.startsPossible) continue;
        // Its report says whom it has it from: the outlet is no origin.
        const node = this.nodes[to]!;
        node.startsCertain = false;
        node.startsPossible = false;
      }
    }
  }

  routes(): Routes {
    const edges = [...this.edges.values()];
    const rings = circles(
      this.nodes.length,
      edges.map(({ from, to }) => [from, to]),
    );
    // Words that only go round must have begun with one of those they go round.
    for (const ring of rings) for (const at of ring) this.nodes[at]!.startsPossible = true;
    const certain = disjointChains(this.network(edges, true));
    const possible = disjointChains(this.network(edges, false));
    const cut = certain.count > 0 ? certain.cut : possible.cut;
    return {
      nodes: this.nodes.map((node) => this.routeNode(node)),
      edges: edges.map((edge) => this.routeEdge(edge)),
      certain: Math.min(Math.max(certain.count, 1), Math.max(possible.count, certain.count)),
      possible: Math.max(possible.count, certain.count),
      ties: cut.filter((at) => this.nodes[at]!.claims.size > 1).map((at) => this.nodes[at]!.id),
      circles: rings.map((ring) => ring.map((at) => this.nodes[at]!.id)),
    };
  }

  private network(edges: readonly GraphEdge[], certain: boolean): Network {
    const used = certain ? edges.filter((edge) => edge.certain) : edges;
    const starts: number[] = [];
    this.nodes.forEach((node, at) => {
      if (certain ? node.startsCertain : node.startsPossible || node.startsCertain) starts.push(at);
    });
    return {
      nodes: this.nodes.length,
      edges: used.map(({ from, to }) => [from, to]),
      starts,
      ends: [...this.ends],
    };
  }

  private routeNode({ id, kind, name, named, documents, passesOn }: GraphNode): RouteNode {
    return { id, kind: passesOn ? 'relay' : kind, name, named, documents };
  }

  private routeEdge({ from, to, certain, claims }: GraphEdge): RouteEdge {
    return { from: this.nodes[from]!.id, to: this.nodes[to]!.id, certain, claims };
  }
}
