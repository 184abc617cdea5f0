import { availableParallelism } from 'node:os';
import { basename, dirname } from 'node:path';
import type { IntakeDocument, IntakeResult, Unreadable } from './document.ts';
import type { Part } from './formats/part.ts';
import { LIMITS } from './limits.ts';
import { RECIPE } from './ocr/recipe.ts';
import type { TextPage } from './pages/line.ts';
import { hashOf, type PageStore } from './process/page-store.ts';
import type { PageDesk } from './process/parser.ts';
import { Pool } from './process/pool.ts';
import type { PageToDraw, Source } from './process/protocol.ts';

export interface IntakeOptions {
  /** Parsers at work at once, and as many that recognise pages; as many as the machine has cores unless told. */
  readonly parsers?: number;
  /** False leaves pages of images unread: «not readable: transcribe». */
  readonly recognize?: boolean;
  /** Milliseconds that a parser may go without progress, for slow machines; `LIMITS.stepMilliseconds` unless told. */
  readonly patience?: number;
  /** Milliseconds that a parser may work on one file in all; `LIMITS.fileMilliseconds` unless told. */
  readonly fileTime?: number;
  /** Milliseconds for the recognition of one page; `LIMITS.recognitionMilliseconds` unless told. */
  readonly recognitionTime?: number;
  /** MiB of memory that a parser may hold; `LIMITS.processMegabytes` unless told. */
  readonly megabytes?: number;
  /** Where recognised pages are kept, so that an interrupted bundle goes on where it was. */
  readonly pages?: PageStore;
}

/** Told of the pages of a file as they are done: how many more. */
export type PagesDone = (pages: number) => void;

/** A file to read: its bytes, its path on disk, or a bundle of scans. */
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
  private readonly readers: Pool;
  private readonly recognizers: Pool;
  private readonly options: IntakeOptions;

  constructor(options: IntakeOptions = {}) {
    this.options = options;
    const size = Math.max(1, options.parsers ?? availableParallelism());
    const allowance = {
      patience: options.patience ?? LIMITS.stepMilliseconds,
      fileTime: options.fileTime ?? LIMITS.fileMilliseconds,
      megabytes: options.megabytes ?? LIMITS.processMegabytes,
    };
    this.readers = new Pool(size, allowance);
    this.recognizers = new Pool(size, {
      ...allowance,
      patience: options.recognitionTime ?? LIMITS.recognitionMilliseconds,
    });
  }

  /** One file, whole. Never rejects for what is in the file: that is told in `unreadable`. */
  async read(source: Source, name = nameOf(source), onPages?: PagesDone): Promise<IntakeResult> {
    const documents: IntakeDocument[] = [];
    const unreadable: Unreadable[] = [];
    const parts = this.parts(source, name, onPages);
    while (true) {
      const { value, done } = await parts.next();
      if (done) return { format: value, documents, unreadable };
      if (value.kind === 'document') documents.push(value.document);
      else unreadable.push(value.unreadable);
    }
  }

  /** The parts of one file as they are read, for files that hold many; returns the file's format. */
  async *parts(source: Source, name = nameOf(source), onPages: PagesDone = () => {}): AsyncGenerator<Part, string> {
    const desk = this.desk(source, new PageCount(onPages));
    const recognize = this.options.recognize ?? true;
    let skip = 0;
    for (let starts = 1; ; starts++) {
      const parser = await this.readers.take();
      try {
        const { format, death, leaf, part } = yield* parser.read({ kind: 'read', source, name, skip, recognize }, desk);
        if (death === null) return format;
        yield { kind: 'unreadable', unreadable: { part: leaf < skip ? null : part, ...death } };
        // An archive goes on behind the file that ended its parser; any other file was that file itself.
        if (leaf < skip || part === null) return format;
        skip = leaf + 1;
        if (starts >= LIMITS.restarts) {
          const message = `${starts} files in it ended their parsers; the rest was left unread`;
          yield { kind: 'unreadable', unreadable: { part: null, kind: 'damaged', message } };
          return format;
        }
      } finally {
        this.readers.give(parser);
      }
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
        while (!ended && running.size < this.readers.size) {
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

  /**
   * The picture of a page as PNG, for reading beside its text.
   * @throws Error when the page can't be drawn, with the reason
   */
  async pageImage(source: Source, page: PageToDraw, name = nameOf(source)): Promise<Uint8Array> {
    const parser = await this.readers.take();
    try {
      const drawn = await parser.draw({ kind: 'draw', source, name, ...page });
      if (drawn instanceof Uint8Array) return drawn;
      throw new Error(drawn.message);
    } finally {
      this.readers.give(parser);
    }
  }

  /** Ends the parsers. An intake that is only let go of ends with the program. */
  close(): void {
    this.readers.close();
    this.recognizers.close();
  }

  private async readOne<F extends FileToRead>(file: F, index: number): Promise<FileRead<F>> {
    return { index, file, result: await this.read(file.source, file.name) };
  }

  /** Where the reading of one file asks for pages: kept ones first, then those who recognise. */
  private desk(source: Source, count: PageCount): PageDesk {
    const store = this.options.pages;
    let hash: Promise<string> | undefined;
    const original = () => {
      hash ??= hashOf(source);
      return hash;
    };
    return {
      known: async (key) => {
        const page = (await store?.get(await original(), `${RECIPE} ${key}`)) ?? null;
        if (page !== null) count.recognized();
        return page;
      },
      recognize: async (key, image) => {
        const page = await this.recognizeImage(image);
        if (page.width > 0) await store?.put(await original(), `${RECIPE} ${key}`, page);
        count.recognized();
        return page;
      },
      document: (pages) => count.document(pages),
    };
  }

  private async recognizeImage(image: Uint8Array): Promise<TextPage> {
    const recognizer = await this.recognizers.take();
    try {
      const page = await recognizer.recognize(image);
      return 'lines' in page ? page : { ...UNREAD, trouble: page.message };
    } finally {
      this.recognizers.give(recognizer);
    }
  }
}

/** Counts a file's pages once each: those that are recognised as they are, the others when their document is there. */
class PageCount {
  readonly #tell: PagesDone;
  #ahead = 0;

  constructor(tell: PagesDone) {
    this.#tell = tell;
  }

  recognized(): void {
    this.#ahead++;
    this.#tell(1);
  }

  document(pages: number): void {
    const rest = pages - this.#ahead;
    this.#ahead = Math.max(0, -rest);
    if (rest > 0) this.#tell(rest);
  }
}

/** A page whose recognition failed: a person transcribes it. */
const UNREAD: TextPage = { width: 0, height: 0, lines: [], by: 'ocr', confidence: 0, readable: false };

function nameOf(source: Source): string {
  if (typeof source === 'string') return basename(source);
  return 'kind' in source ? basename(dirname(source.paths[0] ?? '')) : '';
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
