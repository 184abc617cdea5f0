import type { GrayImage } from './gray.ts';
import { INK } from './ink.ts';
import type { Box } from './tesseract.ts';

/** The shape of a sign that stands by itself, whatever its size. */
export interface Shape {
  readonly box: Box;
  /** Share of ink in each cell of a grid that is laid over its box, row by row. */
  readonly cells: Float32Array;
}

export const COLUMNS = 10;
export const ROWS = 14;

/** The pieces of ink in a box from left to right; pieces that stand over one another are one sign. */
export function shapesIn(image: GrayImage, box: Box): Shape[] {
  const boxes = piecesOf(image, box).sort((a, b) => a.x0 - b.x0);
  const signs: Box[] = [];
  for (const piece of boxes) {
    const last = signs.at(-1);
    const shared = last === undefined ? 0 : Math.min(last.x1, piece.x1) - Math.max(last.x0, piece.x0);
    if (last !== undefined && shared > 0.5 * Math.min(last.x1 - last.x0, piece.x1 - piece.x0)) {
      signs[signs.length - 1] = {
        x0: Math.min(last.x0, piece.x0),
        x1: Math.max(last.x1, piece.x1),
        y0: Math.min(last.y0, piece.y0),
        y1: Math.max(last.y1, piece.y1),
      };
    } else signs.push(piece);
  }
  return signs.map((sign) => ({ box: sign, cells: cellsOf(image, sign) }));
}

/** Pixels of dust. */
const DUST = 6;

/** The boxes of ink that hangs together, corner to corner too. */
function piecesOf(image: GrayImage, box: Box): Box[] {
  const x0 = Math.max(0, Math.floor(box.x0));
  const y0 = Math.max(0, Math.floor(box.y0));
  const width = Math.min(image.width, Math.ceil(box.x1)) - x0;
  const height = Math.min(image.height, Math.ceil(box.y1)) - y0;
  if (width <= 0 || height <= 0) return [];
  const isInk = (x: number, y: number) => image.pixels[(y0 + y) * image.width + x0 + x]! < INK;
  const seen = new Uint8Array(width * height);
  const pieces: Box[] = [];
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] === 1 || !isInk(start % width, Math.floor(start / width))) continue;
    const stack = [start];
    seen[start] = 1;
    let [left, right, top, bottom, size] = [width, 0, height, 0, 0];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = Math.floor(at / width);
      size++;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          const next = v * width + u;
          if (seen[next] === 1 || !isInk(u, v)) continue;
          seen[next] = 1;
          stack.push(next);
        }
      }
    }
    if (size >= DUST) pieces.push({ x0: x0 + left, x1: x0 + right, y0: y0 + top, y1: y0 + bottom });
  }
  return pieces;
}

function cellsOf(image: GrayImage, { x0, x1, y0, y1 }: Box): Float32Array {
  const cells = new Float32Array(COLUMNS * ROWS);
  const counts = new Float32Array(COLUMNS * ROWS);
  // Four samples a cell at least, so that small signs fill the grid.
  const [across, down] = [Math.max(2 * COLUMNS, x1 - x0), Math.max(2 * ROWS, y1 - y0)];
  for (let v = 0; v < down; v++) {
    const y = y0 + Math.floor(((v + 0.5) * (y1 - y0)) / down);
    for (let u = 0; u < across; u++) {
      const x = x0 + Math.floor(((u + 0.5) * (x1 - x0)) / across);
      const cell = Math.floor((v * ROWS) / down) * COLUMNS + Math.floor((u * COLUMNS) / across);
      const pixel = image.pixels[y * image.width + x]!;
      cells[cell]! += 1 - pixel / 255;
      counts[cell]!++;
    }
  }
  return cells.map((ink, cell) => ink / Math.max(1, counts[cell]!));
}
