/** Matching of found spans with gold ones. */

interface Extent {
  readonly start: number;
  readonly end: number;
}

export function overlaps(a: Extent, b: Extent): boolean {
  return a.start < b.end && b.start < a.end;
}

/**
 * Pairs found with gold one to one: in order of the text, each gold with the found span that shares most units with
 * it among those not yet taken.
 * @returns index pairs `[found, gold]`
 */
export function pairByOverlap(found: readonly Extent[], gold: readonly Extent[]): [number, number][] {
  const candidates: { shared: number; f: number; g: number }[] = [];
  found.forEach((a, f) => {
    gold.forEach((b, g) => {
      if (overlaps(a, b)) candidates.push({ shared: Math.min(a.end, b.end) - Math.max(a.start, b.start), f, g });
    });
  });
  candidates.sort((x, y) => y.shared - x.shared || x.g - y.g || x.f - y.f);
  const usedFound = new Set<number>();
  const usedGold = new Set<number>();
  const pairs: [number, number][] = [];
  for (const { f, g } of candidates) {
    if (usedFound.has(f) || usedGold.has(g)) continue;
    usedFound.add(f);
    usedGold.add(g);
    pairs.push([f, g]);
  }
  return pairs;
}

/** Words of a span by white space and punctuation, for the overlap of two spans. */
function wordsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of text.split(/[\s.,;:!?،؛؟"'“”«»‘’()[\]\-–—…]+/u)) {
    if (word !== '') counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** F1 of the words that two texts share, each counted as often as it stands. */
export function tokenF1(a: string, b: string): number {
  const left = wordsOf(a);
  const right = wordsOf(b);
  let shared = 0;
  let total = 0;
  for (const [word, count] of left) {
    shared += Math.min(count, right.get(word) ?? 0);
    total += count;
  }
  for (const count of right.values()) total += count;
  return total === 0 ? 1 : (2 * shared) / total;
}

/** Units that two extents share over the units of both. */
export function extentOverlap(a: Extent, b: Extent): number {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return shared <= 0 ? 0 : shared / (Math.max(a.end, b.end) - Math.min(a.start, b.start));
}
