import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TextPage } from '../pages/line.ts';
import type { Source } from './protocol.ts';

/**
 * Keeps recognised pages, so that a bundle of scans that was interrupted goes on where it was. A key stands for one
 * page of one original, whatever it is called.
 */
export interface PageStore {
  get(key: string): Promise<TextPage | null>;
  put(key: string, page: TextPage): Promise<void>;
}

/** A folder with a file a page, each written whole before it has its name. */
export function pageFolder(path: string): PageStore {
  const fileOf = (key: string) => join(path, `${createHash('sha256').update(key).digest('hex')}.json`);
  return {
    async get(key) {
      try {
        const page: TextPage = JSON.parse(await readFile(fileOf(key), 'utf8'));
        return page;
      } catch (error) {
        if (error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'ENOENT'))
          return null;
        throw error;
      }
    },
    async put(key, page) {
      await mkdir(path, { recursive: true });
      const file = fileOf(key);
      const unfinished = `${file}.${process.pid}`;
      await writeFile(unfinished, JSON.stringify(page));
      await rename(unfinished, file);
    },
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
