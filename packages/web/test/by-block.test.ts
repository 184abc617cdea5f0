import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { byBlock } from '../src/reader/by-block.ts';

const extent = fc
  .tuple(fc.nat(60), fc.integer({ min: 1, max: 20 }))
  .map(([start, more]) => ({ start, end: start + more }));
/** Blocks in order, some touching, some apart. */
const blocks = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 12 })), { maxLength: 8 }).map((steps) => {
  let at = 0;
  return steps.map(([gap, length]) => {
    const start = at + gap;
    at = start + length;
    return { start, end: at };
  });
});

test('each block has just the items with words in it, in their order', () => {
  fc.assert(
    fc.property(blocks, fc.array(extent), (all, items) => {
      const naive = all.map((block) =>
        items.flatMap(({ start, end }, item) => (start < block.end && block.start < end ? [item] : [])),
      );
      assert.deepEqual(byBlock(all, items), naive);
    }),
  );
});
