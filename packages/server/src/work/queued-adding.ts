import { EventEmitter, on } from 'node:events';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type Case, nameOf, type OriginalHash, type Source } from '@isnad/casefile';
import { packedScans } from '@isnad/intake';
import type { Adding } from '../routes/route.ts';
import type { ImportItem, ImportState, LiveEvent } from '../shapes.ts';
import type { WorkQueue } from './queue.ts';

/** What is sent in is kept here and read by workers, wherever they run; what becomes of it is asked of the case. */

/** Milliseconds between two looks at the case, while somebody listens. */
const BEAT = 1000;
/** Milliseconds after which who listens has to come again, and to show that they still may. */
const STRETCH = 10 * 60_000;
/** Documents of a case that is weighed after each decision; a larger one waits for more of them, so many seconds. */
const SMALL = 2000;
const SITTING = 60;
/** Files that are told of one by one. */
const ITEMS = 50;

type Events = { event: [LiveEvent] };

interface Sent {
  readonly item: ImportItem;
  readonly hash: OriginalHash;
  readonly wasThere: boolean;
}

export class QueuedAdding implements Adding {
  readonly #id: string;
  readonly #opened: Case;
  readonly #work: WorkQueue;
  readonly #emitter = new EventEmitter<Events>();
  readonly #onFault: (error: unknown) => void;
  readonly #sent: Sent[] = [];
  #state: ImportState = { waiting: 0, new: 0, known: 0, unreadable: 0, weighing: false, items: [] };
  #head = '';
  #beat: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(id: string, opened: Case, work: WorkQueue, onFault: (error: unknown) => void) {
    this.#id = id;
    this.#opened = opened;
    this.#work = work;
    this.#onFault = onFault;
    this.#emitter.setMaxListeners(0);
  }

  get state(): ImportState {
    return this.#state;
  }

  async take(source: Source): Promise<void> {
    const { hash, size } = await this.#keep(source);
    const known = await this.#opened.store.original(hash);
    const { by } = this.#opened.stamp();
    await this.#work.read([{ case: this.#id, original: hash, size, from: source.from, by }]);
    const item = { name: nameOf(source), stage: 'waiting', message: null } as const;
    this.#sent.push({ item, hash, wasThere: (known?.documents.length ?? 0) > 0 });
    if (this.#sent.length > ITEMS) this.#sent.shift();
    this.#tell({ ...this.#state, waiting: this.#state.waiting + 1, items: this.#sent.map((sent) => sent.item) });
    this.#watch();
  }

  async dropWaiting(): Promise<void> {
    await this.#work.dropWaiting(this.#id);
    await this.#look();
  }

  async arrived(): Promise<void> {
    await this.reviewed(true);
  }

  /** A worker weighs: what it finds is told of by an event. */
  async reviewed(touches: boolean): Promise<boolean> {
    await this.changed();
    if (!touches) return !this.#state.weighing;
    const { total } = await this.#opened.store.documents({ limit: 1 });
    await this.#work.weigh({ case: this.#id }, total > SMALL ? SITTING : 0);
    this.#watch();
    return false;
  }

  async changed(): Promise<void> {
    const { seq, hash } = await this.#opened.store.head();
    if (hash === this.#head) return;
    this.#head = hash;
    this.#emitter.emit('event', { kind: 'case', head: { seq, hash } });
  }

  async *events(signal: AbortSignal): AsyncGenerator<LiveEvent> {
    const ending = AbortSignal.any([signal, AbortSignal.timeout(STRETCH)]);
    try {
      const events = on(this.#emitter, 'event', { signal: ending });
      this.#watch();
      for await (const [event] of events) yield event;
    } catch (error) {
      if (!ending.aborted) throw error;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#beat);
  }

  /** Brings the bytes onto the case's shelf: from then on they are sure to be read. */
  async #keep(source: Source): Promise<{ readonly hash: OriginalHash; readonly size: number }> {
    const { originals } = this.#opened;
    const received = await originals.receive(bytesOf(source));
    await originals.keepReceived(received);
    await originals.settle();
    if (source.kind === 'file' && source.passing) await rm(source.path, { force: true });
    return received;
  }

  /** Looks at the case from time to time while somebody listens or waits. */
  #watch(): void {
    if (this.#isClosed || this.#beat !== undefined) return;
    this.#beat = setTimeout(async () => {
      try {
        await this.changed();
        await this.#look();
      } catch (error) {
        this.#onFault(error);
      }
      this.#beat = undefined;
      const isBusy = this.#state.waiting > 0 || this.#state.weighing;
      if (isBusy || this.#emitter.listenerCount('event') > 0) this.#watch();
    }, BEAT).unref();
  }

  async #look(): Promise<void> {
    const { waiting, active, weighing } = await this.#work.count(this.#id);
    let { new: fresh, known, unreadable } = this.#state;
    for (const [i, { item, hash, wasThere }] of this.#sent.entries()) {
      if (item.stage !== 'waiting') continue;
      const original = await this.#opened.store.original(hash);
      if (original === null) continue;
      const isRead = original.documents.length > 0;
      if (wasThere) known++;
      else if (isRead) fresh++;
      else unreadable++;
      this.#sent[i] = { item: { ...item, stage: isRead ? 'kept' : 'failed' }, hash, wasThere };
    }
    const items = this.#sent.map((sent) => sent.item);
    this.#tell({ waiting: waiting + active, new: fresh, known, unreadable, weighing, items });
  }

  #tell(state: ImportState): void {
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return;
    this.#state = state;
    this.#emitter.emit('event', { kind: 'imports', state });
  }
}

function bytesOf(source: Source): AsyncIterable<Uint8Array> {
  switch (source.kind) {
    case 'file':
      return createReadStream(source.path);
    case 'bundle':
      return packedScans({ kind: 'scans', paths: source.paths });
    case 'record':
    case 'nothing':
      throw new Error(`a ${source.kind} is not sent in`);
  }
}
