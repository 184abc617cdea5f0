import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import type { Context } from '../formats/context.ts';
import { type Part, UnreadableError } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';
import { LIMITS } from '../limits.ts';
import { readEntry } from './entry.ts';
import { isFurniture, labelOf } from './names.ts';

/** The files of a TAR, packed by gzip or not, as they come. Links lead nowhere and are passed over. */
export async function* read(source: FileSource, context: Context): AsyncGenerator<Part> {
  const head = await source.head(2);
  const packed = head[0] === 0x1f && head[1] === 0x8b;
  const tar = extract();
  const bytes = Readable.from(source.stream());
  const failed = (error: Error) => tar.destroy(error);
  bytes.on('error', failed);
  if (packed) bytes.pipe(createGunzip().on('error', failed)).pipe(tar);
  else bytes.pipe(tar);
  try {
    for await (const entry of tar) {
      const { name, type, size } = entry.header;
      const label = labelOf(name);
      if (type !== 'file' || isFurniture(label)) {
        entry.resume();
        continue;
      }
      const content = await whole(entry, size ?? 0);
      yield* readEntry(label, content?.length ?? 0, () => bytesOr(content, size ?? 0), context);
    }
  } finally {
    bytes.destroy();
    tar.destroy();
  }
}

/** An entry's bytes; null, with the entry passed over, when they are too many. */
async function whole(entry: AsyncIterable<unknown>, size: number): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  for await (const piece of entry) if (size <= LIMITS.fileBytes && piece instanceof Uint8Array) pieces.push(piece);
  return size <= LIMITS.fileBytes ? Buffer.concat(pieces) : null;
}

function bytesOr(content: Uint8Array | null, size: number): Promise<Uint8Array> {
  if (content !== null) return Promise.resolve(content);
  return Promise.reject(new UnreadableError('too large', `it has ${size} bytes; ${LIMITS.fileBytes} are read`));
}
