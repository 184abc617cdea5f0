import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TextPage } from '../pages/line.ts';
import type { Source } from './protocol.ts';

/**
 * Keeps recognised pages, so that a bundle of scans that was interrupted goes on where it was. A key stands for one page
 * of one original, whatever that is called; the original is named by the SHA-256 of its bytes.
 */
export interface PageStore {
  get(original: string, key: string): Promise<TextPage | null>;
  put(original: string, key: string, page: TextPage): Promise<void>;
}

export interface PageFolder extends PageStore {
  /** Lets go of an original's pages, once its document is kept. */
  forget(original: string): Promise<void>;
}

/** A folder with a folder an original and a file a page, each written whole before it has its name. */
export function pageFolder(path: string): PageFolder {
  const fileOf = (original: string, key: string) =>
    join(path, original, `${createHash('sha256').update(key).digest('hex')}.json`);
  return {
    async get(original, key) {
      try {
        const page: TextPage = JSON.parse(await readFile(fileOf(original, key), 'utf8'));
        return page;
      } catch (error) {
        if (error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'ENOENT'))
          return null;
        throw error;
      }
    },
    async put(original, key, page) {
      const file = fileOf(original, key);
      await mkdir(join(path, original), { recursive: true });
      const unfinished = `${file}.${process.pid}`;
      await writeFile(unfinished, JSON.stringify(page));
      await rename(unfinished, file);
    },
    forget: (original) => rm(join(path, original), { recursive: true, force: true }),
  };
}

/** What identifies an original: the SHA-256 of its bytes, those of a bundle one after another. */
export async function hashOf(source: Source): Promise<string> {
  const hash = createHash('sha256');
  if (source instanceof Uint8Array) return hash.update(source).digest('hex');
  for (const path of typeof source === 'string' ? [source] : source.paths) {
    for await (const piece of createReadStream(path)) hash.update(piece);
  }
  return hash.digest('hex');
}
