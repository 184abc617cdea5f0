import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Unreadable } from '@isnad/intake';
import type { OriginalHash } from '../ids.ts';
import type { ReadInput } from './input.ts';
import type { Prepared, ReadLines } from './prepare.ts';
import type { Answer, Job } from './protocol.ts';

/**
 * The threads that read: started when there is work for them, one input each at a time. An input that a thread can't
 * survive (its memory, its time) costs that thread and no more: it is told as unreadable, and another thread goes on.
 */

export interface ReadersOptions {
  /** Threads at most; one fewer than cores, at least one, unless told. */
  readonly size?: number;
  /** Longest time for one input, in milliseconds. */
  readonly time?: number;
  /** Memory of one thread's heap, in megabytes. */
  readonly memory?: number;
  /** The thread's program, in tests another than ours. */
  readonly program?: URL;
}

type Outcome = Answer | { readonly kind: 'lost'; readonly why: Unreadable };

interface Waiting {
  readonly job: Job;
  readonly done: (outcome: Outcome) => void;
}

const PROGRAM = new URL('./reading-worker.ts', import.meta.url);
const TEN_MINUTES = 600_000;

export class Readers {
  readonly size: number;
  readonly #time: number;
  readonly #memory: number;
  readonly #program: URL;
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();
  readonly #queue: Waiting[] = [];

  constructor({ size, time = TEN_MINUTES, memory = 2048, program = PROGRAM }: ReadersOptions = {}) {
    this.size = size ?? Math.max(1, availableParallelism() - 1);
    this.#time = time;
    this.#memory = memory;
    this.#program = program;
  }

  /** Documents for the store. Never rejects: what goes wrong is in `unreadable`. */
  async prepare(input: ReadInput, original: OriginalHash): Promise<Prepared> {
    const outcome = await this.#run({ want: 'documents', input, original });
    if (outcome.kind === 'documents') return outcome.prepared;
    return { format: 'unknown', documents: [], unreadable: [unreadableFrom(outcome)] };
  }

  /** Readings as lines of JSON. Never rejects. */
  async read(input: ReadInput): Promise<ReadLines> {
    const outcome = await this.#run({ want: 'lines', input });
    if (outcome.kind === 'lines') return outcome.read;
    return { lines: [], unreadable: [unreadableFrom(outcome)] };
  }

  /** Ends the threads; what they were at is lost. */
  async close(): Promise<void> {
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
  }

  #run(job: Job): Promise<Outcome> {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    this.#queue.push({ job, done: resolve });
    this.#next();
    return promise;
  }

  #next(): void {
    if (this.#queue.length === 0) return;
    const worker = this.#idle.pop() ?? (this.#all.size < this.size ? this.#start() : undefined);
    if (worker === undefined) return;
    const waiting = this.#queue.shift();
    if (waiting !== undefined) this.#give(worker, waiting);
  }

  #start(): Worker {
    const worker = new Worker(this.#program, { resourceLimits: { maxOldGenerationSizeMb: this.#memory } });
    this.#all.add(worker);
    worker.once('exit', () => {
      this.#all.delete(worker);
      this.#idle.splice(0, this.#idle.length, ...this.#idle.filter((other) => other !== worker));
    });
    return worker;
  }

  #give(worker: Worker, { job, done }: Waiting): void {
    let why: Unreadable | null = null;
    const timer = setTimeout(() => {
      why = { part: null, kind: 'time', message: `reading it took longer than ${Math.round(this.#time / 1000)} s` };
      void worker.terminate();
    }, this.#time);
    const finish = (outcome: Outcome): void => {
      clearTimeout(timer);
      worker.removeAllListeners('message');
      worker.removeListener('error', onError);
      worker.removeListener('exit', onExit);
      done(outcome);
      this.#next();
    };
    const onError = (error: Error & { code?: string }): void => {
      why =
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? { part: null, kind: 'memory', message: `reading it took more than ${this.#memory} MB of memory` }
          : { part: null, kind: 'damaged', message: `the reader broke off: ${error.message}` };
    };
    const onExit = (): void => {
      finish({
        kind: 'lost',
        why: why ?? { part: null, kind: 'damaged', message: 'the reader ended without an answer' },
      });
    };
    worker.once('message', (answer: Answer) => {
      this.#idle.push(worker);
      finish(answer);
    });
    worker.on('error', onError);
    worker.once('exit', onExit);
    worker.postMessage(job);
  }
}

function unreadableFrom(outcome: Outcome): Unreadable {
  if (outcome.kind === 'lost') return outcome.why;
  const cause = outcome.kind === 'failed' ? outcome.message : 'the reader gave another answer than asked';
  return { part: null, kind: 'damaged', message: `the reader failed: ${cause}` };
}
