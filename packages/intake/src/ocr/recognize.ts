import { soundnessOf } from '../encoding/sound.ts';
import type { TextLine, TextPage, Word } from '../pages/line.ts';
import { withArabicDigits } from './digits.ts';
import { mendedLine } from './mend.ts';
import { withOverlooked } from './overlooked.ts';
import { type PreparedPage, prepare } from './prepare.ts';
import { type SeenLine, type SeenWord, see } from './tesseract.ts';

/** A page of which less than this is sure is not read: a person transcribes it. */
const READABLE = 0.6;
/** Under this a page may lie on its side or head. */
const TURNED = 0.45;
/** Ink of a page that has nothing on it but dust. */
const BLANK = 0.0004;
/** Signs without a letter or a figure that are less sure are stains and rules. */
const STAIN = 0.3;

/** The text of a page's image (PNG, JPEG, TIFF, WebP), with the place and the confidence of every word. */
export async function recognizeImage(image: Uint8Array): Promise<TextPage> {
  const upright = await prepare(image, 0);
  const { width, height } = upright;
  if (upright.ink < BLANK) return { width, height, lines: [], by: 'ocr', confidence: 1, readable: true };
  let best = await pageOf(upright);
  if (best.confidence < TURNED) {
    for (const turn of [1, 3, 2]) {
      const other = await pageOf(await prepare(image, turn));
      if (other.confidence > best.confidence) best = other;
    }
  }
  return {
    width,
    height,
    lines: best.lines,
    by: 'ocr',
    confidence: best.confidence,
    readable: best.confidence >= READABLE,
  };
}

interface SeenPage {
  readonly lines: readonly TextLine[];
  readonly confidence: number;
}

async function pageOf(page: PreparedPage): Promise<SeenPage> {
  const mended: SeenLine[] = [];
  for (const line of await withOverlooked(await see(page.image, 'ara', 'page'), page)) {
    const words = await mendedLine({ ...line, words: line.words.filter(isWord) }, page);
    if (words.length > 0) mended.push({ ...line, words });
  }
  const lines = withArabicDigits(mended, page.pixels).map((line) => ({
    words: line.words.map((word) => placed(word, page)),
    begins: beginning(line),
  }));
  return { lines, confidence: confidenceOf(lines) };
}

function isWord(word: SeenWord): boolean {
  return /[\p{L}\p{N}]/u.test(word.text) || (word.confidence > STAIN && word.text.trim() !== '');
}

function placed(word: SeenWord, page: PreparedPage): Word {
  return { text: word.text, region: page.regionOf(word.box), confidence: word.confidence };
}

function beginning(line: SeenLine): TextLine['begins'] {
  return line.begins === 'line' ? 'goes on' : line.begins === 'block' ? 'apart' : 'anew';
}

/** The mean confidence of its letters, less where what was seen is no language. */
function confidenceOf(lines: readonly TextLine[]): number {
  let sum = 0;
  let letters = 0;
  for (const word of lines.flatMap((line) => line.words)) {
    sum += (word.confidence ?? 0) * word.text.length;
    letters += word.text.length;
  }
  if (letters === 0) return 0;
  const text = lines.map((line) => line.words.map((word) => word.text).join(' ')).join('\n');
  return (sum / letters) * Math.min(1, soundnessOf(text) / 0.8);
}
