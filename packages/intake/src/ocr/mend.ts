import { inkColumns, inkFromLeft, widestHole } from './ink.ts';
import type { PreparedPage } from './prepare.ts';
import { type Box, type SeenLine, type SeenWord, see } from './tesseract.ts';

/** What recognition of Arabic gets wrong in ways that the page itself tells for certain, mended. */

export async function mendedLine(line: SeenLine, page: PreparedPage): Promise<SeenWord[]> {
  const plain = line.words.map((word) => ({ ...word, text: mendedText(word, line, page) }));
  return lookedAtAgain(joinedWords(plain, line, page), page);
}

const NON_JOINING = /[اأإآدذرزوؤىءة«(]$/;
/** A hole narrower than this part of the line's usual hole between words is one between letters. */
const NARROW = 0.5;
const FEWEST_HOLES = 4;

/** Words cut behind a letter that doesn't join: on the page the hole there is none between words. */
function joinedWords(words: readonly SeenWord[], line: SeenLine, page: PreparedPage): SeenWord[] {
  const holes = words.slice(1).map((word, i) => holeBetween(words[i]!, word, line, page));
  const sorted = [...holes].sort((a, b) => a - b);
  const usual = sorted[sorted.length >> 1] ?? 0;
  const out: SeenWord[] = [];
  words.forEach((word, i) => {
    const last = out[out.length - 1];
    const narrow = i > 0 && holes.length >= FEWEST_HOLES && holes[i - 1]! < usual * NARROW;
    if (last !== undefined && narrow && NON_JOINING.test(last.text) && /^[\u0621-\u064A]/.test(word.text)) {
      out[out.length - 1] = joined(last, word);
    } else out.push(word);
  });
  return out;
}

/** The widest hole in the ink about the place where two words meet, of which the second stands to the left. */
function holeBetween(right: SeenWord, left: SeenWord, line: SeenLine, page: PreparedPage): number {
  const margin = (line.box.y1 - line.box.y0) * 0.15;
  const x0 = Math.min(left.box.x1, right.box.x0) - margin;
  const x1 = Math.max(left.box.x1, right.box.x0) + margin;
  return widestHole(inkColumns(page.pixels, { x0, x1, y0: line.box.y0, y1: line.box.y1 }));
}

function joined(a: SeenWord, b: SeenWord): SeenWord {
  return {
    text: a.text + b.text,
    confidence: Math.min(a.confidence, b.confidence),
    box: {
      x0: Math.min(a.box.x0, b.box.x0),
      y0: Math.min(a.box.y0, b.box.y0),
      x1: Math.max(a.box.x1, b.box.x1),
      y1: Math.max(a.box.y1, b.box.y1),
    },
  };
}

const ARABIC_BEFORE = '(?<=[\\u0621-\\u0652»”")])';
const COMMA = new RegExp(`${ARABIC_BEFORE},(?!\\d)`, 'g');
const SEMICOLON = new RegExp(`${ARABIC_BEFORE};`, 'g');
const QUESTION = new RegExp(`${ARABIC_BEFORE}\\?`, 'g');

function mendedText(word: SeenWord, line: SeenLine, page: PreparedPage): string {
  const text = word.text
    .replace(/[\u200B-\u200F\u202A-\u202E\u2066-\u2069]/g, '')
    // Behind an Arabic word these marks are the Arabic ones.
    .replace(COMMA, '،')
    .replace(SEMICOLON, '؛')
    .replace(QUESTION, '؟');
  return MAY_BE_COMMA.test(text) && isComma(word, line, page) ? `${text.slice(0, -1)}،` : text;
}

/** Signs that the Arabic comma is taken for behind a word. */
const MAY_BE_COMMA = /[\u0621-\u064A»)][.،»؛ء]$/;

/**
 * A comma is one stroke on the baseline, about twice as high as wide. A full stop is as wide as high, a hamza nearly;
 * a semicolon and a colon are higher, and a guillemet is two strokes.
 */
function isComma(word: SeenWord, line: SeenLine, page: PreparedPage): boolean {
  const [ink, next] = inkFromLeft(page.pixels, word.box, 2);
  if (ink === undefined) return false;
  const width = ink.x1 - ink.x0;
  const height = ink.y1 - ink.y0;
  const tall = height / (line.box.y1 - line.box.y0);
  if (width < height * 0.33 || width > height * 0.62 || tall < 0.16 || tall > 0.33) return false;
  return next === undefined || !isTwin(ink, next);
}

