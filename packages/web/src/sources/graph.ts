import type { SourceGraph, SourceRecord } from '@isnad/server/api';

/** Who passes on whose claims, laid out: origins first, relays between, outlets last. Pure geometry. */

export interface GraphLayout {
  readonly nodes: readonly PlacedSource[];
  readonly edges: readonly PlacedEdge[];
  readonly rows: number;
  readonly columns: number;
  /** Sources that the picture has no room for. */
  readonly more: number;
}

export interface PlacedSource {
  readonly source: SourceRecord;
  readonly column: number;
  /** From 0, in whole and half rows. */
  readonly row: number;
}

export interface PlacedEdge {
  readonly from: PlacedSource;
  readonly to: PlacedSource;
  readonly claims: number;
}

/** Sources of one column that an eye still follows. */
const MOST = 22;
/** Times that the rows are ordered again by what they are tied to. */
const ROUNDS = 8;

export function graphLayout({ nodes, edges }: SourceGraph): GraphLayout {
  const gets = new Set(edges.map(({ to }) => to));
  const gives = new Set(edges.map(({ from }) => from));
  const columnOf = ({ key, published }: SourceRecord): number => (published > 0 ? 2 : gets.has(key) ? 1 : 0);
  const tied = nodes.filter(({ key }) => gets.has(key) || gives.has(key));
  const columns = [0, 1, 2].map((column) =>
    tied
      .filter((node) => columnOf(node) === column)
      .toSorted((a, b) => weightOf(b) - weightOf(a))
      .slice(0, MOST),
  );
  const filled = columns.filter((column) => column.length > 0);
  const rows = Math.max(0, ...filled.map((column) => column.length));
  const rowOf = new Map<string, number>();
  const settle = (column: readonly SourceRecord[]): void => {
    const start = (rows - column.length) / 2;
    for (const [place, { key }] of column.entries()) rowOf.set(key, start + place);
  };
  filled.forEach(settle);
  for (let round = 0; round < ROUNDS; round++) {
    for (const column of filled) {
      const middle = new Map(column.map(({ key }) => [key, middleOf(key, edges, rowOf)]));
      settle(column.toSorted((a, b) => middle.get(a.key)! - middle.get(b.key)!));
    }
  }
  const placed = new Map<string, PlacedSource>();
  for (const [column, list] of filled.entries()) {
    for (const source of list) placed.set(source.key, { source, column, row: rowOf.get(source.key)! });
  }
  return {
    nodes: [...placed.values()].toSorted((a, b) => a.column - b.column || a.row - b.row),
    edges: edges.flatMap(({ from, to, claims }): PlacedEdge[] => {
      const [start, end] = [placed.get(from), placed.get(to)];
      return start === undefined || end === undefined ? [] : [{ from: start, to: end, claims }];
    }),
    rows,
    columns: filled.length,
    more: tied.length - placed.size,
  };
}

/** Where the neighbours of a source stand on average, by the claims that tie them; its own row without any. */
function middleOf(key: string, edges: SourceGraph['edges'], rowOf: ReadonlyMap<string, number>): number {
  let [sum, weight] = [0, 0];
  for (const { from, to, claims } of edges) {
    const row = from === key ? rowOf.get(to) : to === key ? rowOf.get(from) : undefined;
    if (row === undefined || from === to) continue;
    sum += row * claims;
    weight += claims;
  }
  return weight === 0 ? (rowOf.get(key) ?? 0) : sum / weight;
}

function weightOf({ originated, relayed, published }: SourceRecord): number {
  return originated + relayed + published;
}
