import type { RouteEdge, RouteNode, Routes } from '@isnad/server/api';

/** How a group's words came down, as streams: each one way from an origin to a report. Pure. */

export interface Stream {
  /** Ids of nodes from the origin to the report; a report that says it in its own voice stands alone. */
  readonly nodes: readonly string[];
  /** Whether every step of it is certain. */
  readonly certain: boolean;
  /** Documents that carry it: those of the report, copies with them. */
  readonly documents: number;
}

/** All that comes from one origin. */
export interface River {
  readonly origin: RouteNode;
  readonly certain: boolean;
  readonly streams: readonly Stream[];
}

/** Ways that are followed from one report: more than this no picture holds. */
const WAYS = 12;

/** The rivers of a group: certain ones first, then those of most reports; inside one, streams of one relay together. */
export function riversOf({ nodes, edges }: Routes): readonly River[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const into = new Map<string, RouteEdge[]>();
  for (const edge of edges) into.set(edge.to, [...(into.get(edge.to) ?? []), edge]);

  const rivers = new Map<string, Stream[]>();
  for (const report of nodes.filter(({ kind }) => kind === 'report')) {
    for (const way of waysTo(report.id, into)) {
      const origin = way.nodes[0]!;
      const isAlone = way.nodes.length === 1;
      const stream = { ...way, certain: way.certain && !isAlone, documents: Math.max(1, report.documents.length) };
      rivers.set(origin, [...(rivers.get(origin) ?? []), stream]);
    }
  }
  return [...rivers]
    .flatMap(([id, streams]): River[] => {
      const origin = byId.get(id);
      if (origin === undefined) return [];
      return [{ origin, certain: streams.some(({ certain }) => certain), streams: inOrder(streams) }];
    })
    .toSorted(
      (a, b) =>
        Number(b.certain) - Number(a.certain) ||
        b.streams.length - a.streams.length ||
        Number(b.origin.named) - Number(a.origin.named) ||
        (a.origin.id < b.origin.id ? -1 : 1),
    );
}

interface Way {
  readonly nodes: readonly string[];
  readonly certain: boolean;
}

/** Every way up from a node to where nothing comes from, turned round; a ring of citations is followed once. */
function waysTo(end: string, into: ReadonlyMap<string, readonly RouteEdge[]>): Way[] {
  const found: Way[] = [];
  const climb = (nodes: readonly string[], certain: boolean): void => {
    if (found.length >= WAYS) return;
    const above = (into.get(nodes[0]!) ?? []).filter(({ from }) => !nodes.includes(from));
    if (above.length === 0) found.push({ nodes, certain });
    for (const edge of above) climb([edge.from, ...nodes], certain && edge.certain);
  };
  climb([end], true);
  return found;
}

function inOrder(streams: readonly Stream[]): Stream[] {
  const key = ({ nodes }: Stream): string => nodes.slice(1).join(' ');
  return streams.toSorted(
    (a, b) => Number(b.certain) - Number(a.certain) || b.nodes.length - a.nodes.length || (key(a) < key(b) ? -1 : 1),
  );
}
