import type { GrayImage } from './gray.ts';
import type { Box } from './tesseract.ts';

/** Darker than this is ink on a bleached page. */
export const INK = 150;

/** Whether each column of a box has ink. */
export function inkColumns(image: GrayImage, box: Box): boolean[] {
  const { left, right, top, bottom } = within(image, box);
  const columns: boolean[] = [];
  for (let x = left; x < right; x++) {
    let ink = false;
    for (let y = top; y < bottom && !ink; y++) ink = image.pixels[y * image.width + x]! < INK;
    columns.push(ink);
  }
  return columns;
}

/** The longest stretch without ink. */
export function widestHole(columns: readonly boolean[]): number {
  let widest = 0;
  let run = 0;
  for (const ink of columns) {
    run = ink ? 0 : run + 1;
    widest = Math.max(widest, run);
  }
  return widest;
}

/** The boxes of the first pieces of ink from the left edge of a box, parted by columns without ink. */
export function inkFromLeft(image: GrayImage, box: Box, most: number): Box[] {
  const columns = inkColumns(image, box);
  const pieces: Box[] = [];
  let end = 0;
  while (pieces.length < most) {
    const start = columns.indexOf(true, end);
    if (start < 0) break;
    const stop = columns.indexOf(false, start);
    end = stop < 0 ? columns.length : stop;
    pieces.push(trimmed(image, { ...box, x0: box.x0 + start, x1: box.x0 + end }));
  }
  return pieces;
}

/** A box without the rows at its top and bottom that have no ink. */
function trimmed(image: GrayImage, box: Box): Box {
  const { top, bottom } = within(image, box);
  const hasInk = (y: number) => inkColumns(image, { ...box, y0: y, y1: y + 1 }).includes(true);
  let y0 = top;
  while (y0 < bottom && !hasInk(y0)) y0++;
  let y1 = bottom;
  while (y1 > y0 && !hasInk(y1 - 1)) y1--;
  return { ...box, y0, y1 };
}

function within(image: GrayImage, box: Box) {
  return {
    left: Math.max(0, Math.floor(box.x0)),
    right: Math.min(image.width, Math.ceil(box.x1)),
    top: Math.max(0, Math.floor(box.y0)),
    bottom: Math.min(image.height, Math.ceil(box.y1)),
  };
}
