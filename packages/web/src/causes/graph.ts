import type { CauseGraph, CauseNode, CauseRecord } from '@isnad/server/api';

/** What is said to cause what, laid out: causes at the start, what follows from them towards the end. Pure geometry. */

export interface CausesLayout {
  readonly nodes: readonly PlacedThing[];
  readonly ties: readonly Tie[];
  readonly columns: number;
  readonly rows: number;
}

export interface PlacedThing {
  readonly thing: CauseNode;
  /** Longest way from a cause of which no cause is told. */
  readonly column: number;
  /** From 0, in whole and half rows. */
  readonly row: number;
}

/** All that is said of one thing leading to another. */
export interface Tie {
  readonly from: PlacedThing;
  readonly to: PlacedThing;
  readonly statements: readonly CauseRecord[];
}

/** Things that an eye still follows. */
const MOST = 40;
/** Times that the rows are ordered again by what they are tied to. */
const ROUNDS = 6;
/** Columns that names have room in; what lies further stands in the last. */
const COLUMNS = 4;

interface Pair {
  readonly cause: string;
  readonly effect: string;
  readonly statements: CauseRecord[];
}

/**
 * The things that meet others: a cause and an effect that stand alone with each other need no picture, the list says
 * all of them. Those in most statements come first where there are too many.
 */
export function causesLayout(graph: CauseGraph): CausesLayout {
  const pairs = pairsOf(graph);
  const nets = netsOf(pairs)
    .filter((net) => net.length > 1)
    .sort((a, b) => b.length - a.length);
  const things = new Map(graph.nodes.map((node) => [node.key, node]));
  const placed = new Map<string, PlacedThing>();
  let rows = 0;
  for (const net of nets) {
    const columns = columnsOf(net);
    if (placed.size > 0 && placed.size + columns.size > MOST) break;
    const height = placeNet(net, columns, rows, things, placed);
    rows += height;
  }
  const ties = nets.flat().flatMap(({ cause, effect, statements }): Tie[] => {
    const [from, to] = [placed.get(cause), placed.get(effect)];
    return from === undefined || to === undefined ? [] : [{ from, to, statements }];
  });
  const nodes = [...placed.values()].sort((a, b) => a.column - b.column || a.row - b.row);
  return { nodes, ties, rows, columns: Math.max(0, ...nodes.map(({ column }) => column + 1)) };
}

function pairsOf({ edges }: CauseGraph): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const { cause, effect, record } of edges) {
    if (cause === effect) continue;
    const id = `${cause}\n${effect}`;
    const known = pairs.get(id);
    if (known === undefined) pairs.set(id, { cause, effect, statements: [record] });
    else known.statements.push(record);
  }
  return [...pairs.values()];
}

/** The pairs that hang together. */
function netsOf(pairs: readonly Pair[]): Pair[][] {
  const nets = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const [one = [], other = []] = [nets.get(pair.cause), nets.get(pair.effect)];
    const joined = one === other ? one : [...one, ...other];
    joined.push(pair);
    for (const { cause, effect } of joined) {
      nets.set(cause, joined);
      nets.set(effect, joined);
    }
  }
  return [...new Set(nets.values())];
}

/** The column of each thing of a net. What leads back to its own cause counts once: a ring has no length. */
function columnsOf(net: readonly Pair[]): Map<string, number> {
  const columns = new Map<string, number>();
  const under = new Set<string>();
  const depthOf = (key: string): number => {
    const known = columns.get(key);
    if (known !== undefined) return known;
    if (under.has(key)) return -1;
    under.add(key);
    const causes = net.filter(({ effect }) => effect === key);
    const depth = Math.min(COLUMNS - 1, Math.max(-1, ...causes.map(({ cause }) => depthOf(cause))) + 1);
    under.delete(key);
    columns.set(key, depth);
    return depth;
  };
  for (const { cause, effect } of net) {
    depthOf(cause);
    depthOf(effect);
  }
  return columns;
}

/** Places the things of a net from a row on; tells how many rows it takes. */
function placeNet(
  net: readonly Pair[],
  columnOf: ReadonlyMap<string, number>,
  top: number,
  things: ReadonlyMap<string, CauseNode>,
  placed: Map<string, PlacedThing>,
): number {
  const columns = Map.groupBy(columnOf.keys(), (key) => columnOf.get(key)!);
  const height = Math.max(...[...columns.values()].map((keys) => keys.length));
  const rowOf = new Map<string, number>();
  const settle = (keys: readonly string[]): void => {
    for (const [place, key] of keys.entries()) rowOf.set(key, (height - keys.length) / 2 + place);
  };
  for (const keys of columns.values()) settle(keys);
  for (let round = 0; round < ROUNDS; round++) {
    for (const keys of columns.values()) {
      const middles = new Map(keys.map((key) => [key, middleOf(key, net, rowOf)]));
      settle(keys.toSorted((a, b) => middles.get(a)! - middles.get(b)!));
    }
  }
  for (const [key, column] of columnOf) {
    const thing = things.get(key);
    if (thing !== undefined) placed.set(key, { thing, column, row: top + rowOf.get(key)! });
  }
  return height;
}

/** Where the neighbours of a thing stand on average. */
function middleOf(key: string, net: readonly Pair[], rowOf: ReadonlyMap<string, number>): number {
  const rows = net.flatMap(({ cause, effect }) => {
    const other = cause === key ? effect : effect === key ? cause : null;
    return other === null ? [] : [rowOf.get(other)!];
  });
  return rows.reduce((sum, row) => sum + row, 0) / rows.length;
}
