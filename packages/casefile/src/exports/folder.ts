import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isRunning } from '../incoming.ts';
import { syncFolder } from '../originals.ts';
import { CaseError } from '../store/store.ts';

const PASSING = '.incoming';

/** A file of an export: its name in the folder, with `/` between, its size in bytes and the SHA-256 of its bytes. */
export interface ExportedFile {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/**
 * A folder that is there whole or not at all: written under a passing name beside its place, synced, then renamed. What is
 * written is for its owner alone (mode 0600, folders 0700).
 */
export class ExportFolder {
  readonly #target: string;
  readonly #passing: string;
  readonly #check: (words: string) => void;
  readonly files: ExportedFile[] = [];

  private constructor(target: string, passing: string, check: (words: string) => void) {
    this.#target = target;
    this.#passing = passing;
    this.#check = check;
  }

  /**
   * @param check looks through all that is written, and throws when it must not go out
   * @throws CaseError when something is at the target already
   */
  static async begin(target: string, check: (words: string) => void): Promise<ExportFolder> {
    const place = resolve(target);
    const there = await readdir(place).catch(ifNoFolder);
    if (there !== null && there.length > 0) throw new CaseError('the folder of the export is not empty');
    await mkdir(dirname(place), { recursive: true });
    await sweep(place);
    const passing = join(dirname(place), `.${basename(place)}.${process.pid}-${randomUUID()}${PASSING}`);
    await mkdir(passing, { mode: 0o700 });
    return new ExportFolder(place, passing, check);
  }

  /** Where the files lie until `settle`: for what writes files by itself. */
  get path(): string {
    return this.#passing;
  }

  /** Looks through words that go into a file which can't be searched as it is. */
  check(words: string): void {
    this.#check(words);
  }

  /** Writes a file of these pieces, each of them looked through. */
  async write(name: string, pieces: AsyncIterable<string> | Iterable<string>): Promise<void> {
    const check = this.#check;
    const checked = async function* (): AsyncGenerator<Buffer> {
      for await (const piece of pieces) {
        check(piece);
        yield Buffer.from(piece);
      }
    };
    await this.#write(name, checked());
  }

  async writeBytes(name: string, bytes: Uint8Array): Promise<void> {
    await this.#write(name, [bytes]);
  }

  async #write(name: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    const path = join(this.#passing, name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const digest = createHash('sha256');
    let size = 0;
    const counted = async function* (): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunks) {
        digest.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    };
    await pipeline(Readable.from(counted()), createWriteStream(path, { mode: 0o600, flush: true }));
    this.files.push({ name, size, sha256: digest.digest('hex') });
  }

  /** Puts the folder in its place. */
  async settle(): Promise<void> {
    await syncFolder(this.#passing);
    await rmdir(this.#target).catch(ifNoFolder);
    await rename(this.#passing, this.#target);
    await syncFolder(dirname(this.#target));
  }

  /** Takes away what was written; for an export that failed. */
  async discard(): Promise<void> {
    await rm(this.#passing, { recursive: true, force: true });
  }
}

/** Takes away what exports to the same place left that were killed. */
async function sweep(place: string): Promise<void> {
  const begin = `.${basename(place)}.`;
  for (const name of await readdir(dirname(place))) {
    if (!name.startsWith(begin) || !name.endsWith(PASSING)) continue;
    const owner = Number.parseInt(name.slice(begin.length), 10);
    if (!isRunning(owner)) await rm(join(dirname(place), name), { recursive: true, force: true });
  }
}

function ifNoFolder(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  if (error.code === 'ENOTDIR') throw new CaseError('there is a file of that name');
  throw error;
}
