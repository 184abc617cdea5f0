import type { IntakeDocument, IntakeResult, PagesDone, Unreadable } from '@isnad/intake';
import { documentIdOf } from '../hashing.ts';
import type { OriginalHash } from '../ids.ts';
import { type IntakeDoor, openIntake } from '../seams.ts';
import type { PreparedDocument } from '../store/records.ts';
import type { ReadInput } from './input.ts';
import { ReadingThreads, type ThreadOptions, type Unread } from './threads.ts';

/** Files and records in, documents or Readings out: intake first, then the threads that read. */

export interface Prepared {
  readonly format: string;
  readonly documents: readonly PreparedDocument[];
  readonly unreadable: readonly Unreadable[];
}

export interface ReadLines {
  /** Readings as JSON. */
  readonly lines: readonly string[];
  readonly unreadable: readonly Unreadable[];
}

export interface ReadersOptions extends ThreadOptions {
  /** The door for files; ours unless told, and then closed with the readers. */
  readonly intake?: IntakeDoor;
  /** Folder in which recognised pages wait until their document is kept: the case's own, for adding to it. */
  readonly pages?: string;
}

export class Readers {
  readonly #threads: ReadingThreads;
  readonly #intake: IntakeDoor;

  constructor({ pages, intake = openIntake(pages), ...options }: ReadersOptions = {}) {
    this.#threads = new ReadingThreads(options);
    this.#intake = intake;
  }

  /** How many documents are read at once. */
  get size(): number {
    return this.#threads.size;
  }

  /**
   * Documents of a case: named after their original's hash, or by the record's own id. What is wrong with the input is
   * told in `unreadable`.
   * @throws Error when the threads can't start
   */
  async prepare(input: ReadInput, original: OriginalHash, onPages?: PagesDone): Promise<Prepared> {
    const { format, documents, unreadable } = await this.#open(input, onPages);
    const results = await Promise.all(
      documents.map((document) => {
        const id = input.kind === 'record' ? input.record.id : documentIdOf(original, document.part);
        return this.#threads.prepare(id, document);
      }),
    );
    const { good, wrong } = sorted(documents, results);
    return { format, documents: good, unreadable: [...unreadable, ...wrong] };
  }

  /**
   * Readings of one input, named after the file, or by the record's own id.
   * @throws Error when the threads can't start
   */
  async read(input: Exclude<ReadInput, { kind: 'version' }>): Promise<ReadLines> {
    const { documents, unreadable } = await this.#open(input);
    const name = input.kind === 'record' ? input.record.id : input.name;
    const results = await Promise.all(
      documents.map((document) => {
        const id = document.part === null ? name : `${name}#${document.part}`;
        return this.#threads.read(id, document);
      }),
    );
    const { good, wrong } = sorted(documents, results);
    return { lines: good, unreadable: [...unreadable, ...wrong] };
  }

  /** The picture of a page, as PNG; null when there is none. */
  pageImage(file: Uint8Array | string, name: string, part: string | null, page: number): Promise<Uint8Array | null> {
    return this.#intake.pageImage(file, name, part, page);
  }

  /** Lets go of what was set aside for an original whose documents are kept. */
  kept(original: OriginalHash): Promise<void> {
    return this.#intake.kept(original);
  }

  /** Ends the threads and the door; what they were at is lost. */
  async close(): Promise<void> {
    await this.#threads.close();
    this.#intake.close();
  }

  async #open(input: ReadInput, onPages?: PagesDone): Promise<IntakeResult> {
    if (input.kind === 'file') {
      const result = await this.#intake.read(input.file, input.name, onPages);
      return { ...result, documents: withDistinctParts(result.documents) };
    }
    if (input.kind === 'version') return { format: 'transcription', documents: [input.document], unreadable: [] };
    const { text, published, outlet } = input.record;
    const unknown = { title: null, author: null, modified: null, address: null };
    const document = { part: null, text, published, outlet, ...unknown, pages: [], places: [], notes: [] };
    return { format: 'record', documents: [document], unreadable: [] };
  }
}

function sorted<T extends object | string>(
  documents: readonly IntakeDocument[],
  results: ReadonlyArray<T | Unread>,
): { good: T[]; wrong: Unreadable[] } {
  const good: T[] = [];
  const wrong: Unreadable[] = [];
  results.forEach((result, index) => {
    if (isUnread(result)) wrong.push({ part: documents[index]!.part, kind: result.kind, message: result.message });
    else good.push(result);
  });
  return { good, wrong };
}

function isUnread<T extends object | string>(result: T | Unread): result is Unread {
  return typeof result === 'object' && 'unread' in result;
}

/** Where two parts have one name they are told apart by a number: «image.png», «image.png (2)». */
function withDistinctParts(documents: readonly IntakeDocument[]): IntakeDocument[] {
  const seen = new Map<string | null, number>();
  return documents.map((document) => {
    const { part } = document;
    const count = (seen.get(part) ?? 0) + 1;
    seen.set(part, count);
    if (count === 1) return document;
    return { ...document, part: part === null ? `(${count})` : `${part} (${count})` };
  });
}
