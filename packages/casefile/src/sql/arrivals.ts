import { setImmediate } from 'node:timers/promises';
import type { Unreadable } from '@isnad/intake';
import type { Insertable, Transaction } from 'kysely';
import { digestOf } from '../hashing.ts';
import type { DocumentId, LogSeq, OriginalHash } from '../ids.ts';
import type { Origin, Stamp } from '../log/entry.ts';
import { layoutDigest, pack } from '../store/packed.ts';
import type { Arrival, Kept, PreparedDocument } from '../store/records.ts';
import { documentRows, type RowWriter } from './document-rows.ts';
import type { Engine } from './engine.ts';
import { IndexWriter, type NumberedTerms } from './index-writer.ts';
import { documentsIn } from './lists.ts';
import { LogWriter } from './log.ts';
import { countSources } from './sources.ts';
import type { Tables } from './tables.ts';

/** Keeps arrivals inside a transaction of an engine. */
export async function keepArrivals(
  engine: Engine,
  transaction: Transaction<Tables>,
  arrivals: readonly Arrival[],
  stamp: Stamp,
): Promise<Kept[]> {
  const log = await LogWriter.begin(transaction, stamp);
  const keeper = new Keeper(transaction, engine.rows(transaction), log, await documentsIn(transaction));
  const kept: Kept[] = [];
  for (const arrival of arrivals) {
    kept.push(await keeper.keep(arrival));
    // SQLite answers at once, so nothing else would get its turn before the last arrival is in.
    await setImmediate();
  }
  await new IndexWriter(transaction, engine.index(transaction)).write(keeper.newTerms);
  await countSources(transaction, keeper.newDocuments);
  return kept;
}

class Keeper {
  readonly newDocuments: PreparedDocument[] = [];
  readonly newTerms: NumberedTerms[] = [];
  readonly #transaction: Transaction<Tables>;
  readonly #rows: RowWriter;
  readonly #log: LogWriter;

  /** Number of the last document of the case. */
  #last: number;

  constructor(transaction: Transaction<Tables>, rows: RowWriter, log: LogWriter, last: number) {
    this.#transaction = transaction;
    this.#rows = rows;
    this.#log = log;
    this.#last = last;
  }

  async keep(arrival: Arrival): Promise<Kept> {
    const { original, from, documents, unreadable } = arrival;
    const known = original === null ? [] : await this.#documentsOf(original.hash);
    const taken = known.length > 0 ? null : await this.#taken(documents);
    if (taken !== null) return this.#sameRecord(taken, arrival);
    if (original !== null) {
      const first = await this.#keepOriginal(original, from);
      const elsewhere = !first && (await this.#meetAgain(original.hash, from));
      if (known.length > 0) return { kind: 'known', documents: known, elsewhere };
      for (const document of documents) await this.#keepDocument(original.hash, document);
    }
    await this.#noteUnreadable(original?.hash ?? null, from, unreadable);
    if (documents.length === 0) return { kind: 'unreadable' };
    return { kind: 'new', documents: documents.map((document) => document.id) };
  }

  /**
   * What could not be read before may be readable by a newer Isnad: what it says now is what stands. When it says
   * what it said before, nothing is noted.
   */
  async #noteUnreadable(
    original: OriginalHash | null,
    { kind, place }: Origin,
    unreadable: readonly Unreadable[],
  ): Promise<void> {
    let before = this.#transaction.selectFrom('unreadable').select(['logged', 'part', 'cause', 'message']);
    if (original === null)
      before = before.where('original', 'is', null).where('kind', '=', kind).where('place', '=', place);
    else before = before.where('original', '=', original);
    const noted = await before.orderBy('logged').execute();
    const same =
      noted.length === unreadable.length &&
      unreadable.every(({ part, kind: cause, message }, index) => {
        const row = noted[index]!;
        return row.part === part && row.cause === cause && row.message === message;
      });
    if (same) return;
    for (const { logged } of noted) {
      await this.#transaction.deleteFrom('unreadable').where('logged', '=', logged).execute();
    }
    for (const { part, kind: cause, message } of unreadable) {
      const from = { kind, place };
      const logged = await this.#log.append({ kind: 'found unreadable', original, from, part, cause, message });
      await this.#transaction
        .insertInto('unreadable')
        .values({ logged, original, kind, place, part, cause, message })
        .execute();
    }
  }

