import { readFile, rm, stat } from 'node:fs/promises';
import type { Unreadable } from '@isnad/intake';
import type { Case } from '../case.ts';
import { type DocumentId, hashOf } from '../ids.ts';
import type { Arrival, Kept } from '../store/records.ts';
import { inBatches, inOrder } from '../work/flow.ts';
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
  readonly kept: Kept;
  /** What could not be read of it, the whole or parts. */
  readonly unreadable: readonly Unreadable[];
}

export interface AddOptions {
  /** A file larger than this, in bytes, is refused. */
  readonly largest?: number;
  /** Arrivals kept in one step at most. */
  readonly batch?: number;
}

/** Half a gigabyte: a file is held in memory while it is read. */
const LARGEST = 512 * 1024 * 1024;
const BATCH = 64;
const BATCH_BYTES = 16 * 1024 * 1024;
/** Milliseconds that an arrival waits for others to be kept with. */
const WAIT = 250;

interface Ready {
  readonly source: Source;
  readonly bytes: Uint8Array | null;
  readonly arrival: Arrival;
}

/** Adds sources to the case; events come as soon as a source is kept for good. */
export async function* add(
  opened: Case,
  sources: AsyncIterable<Source>,
  readers: Readers,
  { largest = LARGEST, batch = BATCH }: AddOptions = {},
): AsyncGenerator<Added> {
  const onTheWay = new Set<DocumentId>();
  const ready = inOrder(sources, readers.size * 2 + 1, (source) =>
    makeReady(opened, source, readers, onTheWay, largest),
  );
  const full = (some: readonly Ready[]): boolean =>
    some.length >= batch || some.reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0) >= BATCH_BYTES;
  for await (const some of inBatches(ready, full, WAIT)) {
    yield* keep(opened, some);
    for (const { source } of some) if (source.kind === 'record') onTheWay.delete(source.record.id);
  }
}

async function* keep(opened: Case, batch: readonly Ready[]): AsyncGenerator<Added> {
  await Promise.all(
    batch.map(async ({ bytes, arrival: { original } }) => {
      if (bytes !== null && original !== null) await opened.originals.keep(original.hash, bytes);
    }),
  );
  // The bytes first, then what refers to them: at no moment does the case name an original that is not there.
  await opened.originals.settle();
  const arrivals = batch.map((ready) => ready.arrival);
  const kept = await opened.store.keep(arrivals, opened.stamp());
  for (const [index, { source, arrival }] of batch.entries()) {
    if (source.kind === 'file' && source.passing) await rm(source.path, { force: true });
    yield { source, kept: kept[index]!, unreadable: arrival.unreadable };
  }
}

async function makeReady(
  opened: Case,
  source: Source,
  readers: Readers,
  onTheWay: Set<DocumentId>,
  largest: number,
): Promise<Ready> {
  const { from } = source;
  const loaded = await load(source, largest);
  if (loaded.kind === 'refused') {
    return { source, bytes: null, arrival: { original: null, from, documents: [], unreadable: [loaded.why] } };
  }
  const { bytes, input } = loaded;
  const hash = hashOf(bytes);
  const size = bytes.length;
  const known = await opened.store.original(hash);
  const there = known !== null && known.documents.length > 0;
  if (there) {
    const original = { hash, size, format: known.format };
    return { source, bytes: null, arrival: { original, from, documents: [], unreadable: [] } };
  }
  const { format, documents, unreadable } = await readers.prepare(input, hash);
  const original = { hash, size, format };
  const arrival = { original, from, documents, unreadable };
  // Whether a record whose id is taken is known or a clash, the store will say; neither is kept a second time.
  const taken = source.kind === 'record' && (await isTaken(opened, source.record.id, onTheWay));
  return { source, bytes: taken ? null : bytes, arrival };
}

/** Whether a document of the case, or on its way there, has the id; from now on one has. */
async function isTaken(opened: Case, id: DocumentId, onTheWay: Set<DocumentId>): Promise<boolean> {
  if (onTheWay.has(id)) return true;
  onTheWay.add(id);
  return (await opened.store.record(id)) !== null;
}

type Loaded =
  | { readonly kind: 'loaded'; readonly bytes: Uint8Array; readonly input: ReadInput }
  | { readonly kind: 'refused'; readonly why: Unreadable };

async function load(source: Source, largest: number): Promise<Loaded> {
  switch (source.kind) {
    case 'refused':
      return source;
    case 'record': {
      const bytes = new TextEncoder().encode(source.line);
      return { kind: 'loaded', bytes, input: { kind: 'record', record: source.record } };
    }
    case 'file': {
      const read = await loadFile(source.path, largest);
      if ('kind' in read) return { kind: 'refused', why: read };
      return { kind: 'loaded', bytes: read, input: { kind: 'file', name: nameOf(source), bytes: read } };
    }
  }
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
};

/** Why the system would not give a file, in words. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return CAUSES[code] ?? error.message;
}
