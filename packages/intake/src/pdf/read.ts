import type { IntakeNote } from '../document.ts';
import { soundnessOf } from '../encoding/sound.ts';
import type { Context } from '../formats/context.ts';
import { type Part, plainDocument, UnreadableError } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';
import { LIMITS } from '../limits.ts';
import { assemble } from '../pages/assemble.ts';
import { lineText, type TextPage } from '../pages/line.ts';
import { type Begun, inOrder } from '../pages/order.ts';
import { withoutRunningHeads } from '../pages/running-heads.ts';
import { type Engine, type PdfDocument, pdfEngine } from './engine.ts';
import { glyphsOf } from './glyphs.ts';
import { layOut, type Memory, newMemory } from './layout.ts';
import { isNameless, withStrokesNamed } from './nameless.ts';
import { drawPage } from './render.ts';

/** A text layer that is less sound than this is no text: two words of a line are wrong. */
const SOUND = 0.9;
/** Letters of a page under which it may be a picture with a number on it. */
const FEW_LETTERS = 20;

/** A PDF, page by page: its text layer where that is sound, the page's image recognised where it isn't. */
export async function* read(source: FileSource, context: Context): AsyncGenerator<Part> {
  const engine = await pdfEngine();
  const bytes = await source.bytes();
  const document = await opened(engine, bytes, 1);
  const images = new Images(engine, bytes);
  try {
    const memory = newMemory();
    const count = Math.min(document.numPages, LIMITS.pdfPages);
    const read: TextPage[] = [];
    const pages = Array.from({ length: count }, (_, i) => i + 1);
    for await (const page of inOrder(pages, (page) => readPage(document, engine, page, memory, images, context))) {
      context.step();
      read.push(page);
    }
    const { pages: kept, notes } = withoutRunningHeads(read);
    const { text, pages: reports, places } = assemble(kept);
    const title = await titleOf(document, kept);
    yield {
      kind: 'document',
      document: plainDocument(text, { title, pages: reports, places, notes: [...notes, ...pageNotes(document, read)] }),
    };
  } finally {
    await document.loadingTask.destroy();
    await images.close();
  }
}

/** A page of a PDF as PNG, so many pixels wide. */
export async function drawPdfPage(bytes: Uint8Array, page: number, width: number): Promise<Uint8Array> {
  const document = await opened(await pdfEngine(), bytes, LIMITS.imagePixels);
  try {
    return await drawPage(await document.getPage(page), width);
  } finally {
    await document.loadingTask.destroy();
  }
}

/** Opens a PDF, or says why it can't be opened. */
async function opened(engine: Engine, bytes: Uint8Array, imagePixels: number): Promise<PdfDocument> {
  try {
    return await engine.open(bytes, imagePixels);
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      throw new UnreadableError('encrypted', 'the PDF opens only with a password');
    }
    throw error;
  }
}

/** The same document with its images, opened when a first page must be drawn. */
class Images {
  private readonly engine: Engine;
  private readonly bytes: Uint8Array;
  private document: Promise<PdfDocument> | null = null;

  constructor(engine: Engine, bytes: Uint8Array) {
    this.engine = engine;
    this.bytes = bytes;
  }

  async draw(page: number): Promise<Uint8Array> {
    this.document ??= opened(this.engine, this.bytes, LIMITS.imagePixels);
    const opening = await this.document;
    const found = await opening.getPage(page);
    try {
      return await drawPage(found);
    } finally {
      found.cleanup();
    }
  }

  async close(): Promise<void> {
    await (await this.document)?.loadingTask.destroy();
  }
}

async function readPage(
  document: PdfDocument,
  engine: Engine,
  number: number,
  memory: Memory,
  images: Images,
  context: Context,
): Promise<Begun<TextPage>> {
  const page = await document.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  const glyphs = withStrokesNamed(await glyphsOf(page, engine, LIMITS.pageGlyphs));
  const lines = layOut(glyphs, width, height, memory);
  page.cleanup();
  const text = lines.map(lineText).join('\n');
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const unknown = glyphs.filter(isNameless).length;
  const confidence = soundnessOf(text) * (1 - unknown / Math.max(1, glyphs.length));
  const layer: TextPage = { width, height, lines, by: 'text layer', confidence, readable: confidence >= SOUND };
  if (letters >= FEW_LETTERS && layer.readable) return { result: Promise.resolve(layer) };
  return { result: recognised(layer, letters, () => images.draw(number), `page ${number}`, context) };
}

/** The page's image as text; the layer where recognition is off or finds less. */
async function recognised(
  layer: TextPage,
  letters: number,
  draw: () => Promise<Uint8Array>,
  page: string,
  context: Context,
): Promise<TextPage> {
  const seen = await context.recognizer.recognize(page, draw);
  const empty = letters === 0;
  if (seen === null) return empty || !layer.readable ? { ...layer, lines: [], confidence: 0, readable: false } : layer;
  // A page with a few sound letters of its own and no more in its image: a number, a stamp, a blank page.
  if (layer.readable && seen.lines.length === 0) return layer;
  return { ...seen, width: layer.width, height: layer.height };
}

/** The title that the PDF's properties state, when the first page shows it: programs put their file names there. */
async function titleOf(document: PdfDocument, pages: readonly TextPage[]): Promise<string | null> {
  const { info } = await document.getMetadata();
  const stated = 'Title' in info && typeof info.Title === 'string' ? info.Title.replace(/\s+/gu, ' ').trim() : '';
  const shown = pages[0]?.lines.map(lineText).join(' ') ?? '';
  return stated.length >= 8 && shown.includes(stated) ? stated : null;
}

function pageNotes(document: PdfDocument, pages: readonly TextPage[]): IntakeNote[] {
  const notes: IntakeNote[] = [];
  if (document.numPages > pages.length) {
    notes.push({ kind: 'limit', message: `${document.numPages} pages; the first ${pages.length} were read` });
  }
  return notes;
}
