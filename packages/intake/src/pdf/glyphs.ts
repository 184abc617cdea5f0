import type { Engine, PdfFont, PdfPage } from './engine.ts';
import { greatest, least } from './extremes.ts';
import { apply, IDENTITY, type Matrix, matrixOf, multiply } from './matrix.ts';

/**
 * A page's glyphs where they stand, out of the operators that draw them. Positions are points from the page's top left
 * corner after its rotation, y downwards.
 */
export interface Glyph {
  /** What its font, or the producer for this piece of text, says it stands for, in reading order; '' when nobody says. */
  text: string;
  /** Left end of its baseline, as seen upright. */
  x: number;
  y: number;
  /** Along the baseline; 0 for marks. */
  width: number;
  /** Height of the font. */
  size: number;
  /** Quarter turns of the baseline clockwise from left to right: 0 … 3. */
  readonly turn: number;
  readonly font: string;
  /** Its number in the font, the same wherever the document shows it. */
  readonly code: number;
  /** Text of OCR behind an image, or otherwise drawn without ink. */
  readonly hidden: boolean;
  /** True when {@link text} was stated for a run of glyphs, which is then one. */
  readonly stated: boolean;
}

interface State {
  matrix: Matrix;
  text: Matrix;
  x: number;
  y: number;
  lineX: number;
  lineY: number;
  leading: number;
  charSpacing: number;
  wordSpacing: number;
  scale: number;
  rise: number;
  mode: number;
  font: string;
  size: number;
}

const START: Omit<State, 'matrix'> = {
  text: IDENTITY,
  x: 0,
  y: 0,
  lineX: 0,
  lineY: 0,
  leading: 0,
  charSpacing: 0,
  wordSpacing: 0,
  scale: 1,
  rise: 0,
  mode: 0,
  font: '',
  size: 0,
};

/** What pdf.js tells of a glyph that is shown, as far as it is used. */
interface ShownGlyph {
  readonly unicode?: unknown;
  readonly width?: unknown;
  readonly isSpace?: unknown;
  readonly fontChar?: unknown;
}

/** Rendering modes of PDF in which no ink is laid: invisible, and clipping alone. */
const INVISIBLE = new Set([3, 7]);

/** A run of glyphs for which the producer states the text. */
interface Stated {
  readonly text: string;
  readonly level: number;
  readonly glyphs: Glyph[];
}

/** @param limit glyphs beyond which the rest of the page is left unread */
export async function glyphsOf(page: PdfPage, engine: Engine, limit: number): Promise<Glyph[]> {
  const list = await page.getOperatorList();
  const names = new Map(Object.entries(engine.operators).map(([name, number]) => [number, name]));
  const machine = new TextMachine(page, limit);
  for (let i = 0; i < list.fnArray.length && !machine.full; i++) {
    machine.step(names.get(list.fnArray[i]!) ?? '', list.argsArray[i] ?? []);
  }
  return machine.glyphs;
}

class TextMachine {
  readonly glyphs: Glyph[] = [];
  private readonly page: PdfPage;
  private readonly limit: number;
  private readonly base: Matrix;
  private readonly stack: State[] = [];
  private readonly fonts = new Map<string, PdfFont>();
  private state: State;
  private level = 0;
  private stated: Stated | null = null;

  constructor(page: PdfPage, limit: number) {
    this.page = page;
    this.limit = limit;
    this.base = matrixOf(page.getViewport({ scale: 1 }).transform) ?? IDENTITY;
    this.state = { ...START, matrix: this.base };
  }

  get full(): boolean {
    return this.glyphs.length >= this.limit;
  }

