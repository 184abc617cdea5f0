/** Which items of a document have words in which of its blocks. Pure. */

/** UTF-16 units of the text. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** For each block, which of the items have words in it. Blocks are in the order of the text and do not overlap. */
export function byBlock(blocks: readonly Extent[], items: readonly Extent[]): readonly (readonly number[])[] {
  const found: number[][] = blocks.map(() => []);
  for (const [item, { start, end }] of items.entries()) {
    for (let block = firstEndingAfter(blocks, start); block < blocks.length; block++) {
      if (blocks[block]!.start >= end) break;
      found[block]!.push(item);
    }
  }
  return found;
}

function firstEndingAfter(blocks: readonly Extent[], at: number): number {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (blocks[middle]!.end > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
