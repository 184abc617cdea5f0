import { readFile, rm, stat } from 'node:fs/promises';
import { packedScans, type Unreadable } from '@isnad/intake';
import type { Case } from '../case.ts';
import { hashOf } from '../hashing.ts';
import type { DocumentId, OriginalHash } from '../ids.ts';
import type { Received } from '../incoming.ts';
import type { Arrival, Kept } from '../store/records.ts';
import { CaseError } from '../store/store.ts';
import { Budget, inBatches, inOrder } from '../work/flow.ts';
import type { ReadInput } from '../work/input.ts';
import type { Readers } from '../work/readers.ts';
import { nameOf, type Source } from './sources.ts';

/**
 * Adding: sources are read a few at a time, and kept in their order, some in one step of the store. However many
 * there are, only a window of them is in memory; a kill loses what was not kept yet, and adding again goes on there.
 */

/** A source was dealt with. */
export interface Added {
  readonly source: Source;
  /** Pages of its documents, where they have any. */
  readonly pages: number;
  /** `nothing` for a source that is none. */
  readonly kept: Kept | { readonly kind: 'nothing' };
  /** What could not be read of it, the whole or parts. */
  readonly unreadable: readonly Unreadable[];
}

export interface AddOptions {
  /** A file larger than this, in bytes, is refused. */
  readonly largest?: number;
  /** Arrivals kept in one step at most. */
  readonly batch?: number;
  /** Bytes of all sources that are loaded and not kept yet; one that is larger goes alone. */
  readonly memory?: number;
  /** Told of pages as they are done, long before the document that they are of is kept. */
  readonly onPages?: (source: Source, pages: number) => void;
}

/** Half a gigabyte: a file is held in memory while it is read. */
const LARGEST = 512 * 1024 * 1024;
const BATCH = 256;
const BATCH_BYTES = 16 * 1024 * 1024;
/** Milliseconds that an arrival waits for others to be kept with. */
const WAIT = 500;
const MEMORY = 128 * 1024 * 1024;

interface Ready {
  readonly source: Source;
  /** Null for a source that is none. */
  readonly arrival: Arrival | null;
  /** The bytes to be kept; null when there are none, or the case has them. */
  readonly bytes: Uint8Array | Received | null;
  /** What was taken of the budget of bytes. */
  readonly taken: number;
}

/** Adds sources to the case; each is told of as soon as it is kept for good. */
export async function* add(
  opened: Case,
  sources: AsyncIterable<Source>,
  readers: Readers,
  { largest = LARGEST, batch = BATCH, memory = MEMORY, onPages = () => {} }: AddOptions = {},
): AsyncGenerator<Added> {
  if (opened.readOnly) throw new CaseError('the case can only be read here: its folder may not be written to');
  const preparer = new Preparer(opened, readers, largest, memory, onPages);
  // While one batch is being kept, the next is read.
  const ready = inOrder(preparer.admitted(sources), batch + 2 * readers.size, (admitted) => preparer.prepare(admitted));
  const full = (some: readonly Ready[]): boolean =>
    some.length >= batch || some.reduce((sum, { taken }) => sum + taken, 0) >= BATCH_BYTES;
  for await (const some of inBatches(ready, full, WAIT)) {
    const kept = await keep(opened, some);
    for (const done of some) {
      const { source, arrival } = done;
      preparer.release(done);
      if (source.kind === 'file' && source.passing) await rm(source.path, { force: true });
      if (arrival !== null && arrival.original !== null) await readers.kept(arrival.original.hash);
      const pages = (arrival?.documents ?? []).reduce((sum, { layout }) => sum + layout.pages.length, 0);
      yield { source, kept: kept.get(done) ?? { kind: 'nothing' }, pages, unreadable: arrival?.unreadable ?? [] };
    }
  }
}

async function keep(opened: Case, batch: readonly Ready[]): Promise<ReadonlyMap<Ready, Kept>> {
  const arrivals = new Map<Ready, Arrival>();
  for (const ready of batch) if (ready.arrival !== null) arrivals.set(ready, ready.arrival);
  await Promise.all(
    [...arrivals].map(async ([{ bytes }, { original }]) => {
      if (bytes === null || original === null) return;
      if (bytes instanceof Uint8Array) await opened.originals.keep(original.hash, bytes);
      else await opened.originals.keepReceived(bytes);
    }),
  );
  // The bytes first, then what refers to them: at no moment does the case name an original that is not there.
  await opened.originals.settle();
  const kept = await opened.store.keep([...arrivals.values()], opened.stamp());
  return new Map([...arrivals.keys()].map((ready, index) => [ready, kept[index]!]));
}

interface Admitted {
  readonly source: Source;
  readonly taken: number;
}

/** Loads sources, asks whether the case has them, and has those read that it has not. */
class Preparer {
  readonly #opened: Case;
  readonly #readers: Readers;
  readonly #largest: number;
  readonly #budget: Budget;
  readonly #onPages: (source: Source, pages: number) => void;
  /** Ids of records that are on their way into the case. */
  readonly #onTheWay = new Set<DocumentId>();

  constructor(
    opened: Case,
    readers: Readers,
    largest: number,
    memory: number,
    onPages: (source: Source, pages: number) => void,
  ) {
    this.#opened = opened;
    this.#readers = readers;
    this.#largest = largest;
    this.#budget = new Budget(memory);
    this.#onPages = onPages;
  }

