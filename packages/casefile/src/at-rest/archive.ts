import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdir, opendir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { extract, pack } from 'tar-stream';
import { CaseError } from '../store/store.ts';

/** A folder as one stream (POSIX tar), and back. Only files and folders; whatever else lies there is refused. */

/** @param leaveOut names, with `/` between, that are not to be in it */
export async function* archiveOf(folder: string, leaveOut: (name: string) => boolean): AsyncGenerator<Uint8Array> {
  const archive = pack();
  const fill = async (): Promise<void> => {
    for await (const { name, path } of filesBelow(folder)) {
      if (leaveOut(name)) continue;
      const { size, mtime } = await lstat(path);
      const entry = archive.entry({ name, size, mtime, mode: 0o600 });
      await pipeline(createReadStream(path), entry);
    }
    archive.finalize();
  };
  fill().catch((error: Error) => archive.destroy(error));
  for await (const chunk of archive) if (chunk instanceof Uint8Array) yield chunk;
}

async function* filesBelow(folder: string): AsyncGenerator<{ name: string; path: string }> {
  for await (const entry of await opendir(folder, { recursive: true })) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).split(sep).join('/');
    if (!entry.isFile()) throw new CaseError(`${name} is a link or no file: take it out of the case first`);
    yield { name, path };
  }
}

/**
 * Writes what an archive holds into a folder, each file synced, for its owner alone.
 * @throws CaseError for an entry that is no file, or would lie elsewhere
 */
export async function unarchive(bytes: AsyncIterable<Uint8Array>, folder: string): Promise<void> {
  const entries = extract();
  // An error of either side ends the other.
  const feeding = pipeline(bytes, entries);
  const writing = (async () => {
    for await (const entry of entries) {
      const { name, type } = entry.header;
      if (type !== 'file' || name.startsWith('/') || name.split(/[/\\]/).includes('..'))
        throw new CaseError(`the archive holds ${name}, which is no file of a case`);
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await pipeline(entry, createWriteStream(path, { mode: 0o600, flags: 'wx', flush: true }));
    }
  })();
  writing.catch((error: Error) => entries.destroy(error));
  // What ended the feeding is the cause; a broken archive ends the writing only.
  await feeding;
  await writing;
}
