import { rowsOf } from '@isnad/text';
import { arabicLists } from '../load.ts';
import type { GrayImage } from './gray.ts';
import { COLUMNS, ROWS, type Shape, shapesIn } from './shapes.ts';
import type { Box, SeenWord } from './tesseract.ts';

/**
 * The figures ٠ … ٩, which the Arabic model of tesseract hardly knows: it was made from texts with the others. They don't
 * join, so each is told by its shape. A shape alone doesn't tell 10 from ١٥, but a page does: only where clear shapes say
 * that it has these figures are they read.
 */

/** A line of the page as it is so far. */
export interface MendedLine {
  readonly words: readonly SeenWord[];
  readonly box: Box;
}

interface Template {
  readonly sign: string;
  readonly height: number;
  readonly middle: number;
  readonly aspect: number;
  readonly cells: Float32Array;
}

/** What a shape most likely is, and how far it is from that: 0 for the very shape, 1 for one that has nothing of it. */
interface Likeness {
  readonly sign: string;
  readonly distance: number;
}

const ARABIC = /[\u0660-\u0669]/;
const WESTERN = /[0-9]/;
/** Shapes nearer than this are clear enough to tell which figures a page has. */
const CLEAR = 0.2;
/** Each shape of a word that is read must be this near, and all of them on the mean. */
const NEAR = 0.32;
const NEAR_ON_MEAN = 0.24;
/** Of a word in which letters were seen, each must be this near. */
const NEARER = 0.2;
/** Zero and full stop are both dots: the middle of the one stands this far down the figures beside it, or less. */
const ZERO = 0.74;
/** Clear shapes of these figures that a page must have, and so many times those of the others. */
const ENOUGH = 3;
const TIMES = 3;

/** The lines of a page, its Arabic figures read by their shapes where it has them. */
export function withArabicDigits<L extends MendedLine>(lines: readonly L[], image: GrayImage): L[] {
  const shaped = lines.map((line) => line.words.map((word) => shapesOf(word, image)));
  let arabic = 0;
  let western = 0;
  lines.forEach((line, l) => {
    for (const shape of shaped[l]!.flat()) {
      const best = likeness(shape, line.box, () => true);
      if (best.distance > CLEAR) continue;
      if (ARABIC.test(best.sign)) arabic++;
      else if (WESTERN.test(best.sign)) western++;
    }
  });
  if (arabic < ENOUGH || arabic < TIMES * western) return [...lines];
  return lines.map((line, l) => ({
    ...line,
    words: line.words.map((word, w) => read(word, shaped[l]![w]!, line.box)),
  }));
}

/** Nothing for words that are surely Arabic ones. */
function shapesOf(word: SeenWord, image: GrayImage): Shape[] {
  const letters = /[\u0621-\u064A]/.test(word.text);
  if (letters && (word.confidence > 0.5 || word.text.length > 6)) return [];
  if (!letters && !/[\p{L}\p{N}\p{S}]/u.test(word.text)) return [];
  return shapesIn(image, word.box);
}

function read(word: SeenWord, shapes: readonly Shape[], line: Box): SeenWord {
  const found = shapes.map((shape) => likeness(shape, line, (sign) => !WESTERN.test(sign)));
  const distances = found.map(({ distance }) => distance);
  const worst = Math.max(...distances);
  const mean = distances.reduce((sum, distance) => sum + distance, 0) / Math.max(1, distances.length);
  const limit = /[\u0621-\u064A]/.test(word.text) ? NEARER : NEAR;
  const signs = withZeros(found, shapes);
  if (found.length === 0 || worst > limit || mean > NEAR_ON_MEAN || !ARABIC.test(signs)) return word;
  return { ...word, text: inOrder(signs), confidence: 1 - worst };
}

function withZeros(found: readonly Likeness[], shapes: readonly Shape[]): string {
  const figures = shapes.filter((_, i) => /[١-٩]/.test(found[i]!.sign));
  const top = Math.min(...figures.map(({ box }) => box.y0));
  const bottom = Math.max(...figures.map(({ box }) => box.y1));
  return found
    .map(({ sign }, i) => {
      if (figures.length === 0 || (sign !== '.' && sign !== '٠')) return sign;
      const { y0, y1 } = shapes[i]!.box;
      return ((y0 + y1) / 2 - top) / (bottom - top) < ZERO ? '٠' : '.';
    })
    .join('');
}

/**
 * Signs as they stand from left to right in the order in which they are read from right to left: figures with a point,
 * a slash or a comma among them run from left to right, everything else the other way (Unicode Bidirectional Algorithm).
 */
function inOrder(seen: string): string {
  const pieces = seen.match(/[\u0660-\u0669]+(?:[/.:،٫][\u0660-\u0669]+)*|./gu) ?? [];
  return pieces
    .reverse()
    .map((piece) => (piece === '(' ? ')' : piece === ')' ? '(' : piece))
    .join('');
}

let templates: readonly Template[] | undefined;

function knownShapes(): readonly Template[] {
  templates ??= rowsOf(arabicLists(), 'digit-shapes.tsv', ['sign', 'face', 'height', 'middle', 'aspect', 'cells']).map(
    (row) => ({
      sign: row.sign,
      height: Number(row.height),
      middle: Number(row.middle),
      aspect: Number(row.aspect),
      cells: Float32Array.from(row.cells, (digit) => Number.parseInt(digit, 16) / 15),
    }),
  );
  return templates;
}

function likeness({ box, cells }: Shape, line: Box, may: (sign: string) => boolean): Likeness {
  const whole = line.y1 - line.y0;
  const height = (box.y1 - box.y0) / whole;
  const middle = ((box.y0 + box.y1) / 2 - line.y0) / whole;
  const aspect = (box.x1 - box.x0) / (box.y1 - box.y0);
  let best: Likeness = { sign: '', distance: 1 };
  for (const template of knownShapes()) {
    if (!may(template.sign)) continue;
    let distance =
      0.25 * Math.min(1, Math.abs(Math.log(height / template.height))) +
      0.25 * Math.min(1, Math.abs(Math.log(aspect / template.aspect))) +
      0.3 * Math.abs(middle - template.middle);
    if (distance >= best.distance) continue;
    let apart = 0;
    for (let cell = 0; cell < COLUMNS * ROWS; cell++) apart += Math.abs(cells[cell]! - template.cells[cell]!);
    distance += apart / (COLUMNS * ROWS);
    if (distance < best.distance) best = { sign: template.sign, distance };
  }
  return best;
}