  step(operator: string, args: readonly unknown[]): void {
    const state = this.state;
    switch (operator) {
      case 'save':
      case 'beginGroup':
        this.stack.push({ ...state });
        break;
      case 'restore':
      case 'endGroup':
      case 'paintFormXObjectEnd':
      case 'endAnnotation':
        this.state = this.stack.pop() ?? state;
        break;
      case 'transform':
        this.transform(matrixOf(args));
        break;
      case 'paintFormXObjectBegin':
        this.stack.push({ ...state });
        this.transform(matrixOf(args[0]));
        break;
      case 'beginAnnotation':
        this.stack.push({ ...state });
        this.state = { ...START, matrix: this.base };
        this.transform(matrixOf(args[2]));
        this.transform(matrixOf(args[3]));
        break;
      case 'beginText':
        this.setTextMatrix(IDENTITY);
        break;
      case 'setTextMatrix':
        this.setTextMatrix(matrixOf(args[0]) ?? IDENTITY);
        break;
      case 'moveText':
        this.move(number(args[0]), number(args[1]));
        break;
      case 'setLeadingMoveText':
        state.leading = number(args[1]);
        this.move(number(args[0]), number(args[1]));
        break;
      case 'nextLine':
        this.move(0, state.leading);
        break;
      case 'setLeading':
        state.leading = -number(args[0]);
        break;
      case 'setCharSpacing':
        state.charSpacing = number(args[0]);
        break;
      case 'setWordSpacing':
        state.wordSpacing = number(args[0]);
        break;
      case 'setHScale':
        state.scale = number(args[0]) / 100;
        break;
      case 'setTextRise':
        state.rise = number(args[0]);
        break;
      case 'setTextRenderingMode':
        state.mode = number(args[0]);
        break;
      case 'setFont':
        this.setFont(args[0], args[1]);
        break;
      case 'setGState':
        this.setGraphics(args[0]);
        break;
      case 'showText':
        this.show(args[0]);
        break;
      case 'beginMarkedContent':
        this.level++;
        break;
      case 'beginMarkedContentProps':
        this.beginMarked(args[2]);
        break;
      case 'endMarkedContent':
        this.endMarked();
        break;
    }
  }

  private transform(matrix: Matrix | null): void {
    if (matrix !== null) this.state.matrix = multiply(this.state.matrix, matrix);
  }

  private setTextMatrix(matrix: Matrix): void {
    Object.assign(this.state, { text: matrix, x: 0, y: 0, lineX: 0, lineY: 0 });
  }

  private move(x: number, y: number): void {
    const state = this.state;
    state.lineX += x;
    state.lineY += y;
    state.x = state.lineX;
    state.y = state.lineY;
  }

  private setFont(font: unknown, size: unknown): void {
    this.state.font = String(font);
    this.state.size = number(size);
  }

  private setGraphics(entries: unknown): void {
    if (!Array.isArray(entries)) return;
    for (const entry of entries) {
      if (Array.isArray(entry) && entry[0] === 'Font' && Array.isArray(entry[1]))
        this.setFont(entry[1][0], entry[1][1]);
    }
  }

  private beginMarked(text: unknown): void {
    this.level++;
    if (typeof text === 'string' && this.stated === null) {
      this.stated = { text: decodePdfString(text), level: this.level, glyphs: [] };
    }
  }

  private endMarked(): void {
    if (this.stated !== null && this.stated.level === this.level) {
      const glyph = joined(this.stated);
      if (glyph !== null) this.glyphs.push(glyph);
      this.stated = null;
    }
    this.level = Math.max(0, this.level - 1);
  }

  private font(id: string): PdfFont {
    let font = this.fonts.get(id);
    if (font === undefined) {
      font = fontOf(this.page, id);
      this.fonts.set(id, font);
    }
    return font;
  }

  private show(items: unknown): void {
    if (!Array.isArray(items)) return;
    const state = this.state;
    const font = this.font(state.font);
    const size = Math.abs(state.size);
    const direction = state.size < 0 ? -1 : 1;
    const advance = size * (font.fontMatrix?.[0] ?? 0.001);
    const scale = state.scale * direction;
    let at = 0;
    for (const item of items) {
      if (this.full) break;
      if (typeof item === 'number') {
        at += ((font.vertical === true ? 1 : -1) * item * size) / 1000;
        continue;
      }
      const shown = item as ShownGlyph;
      const spacing = (shown.isSpace === true ? state.wordSpacing : 0) + state.charSpacing;
      const width = number(shown.width) * advance;
      this.place(shown, at * scale, width * scale, size);
      at += width + spacing * direction;
    }
    if (font.vertical === true) state.y -= at;
    else state.x += at * scale;
  }

