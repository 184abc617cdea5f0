import type { RouteNode, Routes } from '@isnad/server/api';
import { type River, riversOf, type Stream } from './streams.ts';

/**
 * Where everything of a route graph stands. `along` counts pixels in the direction of reading from the origins to the
 * shore, `across` pixels at right angles to it; a right-to-left page turns `along` round, and an upright one turns both.
 */
export interface Layout {
  readonly rivers: readonly River[];
  readonly along: number;
  readonly across: number;
  readonly places: readonly Place[];
  readonly bundles: readonly Bundle[];
  readonly mouths: readonly Mouth[];
  readonly shore: { readonly along: number; readonly from: number; readonly to: number };
  readonly columns: ReadonlyArray<{ readonly kind: RouteNode['kind']; readonly along: number }>;
  /** Narrows that all certain routes pass: a minimum cut, each with its number. */
  readonly ties: ReadonlyArray<Point & { readonly node: string; readonly number: number }>;
  /** Dotted line through the narrows; null where they lie in different columns. */
  readonly gauge: { readonly along: number; readonly from: number; readonly to: number } | null;
}

export interface Point {
  readonly along: number;
  readonly across: number;
}

export interface Place extends Point {
  readonly node: RouteNode;
  /** Side of the label, so that no river runs through it; `high` stands further off. */
  readonly label: 'above' | 'below' | 'high';
}

/** The threads of one river between two columns. */
export interface Bundle {
  readonly from: Point;
  readonly to: Point;
  readonly river: number;
  readonly certain: boolean;
  readonly threads: readonly Thread[];
  /** Ids of the nodes of the streams in it. */
  readonly nodes: ReadonlySet<string>;
}

/** Distances across from the bundle's own line: at its start, midway and end. */
export interface Thread {
  readonly start: number;
  readonly middle: number;
  readonly end: number;
  /** A copy's thread, which adds nothing. */
  readonly copy: boolean;
}

/** Where a river reaches the claim. */
export interface Mouth {
  readonly river: River;
  readonly across: number;
  /** Number of the narrows that it passes; null for a river that is only possible. */
  readonly tie: number | null;
}

/** Pixels that a picture lying or standing is measured by. */
interface Measures {
  /** Between neighbours of one column. */
  readonly row: number;
  /** Before the first and after the last of them. */
  readonly head: number;
  readonly foot: number;
  /** Between two rivers at the shore. */
  readonly mouth: number;
}

const MEASURES: { readonly [stance in Stance]: Measures } = {
  level: { row: 86, head: 96, foot: 76, mouth: 84 },
  upright: { row: 108, head: 28, foot: 64, mouth: 60 },
};
/** Upright: pixels from one column to the next. */
const UPRIGHT_STEP = 150;

/** Lying along the line of reading, or standing with its origins on top. */
export type Stance = 'level' | 'upright';

/** Pixels after the last river in which the rivers are added up. */
const SUM = 168;

const THREADS = 3;
/** Between threads: in a narrows, midway, at the shore. */
const PINCH = 1.3;
const OPEN = 4.7;
const SHORE = 3.2;
/** Widths that a bundle never exceeds there, however many threads it has. */
const PINCHED = 18;
const OPENED = 64;

/**
 * @param extent pixels that are there along the line of reading
 * @param mouthRoom of them, those for the words at the shore
 */