  /** Sources in their order, each with its share of memory: one that waits for its share keeps the next ones waiting. */
  async *admitted(sources: AsyncIterable<Source>): AsyncGenerator<Admitted> {
    for await (const source of sources) yield { source, taken: await this.#budget.take(await sizeOf(source)) };
  }

  async prepare({ source, taken }: Admitted): Promise<Ready> {
    if (source.kind === 'nothing') return { source, arrival: null, bytes: null, taken };
    const { from } = source;
    const loaded = await this.#load(source);
    if (loaded.kind === 'refused') {
      const arrival = { original: null, from, documents: [], unreadable: [loaded.why] };
      return { source, arrival, bytes: null, taken };
    }
    const { bytes, hash, size, input } = loaded;
    const known = await this.#opened.store.original(hash);
    if (known !== null && known.documents.length > 0) {
      if (!(bytes instanceof Uint8Array)) await this.#opened.originals.drop(bytes);
      const original = { hash, size, format: known.format };
      return { source, arrival: { original, from, documents: [], unreadable: [] }, bytes: null, taken };
    }
    const onPages = (pages: number): void => this.#onPages(source, pages);
    const { format, documents, unreadable } = await this.#readers.prepare(input, hash, onPages);
    const arrival = { original: { hash, size, format }, from, documents, unreadable };
    // Whether a record whose id is taken is known or a clash, the store will say; neither is kept a second time.
    const there = source.kind === 'record' && (await this.#isTaken(source.record.id));
    return { source, arrival, bytes: there ? null : bytes, taken };
  }

  async #load(source: Exclude<Source, { kind: 'nothing' }>): Promise<Loaded> {
    switch (source.kind) {
      case 'record': {
        const bytes = new TextEncoder().encode(source.line);
        return whole(bytes, { kind: 'record', record: source.record });
      }
      case 'file': {
        const read = await loadFile(source.path, this.#largest);
        if ('kind' in read) return { kind: 'refused', why: read };
        return whole(read, { kind: 'file', name: nameOf(source), file: read });
      }
      case 'bundle':
        return this.#pack(source);
    }
  }

  /** A bundle goes to the disk as it is packed, however large it is, and is read from there. */
  async #pack(source: Source & { kind: 'bundle' }): Promise<Loaded> {
    try {
      const scans = packedScans({ kind: 'scans', paths: source.paths });
      const received = await this.#opened.originals.receive(scans);
      const input = { kind: 'file', name: nameOf(source), file: received.path } as const;
      return { kind: 'loaded', bytes: received, hash: received.hash, size: received.size, input };
    } catch (error) {
      return { kind: 'refused', why: { part: null, kind: 'damaged', message: causeOf(error) } };
    }
  }

  /** Called when a source was kept. */
  release({ source, taken }: Ready): void {
    this.#budget.give(taken);
    if (source.kind === 'record') this.#onTheWay.delete(source.record.id);
  }

  /** Whether a document of the case, or on its way there, has the id; from now on one has. */
  async #isTaken(id: DocumentId): Promise<boolean> {
    if (this.#onTheWay.has(id)) return true;
    this.#onTheWay.add(id);
    return (await this.#opened.store.record(id)) !== null;
  }
}

/** Bytes that a source will need, as far as can be told. */
async function sizeOf(source: Source): Promise<number> {
  if (source.kind === 'record') return source.line.length;
  if (source.kind === 'nothing') return 0;
  const paths = source.kind === 'bundle' ? source.paths : [source.path];
  const sizes = await Promise.all(paths.map(sizeOfFile));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function sizeOfFile(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

type Loaded =
  | {
      readonly kind: 'loaded';
      readonly bytes: Uint8Array | Received;
      readonly hash: OriginalHash;
      readonly size: number;
      readonly input: ReadInput;
    }
  | { readonly kind: 'refused'; readonly why: Unreadable };

/** Bytes that are in memory as a whole. */
function whole(bytes: Uint8Array, input: ReadInput): Loaded {
  return { kind: 'loaded', bytes, hash: hashOf(bytes), size: bytes.length, input };
}

/** The bytes of a file, or why there are none. */
export async function loadFile(path: string, largest = LARGEST): Promise<Uint8Array | Unreadable> {
  try {
    const { size } = await stat(path);
    if (size > largest) {
      const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);
      const message = `the file has ${megabytes(size)} MB, more than ${megabytes(largest)}`;
      return { part: null, kind: 'too large', message };
    }
    return await readFile(path);
  } catch (error) {
    return { part: null, kind: 'damaged', message: causeOf(error) };
  }
}

const CAUSES: { readonly [code: string]: string } = {
  ENOENT: 'no such file',
  EACCES: 'not allowed to read it',
  EPERM: 'not allowed to read it',
  EISDIR: 'it is a folder',
  EMFILE: 'too many files are open',
  EIO: 'the disk could not read it',
  ENOSPC: 'the disk is full: what was kept before is there; make room and go on',
  EDQUOT: 'the disk is full for this account: what was kept before is there; make room and go on',
  EFBIG: 'the disk takes no file of this size: what was kept before is there',
  EROFS: 'the disk can only be read',
};

/** Why the system would not give a file, in words. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return CAUSES[code] ?? error.message;
}
