import type { GrayImage } from './gray.ts';
import { INK } from './ink.ts';
import type { PreparedPage } from './prepare.ts';
import { type Box, type SeenLine, see } from './tesseract.ts';

/**
 * Lines that recognition passed over: it takes a page apart before it reads, and now and then a line falls between the
 * blocks. Their ink is there, in no line's box; it is recognised by itself and the line put where it stands.
 */

/** Parts of a line's usual height that a line left over has, lower and upper bound. */
const LOWEST = 0.5;
const HIGHEST = 2;
/** Times a line's height that it is long at least: shorter ones are stains, page numbers and what is left of marks. */
const SHORTEST = 3;
/** Parts of its box that are ink: fewer is dust, more a picture or a rule. */
const FAINTEST = 0.03;
const FULLEST = 0.45;
/** A line of which recognition is less sure is no line. */
const SURE = 0.6;

export async function withOverlooked(lines: readonly SeenLine[], page: PreparedPage): Promise<readonly SeenLine[]> {
  const all = [...lines];
  for (const box of overlooked(lines, page.pixels)) {
    const line = await lineIn(box, page);
    if (line !== null) all.splice(placeOf(line.box, all), 0, line);
  }
  return all;
}

async function lineIn(box: Box, page: PreparedPage): Promise<SeenLine | null> {
  const { image, left, top } = await page.cut(box);
  const words = (await see(image, 'ara', 'line')).flatMap((line) => line.words);
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  const sure = words.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) / Math.max(1, letters);
  if (words.length < 2 || sure < SURE) return null;
  const moved = words.map((word) => ({
    ...word,
    box: {
      x0: word.box.x0 + left,
      y0: word.box.y0 + top,
      x1: word.box.x1 + left,
      y1: word.box.y1 + top,
    },
  }));
  return { words: moved, box, begins: 'line' };
}

/** Behind the lowest line that stands above it and over it; before all others where there is none. */
function placeOf(box: Box, lines: readonly SeenLine[]): number {
  let place = 0;
  let lowest = Number.NEGATIVE_INFINITY;
  lines.forEach((line, at) => {
    const shared = Math.min(line.box.x1, box.x1) - Math.max(line.box.x0, box.x0);
    const over = shared > 0.3 * Math.min(line.box.x1 - line.box.x0, box.x1 - box.x0);
    const middle = (line.box.y0 + line.box.y1) / 2;
    if (over && middle < (box.y0 + box.y1) / 2 && middle > lowest) {
      lowest = middle;
      place = at + 1;
    }
  });
  return place;
}

/** The boxes of ink that looks like a line and is in no line's box, from above. */
export function overlooked(lines: readonly { readonly box: Box }[], image: GrayImage): Box[] {
  if (lines.length === 0) return [];
  const heights = lines.map(({ box }) => box.y1 - box.y0).sort((a, b) => a - b);
  const height = heights[heights.length >> 1]!;
  const rest = inkOutside(lines, image, height * 0.3);
  return bandsOf(rest, image, height)
    .map((band) => trimmedBand(rest, image, band))
    .filter(({ x0, x1, y0, y1 }) => {
      const [across, down] = [x1 - x0, y1 - y0];
      if (down < height * LOWEST || down > height * HIGHEST || across < height * SHORTEST) return false;
      const share = inkIn(rest, image, { x0, x1, y0, y1 }) / (across * down);
      return share > FAINTEST && share < FULLEST;
    });
}

/** For each pixel whether it is ink that no line's box, a little wider than it is, holds. */
function inkOutside(lines: readonly { readonly box: Box }[], image: GrayImage, margin: number): Uint8Array {
  const rest = Uint8Array.from(image.pixels, (pixel) => (pixel < INK ? 1 : 0));
  for (const { box } of lines) {
    const left = Math.max(0, Math.floor(box.x0 - margin));
    const right = Math.min(image.width, Math.ceil(box.x1 + margin));
    const bottom = Math.min(image.height, Math.ceil(box.y1 + margin));
    for (let y = Math.max(0, Math.floor(box.y0 - margin)); y < bottom; y++) {
      rest.fill(0, y * image.width + left, y * image.width + right);
    }
  }
  return rest;
}

/** Stretches of rows with ink; rows without any within a line, as between dots and letters, part nothing. */
function bandsOf(rest: Uint8Array, image: GrayImage, height: number): { from: number; to: number }[] {
  const least = Math.max(3, image.width * 0.003);
  const bands: { from: number; to: number }[] = [];
  for (let y = 0; y < image.height; y++) {
    if (inkIn(rest, image, { x0: 0, x1: image.width, y0: y, y1: y + 1 }) < least) continue;
    const last = bands.at(-1);
    if (last !== undefined && y - last.to <= height * 0.15) last.to = y + 1;
    else bands.push({ from: y, to: y + 1 });
  }
  return bands;
}

function trimmedBand(rest: Uint8Array, image: GrayImage, { from, to }: { from: number; to: number }): Box {
  let [x0, x1] = [image.width, 0];
  for (let y = from; y < to; y++) {
    const row = rest.subarray(y * image.width, (y + 1) * image.width);
    const first = row.indexOf(1);
    if (first < 0) continue;
    x0 = Math.min(x0, first);
    x1 = Math.max(x1, row.lastIndexOf(1) + 1);
  }
  return { x0, x1, y0: from, y1: to };
}

function inkIn(rest: Uint8Array, image: GrayImage, box: Box): number {
  let ink = 0;
  for (let y = box.y0; y < box.y1; y++) {
    for (let at = y * image.width + box.x0; at < y * image.width + box.x1; at++) ink += rest[at]!;
  }
  return ink;
}