  private place(shown: ShownGlyph, offset: number, width: number, size: number): void {
    const state = this.state;
    const matrix = multiply(state.matrix, state.text);
    const [x0, y0] = apply(matrix, state.x + offset, state.y + state.rise);
    const [x1, y1] = apply(matrix, state.x + offset + width, state.y + state.rise);
    const along = apply([matrix[0], matrix[1], matrix[2], matrix[3], 0, 0], 1, 0);
    const turn = ((Math.round(Math.atan2(along[1], along[0]) / (Math.PI / 2)) % 4) + 4) % 4;
    const height = size * Math.hypot(matrix[2], matrix[3]);
    if (!Number.isFinite(x0 + y0 + x1 + y1 + height) || height < 0.5) return;
    const glyph: Glyph = {
      text: statedText(String(shown.unicode ?? '')),
      ...upright(turn, x0, y0, x1, y1),
      size: height,
      turn,
      font: state.font,
      code: String(shown.fontChar ?? '').codePointAt(0) ?? 0,
      hidden: INVISIBLE.has(state.mode),
      stated: false,
    };
    if (this.stated === null) this.glyphs.push(glyph);
    else this.stated.glyphs.push(glyph);
  }
}

/**
 * The left end and the length of a baseline, turned so that it runs left to right; {@link unturned} is the way back.
 */
function upright(turn: number, x0: number, y0: number, x1: number, y1: number) {
  const [a, b] = turned(turn, x0, y0);
  const [c] = turned(turn, x1, y1);
  return { x: Math.min(a, c), y: b, width: Math.abs(c - a) };
}

/** A point of the page in the frame in which text of this turn runs left to right. */
export function turned(turn: number, x: number, y: number): readonly [number, number] {
  if (turn === 1) return [y, -x];
  if (turn === 2) return [-x, -y];
  if (turn === 3) return [-y, x];
  return [x, y];
}

/** The way back of {@link turned}. */
export function unturned(turn: number, x: number, y: number): readonly [number, number] {
  if (turn === 1) return [-y, x];
  if (turn === 2) return [-x, -y];
  if (turn === 3) return [y, -x];
  return [x, y];
}

/** The run as one glyph; null for a run that draws nothing. */
function joined(stated: Stated): Glyph | null {
  const first = stated.glyphs[0];
  if (first === undefined) return null;
  const left = least(stated.glyphs, (glyph) => glyph.x);
  const right = greatest(stated.glyphs, (glyph) => glyph.x + glyph.width);
  const main = stated.glyphs.reduce((widest, glyph) => (glyph.width > widest.width ? glyph : widest), first);
  return { ...main, text: stated.text, x: left, width: right - left, stated: true };
}

/** What is no character at all, or the font's private matter, is nothing. */
function statedText(unicode: string): string {
  return unicode.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uE000-\uF8FF\uFFFD\uFFFE\uFFFF]/g, '');
}

/** A text string of PDF: UTF-16 with a mark, UTF-8 with a mark, or PDFDocEncoding, whose Latin part is enough here. */
function decodePdfString(bytes: string): string {
  const raw = Buffer.from(bytes, 'latin1');
  if (raw[0] === 0xfe && raw[1] === 0xff) return new TextDecoder('utf-16be').decode(raw);
  if (raw[0] === 0xff && raw[1] === 0xfe) return new TextDecoder('utf-16le').decode(raw);
  if (raw[0] === 0xef && raw[1] === 0xbb) return new TextDecoder().decode(raw);
  return bytes;
}

function fontOf(page: PdfPage, id: string): PdfFont {
  try {
    return page.commonObjs.get(id);
  } catch {
    // A font that pdf.js could not load draws nothing, but its text is still told.
    return {};
  }
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
