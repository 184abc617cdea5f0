import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { rowsOf } from '@isnad/text';
import { type MendedLine, withArabicDigits } from '../src/ocr/digits.ts';
import type { GrayImage } from '../src/ocr/gray.ts';
import { COLUMNS, ROWS } from '../src/ocr/shapes.ts';
import type { SeenWord } from '../src/ocr/tesseract.ts';

/** The shapes of signs in one typeface, out of the list, to set lines of them on a page. */
const file = readFileSync(join(import.meta.dirname, '..', 'data', 'ar', 'digit-shapes.tsv'), 'utf8');
const lists = { lists: new Map([['digit-shapes.tsv', file]]), models: new Map() };
const shapes = new Map(
  rowsOf(lists, 'digit-shapes.tsv', ['sign', 'face', 'height', 'middle', 'aspect', 'cells'])
    .filter(({ face }) => face === 'Noto Naskh Arabic normal')
    .map((row) => [row.sign, row]),
);

const [WIDTH, HEIGHT, LINE] = [1200, 120, 60];

/** A line with these words, each given as its signs from left to right and as recognition took it for. */
function set(...words: ReadonlyArray<readonly [signs: string, text: string]>): { line: MendedLine; image: GrayImage } {
  const image = { width: WIDTH, height: HEIGHT, pixels: new Uint8Array(WIDTH * HEIGHT).fill(255) };
  const top = 30;
  let x = 20;
  const seen: SeenWord[] = [];
  for (const [signs, text] of words) {
    const start = x;
    for (const sign of signs) {
      const { height, middle, aspect, cells } = shapes.get(sign)!;
      const down = Math.round(Number(height) * LINE);
      const across = Math.max(2, Math.round(Number(aspect) * down));
      const y0 = Math.round(top + Number(middle) * LINE - down / 2);
      for (let v = 0; v < down; v++) {
        for (let u = 0; u < across; u++) {
          const cell = Math.floor((v * ROWS) / down) * COLUMNS + Math.floor((u * COLUMNS) / across);
          image.pixels[(y0 + v) * WIDTH + x + u] = 255 - Number.parseInt(cells[cell]!, 16) * 17;
        }
      }
      x += across + 6;
    }
    seen.push({ text, confidence: 0.5, box: { x0: start, x1: x, y0: top - 10, y1: top + LINE + 10 } });
    x += 40;
  }
  // Words of Arabic are read from the right.
  return { line: { words: seen.reverse(), box: { x0: 0, x1: WIDTH, y0: top, y1: top + LINE } }, image };
}

const textsOf = ({ line, image }: ReturnType<typeof set>) =>
  withArabicDigits([line], image)[0]!.words.map(({ text }) => text);

test('Arabic figures are read by their shapes where recognition took them for something else', () => {
  const page = set(['٢٠١٣', '7017'], ['٣٢', '©'], ['٤٧٩', '(4٠']);
  assert.deepEqual(textsOf(page), ['٤٧٩', '٣٢', '٢٠١٣']);
});

test('figures run from left to right with their slashes, ranges and signs from right to left', () => {
  // On the page: a day, a range with its brackets, a share with the sign that follows it.
  const page = set(['١٢/٧', '17/V'], ['(٢٣–٤٦)', '17-11'], ['٪٥٦', '107']);
  assert.deepEqual(textsOf(page), ['٥٦٪', '(٤٦–٢٣)', '١٢/٧']);
});

test('on a page with the other figures nothing is read so, though 10 has the shape of ١٥', () => {
  const page = set(['10', '10'], ['2738', '2738'], ['45', '45']);
  assert.deepEqual(textsOf(page), ['45', '2738', '10']);
});

test('words of letters stay, on a page of Arabic figures too', () => {
  const { line, image } = set(['٢٣٤', '114'], ['٧٨', '7A']);
  const words = [...line.words, { text: 'السد', confidence: 0.9, box: line.words[0]!.box }];
  const [found] = withArabicDigits([{ ...line, words }], image);
  assert.deepEqual(
    found?.words.map(({ text }) => text),
    ['٧٨', '٢٣٤', 'السد'],
  );
});
