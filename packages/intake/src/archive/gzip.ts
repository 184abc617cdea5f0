import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Context } from '../formats/context.ts';
import { type Part, UnreadableError } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';
import { LIMITS } from '../limits.ts';
import { readEntry } from './entry.ts';

/** One file packed by gzip. */
export async function* read(source: FileSource, context: Context): AsyncGenerator<Part> {
  const name = source.name.replace(/\.gz$/i, '') || 'unnamed';
  const bytes = await unpacked(source.stream(), source.size);
  yield* readEntry(name, bytes.length, () => Promise.resolve(bytes), context);
}

/** @throws UnreadableError for more than the limits allow */
async function unpacked(stream: AsyncIterable<Uint8Array>, packed: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const gunzip = createGunzip();
  const bytes = Readable.from(stream);
  bytes.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const piece of bytes.pipe(gunzip)) {
      size += piece.length;
      const bomb = size > LIMITS.ratioFreeBytes && size > packed * LIMITS.archiveRatio;
      if (bomb || size > LIMITS.fileBytes)
        throw new UnreadableError('too large', 'it unpacks to more than a file may, as bombs do');
      pieces.push(piece);
    }
  } finally {
    bytes.destroy();
  }
  return Buffer.concat(pieces);
}

/** The first bytes of what is packed, as many as the head of the file gives; empty when it is damaged. */
export async function unpackedHead(head: Uint8Array): Promise<Uint8Array> {
  const gunzip = createGunzip();
  const pieces: Uint8Array[] = [];
  gunzip.end(head);
  try {
    for await (const piece of gunzip) pieces.push(piece);
  } catch {
    // The head breaks off in the middle: what came before the break is what was wanted.
  }
  return Buffer.concat(pieces);
}
