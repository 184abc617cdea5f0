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
  /** What somebody reads. */
  readonly #lent = new Map<OriginalHash, Lent>();
  /** What nobody reads any longer: what was used last is last. There may be tens of thousands. */
  readonly #idle = new Map<OriginalHash, Lent>();
  /** Bytes of what nobody reads. */
  #idleSize = 0;

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
    const lent = this.#lent.get(hash) ?? this.#again(hash) ?? this.#fetched(pieces);
    this.#lent.set(hash, lent);
    lent.readers++;
    try {
      const { path, size } = await lent.received;
      lent.size = size;
      return await work(path);
    } finally {
      lent.readers--;
      if (lent.readers === 0) await this.#putDown(hash, lent);
    }
  }

  /** Keeps nothing more. Call it when nothing is lent. */
  close(): Promise<void> {
    return this.#shrink(0);
  }

  #fetched(pieces: () => AsyncIterable<Uint8Array>): Lent {
    return { received: this.#incoming.receive(pieces(), { lasting: false }), readers: 0, size: 0 };
  }

  /** One that nobody read. */
  #again(hash: OriginalHash): Lent | undefined {
    const lent = this.#idle.get(hash);
    if (lent !== undefined) this.#forget(hash, lent);
    return lent;
  }

  async #putDown(hash: OriginalHash, lent: Lent): Promise<void> {
    this.#lent.delete(hash);
    // What could not be fetched has no bytes: the next time it is tried again.
    if (lent.size === 0) return this.#drop(lent);
    this.#idle.set(hash, lent);
    this.#idleSize += lent.size;
    await this.#shrink(this.#kept);
  }

  /** Lets go of what was not used for longest until what nobody reads fits. */
  async #shrink(most: number): Promise<void> {
    for (const [hash, lent] of this.#idle) {
      if (this.#idleSize <= most) return;
      this.#forget(hash, lent);
      await this.#drop(lent);
    }
  }

  #forget(hash: OriginalHash, lent: Lent): void {
    this.#idle.delete(hash);
    this.#idleSize -= lent.size;
  }

  async #drop(lent: Lent): Promise<void> {
    await lent.received.then((received) => this.#incoming.drop(received)).catch(() => {});
  }
}
