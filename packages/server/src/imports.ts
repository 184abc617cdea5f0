import { EventEmitter, on } from 'node:events';
import { rm } from 'node:fs/promises';
import { setTimeout as after } from 'node:timers/promises';
import { add, type Case, Channel, nameOf, type Readers, type Source, type Weigher, weighCase } from '@isnad/casefile';
import type { ImportItem, ImportState, LiveEvent } from './shapes.ts';

/** The files that the page sends in: added one after another while it goes on, weighed when no more are waiting. */

/** Milliseconds between two tellings of how far it is. */
const BEAT = 100;

/** Milliseconds that a reviewer waits for a weighing, and documents of a case that is weighed after each decision. */
const ANSWER = 5000;
const SMALL = 2000;

/** Files that are told of one by one. */
const ITEMS = 50;

type Events = { event: [LiveEvent] };

export class Imports {
  readonly #opened: Case;
  readonly #weigher: Weigher;
  readonly #queue = new Channel<Source>(Number.POSITIVE_INFINITY);
  readonly #emitter = new EventEmitter<Events>();
  readonly #done: Promise<void>;
  #state: ImportState = { waiting: 0, new: 0, known: 0, unreadable: 0, weighing: false, items: [] };
  readonly #items = new Map<Source, ImportItem>();
  #unweighed = false;
  /** True in the end when it went well. */
  #weighing: Promise<boolean> | null = null;
  #beat: NodeJS.Timeout | undefined;

  constructor(opened: Case, readers: Readers, weigher: Weigher) {
    this.#opened = opened;
    this.#weigher = weigher;
    this.#emitter.setMaxListeners(0);
    this.#done = this.#run(readers);
  }

  get state(): ImportState {
    return this.#state;
  }

  /** Queues a source. */
  async take(source: Source): Promise<void> {
    this.#mark(source, 'waiting');
    this.#change({ waiting: this.#state.waiting + 1 });
    await this.#queue.push(source);
  }

  /** Lets go of what is waiting and was not begun. */
  async dropWaiting(): Promise<void> {
    const dropped = this.#queue.drain();
    for (const source of dropped) {
      this.#items.delete(source);
      if (source.kind === 'file' && source.passing) await rm(source.path, { force: true });
    }
    this.#change({ waiting: this.#state.waiting - dropped.length });
  }

  /** Has the case weighed with a document that did not come through here: a newer version of one. */
  async arrived(): Promise<void> {
    await this.changed();
    void this.#reweigh();
  }

  /**
   * Has the case weighed again after something was decided, and waits a little for it.
   * @param touches whether weighing will find otherwise for it
   * @returns true when what weighing finds is up to date
   */
  async reviewed(touches: boolean): Promise<boolean> {
    await this.changed();
    if (!touches) return this.#weighing === null;
    const { total } = await this.#opened.store.documents({ limit: 1 });
    if (total > SMALL) return false;
    const late = after(ANSWER, false, { ref: false });
    return Promise.race([this.#reweigh(), late]);
  }

  /** Tells who listens that the case has changed. */
  async changed(): Promise<void> {
    const { seq, hash } = await this.#opened.store.head();
    this.#emitter.emit('event', { kind: 'case', head: { seq, hash } });
  }

  /** What happens from now on, until the signal. */
  async *events(signal: AbortSignal): AsyncGenerator<LiveEvent> {
    try {
      for await (const [event] of on(this.#emitter, 'event', { signal })) yield event;
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** Returns when what was queued has been dealt with. */
  async close(): Promise<void> {
    this.#queue.close();
    await this.#done;
    await this.#weighing;
    clearTimeout(this.#beat);
  }

  async #run(readers: Readers): Promise<void> {
    try {
      for await (const { source, kept, unreadable } of add(this.#opened, this.#begun(), readers)) {
        const { state } = this;
        const outcome = kept.kind === 'new' || kept.kind === 'known' ? kept.kind : 'unreadable';
        if (kept.kind === 'new') this.#unweighed = true;
        const [wrong] = unreadable;
        this.#mark(source, outcome === 'unreadable' ? 'failed' : 'kept', wrong?.message);
        this.#change({ waiting: state.waiting - 1, [outcome]: state[outcome] + 1 });
        for (const { part, message } of unreadable) {
          this.#emitter.emit('event', { kind: 'unreadable', name: nameOf(source), part, message });
        }
        if (this.#state.waiting === 0) {
          await this.changed();
          void this.#weighed();
        }
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** What is taken from the queue, marked so. */
  async *#begun(): AsyncGenerator<Source> {
    for await (const source of this.#queue) {
      this.#mark(source, 'reading');
      yield source;
    }
  }

  #mark(source: Source, stage: ImportItem['stage'], message: string | null = null): void {
    this.#items.set(source, { name: nameOf(source), stage, message });
    for (const [oldest, item] of this.#items) {
      if (this.#items.size <= ITEMS) break;
      if (item.stage === 'kept' || item.stage === 'failed') this.#items.delete(oldest);
    }
    this.#change({});
  }

  /** What was weighed last does not hold any more. */
  #reweigh(): Promise<boolean> {
    this.#unweighed = true;
    return this.#weighed();
  }

  /** The weighing that is under way, or a new one. */
  #weighed(): Promise<boolean> {
    this.#weighing ??= this.#weigh();
    return this.#weighing;
  }

  /** Weighs until nothing is new; files that come in meanwhile are added meanwhile. */
  async #weigh(): Promise<boolean> {
    this.#change({ weighing: true });
    try {
      while (this.#unweighed) {
        this.#unweighed = false;
        await weighCase(this.#opened, this.#weigher);
        await this.changed();
      }
      return true;
    } catch (error) {
      this.#fail(error);
      return false;
    } finally {
      this.#weighing = null;
      this.#change({ weighing: false });
    }
  }

  #fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.#emitter.emit('event', { kind: 'fault', message });
  }

  #change(change: Partial<ImportState>): void {
    this.#state = { ...this.#state, ...change, items: [...this.#items.values()].slice(-ITEMS) };
    this.#beat ??= setTimeout(() => {
      this.#beat = undefined;
      this.#emitter.emit('event', { kind: 'imports', state: this.#state });
    }, BEAT);
  }
}
