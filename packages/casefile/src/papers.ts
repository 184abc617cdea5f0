import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What lies beside a case's database because others than Isnad must be able to check it: `proofs` of its log, and the
 * logs of cases that were `joined` to it.
 */
export const SHELVES = ['proofs', 'joined'] as const;
export type Shelf = (typeof SHELVES)[number];

export interface Papers {
  /** In their order. */
  names(shelf: Shelf): Promise<string[]>;
  /** Its bytes, some at a time; null when there is none. */
  pieces(shelf: Shelf, name: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** Keeps it, whole or not at all, in the place of one of the same name. */
  keep(shelf: Shelf, name: string, content: PaperContent): Promise<void>;
}

export type PaperContent = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** All its bytes; null when there is none. */
export async function paperOf(papers: Papers, shelf: Shelf, name: string): Promise<Buffer | null> {
  const pieces = await papers.pieces(shelf, name);
  if (pieces === null) return null;
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** Ends the name of a file that is being written. */
const PASSING = '.incoming';

/** Papers as files of a case's folder, each shelf a folder. */
export class FolderPapers implements Papers {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async names(shelf: Shelf): Promise<string[]> {
    const names = await readdir(join(this.#folder, shelf)).catch(() => []);
    return names.filter((name) => !name.endsWith(PASSING)).toSorted();
  }

  async pieces(shelf: Shelf, name: string): Promise<AsyncIterable<Uint8Array> | null> {
    const path = join(this.#folder, shelf, name);
    const there = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    return there === null ? null : createReadStream(path);
  }

  async keep(shelf: Shelf, name: string, content: PaperContent): Promise<void> {
    await mkdir(join(this.#folder, shelf), { recursive: true, mode: 0o700 });
    const path = join(this.#folder, shelf, name);
    await writeFile(`${path}${PASSING}`, content, { mode: 0o600, flush: true });
    await rename(`${path}${PASSING}`, path);
  }
}
