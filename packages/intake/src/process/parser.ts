import { type ChildProcess, fork } from 'node:child_process';
import type { Unreadable } from '../document.ts';
import type { Part } from '../formats/part.ts';
import { LIMITS } from '../limits.ts';
import type { Answer, Request, Source } from './protocol.ts';
import { OVER_MEMORY } from './signals.ts';

const MAIN = new URL('./main.ts', import.meta.url);
const GUARD = new URL('./guard.ts', import.meta.url);

/** No right to write files, start programs or connect; reading is needed for the file itself and the parsers' code. */
const FLAGS = [
  '--permission',
  '--allow-fs-read=*',
  '--allow-worker',
  '--allow-addons',
  '--no-warnings',
  `--import=${GUARD.href}`,
  `--max-old-space-size=${LIMITS.heapMegabytes}`,
];

/** Why a process ended before it was done. */
type Death = Pick<Unreadable, 'kind' | 'message'>;

/** A process in which parsers run, one file at a time. Idle, it doesn't keep the program alive. */
export class Parser {
  private readonly child: ChildProcess;
  private readonly waiting: Answer[] = [];
  private wake: (() => void) | null = null;
  private death: Death | null = null;
  private timer: NodeJS.Timeout | null = null;
  /** Files that it has read. */
  files = 0;

  constructor() {
    this.child = fork(MAIN, [], {
      execArgv: FLAGS,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // A file's parser has no business with the environment's secrets.
      env: { PATH: process.env.PATH ?? '' },
    });
    this.child.on('message', (answer: Answer) => this.hear(answer));
    this.child.on('exit', (code, signal) => this.ended(code, signal));
    this.child.on('error', (error) =>
      this.die({ kind: 'damaged', message: `no parser could be started: ${error.message}` }),
    );
    this.rest();
  }

  get alive(): boolean {
    return this.death === null;
  }

  /**
   * The parts of one file, then its format. When the process dies on it, the last part says why.
   * The process goes on only as parts are taken.
   */
  async *read(source: Source, name: string): AsyncGenerator<Part, string> {
    this.files++;
    this.child.ref();
    this.child.channel?.ref();
    try {
      this.say({ kind: 'read', source, name });
      while (true) {
        const answer = await this.answer();
        if (answer === null) {
          yield { kind: 'unreadable', unreadable: { part: null, ...this.death! } };
          return 'unknown';
        }
        if (answer.kind === 'done') return answer.format;
        if (answer.kind === 'part') {
          yield answer.part;
          this.say({ kind: 'next' });
        }
      }
    } finally {
      this.rest();
    }
  }

  close(): void {
    this.die({ kind: 'damaged', message: 'the intake was closed' });
    this.child.kill('SIGKILL');
  }

  private rest(): void {
    clearTimeout(this.timer ?? undefined);
    this.child.unref();
    this.child.channel?.unref();
  }

  private say(request: Request): void {
    if (this.death !== null) return;
    this.timer = setTimeout(() => {
      const seconds = LIMITS.stepMilliseconds / 1000;
      this.die({ kind: 'time', message: `its parser came no further in ${seconds} seconds and was stopped` });
      this.child.kill('SIGKILL');
    }, LIMITS.stepMilliseconds);
    this.child.send(request, (error) => {
      if (error !== null) this.die({ kind: 'damaged', message: `its parser could not be reached: ${error.message}` });
    });
  }

  private hear(answer: Answer): void {
    if (answer.kind === 'ready') return;
    clearTimeout(this.timer ?? undefined);
    this.waiting.push(answer);
    this.wake?.();
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
    const megabytes = LIMITS.processMegabytes;
    this.die(
      memory
        ? { kind: 'memory', message: `reading it takes more than the ${megabytes} MiB of memory that a parser has` }
        : { kind: 'damaged', message: `its parser ended on it (${signal ?? `status ${code}`})` },
    );
  }

  private die(death: Death): void {
    clearTimeout(this.timer ?? undefined);
    this.death ??= death;
    this.wake?.();
  }
}