export function layoutOf(routes: Routes, stance: Stance, extent: number, mouthRoom: number): Layout {
  const measures = MEASURES[stance];
  const rivers = riversOf(routes);
  const order = rivers.flatMap((river, index) => river.streams.map((stream) => ({ stream, river: index })));
  const columnOf = columnsOf(rivers);
  const last = Math.max(0, ...columnOf.values());
  const shoreAt = stance === 'level' ? extent - mouthRoom : UPRIGHT_STEP * (last + 1.1);
  const margin = stance === 'level' ? Math.min(150, shoreAt / (last + 2)) : UPRIGHT_STEP * 0.4;
  const step = last === 0 ? 0 : (shoreAt - 2 * margin) / last;
  const alongOf = (column: number): number => (last === 0 ? shoreAt / 2 : margin + column * step);

  const acrossOf = rowsOf(order, columnOf, last, measures);
  const spots = new Map<string, { column: number; across: number }>();
  for (const [key, across] of acrossOf) spots.set(key, { column: columnOfSpot(key, columnOf), across });

  const narrows = narrowsOf(routes, rivers);
  const mouths = mouthsOf(rivers, order, acrossOf, narrows, measures);
  const bundles = bundlesOf(order, rivers, spots, alongOf, mouths, shoreAt);
  const byId = new Map(routes.nodes.map((node) => [node.id, node]));
  const labelled = [...acrossOf].flatMap(([key, across]): Place[] => {
    const node = byId.get(key);
    if (node === undefined) return [];
    return [{ node, along: alongOf(columnOf.get(key)!), across, label: labelSide(key, across, bundles) }];
  });
  const ties = tiesOf(narrows, labelled);
  const places = withRoomForLabels(labelled, new Set(ties.map(({ node }) => node)));
  const foot = Math.max(...places.map((place) => place.across), ...mouths.map((mouth) => mouth.across)) + measures.foot;
  const lastMouth = Math.max(...mouths.map((mouth) => mouth.across));
  const [firstTie] = ties;
  const isOneColumn = firstTie !== undefined && ties.every((tie) => tie.along === firstTie.along);
  const ends = mouths.map((mouth) => mouth.across);
  return {
    rivers,
    along: stance === 'level' ? extent : shoreAt + 40,
    across: stance === 'level' ? Math.max(foot, lastMouth + SUM) : Math.max(foot, extent),
    places,
    bundles,
    mouths,
    shore: { along: shoreAt, from: Math.min(...ends) - 30, to: Math.max(...ends) + 30 },
    columns: columnHeads(places),
    ties,
    gauge: isOneColumn ? { along: firstTie.along, from: firstTie.across + 20, to: foot - 26 } : null,
  };
}

/** Longest distance from an origin; reports that pass nothing on stand in the last column. */
function columnsOf(rivers: readonly River[]): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  const streams = rivers.flatMap((river) => river.streams);
  // As many rounds as the longest stream has steps settle every longest way.
  const rounds = Math.max(0, ...streams.map(({ nodes }) => nodes.length));
  for (let round = 0; round < rounds; round++) {
    for (const { nodes } of streams) {
      for (const [place, node] of nodes.entries()) {
        const before = place === 0 ? -1 : (columns.get(nodes[place - 1]!) ?? 0);
        columns.set(node, Math.max(columns.get(node) ?? 0, Math.min(before + 1, rounds)));
      }
    }
  }
  const last = Math.max(0, ...columns.values());
  for (const { nodes } of streams) {
    const report = nodes.at(-1)!;
    if (!streams.some((other) => other.nodes.indexOf(report) >= 0 && other.nodes.at(-1) !== report)) {
      columns.set(report, Math.max(last, columns.get(report) ?? 0));
    }
  }
  return columns;
}

interface Ordered {
  readonly stream: Stream;
  readonly river: number;
}

/** Spots that a stream passes: its nodes, and for a step over several columns a spot in each between. */
function spotsOf({ nodes }: Stream, columnOf: ReadonlyMap<string, number>): string[] {
  const spots: string[] = [];
  for (const [place, node] of nodes.entries()) {
    const before = nodes[place - 1];
    if (before !== undefined) {
      for (let column = columnOf.get(before)! + 1; column < columnOf.get(node)!; column++) {
        spots.push(`${column}:${before}:${node}`);
      }
    }
    spots.push(node);
  }
  return spots;
}

function columnOfSpot(key: string, columnOf: ReadonlyMap<string, number>): number {
  return columnOf.get(key) ?? Number(key.split(':', 1)[0]);
}

