/** Where the brackets and labels of one block stand, counted in lines of the text. Pure geometry. */

/** A bracket's part in a block, as measured: its first line's top and its last line's foot, a line after a line. */
export interface Piece {
  readonly id: string;
  readonly lane: number;
  /** UTF-16 units of the document: the order of pieces on one line. */
  readonly start: number;
  readonly from: number;
  readonly to: number;
  /** Whether the bracket begins and ends in this block. */
  readonly begins: boolean;
  readonly ends: boolean;
  /** Top of the line that holds its cue; null when the cue is in another block. */
  readonly cue: number | null;
  /** Lines of the label's text. */
  readonly labelLines: 1 | 2;
}

export interface Placed {
  readonly id: string;
  readonly lane: number;
  readonly from: number;
  readonly to: number;
  readonly begins: boolean;
  readonly ends: boolean;
  /** Top of the label's line; null for no label here. */
  readonly label: number | null;
}

/** Half of the gap between two brackets that share a line. */
const PART = 0.09;
/** From the edge of a line to a bracket's end that shares it with nobody. */
const INSET = 0.17;
/** From one label's top to the next's. */
const LABEL_GAP = 0.6;
const TWO_LINE_GAP = 0.98;
/** A label's own height. */
const LABEL = 0.4;

/** Gives every piece its place: those of one lane on one line part it between them; labels are pushed down until apart. */
export function pack(pieces: readonly Piece[]): Placed[] {
  const labels = placeLabels(pieces);
  return pieces.map((piece) => {
    const { id, lane, begins, ends } = piece;
    return {
      id,
      lane,
      from: begins ? startIn(pieces, piece) : piece.from,
      to: ends ? endIn(pieces, piece) : piece.to,
      begins,
      ends,
      label: labels.get(id) ?? null,
    };
  });
}

/** Where a piece begins in its first line: each of those on it gets an equal part, in their order. */
function startIn(pieces: readonly Piece[], piece: Piece): number {
  const there = sharing(pieces, piece.lane, piece.from);
  const place = there.indexOf(piece);
  const { inset, part } = marginsAmong(there.length);
  return piece.from + (place <= 0 ? inset : place / there.length + part);
}

/** Where a piece ends in its last line. */
function endIn(pieces: readonly Piece[], piece: Piece): number {
  const line = piece.to - 1;
  const there = sharing(pieces, piece.lane, line);
  const place = there.indexOf(piece) + 1;
  const { inset, part } = marginsAmong(there.length);
  return line + (place >= there.length ? 1 - inset : place / there.length - part);
}

/** Margins shrink where more than three share a line, so that each keeps some height. */
function marginsAmong(count: number): { readonly inset: number; readonly part: number } {
  return { inset: Math.min(INSET, 0.6 / count), part: Math.min(PART, 0.3 / count) };
}

/** The pieces of a lane that lie on the line that begins at `line`, in order. */
function sharing(pieces: readonly Piece[], lane: number, line: number): Piece[] {
  const middle = line + 0.5;
  return pieces
    .filter((piece) => piece.lane === lane && piece.from < middle && piece.to > middle)
    .sort((a, b) => a.from - b.from || a.start - b.start);
}

function placeLabels(pieces: readonly Piece[]): Map<string, number> {
  const places = new Map<string, number>();
  let free = Number.NEGATIVE_INFINITY;
  const labelled = pieces
    .flatMap((piece) => (piece.cue === null ? [] : [{ piece, wanted: clamp(piece.cue, piece) }]))
    .sort((a, b) => a.wanted - b.wanted || a.piece.lane - b.piece.lane);
  for (const { piece, wanted } of labelled) {
    const at = Math.max(wanted, free);
    places.set(piece.id, at);
    free = at + (piece.labelLines === 2 ? TWO_LINE_GAP : LABEL_GAP);
  }
  return places;
}

function clamp(at: number, { from, to }: Piece): number {
  return Math.max(from, Math.min(at, to - LABEL));
}
