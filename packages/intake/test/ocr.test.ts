import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { GrayImage } from '../src/ocr/gray.ts';
import { mendedLine } from '../src/ocr/mend.ts';
import type { PreparedPage } from '../src/ocr/prepare.ts';
import type { Box, SeenWord } from '../src/ocr/tesseract.ts';

/** A page with black boxes on it, as it is when it is ready to be recognised. */
function pageWith(...ink: readonly Box[]): PreparedPage {
  const [width, height] = [400, 60];
  const pixels: GrayImage = { width, height, pixels: new Uint8Array(width * height).fill(255) };
  for (const { x0, x1, y0, y1 } of ink) {
    for (let y = y0; y < y1; y++) pixels.pixels.fill(0, y * width + x0, y * width + x1);
  }
  return {
    ...{ width, height, ink: 0.1, pixels, image: new Uint8Array() },
    regionOf: () => ({ x: 0, y: 0, width: 1, height: 1 }),
    cut: () => Promise.reject(new Error('nothing here is looked at again')),
  };
}

const box = (x0: number, x1: number, y0 = 0, y1 = 40): Box => ({ x0, x1, y0, y1 });
const LINE = box(0, 400);

/** A line of one word whose last sign, at its left edge, is this piece of ink. */
async function mended(text: string, sign: Box, ...more: readonly Box[]): Promise<string> {
  const word: SeenWord = { text, confidence: 0.9, box: box(10, 120) };
  const page = pageWith(sign, ...more, box(60, 120, 10, 34));
  const [found] = await mendedLine({ words: [word], box: LINE, begins: 'line' }, page);
  return found!.text;
}

describe('the sign behind an Arabic word', () => {
  const stroke = box(12, 17, 28, 39);
  for (const taken of ['.', '»', '؛', 'ء']) {
    test(`is a comma where it was taken for «${taken}» and its stroke is twice as high as wide`, async () => {
      assert.equal(await mended(`السد${taken}`, stroke), 'السد،');
    });
  }

  test('stays a full stop when it is as wide as high', async () => {
    assert.equal(await mended('السد.', box(12, 18, 33, 39)), 'السد.');
  });

  test('stays a guillemet when a second stroke stands beside the first', async () => {
    assert.equal(await mended('السد»', stroke, box(20, 25, 28, 39)), 'السد»');
  });

  test('stays what it is when it is as high as a letter', async () => {
    assert.equal(await mended('السد؛', box(12, 20, 16, 36)), 'السد؛');
  });

  test('is the Arabic one of Latin commas, semicolons and question marks, but within numbers', async () => {
    const nothing = box(12, 13, 38, 39);
    assert.equal(await mended('السد,', nothing), 'السد،');
    assert.equal(await mended('السد;', nothing), 'السد؛');
    assert.equal(await mended('السد?', nothing), 'السد؟');
    assert.equal(await mended('سد,5', nothing), 'سد,5');
  });
});

test('a word that was cut behind a letter that does not join is put together where the page has no hole', async () => {
  const words = ['قال', 'مدير', 'السد', 'إ', 'ن', 'المياه', 'غمرت'];
  // From the right; the fourth and the fifth stand close together.
  const edges = [390, 345, 290, 235, 221, 170, 110];
  const boxes = words.map((_, i) => box(edges[i]! - (i === 3 ? 12 : 40), edges[i]!, 8, 36));
  const line = {
    words: words.map((text, i) => ({ text, confidence: 0.9, box: boxes[i]! })),
    box: LINE,
    begins: 'line',
  } as const;
  const mendedWords = await mendedLine(line, pageWith(...boxes));
  assert.deepEqual(
    mendedWords.map(({ text }) => text),
    ['قال', 'مدير', 'السد', 'إن', 'المياه', 'غمرت'],
  );
});
