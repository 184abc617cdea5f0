import { Zip } from '../archive/zip.ts';
import { type Context, newBudget } from '../formats/context.ts';
import { UnreadableError } from '../formats/part.ts';
import { readSource } from '../formats/read.ts';
import type { FileSource } from '../formats/source.ts';
import { lazySource } from '../formats/source.ts';
import { drawImage } from '../image/read.ts';
import { drawPdfPage } from '../pdf/read.ts';

/**
 * A page of a document as PNG, so many pixels wide.
 * @param part where the document lies in its file, as it says itself
 * @param image the page's picture, for a page of a bundle
 */
export async function drawPart(
  source: FileSource,
  part: string | null,
  page: number,
  image: string | null,
  width: number,
): Promise<Uint8Array> {
  const { file, format } = await findPart(source, part);
  if (format === 'pdf') return drawPdfPage(await file.bytes(), page, width);
  if (format === 'image') return drawImage(file, page, width);
  if (format === 'scans' && image !== null) return drawScan(file, image, width);
  throw new UnreadableError('no text', 'the document has no pages to show');
}

interface Found {
  readonly file: FileSource;
  readonly format: string;
}

/** Goes through a file as reading does, without reading, until it comes to the part. */
async function findPart(source: FileSource, part: string | null): Promise<Found> {
  let found: Found | null = null;
  const context: Context = {
    depth: 0,
    part: null,
    budget: newBudget(),
    recognizer: { recognize: () => Promise.resolve(null) },
    recognized: () => {},
    step: () => {},
    begin: () => false,
    seen: (file, format, at) => {
      if (at === part) found ??= { file, format };
    },
  };
  for await (const _ of readSource(source, context)) if (found !== null) break;
  if (found === null) throw new UnreadableError('damaged', `there is no «${part ?? source.name}» in the file`);
  return found;
}

async function drawScan(archive: FileSource, image: string, width: number): Promise<Uint8Array> {
  const zip = await Zip.open(archive);
  try {
    const entry = zip.find(image);
    if (entry === undefined) throw new UnreadableError('damaged', `there is no «${image}» in the file`);
    return await drawImage(
      lazySource(image, entry.size, () => zip.read(entry)),
      1,
      width,
    );
  } finally {
    zip.close();
  }
}
