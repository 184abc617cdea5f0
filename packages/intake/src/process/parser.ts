import { type ChildProcess, fork } from 'node:child_process';
import type { Unreadable } from '../document.ts';
import type { Part } from '../formats/part.ts';
import type { TextPage } from '../pages/line.ts';
import { PARSER_FLAGS } from './flags.ts';
import type { Answer, Job, Request } from './protocol.ts';
import { OVER_MEMORY } from './signals.ts';

const MAIN = new URL('./main.ts', import.meta.url);

/** What a process may take. */
export interface Allowance {
  /** Milliseconds without progress. */
  readonly patience: number;
  /** Milliseconds of work on one file. */
  readonly fileTime: number;
  /** MiB of memory that it holds. */
  readonly megabytes: number;
}

/** Why a process ended before it was done. */
export type Death = Pick<Unreadable, 'kind' | 'message'>;

/** Where a process asks for the pages of images that it meets. */
export interface PageDesk {
  /** What an earlier run made of the page; null when it isn't known. */
  known(key: string): Promise<TextPage | null>;
  recognize(key: string, image: Uint8Array): Promise<TextPage>;
  /** A document of so many pages was read. */
  document(pages: number): void;
}

/** How the reading of a file ended. */
export interface Outcome {
  readonly format: string;
  /** Null when it came to its end. */
  readonly death: Death | null;
  /** The last file inside that was begun, counted from 0; −1 for none. */
  readonly leaf: number;
  readonly part: string | null;
}

/** A process in which parsers run, one job at a time. Idle, it doesn't keep the program alive. */
export class Parser {
  private readonly child: ChildProcess;
  private readonly waiting: Answer[] = [];
  private wake: (() => void) | null = null;
  private death: Death | null = null;
  private timer: NodeJS.Timeout | null = null;
  private desk: PageDesk | null = null;
  /** Pages that it waits for, during which its own time stands still. */
  private pending = 0;
  /** Milliseconds that it has worked on the file in hand, and since when it does. */
  private worked = 0;
  private since = 0;
  /** Jobs that it has done. */
  jobs = 0;

  private readonly allowance: Allowance;

  constructor(allowance: Allowance) {
    this.allowance = allowance;
    this.child = fork(MAIN, [String(allowance.megabytes)], {
      execArgv: [...PARSER_FLAGS],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // A file's parser has no business with the environment's secrets. One thread a library: the processes are many.
      env: { PATH: process.env.PATH ?? '', VIPS_CONCURRENCY: '1', OMP_THREAD_LIMIT: '1' },
    });
    this.child.on('message', (answer: Answer) => this.hear(answer));
    this.child.on('exit', (code, signal) => this.ended(code, signal));
    this.child.on('error', (error) => this.die('damaged', `no parser could be started: ${error.message}`));
    this.rest();
  }

  get alive(): boolean {
    return this.death === null;
  }

  /** The parts of one file. The process goes on only as they are taken. */
  async *read(job: Extract<Job, { kind: 'read' }>, desk: PageDesk): AsyncGenerator<Part, Outcome> {
    let leaf = -1;
    let part: string | null = null;
    this.desk = desk;
    this.start(job);
    try {
      while (true) {
        const answer = await this.answer();
        if (answer === null) return { format: 'unknown', death: this.death, leaf, part };
        if (answer.kind === 'done') return { format: answer.format, death: null, leaf, part };
        if (answer.kind === 'begin') {
          ({ leaf, part } = answer);
          this.worked = 0;
        } else if (answer.kind === 'part') {
          this.stopClock();
          if (answer.part.kind === 'document') desk.document(answer.part.document.pages.length);
          yield answer.part;
          this.say({ kind: 'next' });
        }
      }
    } finally {
      this.desk = null;
      this.rest();
    }
  }

  /** The text of a page's image; null, with the reason, when the process died on it. */
  async recognize(image: Uint8Array): Promise<TextPage | Death> {
    const answer = await this.ask({ kind: 'recognize', image });
    return answer.kind === 'recognized' ? answer.page : failure(answer);
  }

  /** A page's picture as PNG. */
  async draw(job: Extract<Job, { kind: 'draw' }>): Promise<Uint8Array | Death> {
    const answer = await this.ask(job);
    return answer.kind === 'drawn' ? answer.image : failure(answer);
  }

  close(): void {
    this.die('damaged', 'the intake was closed');
    this.child.kill('SIGKILL');
  }

  private async ask(job: Job): Promise<Answer> {
    this.start(job);
    try {
      return (await this.answer()) ?? { kind: 'failed', message: this.death!.message };
    } finally {
      this.rest();
    }
  }

  private start(job: Job): void {
    this.jobs++;
    this.child.ref();
    this.child.channel?.ref();
    this.say(job);
  }

  private rest(): void {
    this.stopClock();
    this.child.unref();
    this.child.channel?.unref();
  }

  private say(request: Request): void {
    if (this.death !== null) return;
    this.startClock();
    this.child.send(request, (error) => {
      if (error !== null) this.die('damaged', `its parser could not be reached: ${error.message}`);
    });
  }

  private startClock(): void {
    this.stopClock();
    this.since = performance.now();
    this.timer = setTimeout(() => {
      if (this.pending > 0) {
        this.startClock();
        return;
      }
      this.die('time', `its parser came no further in ${this.allowance.patience / 1000} seconds and was stopped`);
      this.child.kill('SIGKILL');
    }, this.allowance.patience);
  }

  private stopClock(): void {
    if (this.timer !== null && this.pending === 0) this.worked += performance.now() - this.since;
    clearTimeout(this.timer ?? undefined);
    this.timer = null;
    const { fileTime } = this.allowance;
    if (this.worked > fileTime && this.death === null) {
      this.die('time', `its parser worked on it for ${fileTime / 60_000} minutes and was stopped`);
      this.child.kill('SIGKILL');
    }
  }

  private hear(answer: Answer): void {
    if (this.timer !== null) this.startClock();
    if (answer.kind === 'step') return;
    if (answer.kind === 'page' || answer.kind === 'image') {
      void this.serve(answer);
      return;
    }
    this.waiting.push(answer);
    this.wake?.();
  }

  private async serve(question: Extract<Answer, { kind: 'page' | 'image' }>): Promise<void> {
    const desk = this.desk;
    if (desk === null) return;
    this.pending++;
    try {
      const { id, key } = question;
      const page = question.kind === 'page' ? await desk.known(key) : await desk.recognize(key, question.image);
      this.say({ kind: 'page', id, page, image: page === null });
    } finally {
      this.pending--;
    }
  }

  private async answer(): Promise<Answer | null> {
    while (this.waiting.length === 0 && this.death === null) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return this.waiting.shift() ?? null;
  }

  private ended(code: number | null, signal: NodeJS.Signals | null): void {
    // V8 aborts when its heap is full; the watchdog has a signal of its own.
    const memory = signal === OVER_MEMORY || signal === 'SIGABRT' || code === 134;
    if (memory)
      this.die('memory', `it takes more than the ${this.allowance.megabytes} MiB of memory that a parser has`);
    else this.die('damaged', `its parser ended on it (${signal ?? `status ${code}`})`);
  }

  private die(kind: Death['kind'], message: string): void {
    // First of all, so that nothing on the way finds it alive and ends it again.
    this.death ??= { kind, message };
    this.stopClock();
    this.wake?.();
  }
}

function failure(answer: Answer): Death {
  return { kind: 'damaged', message: answer.kind === 'failed' ? answer.message : 'its parser gave no answer' };
}
