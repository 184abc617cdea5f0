import { readdir } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { isFurniture, isSavedBeside, pageNames } from './archive/names.ts';
import type { FileToRead } from './intake.ts';
import { isBundle } from './scans/kinds.ts';

/**
 * The files of a folder and of the folders in it, as they are to be read: without what programs put there, without what
 * browsers save beside a page, and a folder of nothing but pictures of pages as one bundle. Links are not followed.
 */
export async function* filesIn(folder: string): AsyncGenerator<FileToRead> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const files = entries.filter((entry) => entry.isFile() && !isFurniture(entry.name)).map((entry) => entry.name);
  const folders = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name);
  const pages = pageNames(files);
  const transcriptions = await xmlBeside(folder, folders);
  if (isBundle([...files, ...transcriptions])) {
    const paths = [...files, ...transcriptions].map((name) => join(folder, name));
    yield { source: { kind: 'scans', paths }, name: basename(folder) };
    return;
  }
  for (const name of files) yield { source: join(folder, name), name };
  for (const name of folders) {
    if (!isSavedBeside(`${name}/`, pages)) yield* filesIn(join(folder, name));
  }
}

/** Transcriptions in folders beside the pictures, as Transkribus writes them: `page/0001.xml`, `alto/0001.xml`. */
async function xmlBeside(folder: string, folders: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of folders) {
    if (!/^(?:page|alto)$/i.test(name)) return [];
    for (const file of await readdir(join(folder, name))) {
      if (/\.xml$/i.test(file)) found.push(relative(folder, join(folder, name, file)));
    }
  }
  // Both forms of one page are there sometimes; PAGE keeps more.
  const page = found.filter((path) => /^page/i.test(path));
  return page.length > 0 ? page : found;
}
