import { Zip } from '../archive/zip.ts';
import { type Context, spend } from '../formats/context.ts';
import { type Part, UnreadableError } from '../formats/part.ts';
import type { FileSource } from '../formats/source.ts';
import { readRecords } from './warc.ts';

/** A web archive in a ZIP: its WARCs. Pages, indexes and screenshots beside them say nothing more. */
export async function* read(source: FileSource, context: Context): AsyncGenerator<Part> {
  const zip = await Zip.open(source);
  try {
    const archives = zip.entries.filter((entry) => /^archive\/.+\.warc(?:\.gz)?$/i.test(entry.label));
    if (archives.length === 0) throw new UnreadableError('no text', 'there is no WARC in the archive');
    for (const entry of archives) {
      const bytes = await zip.read(entry);
      spend(context.budget, bytes.length);
      yield* readRecords(once(bytes), context);
    }
  } finally {
    zip.close();
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
