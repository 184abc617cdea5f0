import { UnreadableError } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';
import { drawPdfPage } from '../pdf/read.ts';

/** A page of a file as PNG, so many pixels wide. */
export async function drawPart(source: FileSource, part: string | null, page: number, width: number): Promise<Uint8Array> {
  if (part !== null) throw new UnreadableError('damaged', `there is no «${part}» in the file`);
  return drawPdfPage(await source.bytes(), page, width);
}