  /** The first of the ids that a document of the case has already. */
  async #taken(documents: readonly PreparedDocument[]): Promise<DocumentId | null> {
    for (const { id } of documents) {
      const there = await this.#transaction
        .selectFrom('documents')
        .select('id')
        .where('id', '=', id)
        .executeTakeFirst();
      if (there !== undefined) return id;
    }
    return null;
  }

  /** A record whose bytes differ but that says the same is known; one that says something else is refused. */
  async #sameRecord(id: DocumentId, arrival: Arrival): Promise<Kept> {
    const there = await this.#transaction
      .selectFrom('documents')
      .innerJoin('bodies', 'bodies.document', 'documents.number')
      .select(['bodies.text', 'documents.published', 'documents.outlet'])
      .where('documents.id', '=', id)
      .executeTakeFirstOrThrow();
    const [document] = arrival.documents;
    const same =
      arrival.documents.length === 1 &&
      document?.text === there.text &&
      document.metadata.published === there.published &&
      document.metadata.outlet === there.outlet;
    return same ? { kind: 'known', documents: [id], elsewhere: false } : { kind: 'clash', document: id };
  }

  async #documentsOf(original: OriginalHash): Promise<DocumentId[]> {
    const rows = await this.#transaction
      .selectFrom('documents')
      .select('id')
      .where('original', '=', original)
      .orderBy('number')
      .execute();
    return rows.map((row) => row.id);
  }

  /** False when it was here before. */
  async #keepOriginal(original: { hash: OriginalHash; size: number; format: string }, from: Origin): Promise<boolean> {
    const { hash, size, format } = original;
    const there = await this.#transaction
      .selectFrom('originals')
      .select('hash')
      .where('hash', '=', hash)
      .executeTakeFirst();
    if (there !== undefined) return false;
    const logged = await this.#log.append({ kind: 'original kept', original: hash, size, format, from });
    await this.#transaction.insertInto('originals').values({ hash, size, format, logged }).execute();
    await this.#transaction
      .insertInto('origins')
      .values({ original: hash, ...from, logged })
      .execute();
    return true;
  }

  /** False when it came from there before. */
  async #meetAgain(original: OriginalHash, from: Origin): Promise<boolean> {
    const there = await this.#transaction
      .selectFrom('origins')
      .select('place')
      .where('original', '=', original)
      .where('kind', '=', from.kind)
      .where('place', '=', from.place)
      .executeTakeFirst();
    if (there !== undefined) return false;
    const logged = await this.#log.append({ kind: 'original met again', original, from });
    await this.#transaction
      .insertInto('origins')
      .values({ original, ...from, logged })
      .execute();
    return true;
  }

  async #keepDocument(original: OriginalHash, prepared: PreparedDocument): Promise<void> {
    const { id, part, metadata, text, reading, rows, sources, terms, layout } = prepared;
    const logged = await this.#log.append({
      kind: 'document read',
      document: id,
      original,
      part,
      metadata,
      text: digestOf(text),
      reading: reading.digest,
      layout: layoutDigest(layout),
    });
    const document = ++this.#last;
    await this.#transaction
      .insertInto('documents')
      .values({ number: document, ...columnsOf(prepared, original, logged) })
      .execute();
    await this.#transaction
      .insertInto('bodies')
      .values({ document, text, reading: reading.bytes, reading_digest: reading.digest, layout: pack(layout) })
      .execute();
    await this.#rows.write(documentRows(document, rows, sources));
    this.newDocuments.push(prepared);
    this.newTerms.push({ number: document, terms });
  }
}

function columnsOf(
  { id, part, metadata, text, rows }: PreparedDocument,
  original: OriginalHash,
  logged: LogSeq,
): Omit<Insertable<Tables['documents']>, 'number'> {
  return {
    id,
    original,
    part,
    ...metadata,
    length: text.length,
    claims: rows.claims.length,
    attributions: rows.attributions.length,
    figures: rows.figures.length,
    flags: rows.flags.length,
    logged,
  };
}
