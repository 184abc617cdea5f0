/** A block's text cut where marks of our own stand in it, and the way from offsets to those pieces. Pure. */

/** A place in the text (UTF-16 units of the document) at which something is set between two letters. */
export interface Stop<T> {
  readonly at: number;
  readonly what: T;
}

export type Segment<T> =
  | { readonly kind: 'text'; readonly start: number; readonly end: number }
  | { readonly kind: 'stop'; readonly at: number; readonly what: T };

/** The pieces of `start` … `end` in order; stops outside it are left out, those of one place keep their order. */
export function segmentsOf<T>(start: number, end: number, stops: readonly Stop<T>[]): Segment<T>[] {
  const inside = stops.filter(({ at }) => at >= start && at <= end);
  const segments: Segment<T>[] = [];
  let from = start;
  for (const { at, what } of inside.toSorted((a, b) => a.at - b.at)) {
    if (at > from) segments.push({ kind: 'text', start: from, end: at });
    segments.push({ kind: 'stop', at, what });
    from = at;
  }
  if (end > from) segments.push({ kind: 'text', start: from, end });
  return segments;
}

/** A piece of text and where it stands in the document. */
export interface TextPiece<N> {
  readonly node: N;
  readonly start: number;
  readonly end: number;
}

/** A place in one of the pieces: the `offset`-th unit of its text. */
export interface PiecePoint<N> {
  readonly node: N;
  readonly offset: number;
}

/**
 * The pieces' own points for `start` … `end`, clipped to what the pieces hold; null when they hold none of it. The
 * first point lies in the piece that holds the first unit, the last in the piece that holds the last unit, so that a
 * range never reaches over a mark it does not need to.
 */
export function pointsOf<N>(
  pieces: readonly TextPiece<N>[],
  start: number,
  end: number,
): { readonly from: PiecePoint<N>; readonly to: PiecePoint<N> } | null {
  const first = pieces.find((piece) => piece.end > start);
  const last = pieces.findLast((piece) => piece.start < end);
  if (first === undefined || last === undefined || first.start > last.start) return null;
  const from = { node: first.node, offset: Math.max(0, start - first.start) };
  const to = { node: last.node, offset: Math.min(last.end, end) - last.start };
  if (first === last && from.offset >= to.offset) return null;
  return { from, to };
}

/** Letters and marks that close what stands before them: a ring goes after them, not between. */
const CLOSING = new Set('،؛.؟!:…"”»’\')]}›'.split(''));

/** Where a ring for words that end at `end` is set: past the marks that close them. */
export function ringPlace(text: string, end: number, limit: number): number {
  let at = end;
  while (at < limit && CLOSING.has(text[at]!)) at++;
  return at;
}
