import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import type { IntakeDocument, IntakeResult, Unreadable } from './document.ts';
import type { Part } from './formats/part.ts';
import { LIMITS } from './limits.ts';
import { Parser } from './process/parser.ts';
import type { Source } from './process/protocol.ts';

export interface IntakeOptions {
  /** Parsers at work at once; as many as the machine has cores unless told. */
  readonly parsers?: number;
}

/** A file to read: its bytes, or the path of a file on disk. */
export interface FileToRead {
  readonly source: Source;
  /** What the file is called; its ending decides only between kinds of plain text. The path's last part unless told. */
  readonly name?: string;
}

/** A file of many that was read; `index` is its place in what was given. */
export interface FileRead<F extends FileToRead> {
  readonly index: number;
  readonly file: F;
  readonly result: IntakeResult;
}

/**
 * Parsers in processes of their own, with limits of time and memory, without network and without the right to write.
 * A file that ends its parser is unreadable with the reason, and the rest goes on.
 */
export class Intake {
  private readonly idle: Parser[] = [];
  private readonly busy = new Set<Parser>();
  private readonly queue: ((parser: Parser) => void)[] = [];
  private readonly size: number;

  constructor(options: IntakeOptions = {}) {
    this.size = Math.max(1, options.parsers ?? availableParallelism());
  }

  /** One file, whole. Never rejects for what is in the file: that is told in `unreadable`. */
  async read(source: Source, name = nameOf(source)): Promise<IntakeResult> {
    const documents: IntakeDocument[] = [];
    const unreadable: Unreadable[] = [];
    const parts = this.parts(source, name);
    while (true) {
      const { value, done } = await parts.next();
      if (done) return { format: value, documents, unreadable };
      if (value.kind === 'document') documents.push(value.document);
      else unreadable.push(value.unreadable);
    }
  }

  /** The parts of one file as they are read, for files that hold many; returns the file's format. */
  async *parts(source: Source, name = nameOf(source)): AsyncGenerator<Part, string> {
    const parser = await this.take();
    try {
      return yield* parser.read(source, name);
    } finally {
      this.give(parser);
    }
  }

  /**
   * Many files, as many at once as there are parsers, each given as soon as it is read. No more are taken from `files`
   * than are at work, and none is kept.
   */
  async *readAll<F extends FileToRead>(files: Iterable<F> | AsyncIterable<F>): AsyncGenerator<FileRead<F>> {
    const source = Symbol.asyncIterator in files ? files[Symbol.asyncIterator]() : files[Symbol.iterator]();
    const running = new Map<number, Promise<FileRead<F>>>();
    let index = 0;
    let ended = false;
    try {
      while (true) {
        while (!ended && running.size < this.size) {
          const next = await source.next();
          if (next.done === true) ended = true;
          else running.set(index, this.readOne(next.value, index++));
        }
        if (running.size === 0) return;
        const read = await Promise.race(running.values());
        running.delete(read.index);
        yield read;
      }
    } finally {
      await source.return?.();
    }
  }

  /** Ends the parsers. An intake that is only let go of ends with the program. */
  close(): void {
    for (const parser of [...this.idle, ...this.busy]) parser.close();
    this.idle.length = 0;
  }

  private async readOne<F extends FileToRead>(file: F, index: number): Promise<FileRead<F>> {
    return { index, file, result: await this.read(file.source, file.name) };
  }

  private async take(): Promise<Parser> {
    const parser = this.idle.pop() ?? (this.busy.size < this.size ? new Parser() : await this.nextFree());
    this.busy.add(parser);
    return parser;
  }

  private nextFree(): Promise<Parser> {
    return new Promise((resolve) => this.queue.push(resolve));
  }

  private give(parser: Parser): void {
    this.busy.delete(parser);
    const worn = !parser.alive || parser.files >= LIMITS.filesPerProcess;
    if (worn) parser.close();
    const next = this.queue.shift();
    if (next !== undefined) {
      const heir = worn ? new Parser() : parser;
      this.busy.add(heir);
      next(heir);
    } else if (!worn) this.idle.push(parser);
  }
}

function nameOf(source: Source): string {
  return typeof source === 'string' ? basename(source) : '';
}

let shared: Intake | undefined;

/**
 * Reads one file with parsers that the whole program shares.
 * @param source the file's bytes, or its path
 * @param name what it is called, where that isn't its path's last part
 */
export function readFile(source: Source, name?: string): Promise<IntakeResult> {
  shared ??= new Intake();
  return shared.read(source, name);
}

/** Reads many files with parsers that the whole program shares; see {@link Intake.readAll}. */
export function readAll<F extends FileToRead>(files: Iterable<F> | AsyncIterable<F>): AsyncGenerator<FileRead<F>> {
  shared ??= new Intake();
  return shared.readAll(files);
}
