import type { OpenDocument } from '@isnad/server/api';

/** Which words of the text stand where on the pictures of its pages. Pure; regions in shares of the page, 0 … 1. */

export type PlacedWord = OpenDocument['layout']['places'][number];
export type Region = PlacedWord['region'];

/** The words of each page, in the order of the text. */
export function wordsByPage(places: readonly PlacedWord[]): ReadonlyMap<number, readonly PlacedWord[]> {
  return Map.groupBy(
    places.toSorted((a, b) => a.start - b.start),
    ({ page }) => page,
  );
}

/** The word under a point of the page; null between words. */
export function wordUnder(words: readonly PlacedWord[], x: number, y: number): PlacedWord | null {
  return (
    words.find(
      ({ region }) => x >= region.x && x <= region.x + region.width && y >= region.y && y <= region.y + region.height,
    ) ?? null
  );
}

/** The word that holds a place of the text, or the first after it. */
export function wordAt(words: readonly PlacedWord[], at: number): PlacedWord | null {
  return words.find(({ end }) => end > at) ?? null;
}

/** The share of the lower one's height from which two words stand on one line. */
const SAME_LINE = 0.5;

/** The regions of `start` … `end` on a page: words that stand side by side on a line as one. */
export function regionsOf(words: readonly PlacedWord[], start: number, end: number): Region[] {
  const regions: Region[] = [];
  for (const word of words) {
    if (word.end <= start || word.start >= end) continue;
    const last = regions.at(-1);
    if (last !== undefined && isOnLine(last, word.region)) regions[regions.length - 1] = around(last, word.region);
    else regions.push(word.region);
  }
  return regions;
}

function isOnLine(one: Region, other: Region): boolean {
  const shared = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return shared > SAME_LINE * Math.min(one.height, other.height);
}

function around(one: Region, other: Region): Region {
  const x = Math.min(one.x, other.x);
  const y = Math.min(one.y, other.y);
  return {
    ...{ x, y },
    width: Math.max(one.x + one.width, other.x + other.width) - x,
    height: Math.max(one.y + one.height, other.y + other.height) - y,
  };
}

/** Words that recognition is not sure of are worth a look at the page. */
export const UNSURE = 0.6;

export function isUnsure({ confidence }: PlacedWord): boolean {
  return confidence !== undefined && confidence < UNSURE;
}
