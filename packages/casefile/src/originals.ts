import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, opendir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type OriginalHash, originalHash } from './ids.ts';

/** The bytes that came in, each under its hash, never changed and never written twice. */
export interface Originals {
  /** Writes bytes that are not here yet; they are sure to stay once `settle` has returned. */
  keep(hash: OriginalHash, bytes: Uint8Array): Promise<void>;
  /** Writes bytes as they come under a passing name, to be kept once they were read, or dropped. */
  receive(bytes: AsyncIterable<Uint8Array>): Promise<Received>;
  /** Gives what was received its name. */
  keepReceived(received: Received): Promise<void>;
  drop(received: Received): Promise<void>;
  /** Returns when all that was kept has reached the disk, names and all. */
  settle(): Promise<void>;
  /** @throws MissingOriginal */
  read(hash: OriginalHash): Promise<Uint8Array>;
  /** Its place on disk, for a reader that takes only what it needs of it. */
  path(hash: OriginalHash): string;
  /** Hash and size of what is really there; null when nothing is. */
  examine(hash: OriginalHash): Promise<{ readonly hash: string; readonly size: number } | null>;
  /** What lies there, under whatever name, but for what is being written. */
  names(): AsyncIterable<string>;
}

/** Bytes that are on the disk and not kept yet. */
export interface Received {
  readonly hash: OriginalHash;
  readonly size: number;
  readonly path: string;
}

/** Thrown for bytes that are not here. */
export class MissingOriginal extends Error {
  override readonly name = 'MissingOriginal';
  readonly code = 'ENOENT';

  constructor(hash: string) {
    super(`the original ${hash} is missing`);
  }
}

/** Names of files still being written: process id and a count. */
const INCOMING = 'incoming';
const INCOMING_NAME = /^(\d+)-\d+$/;

/**
 * Originals in a folder: `a/ab12…` under the first digit of the hash. A file is written under a passing name,
 * synced, then renamed, so that a name of the folder always has all its bytes.
 */
export class FolderOriginals implements Originals {
  readonly #folder: string;
  readonly #unsynced = new Set<string>();
  #count = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes the folder, and sweeps up what processes that have ended left half-written. */
  async prepare(): Promise<void> {
    const incoming = join(this.#folder, INCOMING);
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    for await (const { name } of await opendir(incoming)) {
      const owner = Number(INCOMING_NAME.exec(name)?.[1]);
      if (!isRunning(owner)) await rm(join(incoming, name), { force: true });
    }
  }

  async keep(hash: OriginalHash, bytes: Uint8Array): Promise<void> {
    const there = await stat(this.path(hash)).catch(ifMissing);
    if (there?.size === bytes.length) return;
    const passing = this.#passing();
    const file = await open(passing, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await this.#place(passing, hash);
  }

  async receive(bytes: AsyncIterable<Uint8Array>): Promise<Received> {
    const path = this.#passing();
    const digest = createHash('sha256');
    let size = 0;
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const piece of bytes) {
        digest.update(piece);
        size += piece.length;
        await file.writeFile(piece);
      }
      await file.sync();
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    return { hash: originalHash.parse(digest.digest('hex')), size, path };
  }

  keepReceived({ hash, path }: Received): Promise<void> {
    return this.#place(path, hash);
  }

  drop({ path }: Received): Promise<void> {
    return rm(path, { force: true });
  }

  /** A name for what is still being written. */
  #passing(): string {
    return join(this.#folder, INCOMING, `${process.pid}-${++this.#count}`);
  }

  async #place(passing: string, hash: OriginalHash): Promise<void> {
    const shelf = join(this.#folder, hash.slice(0, 1));
    const made = await mkdir(shelf, { recursive: true, mode: 0o700 });
    if (made !== undefined) this.#unsynced.add(this.#folder);
    this.#unsynced.add(shelf);
    await rename(passing, this.path(hash));
  }

  async settle(): Promise<void> {
    const folders = [...this.#unsynced];
    this.#unsynced.clear();
    await Promise.all(folders.map(syncFolder));
  }

  async read(hash: OriginalHash): Promise<Uint8Array> {
    const bytes = await readFile(this.path(hash)).catch(ifMissing);
    if (bytes === null) throw new MissingOriginal(hash);
    return bytes;
  }

  async examine(hash: OriginalHash): Promise<{ readonly hash: string; readonly size: number } | null> {
    const path = this.path(hash);
    const there = await stat(path).catch(ifMissing);
    if (there === null) return null;
    const digest = createHash('sha256');
    for await (const chunk of createReadStream(path)) digest.update(chunk);
    return { hash: digest.digest('hex'), size: there.size };
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

  path(hash: OriginalHash): string {
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

/** Whether a process of this machine runs. */
export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
