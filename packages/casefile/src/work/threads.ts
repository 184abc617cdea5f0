import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { IntakeDocument, Unreadable } from '@isnad/intake';
import type { DocumentId } from '../ids.ts';
import type { PreparedDocument } from '../store/records.ts';
import type { Answer, Job } from './protocol.ts';

/**
 * The threads that read: started when there is work for them. A document that a thread can't survive (its memory, its
 * time) costs that thread and no more: it is told as unreadable, and another thread goes on.
 */

export interface ThreadOptions {
  /** Threads at most; one fewer than cores, at least one, unless told. */
  readonly size?: number;
  /** Longest time for one document, in milliseconds. */
  readonly time?: number;
  /** Memory of one thread's heap, in megabytes. */
  readonly memory?: number;
  /** The thread's program, in tests another than ours. */
  readonly program?: URL;
}

/** Why a document has no Reading; where it lies in its file is for whoever asked. */
export type Unread = Pick<Unreadable, 'kind' | 'message'> & { readonly unread: true };

type Outcome = Answer | { readonly kind: 'lost'; readonly why: Unread };

interface Waiting {
  readonly job: Job;
  readonly done: (outcome: Outcome) => void;
  readonly failed: (error: Error) => void;
}

const PROGRAM = new URL('./reading-worker.ts', import.meta.url);
const TEN_MINUTES = 600_000;

/**
 * Characters that a thread has to read before it is given no more: it goes on with them while whoever hears of it is
 * busy, with a step of the store, say. Some half a second's worth, so that little waits behind a text that takes long
 * while another thread has nothing to do.
 */
const AHEAD = 256 * 1024;

export class ReadingThreads {
  readonly size: number;
  readonly #time: number;
  readonly #memory: number;
  readonly #program: URL;
  readonly #threads = new Set<Thread>();
  readonly #queue: Waiting[] = [];
  #closed = false;

  constructor({ size, time = TEN_MINUTES, memory = 2048, program = PROGRAM }: ThreadOptions = {}) {
    this.size = size ?? Math.max(1, availableParallelism() - 1);
    this.#time = time;
    this.#memory = memory;
    this.#program = program;
  }

  /**
   * A document for the store.
   * @throws Error when the threads can't start
   */
  async prepare(id: DocumentId, document: IntakeDocument): Promise<PreparedDocument | Unread> {
    const outcome = await this.#run({ want: 'prepared', id, document });
    return outcome.kind === 'prepared' ? outcome.prepared : unreadFrom(outcome);
  }

  /**
   * A Reading as a line of JSON.
   * @throws Error when the threads can't start
   */
  async read(id: string, document: IntakeDocument): Promise<string | Unread> {
    const outcome = await this.#run({ want: 'line', id, document });
    return outcome.kind === 'line' ? outcome.line : unreadFrom(outcome);
  }

  /** Ends the threads; what they were at is lost. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#threads].map((thread) => thread.end()));
  }

  #run(job: Job): Promise<Outcome> {
    const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
    this.#queue.push({ job, done: resolve, failed: reject });
    this.#next();
    return promise;
  }

  #next(): void {
    if (this.#closed) for (const { failed } of this.#queue.splice(0)) failed(new Error('reading was ended'));
    if (this.#queue.length === 0) return;
    const threads = [...this.#threads].sort((a, b) => a.jobs - b.jobs);
    const [free] = threads.filter((thread) => !thread.starting && thread.ahead < AHEAD);
    const idle = free?.jobs === 0;
    if (free !== undefined && (idle || this.#threads.size === this.size)) {
      const waiting = this.#queue.shift();
      if (waiting !== undefined) free.give(waiting, this.#time);
      this.#next();
      return;
    }
    const starting = [...this.#threads].filter((thread) => thread.starting).length;
    if (this.#threads.size < this.size && starting < this.#queue.length) this.#start();
  }

  #start(): void {
    const worker = new Worker(this.#program, { resourceLimits: { maxOldGenerationSizeMb: this.#memory } });
    const thread = new Thread(worker, this.#memory, () => this.#next());
    this.#threads.add(thread);
    worker.once('exit', () => {
      this.#threads.delete(thread);
      this.#queue.unshift(...thread.untouched);
      // A thread that can't even start says nothing of the inputs: no other would start either.
      if (thread.starting) {
        const error = new Error(`reading could not start: ${thread.error?.message ?? 'its thread ended'}`);
        for (const { failed } of this.#queue.splice(0)) failed(error);
      }
      this.#next();
    });
  }
}

/** One thread, and the jobs that it has: it is at the first. */
class Thread {
  starting = true;
  error: (Error & { code?: string }) | null = null;
  readonly #worker: Worker;
  readonly #memory: number;
  readonly #jobs: Array<{ readonly waiting: Waiting; readonly time: number }> = [];
  #timer: NodeJS.Timeout | undefined;
  #late: string | null = null;

  /** @param free called when the thread can take a job */
  constructor(worker: Worker, memory: number, free: () => void) {
    this.#worker = worker;
    this.#memory = memory;
    worker.on('message', (answer: Answer) => {
      this.starting = false;
      if (answer.kind !== 'ready') this.#finish(answer);
      free();
    });
    worker.on('error', (error) => {
      this.error = error;
    });
    worker.once('exit', () => this.#finish({ kind: 'lost', why: this.#why() }));
  }

  get jobs(): number {
    return this.#jobs.length;
  }

  /** Characters of all its jobs. */
  get ahead(): number {
    return this.#jobs.reduce((sum, { waiting }) => sum + waiting.job.document.text.length, 0);
  }

  /** What a thread that has ended was given and was not at: another may do it. */
  get untouched(): Waiting[] {
    return this.#jobs.map((job) => job.waiting);
  }

  give(waiting: Waiting, time: number): void {
    this.#jobs.push({ waiting, time });
    this.#worker.postMessage(waiting.job);
    if (this.#jobs.length === 1) this.#watch();
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  /** Gives the first job its time. */
  #watch(): void {
    const [first] = this.#jobs;
    if (first === undefined) return;
    this.#timer = setTimeout(() => {
      this.#late = `reading it took longer than ${first.time / 1000} s`;
      void this.#worker.terminate();
    }, first.time);
  }

  #finish(outcome: Outcome): void {
    clearTimeout(this.#timer);
    this.#jobs.shift()?.waiting.done(outcome);
    if (outcome.kind !== 'lost') this.#watch();
  }

  #why(): Unread {
    if (this.#late !== null) return unread('time', this.#late);
    if (this.error?.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      return unread('memory', `reading it took more than ${this.#memory} MB of memory`);
    }
    return unread('damaged', `the reader broke off: ${this.error?.message ?? 'it ended without an answer'}`);
  }
}

function unreadFrom(outcome: Outcome): Unread {
  if (outcome.kind === 'lost') return outcome.why;
  const cause = outcome.kind === 'failed' ? outcome.message : 'it gave another answer than asked';
  return unread('damaged', `the reader failed: ${cause}`);
}

function unread(kind: Unread['kind'], message: string): Unread {
  return { unread: true, kind, message };
}
