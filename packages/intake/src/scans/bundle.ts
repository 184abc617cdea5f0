import type { IntakeDocument, IntakeNote } from '../document.ts';
import type { Context } from '../formats/context.ts';
import { plainDocument } from '../formats/part.ts';
import { lazySource } from '../formats/source.ts';
import { imagePages, type PageImage } from '../image/pages.ts';
import { recognised } from '../image/read.ts';
import { assemble } from '../pages/assemble.ts';
import type { TextPage } from '../pages/line.ts';
import { type Begun, inOrder } from '../pages/order.ts';
import { transcriptionOf } from '../transcription/read.ts';
import { baseOf, isXmlName } from './kinds.ts';

/** Pictures of pages that lie together are one document; a transcription of the same name is the text of its page. */

/** A file of a bundle, read when it is wanted. */
export interface BundleFile {
  readonly label: string;
  readonly size: number;
  readonly bytes: () => Promise<Uint8Array>;
}

/** The document of a bundle, its pages in the order of the files' names. */
export async function readBundle(files: readonly BundleFile[], context: Context): Promise<IntakeDocument> {
  const notes: IntakeNote[] = [];
  const pages: TextPage[] = [];
  const names: string[] = [];
  const begin = async (page: BundlePage): Promise<Begun<TextPage>> => {
    context.step();
    names.push(page.file.label);
    const transcribed = page.transcription === null ? null : await transcribedPage(page.transcription, notes);
    return { result: transcribed === null ? pageOf(page, context, notes) : Promise.resolve(transcribed) };
  };
  for await (const page of inOrder(pagesOf(files), begin)) {
    context.step();
    pages.push(page);
  }
  const { text, places, pages: reports } = assemble(pages);
  const named = reports.map((report, i) => ({ ...report, image: names[i]! }));
  return plainDocument(text, { places, pages: named, notes });
}

/** The picture of a page, from 1. */
export function pictureOf(files: readonly BundleFile[], page: number): BundleFile | null {
  return pagesOf(files)[page - 1]?.file ?? null;
}

interface BundlePage {
  readonly file: BundleFile;
  readonly transcription: BundleFile | null;
}

function pagesOf(files: readonly BundleFile[]): BundlePage[] {
  const order = new Intl.Collator('en', { numeric: true });
  const transcriptions = new Map(
    files.filter((file) => isXmlName(file.label)).map((file) => [baseOf(file.label), file]),
  );
  return files
    .filter((file) => !isXmlName(file.label))
    .sort((a, b) => order.compare(a.label, b.label))
    .map((file) => ({ file, transcription: transcriptions.get(baseOf(file.label)) ?? null }));
}

async function transcribedPage(file: BundleFile, notes: IntakeNote[]): Promise<TextPage | null> {
  try {
    const { page } = await transcriptionOf(lazySource(file.label, file.size, file.bytes));
    return page.lines.length === 0 ? null : page;
  } catch (error) {
    notes.push({ kind: 'transcription', message: `${file.label} could not be read: ${String(error).split('\n')[0]}` });
    return null;
  }
}

async function pageOf({ file }: BundlePage, context: Context, notes: IntakeNote[]): Promise<TextPage> {
  try {
    const [image, ...more] = await imagePages(lazySource(file.label, file.size, file.bytes));
    if (more.length > 0) {
      notes.push({
        kind: 'limit',
        message: `${file.label} has ${more.length + 1} pages; in a bundle its first is read`,
      });
    }
    return await recognised(image as PageImage, `${file.label} 1`, context);
  } catch (error) {
    // One spoilt page doesn't take the bundle with it.
    notes.push({ kind: 'page', message: `${file.label} could not be opened: ${String(error).split('\n')[0]}` });
    return { width: 0, height: 0, lines: [], by: 'ocr', confidence: 0, readable: false };
  }
}
