import type { GrayImage } from './gray.ts';
import type { Box } from './tesseract.ts';

/** Darker than this is ink on a bleached page. */
const INK = 150;

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

/** The box of the ink in a box that begins at its left edge and ends at the first column without ink; null for none. */
export function leftmostInk(image: GrayImage, box: Box): Box | null {
  const columns = inkColumns(image, box);
  const start = columns.indexOf(true);
  if (start < 0) return null;
  const end = columns.indexOf(false, start);
  const x0 = box.x0 + start;
  const x1 = end < 0 ? box.x1 : box.x0 + end;
  const rows: number[] = [];
  const { top, bottom } = within(image, box);
  for (let y = top; y < bottom; y++) if (inkColumns(image, { x0, x1, y0: y, y1: y + 1 }).includes(true)) rows.push(y);
  return { x0, x1, y0: rows[0] ?? box.y0, y1: (rows[rows.length - 1] ?? box.y1) + 1 };
}

function within(image: GrayImage, box: Box) {
  return {
    left: Math.max(0, Math.floor(box.x0)),
    right: Math.min(image.width, Math.ceil(box.x1)),
    top: Math.max(0, Math.floor(box.y0)),
    bottom: Math.min(image.height, Math.ceil(box.y1)),
  };
}