/** Whether a second piece of ink stands beside the first and is of its size, as the strokes of a guillemet are. */
function isTwin(ink: Box, next: Box): boolean {
  const width = ink.x1 - ink.x0;
  const height = ink.y1 - ink.y0;
  const near = next.x0 - ink.x1 <= width * 1.5 && Math.abs(next.y0 - ink.y0) <= height * 0.25;
  return near && next.x1 - next.x0 <= width * 1.6 && Math.abs(next.y1 - next.y0 - height) <= height * 0.25;
}

/** Words that are no Arabic ones are looked at again with the Latin models; these must be surer, and see a word. */
async function lookedAtAgain(words: readonly SeenWord[], page: PreparedPage): Promise<SeenWord[]> {
  const out: SeenWord[] = [];
  let foreign: SeenWord[] = [];
  const flush = async () => {
    if (foreign.length > 0) out.push(...(await latin(foreign, page)));
    foreign = [];
  };
  for (const word of words) {
    if (isForeign(word)) foreign.push(word);
    else {
      await flush();
      out.push(word);
    }
  }
  await flush();
  return out;
}

/** An Arabic word of which recognition is less sure than this may be a Latin one. */
const DOUBTFUL = 0.2;

/**
 * What was seen without an Arabic letter, and what the Arabic model makes of Latin letters: its letters mixed with figures
 * and signs, or words that it doesn't believe in itself.
 */
function isForeign({ text, confidence }: SeenWord): boolean {
  if (!/[\u0621-\u064A\u0660-\u0669]/.test(text)) return /[\p{L}\p{N}]{2}/u.test(text);
  return confidence < DOUBTFUL || MIXED.test(text);
}

const MIXED = /[\u0621-\u064A][:©|]?[\dA-Za-z©|]|[\dA-Za-z©|][\u0621-\u064A]/;
/** What stands where Arabic letters were seen must be seen this surely to be no Arabic. */
const SURE = 0.8;

const LATIN = /^[("'[]*\p{Script=Latin}[\p{Script=Latin}\p{N}.&'’/-]*[)\]"',.:;%]*$/u;
const NUMBER = /^[(]*\p{N}[\p{N}.,:/-]*%?[)\]،.:;]*$/u;

async function latin(words: readonly SeenWord[], page: PreparedPage): Promise<SeenWord[]> {
  const box = words
    .map((word) => word.box)
    .reduce((a, b) => ({
      x0: Math.min(a.x0, b.x0),
      y0: Math.min(a.y0, b.y0),
      x1: Math.max(a.x1, b.x1),
      y1: Math.max(a.y1, b.y1),
    }));
  const piece = await page.cut(box);
  const seen = await surest(piece.image);
  const confidence = surenessOf(words);
  const sure = surenessOf(seen);
  const wholly = seen.length > 0 && seen.every((word) => LATIN.test(word.text) || NUMBER.test(word.text));
  const better =
    seen.some((word) => LATIN.test(word.text) && /\p{L}{2}/u.test(word.text)) || words.length === seen.length;
  const least = words.some((word) => /[\u0621-\u064A]/.test(word.text)) ? SURE : 0.6;
  if (!wholly || !better || sure < least || sure <= confidence) return [...words];
  return seen.map((word) => ({
    ...word,
    box: {
      x0: word.box.x0 + piece.left,
      y0: word.box.y0 + piece.top,
      x1: word.box.x1 + piece.left,
      y1: word.box.y1 + piece.top,
    },
  }));
}

/** A piece of a line as the English or the French model sees it, whichever is surer. */
async function surest(image: Uint8Array): Promise<SeenWord[]> {
  const english = (await see(image, 'eng', 'line')).flatMap((line) => line.words);
  // Numbers are the same to both, and words that are certain need no second look.
  if (surenessOf(english) > CERTAIN || english.every((word) => NUMBER.test(word.text))) return english;
  const french = (await see(image, 'fra', 'line')).flatMap((line) => line.words);
  return surenessOf(french) > surenessOf(english) ? french : english;
}

const CERTAIN = 0.95;

/** How sure the least sure of some words is; 0 for none. */
function surenessOf(words: readonly SeenWord[]): number {
  return words.length === 0 ? 0 : Math.min(...words.map((word) => word.confidence));
}
