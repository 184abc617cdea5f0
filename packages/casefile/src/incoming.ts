import { createHash } from 'node:crypto';
import { mkdir, open, opendir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type OriginalHash, originalHash } from './ids.ts';

/** Bytes that are on this machine's disk and not kept yet. */
export interface Received {
  readonly hash: OriginalHash;
  readonly size: number;
  readonly path: string;
}

/** Names of files still being written: process id and a count. */
const NAME = /^(\d+)-\d+$/;

let count = 0;

/** A folder of files that last as long as the process which writes or reads them. */
export class Incoming {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes the folder, and sweeps up what processes that have ended left. */
  async prepare(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    for await (const { name } of await opendir(this.#folder)) {
      const owner = Number(NAME.exec(name)?.[1]);
      if (!isRunning(owner)) await rm(join(this.#folder, name), { force: true });
    }
  }

  /**
   * Writes bytes as they come.
   * @param lasting whether they have reached the disk when it returns: those that are kept elsewhere need not
   */
  async receive(
    bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    { lasting }: { readonly lasting: boolean } = { lasting: true },
  ): Promise<Received> {
    const path = join(this.#folder, `${process.pid}-${++count}`);
    const digest = createHash('sha256');
    let size = 0;
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const piece of bytes) {
        digest.update(piece);
        size += piece.length;
        await file.writeFile(piece);
      }
      if (lasting) await file.sync();
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    return { hash: originalHash.parse(digest.digest('hex')), size, path };
  }

  drop({ path }: Received): Promise<void> {
    return rm(path, { force: true });
  }
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
