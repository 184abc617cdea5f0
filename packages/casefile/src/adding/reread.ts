import { basename } from 'node:path';
import type { Case } from '../case.ts';
import type { DocumentId, OriginalHash } from '../ids.ts';
import type { CarryReport, OriginalRecord } from '../store/records.ts';
import { everyItem } from '../store/store.ts';
import { inOrder } from '../work/flow.ts';
import type { ReadInput } from '../work/input.ts';
import type { Prepared, Readers } from '../work/readers.ts';
import { recordOf } from './sources.ts';

/**
 * Reading again: documents of the case are made anew from their originals by the readers of today, and what people
 * decided is carried over. The case must be weighed afterwards.
 */

export type Reread =
  | CarryReport
  /** Its original gives no such document any more, or is not there: the old Reading stays. */
  | { readonly document: DocumentId; readonly changed: false; readonly message: string };

/**
 * @param only these documents; all of the case unless told
 */
export async function* reread(
  opened: Case,
  readers: Readers,
  only: ReadonlySet<DocumentId> | null = null,
): AsyncGenerator<Reread> {
  const { store } = opened;
  const prepared = inOrder(chosen(opened, only), 2 * readers.size, async (original) => {
    return { original, made: await prepare(opened, readers, original) };
  });
  try {
    for await (const { original, made } of prepared) {
      const wanted = original.documents.filter((id) => only === null || only.has(id));
      const documents = typeof made === 'string' ? [] : made.documents.filter(({ id }) => wanted.includes(id));
      if (documents.length > 0) yield* await store.readAgain(documents, opened.stamp());
      const there = new Set(documents.map(({ id }) => id));
      for (const document of wanted) {
        if (there.has(document)) continue;
        const message =
          typeof made === 'string' ? made : (made.unreadable[0]?.message ?? 'the original does not hold it');
        yield { document, changed: false, message };
      }
    }
  } finally {
    await store.settleRereading();
  }
}

/** The originals that documents are to be made from, each once. */
async function* chosen({ store }: Case, only: ReadonlySet<DocumentId> | null): AsyncGenerator<OriginalRecord> {
  if (only === null) {
    yield* everyItem((page) => store.originals(page), 100);
    return;
  }
  const hashes = new Set<OriginalHash>();
  for (const id of only) {
    const record = await store.record(id);
    if (record !== null) hashes.add(record.original);
  }
  for (const hash of hashes) {
    const original = await store.original(hash);
    if (original !== null) yield original;
  }
}

/** What readers make of an original, or why nothing. */
async function prepare(opened: Case, readers: Readers, original: OriginalRecord): Promise<Prepared | string> {
  const bytes = await opened.originals.read(original.hash).catch(() => null);
  if (bytes === null) return 'the original is missing';
  const input = inputOf(original, bytes);
  return input === null
    ? 'it is made of no file or record that could be read again'
    : readers.prepare(input, original.hash);
}

function inputOf({ origins }: OriginalRecord, bytes: Uint8Array): ReadInput | null {
  const [origin] = origins;
  if (origin?.kind === 'file' || origin?.kind === 'upload')
    return { kind: 'file', name: basename(origin.place), file: bytes };
  if (origin?.kind !== 'record') return null;
  const line = recordOf(Buffer.from(bytes).toString('utf8'));
  return line.kind === 'record' ? { kind: 'record', record: line.record } : null;
}
