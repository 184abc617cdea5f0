import assert from 'node:assert/strict';
import { test } from 'node:test';
import { overlooked } from '../src/ocr/overlooked.ts';
import type { Box } from '../src/ocr/tesseract.ts';

/** A page of 400 × 400 with lines of words, each word a box with holes as letters have. */
function page(...rows: readonly Box[]) {
  const image = { width: 400, height: 400, pixels: new Uint8Array(160_000).fill(255) };
  for (const { x0, x1, y0, y1 } of rows) {
    for (let y = y0; y < y1; y++) {
      for (let x = x0; x < x1; x++) if ((x + y) % 4 === 0) image.pixels[y * image.width + x] = 0;
    }
  }
  return image;
}

const line = (y0: number, x0 = 20, x1 = 380): Box => ({ x0, x1, y0, y1: y0 + 20 });
const seen = (...boxes: readonly Box[]) => boxes.map((box) => ({ box }));

test('a line that is in no box is found, where and as long as it is', () => {
  const lines = [line(40), line(80, 60, 380), line(120)];
  const [found, ...more] = overlooked(seen(lines[0]!, lines[2]!), page(...lines));
  assert.deepEqual(more, []);
  assert.deepEqual([found?.y0, found?.y1], [80, 100]);
  assert.ok(found!.x0 >= 60 && found!.x0 < 64 && found!.x1 <= 380 && found!.x1 > 376);
});

test('nothing is left over on a page whose lines were all seen, dots about them included', () => {
  const lines = [line(40), line(80)];
  const dots = { x0: 100, x1: 104, y0: 34, y1: 38 };
  assert.deepEqual(overlooked(seen(...lines), page(...lines, dots)), []);
});

test('stains, pictures and rules are no lines', () => {
  const text = line(40);
  const stain = { x0: 200, x1: 240, y0: 120, y1: 140 };
  const picture = { x0: 50, x1: 350, y0: 200, y1: 380 };
  assert.deepEqual(overlooked(seen(text), page(text, stain, picture)), []);
  const rule = page(text);
  for (let y = 150; y < 153; y++) rule.pixels.fill(0, y * 400 + 20, y * 400 + 380);
  assert.deepEqual(overlooked(seen(text), rule), []);
});

test('a page on which nothing was seen has no lines to be measured by', () => {
  assert.deepEqual(overlooked([], page(line(40))), []);
});
