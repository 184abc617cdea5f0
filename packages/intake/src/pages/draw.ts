import { bundleFiles, Zip } from '../archive/zip.ts';
import { type Context, newBudget } from '../formats/context.ts';
import { UnreadableError } from '../formats/part.ts';
import { readSource } from '../formats/read.ts';
import type { FileSource } from '../formats/source.ts';
import { drawImage } from '../image/read.ts';
import { drawPdfPage } from '../pdf/read.ts';
import { drawScan } from '../scans/draw.ts';

/**
 * A page of a document as PNG, so many pixels wide.
 * @param part where the document lies in its file, as it says itself
 */
export async function drawPart(
  source: FileSource,
  part: string | null,
  page: number,
  width: number,
): Promise<Uint8Array> {
  const { file, format } = await findPart(source, part);
  if (format === 'pdf') return drawPdfPage(await file.bytes(), page, width);
  if (format === 'image') return drawImage(file, page, width);
  if (format === 'scans') return drawZipped(file, page, width);
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

async function drawZipped(archive: FileSource, page: number, width: number): Promise<Uint8Array> {
  const zip = await Zip.open(archive);
  try {
    return await drawScan(bundleFiles(zip), page, width);
  } finally {
    zip.close();
  }
}
