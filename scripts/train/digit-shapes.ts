/**
 * `npm run train:digits`: draws the figures ٠ … ٩ and 0 … 9 and the signs among them in the typefaces of this machine, and
 * writes their shapes for intake, a line a sign and typeface.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import type { GrayImage } from '../../packages/intake/src/ocr/gray.ts';
import { shapesIn } from '../../packages/intake/src/ocr/shapes.ts';

const FACES = [
  ...[
    'Noto Naskh Arabic',
    'Noto Sans Arabic',
    'Noto Kufi Arabic',
    'Amiri',
    'Scheherazade',
    'Lateef',
    'KacstBook',
    'KacstOne',
  ],
  'DejaVu Sans',
];
const SIGNS = [...'٠١٢٣٤٥٦٧٨٩0123456789/-–()٫،.:٪'];
const SIZE = 48;
/** High and deep letters, between which a line of text lies. */
const LINE = 'الجو';
const OUT = join(import.meta.dirname, '..', '..', 'packages', 'intake', 'data', 'ar', 'digit-shapes.tsv');

function drawn(text: string, font: string): GrayImage {
  const canvas = createCanvas(400, 160);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  context.font = font;
  context.direction = 'ltr';
  context.fillText(text, 120, 100);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const pixels = new Uint8Array(canvas.width * canvas.height).map((_, at) => data[at * 4]!);
  return { width: canvas.width, height: canvas.height, pixels };
}

const WHOLE = { x0: 0, x1: 400, y0: 0, y1: 160 };
const lines = ['sign\tface\theight\tmiddle\taspect\tcells'];
lines.push(
  '# Made by `npm run train:digits`. Height and middle are parts of the height of a line of Arabic, the middle from its top;',
  '# aspect is width by height; cells are shares of ink (0 … f) in a grid of 10 by 14.',
);
const known = new Set(GlobalFonts.families.map(({ family }) => family));
for (const face of FACES.filter((one) => known.has(one))) {
  for (const weight of ['normal', 'bold']) {
    const font = `${weight} ${SIZE}px "${face}"`;
    const inks = shapesIn(drawn(LINE, font), WHOLE).map(({ box }) => box);
    const top = Math.min(...inks.map(({ y0 }) => y0));
    const height = Math.max(...inks.map(({ y1 }) => y1)) - top;
    for (const sign of SIGNS) {
      const shapes = shapesIn(drawn(sign, font), WHOLE);
      const [shape] = shapes;
      if (shape === undefined || shapes.length > 1) continue;
      const { x0, x1, y0, y1 } = shape.box;
      const cells = [...shape.cells].map((ink) => Math.round(ink * 15).toString(16)).join('');
      const numbers = [(y1 - y0) / height, ((y0 + y1) / 2 - top) / height, (x1 - x0) / (y1 - y0)];
      lines.push([sign, `${face} ${weight}`, ...numbers.map((one) => one.toFixed(3)), cells].join('\t'));
    }
  }
}
await writeFile(OUT, `${lines.join('\n')}\n`);
console.log(`${lines.length - 3} shapes`);
