import sharp from 'sharp';
import type { Context } from '../formats/context.ts';
import { type Part, plainDocument, UnreadableError } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';
import { LIMITS } from '../limits.ts';
import { assemble } from '../pages/assemble.ts';
import type { TextPage } from '../pages/line.ts';
import { inOrder } from '../pages/order.ts';
import { imagePages, type PageImage } from './pages.ts';

/** A picture, or the pages of a TIFF, as text. */
export async function* read(source: FileSource, context: Context): AsyncGenerator<Part> {
  const images = await imagePages(source);
  const pages: TextPage[] = [];
  const begin = (image: PageImage) => Promise.resolve({ result: recognised(image, `page ${image.number}`, context) });
  for await (const page of inOrder(images, begin)) {
    context.step();
    pages.push(page);
  }
  const { text, ...placed } = assemble(pages);
  yield { kind: 'document', document: plainDocument(text, { ...placed, notes: [] }) };
}

/** A page's text, or the page unread where recognition is off. */
export async function recognised(image: PageImage, key: string, context: Context): Promise<TextPage> {
  const page = await context.recognizer.recognize(key, image.encoded);
  return page ?? { width: image.width, height: image.height, lines: [], by: 'ocr', confidence: 0, readable: false };
}

/** A picture as PNG, so many pixels wide. */
export async function drawImage(source: FileSource, page: number, width: number): Promise<Uint8Array> {
  const image = (await imagePages(source))[page - 1];
  if (image === undefined) throw new UnreadableError('damaged', `the image has no page ${page}`);
  return sharp(await image.encoded(), { limitInputPixels: LIMITS.imagePixels })
    .autoOrient()
    .resize({ width, withoutEnlargement: true })
    .png()
    .toBuffer();
}
