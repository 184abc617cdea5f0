import type { Region } from '../document.ts';
import type { Word } from '../pages/line.ts';

export interface PixelBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The box about a polygon: «10,20 30,20 30,40». */
export function boxOf(points: string): PixelBox | null {
  const pairs = points
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split(',').map(Number));
  const xs = pairs.map((pair) => pair[0] ?? Number.NaN);
  const ys = pairs.map((pair) => pair[1] ?? Number.NaN);
  if ([...xs, ...ys].some(Number.isNaN)) return null;
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** The words of a line with their places: their own where the file gives as many, the line's otherwise. */
export function splitWords(
  text: string,
  line: PixelBox | null,
  known: ReadonlyArray<{ readonly text: string; readonly box: PixelBox | null }>,
  size: { readonly width: number; readonly height: number },
): Word[] {
  const words = text.split(/\s+/u).filter((word) => word !== '');
  const own = known.length === words.length;
  return words.map((word, i) => ({ text: word, region: regionOf((own ? known[i]!.box : null) ?? line, size) }));
}

const WHOLE_PAGE: Region = { x: 0, y: 0, width: 1, height: 1 };

function regionOf(box: PixelBox | null, size: { readonly width: number; readonly height: number }): Region {
  if (box === null || size.width <= 0 || size.height <= 0) return WHOLE_PAGE;
  const part = (value: number, whole: number) => Math.min(1, Math.max(0, value / whole));
  const x = part(box.left, size.width);
  const y = part(box.top, size.height);
  return { x, y, width: part(box.right, size.width) - x, height: part(box.bottom, size.height) - y };
}
