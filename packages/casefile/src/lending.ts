import type { OriginalHash } from './ids.ts';
import type { Incoming, Received } from './incoming.ts';

/** Bytes of originals that stay on this machine's disk when nobody reads them: pages of a scan are turned one by one. */
const KEPT = 256 * 1024 * 1024;

interface Lent {
  readonly received: Promise<Received>;
  readers: number;
  size: number;
}

/**
 * Originals that lie elsewhere, as files on this machine's disk while something reads them, and the last of them a
 * while longer: fetched once, however many ask at once or soon again.
 */
export class Lending {
  readonly #incoming: Incoming;
  readonly #kept: number;
  /** The last used last. */
  readonly #lent = new Map<OriginalHash, Lent>();

  /** @param kept bytes that stay when nobody reads them */
  constructor(incoming: Incoming, kept = KEPT) {
    this.#incoming = incoming;
    this.#kept = kept;
  }

  async lend<T>(
    hash: OriginalHash,
    pieces: () => AsyncIterable<Uint8Array>,
    work: (path: string) => Promise<T>,
  ): Promise<T> {
    const lent = this.#lent.get(hash) ?? { received: this.#incoming.receive(pieces()), readers: 0, size: 0 };
    this.#lent.delete(hash);
    this.#lent.set(hash, lent);
    lent.readers++;
    try {
      const { path, size } = await lent.received;
      lent.size = size;
      return await work(path);
    } finally {
      lent.readers--;
      await this.#shrink(this.#kept);
    }
  }

  /** Keeps nothing more. Call it when nothing is lent. */
  close(): Promise<void> {
    return this.#shrink(0);
  }

  /** Lets go of what was not used for longest until what nobody reads fits; of what could not be fetched, at once. */
  async #shrink(most: number): Promise<void> {
    const idle = [...this.#lent].filter(([, { readers }]) => readers === 0);
    let size = idle.reduce((sum, [, lent]) => sum + lent.size, 0);
    for (const [hash, lent] of idle) {
      if (size <= most && lent.size > 0) continue;
      this.#lent.delete(hash);
      size -= lent.size;
      await lent.received.then((received) => this.#incoming.drop(received)).catch(() => {});
    }
  }
}
