import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, opendir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type OriginalHash, originalHash } from './ids.ts';
import { Incoming, type Received } from './incoming.ts';

/** The bytes that came in, each under its hash, never changed and never written twice. */
export interface Originals {
  /** Writes bytes that are not here yet; they are sure to stay once `settle` has returned. */
  keep(hash: OriginalHash, bytes: Uint8Array): Promise<void>;
  /** Takes bytes as they come onto this machine's disk, to be kept once they were read, or dropped. */
  receive(bytes: AsyncIterable<Uint8Array>): Promise<Received>;
  /** Keeps what was received, which is then no longer where it was. */
  keepReceived(received: Received): Promise<void>;
  drop(received: Received): Promise<void>;
  /** Returns when all that was kept has reached the disk, names and all. */
  settle(): Promise<void>;
  /** @throws MissingOriginal */
  read(hash: OriginalHash): Promise<Uint8Array>;
  /**
   * Its bytes, some at a time.
   * @throws MissingOriginal
   */
  pieces(hash: OriginalHash): AsyncIterable<Uint8Array>;
  /**
   * Has something read it from a file on this machine's disk, which may be gone once `work` is done.
   * @throws MissingOriginal
   */
  lend<T>(hash: OriginalHash, work: (path: string) => Promise<T>): Promise<T>;
  /** Hash and size of what is really there; null when nothing is. */
  examine(hash: OriginalHash): Promise<Examined | null>;
  /** What lies there, under whatever name, but for what is being written. */
  names(): AsyncIterable<string>;
}

/** What bytes really are. */
export interface Examined {
  readonly hash: string;
  readonly size: number;
}

export async function examined(bytes: AsyncIterable<Uint8Array>): Promise<Examined> {
  const digest = createHash('sha256');
  let size = 0;
  for await (const piece of bytes) {
    digest.update(piece);
    size += piece.length;
  }
  return { hash: digest.digest('hex'), size };
}

/** Thrown for bytes that are not here. */
export class MissingOriginal extends Error {
  override readonly name = 'MissingOriginal';
  readonly code = 'ENOENT';

  constructor(hash: string) {
    super(`the original ${hash} is missing`);
  }
}

const INCOMING = 'incoming';

/**
 * Originals in a folder: `a/ab12…` under the first digit of the hash. A file is written under a passing name,
 * synced, then renamed, so that a name of the folder always has all its bytes.
 */
export class FolderOriginals implements Originals {
  readonly #folder: string;
  readonly #incoming: Incoming;
  readonly #unsynced = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
    this.#incoming = new Incoming(join(folder, INCOMING));
  }

  /** Makes the folder, and sweeps up what processes that have ended left half-written. */
  prepare(): Promise<void> {
    return this.#incoming.prepare();
  }

  async keep(hash: OriginalHash, bytes: Uint8Array): Promise<void> {
    const there = await stat(this.#path(hash)).catch(ifMissing);
    if (there?.size === bytes.length) return;
    const { path } = await this.#incoming.receive([bytes]);
    await this.#place(path, hash);
  }

  receive(bytes: AsyncIterable<Uint8Array>): Promise<Received> {
    return this.#incoming.receive(bytes);
  }

  keepReceived({ hash, path }: Received): Promise<void> {
    return this.#place(path, hash);
  }

  drop(received: Received): Promise<void> {
    return this.#incoming.drop(received);
  }

  async #place(passing: string, hash: OriginalHash): Promise<void> {
    const shelf = join(this.#folder, hash.slice(0, 1));
    const made = await mkdir(shelf, { recursive: true, mode: 0o700 });
    if (made !== undefined) this.#unsynced.add(this.#folder);
    this.#unsynced.add(shelf);
    await rename(passing, this.#path(hash));
  }

  async settle(): Promise<void> {
    const folders = [...this.#unsynced];
    this.#unsynced.clear();
    await Promise.all(folders.map(syncFolder));
  }

  async read(hash: OriginalHash): Promise<Uint8Array> {
    const bytes = await readFile(this.#path(hash)).catch(ifMissing);
    if (bytes === null) throw new MissingOriginal(hash);
    return bytes;
  }

  async *pieces(hash: OriginalHash): AsyncGenerator<Uint8Array> {
    const path = this.#path(hash);
    if ((await stat(path).catch(ifMissing)) === null) throw new MissingOriginal(hash);
    yield* createReadStream(path);
  }

  async lend<T>(hash: OriginalHash, work: (path: string) => Promise<T>): Promise<T> {
    const path = this.#path(hash);
    if ((await stat(path).catch(ifMissing)) === null) throw new MissingOriginal(hash);
    return work(path);
  }

  async examine(hash: OriginalHash): Promise<Examined | null> {
    const there = await stat(this.#path(hash)).catch(ifMissing);
    return there === null ? null : examined(this.pieces(hash));
  }

  async *names(): AsyncGenerator<string> {
    for await (const shelf of await opendir(this.#folder)) {
      if (shelf.name === INCOMING) continue;
      if (!shelf.isDirectory()) {
        yield shelf.name;
        continue;
      }
      for await (const { name } of await opendir(join(this.#folder, shelf.name))) {
        const known = originalHash.safeParse(name).success && name.startsWith(shelf.name);
        yield known ? name : join(shelf.name, name);
      }
    }
  }

  #path(hash: OriginalHash): string {
    return join(this.#folder, hash.slice(0, 1), hash);
  }
}

/** A folder's own entries reach the disk only when the folder is synced, too. */
export async function syncFolder(path: string): Promise<void> {
  // Windows has no handle on a folder to sync; its file system journals names by itself.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function ifMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