/** Reports a row each in the order of their rivers; what is upstream stands midway before what it feeds. */
function rowsOf(
  order: readonly Ordered[],
  columnOf: ReadonlyMap<string, number>,
  last: number,
  { row, head }: Measures,
): ReadonlyMap<string, number> {
  const reports = new Map<string, number>();
  for (const { stream } of order) {
    const report = stream.nodes.at(-1)!;
    if (!reports.has(report)) reports.set(report, head + reports.size * row);
  }
  const fed = new Map<string, number[]>();
  for (const { stream } of order) {
    const across = reports.get(stream.nodes.at(-1)!)!;
    for (const spot of spotsOf(stream, columnOf)) fed.set(spot, [...(fed.get(spot) ?? []), across]);
  }
  const rows = new Map<string, number>();
  for (let column = last; column >= 0; column--) {
    const here = [...fed].filter(([spot]) => columnOfSpot(spot, columnOf) === column);
    const wanted = here
      .map(([spot, feeds]) => ({ spot, across: reports.get(spot) ?? mean(feeds) }))
      .toSorted((a, b) => a.across - b.across);
    for (const { spot, across } of apart(wanted, row, head)) rows.set(spot, across);
  }
  return rows;
}

/** Keeps neighbours a row apart: pushed on in order, then drawn back together so that the middle stays where it was. */
function apart<T extends { readonly across: number }>(wanted: readonly T[], gap: number, head: number): T[] {
  const placed: T[] = [];
  let free = Number.NEGATIVE_INFINITY;
  for (const one of wanted) {
    const across = Math.max(one.across, free);
    placed.push({ ...one, across });
    free = across + gap;
  }
  const drift = mean(placed.map(({ across }) => across)) - mean(wanted.map(({ across }) => across));
  const room = Math.min(...placed.map(({ across }) => across)) - head;
  const back = Math.min(drift, Math.max(0, room));
  return placed.map((one) => ({ ...one, across: one.across - back }));
}

function mouthsOf(
  rivers: readonly River[],
  order: readonly Ordered[],
  acrossOf: ReadonlyMap<string, number>,
  narrows: readonly string[],
  { mouth, head }: Measures,
): Mouth[] {
  const numbered = narrows.toSorted((a, b) => (acrossOf.get(a) ?? 0) - (acrossOf.get(b) ?? 0));
  const wanted = rivers.map((river, index) => {
    const ends = order
      .filter((one) => one.river === index)
      .map(({ stream }) => acrossOf.get(stream.nodes.at(-1)!) ?? 0);
    const certain = river.streams.find((stream) => stream.certain);
    const tie = certain === undefined ? -1 : numbered.findIndex((id) => certain.nodes.includes(id));
    return { river, across: mean(ends), tie: tie < 0 ? null : tie + 1 };
  });
  return apart(
    wanted.toSorted((a, b) => a.across - b.across),
    mouth,
    head,
  );
}

function bundlesOf(
  order: readonly Ordered[],
  rivers: readonly River[],
  spots: ReadonlyMap<string, { readonly column: number; readonly across: number }>,
  alongOf: (column: number) => number,
  mouths: readonly Mouth[],
  shoreAt: number,
): Bundle[] {
  const columnOf = new Map([...spots].map(([key, { column }]) => [key, column]));
  const threads = order.flatMap(({ stream, river }, at) =>
    Array.from({ length: THREADS * stream.documents }, (_, thread) => ({ stream, river, at, copy: thread >= THREADS })),
  );
  // Slots at every spot, and at the shore those of each river.
  const slots = new Map<string, number[]>();
  for (const [index, { stream, river }] of threads.entries()) {
    for (const spot of [...spotsOf(stream, columnOf), `shore ${river}`]) {
      slots.set(spot, [...(slots.get(spot) ?? []), index]);
    }
  }
  const slot = (spot: string, thread: number, gap: number, widest: number): number => {
    const there = slots.get(spot)!;
    return (there.indexOf(thread) - (there.length - 1) / 2) * Math.min(gap, widest / there.length);
  };

  const bundles = new Map<
    string,
    { from: Point; to: Point; river: number; members: number[]; ends: [string, string] }
  >();
  for (const [index, { stream, river }] of threads.entries()) {
    const passed = spotsOf(stream, columnOf);
    for (const [place, spot] of passed.entries()) {
      const next = passed[place + 1] ?? `shore ${river}`;
      const key = `${river} ${stream.certain} ${spot} ${next}`;
      const { column, across } = spots.get(spot)!;
      const mouth = mouths.find((one) => one.river === rivers[river])!;
      const to = spots.get(next);
      const bundle = bundles.get(key) ?? {
        from: { along: alongOf(column), across },
        to:
          to === undefined
            ? { along: shoreAt, across: mouth.across }
            : { along: alongOf(to.column), across: to.across },
        river,
        members: [],
        ends: [spot, next],
      };
      bundle.members.push(index);
      bundles.set(key, bundle);
    }
  }
  return [...bundles.values()].map(({ from, to, river, members, ends: [start, end] }): Bundle => {
    const isShore = end.startsWith('shore ');
    const gap = Math.min(OPEN, OPENED / members.length);
    return {
      from,
      to,
      river,
      certain: threads[members[0]!]!.stream.certain,
      nodes: new Set(members.flatMap((member) => threads[member]!.stream.nodes)),
      threads: members.map((member, place) => ({
        start: slot(start, member, PINCH, PINCHED),
        middle: (place - (members.length - 1) / 2) * gap,
        end: isShore ? slot(end, member, SHORE, OPENED) : slot(end, member, PINCH, PINCHED),
        copy: threads[member]!.copy,
      })),
    };
  });
}

