import { readdir } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { isFurniture, isSavedBeside, pageNames } from './archive/names.ts';
import type { FileToRead } from './intake.ts';
import type { Scans } from './process/protocol.ts';
import { isBundle } from './scans/kinds.ts';

/** A file on disk, or the pictures of a folder. */
export interface FileFound extends FileToRead {
  readonly source: string | Scans;
  readonly name: string;
}

/**
 * The files of a folder and of the folders in it, as they are to be read: without what programs put there, without what
 * browsers save beside a page, and a folder of nothing but pictures of pages as one bundle. Links are not followed.
 */
export async function* filesIn(folder: string): AsyncGenerator<FileFound> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
  if (entries === null) {
    // What can't be opened is told as what can't be read, and the rest goes on.
    yield { source: folder, name: basename(folder) };
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const files = entries.filter((entry) => entry.isFile() && !isFurniture(entry.name)).map((entry) => entry.name);
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  const pages = pageNames(files);
  const transcriptions = await xmlBeside(
    folder,
    folders.map(({ name }) => name),
  );
  const bundle = isBundle([...files, ...transcriptions]);
  if (bundle) {
    const paths = [...files, ...transcriptions].map((name) => join(folder, name));
    yield { source: { kind: 'scans', paths }, name: basename(folder) };
  }
  const lone = new Set(bundle ? [] : files);
  for (const entry of entries) {
    const { name } = entry;
    if (lone.has(name)) yield { source: join(folder, name), name };
    else if (folders.includes(entry) && !(bundle && TRANSCRIPTIONS.test(name)) && !isSavedBeside(`${name}/`, pages)) {
      yield* filesIn(join(folder, name));
    }
  }
}

/** Folders in which Transkribus and eScriptorium put the transcriptions of the pictures beside them. */
const TRANSCRIPTIONS = /^(?:page|alto)$/i;

/** Transcriptions in folders beside the pictures: `page/0001.xml`, `alto/0001.xml`. */
async function xmlBeside(folder: string, folders: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of folders) {
    if (!TRANSCRIPTIONS.test(name)) continue;
    for (const file of await readdir(join(folder, name))) {
      if (/\.xml$/i.test(file)) found.push(relative(folder, join(folder, name, file)));
    }
  }
  // Both forms of one page are there sometimes; PAGE keeps more.
  const page = found.filter((path) => /^page/i.test(path));
  return page.length > 0 ? page : found;
}
