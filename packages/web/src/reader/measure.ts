import type { Bracket } from './brackets.ts';
import type { BlockModel } from './model.ts';
import { type Piece, type Placed, pack } from './packing.ts';
import type { Sheet } from './sheet.ts';

/** A block as the browser set it, in lines of the text (`--lh`) from the block's top. */
export interface Measured {
  readonly brackets: readonly Placed[];
  /** Tops of the lines in which claims begin. */
  readonly claims: ReadonlyMap<number, number>;
  /** Where marks with a gloss stand. */
  readonly marks: ReadonlyMap<number, Run>;
}

/** Words on their first line. */
export interface Run {
  /** Top of the line. */
  readonly top: number;
  /** Pixels from the start of the text's column, and along the line. */
  readonly from: number;
  readonly length: number;
}

/** Letters after which a label takes two lines. */
const LONG_LABEL = 25;

/** Reads where the lines of a block broke. It asks the browser for boxes: call it for what is on the screen alone. */
export function measure(
  sheet: Sheet,
  index: number,
  block: BlockModel,
  brackets: readonly Bracket[],
  frame: HTMLElement,
  text: HTMLElement,
): Measured {
  const unit = lineUnit(frame);
  const own = Number.parseFloat(getComputedStyle(text).lineHeight);
  const { top } = frame.getBoundingClientRect();
  const column = text.getBoundingClientRect();
  const isRightToLeft = getComputedStyle(text).direction === 'rtl';

  const topOf = (box: DOMRect): number => quarters(((box.top + box.bottom) / 2 - own / 2 - top) / unit);
  const lineOf = (at: number): number | null => {
    const box = at < block.start || at >= block.end ? null : sheet.map.boxAt(index, at);
    return box === null ? null : topOf(box);
  };
  const runOf = (start: number, end: number): Run | null => {
    const boxes = sheet.map.boxesOf(index, start, end);
    const first = boxes[0];
    if (first === undefined) return null;
    const line = boxes.filter((box) => topOf(box) === topOf(first));
    const left = Math.min(...line.map((box) => box.left));
    const right = Math.max(...line.map((box) => box.right));
    return { top: topOf(first), from: isRightToLeft ? column.right - right : left - column.left, length: right - left };
  };

  const pieces = brackets.flatMap((bracket): Piece[] => {
    const from = lineOf(Math.max(bracket.start, block.start));
    const last = lineOf(Math.min(bracket.end, block.end) - 1);
    if (from === null || last === null) return [];
    return [
      {
        id: bracket.id,
        lane: bracket.lane,
        start: bracket.start,
        from,
        to: last + own / unit,
        begins: bracket.start >= block.start,
        ends: bracket.end <= block.end,
        cue: lineOf(bracket.cue),
        labelLines: sheet.sayingOf(bracket).length > LONG_LABEL ? 2 : 1,
      },
    ];
  });
  const claims = new Map<number, number>();
  for (const claim of block.claims) {
    const line = lineOf(sheet.model.claims[claim]!.start);
    if (line !== null) claims.set(claim, line);
  }
  const marks = new Map<number, Run>();
  for (const { what } of block.stops) {
    if (what.kind !== 'mark') continue;
    const { start, end } = sheet.model.marks[what.mark]!;
    const run = runOf(start, end);
    if (run !== null) marks.set(what.mark, run);
  }
  return { brackets: pack(pieces), claims, marks };
}

function quarters(lines: number): number {
  return Math.round(lines * 4) / 4;
}

/** `--lh` in pixels: the leaf has it in rem. */
function lineUnit(frame: HTMLElement): number {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Number.parseFloat(getComputedStyle(frame).getPropertyValue('--lh')) * rem;
}
