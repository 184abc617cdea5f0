import { type Case, Readers } from '@isnad/casefile';
import type { Adding, App } from '../routes/route.ts';
import type { CaseHouse } from './house.ts';

/** The cases that somebody is working on: each is opened once, and closed when nobody has asked for a while. */

/** Milliseconds without a request; longer than events are listened to at a stretch. */
const IDLE = 30 * 60_000;
const SWEEP = 60_000;

/** Which case: its id, and what the house knows it by. */
export interface CasePlace {
  readonly id: string;
  readonly name: string;
}

/** A case as the server has it open. */
export interface CaseAtWork {
  readonly opened: Case;
  readonly readers: Readers;
  readonly adding: Adding;
  readonly app: App;
}

interface Held {
  readonly work: Promise<CaseAtWork>;
  used: number;
}

export class OpenCases {
  readonly #house: CaseHouse;
  readonly #build: (at: CasePlace, opened: Case, readers: Readers) => Pick<CaseAtWork, 'adding' | 'app'>;
  readonly #held = new Map<string, Held>();
  readonly #sweeping: NodeJS.Timeout;

  constructor(
    house: CaseHouse,
    build: (at: CasePlace, opened: Case, readers: Readers) => Pick<CaseAtWork, 'adding' | 'app'>,
  ) {
    this.#house = house;
    this.#build = build;
    this.#sweeping = setInterval(() => void this.#sweep(), SWEEP).unref();
  }

  get size(): number {
    return this.#held.size;
  }

  async take(at: CasePlace): Promise<CaseAtWork> {
    let held = this.#held.get(at.id);
    if (held === undefined) {
      held = { work: this.#open(at), used: 0 };
      this.#held.set(at.id, held);
      // A case that could not be opened is tried anew by the next who asks.
      held.work.catch(() => this.#held.delete(at.id));
    }
    held.used = performance.now();
    return held.work;
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeping);
    const held = [...this.#held.values()];
    this.#held.clear();
    await Promise.all(held.map(({ work }) => work.then(closed, () => undefined)));
  }

  async #open(at: CasePlace): Promise<CaseAtWork> {
    const opened = await this.#house.open(at.name);
    const readers = new Readers({ pages: opened.pages, size: 1 });
    return { opened, readers, ...this.#build(at, opened, readers) };
  }

  async #sweep(): Promise<void> {
    for (const [id, { work, used }] of this.#held) {
      if (performance.now() - used < IDLE) continue;
      this.#held.delete(id);
      await work.then(closed, () => undefined);
    }
  }
}

async function closed({ opened, readers, adding }: CaseAtWork): Promise<void> {
  await adding.close();
  await readers.close();
  await opened.close();
}