/** A label goes to the side to which no river leaves. */
function labelSide(node: string, across: number, bundles: readonly Bundle[]): Place['label'] {
  const rises = (bundle: Bundle): number[] => {
    if (!bundle.nodes.has(node)) return [];
    if (bundle.from.across === across) return [bundle.to.across - across];
    return bundle.to.across === across ? [bundle.from.across - across] : [];
  };
  const leaves = bundles.flatMap(rises);
  const up = leaves.some((rise) => rise < -STEEP);
  const down = leaves.some((rise) => rise > STEEP);
  if (up && down) return 'high';
  return up ? 'below' : 'above';
}

const STEEP = 14;

/** Where two labels meet between two nodes of one column, the lower one goes below; banks keep a label further off. */
function withRoomForLabels(places: readonly Place[], ties: ReadonlySet<string>): Place[] {
  const lowest = new Map<number, Place>();
  return places
    .toSorted((a, b) => a.across - b.across)
    .map((place) => {
      const before = lowest.get(place.along);
      const meets = before?.label === 'below' && place.label !== 'below' && place.across - before.across < TWO_LABELS;
      const wanted: Place = place.label === 'above' && ties.has(place.node.id) ? { ...place, label: 'high' } : place;
      const placed: Place = meets ? { ...place, label: 'below' } : wanted;
      lowest.set(place.along, placed);
      return placed;
    });
}

/** Pixels across between two nodes that leave room for a label of each. */
const TWO_LABELS = 130;

/** What the certain rivers are counted at: the nodes that tie several together, else the origin a river has for itself. */
function narrowsOf({ ties }: Routes, rivers: readonly River[]): string[] {
  const passes = ({ streams }: River, id: string): boolean =>
    streams.some(({ certain, nodes }) => certain && nodes.includes(id));
  const tying = ties.filter((id) => rivers.some((river) => passes(river, id)));
  const alone = rivers.filter((river) => river.certain && !tying.some((id) => passes(river, id)));
  return [...tying, ...alone.map(({ origin }) => origin.id)];
}

function tiesOf(narrows: readonly string[], places: readonly Place[]): Layout['ties'] {
  const found = narrows.flatMap((id) => places.find(({ node }) => node.id === id) ?? []);
  const ordered = found.toSorted((a, b) => a.across - b.across);
  return ordered.map(({ node, along, across }, place) => ({ node: node.id, along, across, number: place + 1 }));
}

/** A heading over each column, by what most of its nodes are. */
function columnHeads(places: readonly Place[]): Layout['columns'] {
  const columns = new Map<number, Place[]>();
  for (const place of places) columns.set(place.along, [...(columns.get(place.along) ?? []), place]);
  return [...columns]
    .toSorted(([a], [b]) => a - b)
    .map(([along, there], column) => {
      const kinds = there.map(({ node }) => node.kind);
      const count = (kind: RouteNode['kind']): number => kinds.filter((one) => one === kind).length;
      const kind = kinds.toSorted((a, b) => count(b) - count(a))[0]!;
      // Who has it from somebody here is no origin in this picture, whatever else goes back to it.
      return { kind: kind === 'origin' && column > 0 ? 'relay' : kind, along };
    });
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
