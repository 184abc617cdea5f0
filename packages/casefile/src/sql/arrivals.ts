import { setImmediate } from 'node:timers/promises';
import type { Unreadable } from '@isnad/intake';
import type { Transaction } from 'kysely';
import { type DocumentId, documentId, type LogSeq, type OriginalHash } from '../ids.ts';
import type { Act, Origin, Stamp } from '../log/entry.ts';
import type { Arrival, Kept, PreparedDocument } from '../store/records.ts';
import { carryDecisions, itemsOf, votesOn } from './carrying.ts';
import { bodyRow, documentRow, documentRows, readAct } from './document-rows.ts';
import type { Engine } from './engine.ts';
import { IndexWriter, type NumberedTerms } from './index-writer.ts';
import { documentsIn } from './lists.ts';
import { LogWriter } from './log.ts';
import { rowsOfDocument } from './rows.ts';
import { countSources } from './sources.ts';
import type { Tables } from './tables.ts';
import { WaitingRows } from './waiting-rows.ts';
import { inSome } from './wanted.ts';

/** Keeps arrivals inside a transaction of an engine. */
export async function keepArrivals(
  engine: Engine,
  transaction: Transaction<Tables>,
  arrivals: readonly Arrival[],
  stamp: Stamp,
): Promise<Kept[]> {
  const log = await LogWriter.begin(transaction, stamp);
  const rows = new WaitingRows(engine.rows(transaction));
  const here = await Here.look(transaction, arrivals);
  const keeper = new Keeper({ transaction, rows, log, here }, await documentsIn(transaction));
  const kept: Kept[] = [];
  for (const arrival of arrivals) {
    kept.push(await keeper.keep(arrival));
    if (rows.isFull) await rows.write();
    // SQLite answers at once, so nothing else would get its turn before the last arrival is in.
    await setImmediate();
  }
  await rows.write();
  await new IndexWriter(transaction, engine.index(transaction)).write(keeper.newTerms);
  await countSources(transaction, keeper.newDocuments);
  return kept;
}

/** What the case has of some arrivals already, asked for at once and kept up as they come in. */
class Here {
  /** Documents of originals; an original without one has an empty list. */
  readonly #originals: Map<OriginalHash, DocumentId[]>;
  readonly #documents: Set<DocumentId>;

  private constructor(originals: Map<OriginalHash, DocumentId[]>, documents: Set<DocumentId>) {
    this.#originals = originals;
    this.#documents = documents;
  }

  static async look(transaction: Transaction<Tables>, arrivals: readonly Arrival[]): Promise<Here> {
    const hashes = arrivals.flatMap(({ original }) => (original === null ? [] : [original.hash]));
    const rows = await inSome(hashes, (some) =>
      transaction
        .selectFrom('originals')
        .leftJoin('documents', 'documents.original', 'originals.hash')
        .select(['originals.hash', 'documents.id'])
        .where('originals.hash', 'in', some)
        .orderBy('documents.number')
        .execute(),
    );
    const originals = new Map<OriginalHash, DocumentId[]>();
    for (const { hash, id } of rows) {
      const documents = originals.get(hash) ?? [];
      if (id !== null) documents.push(id);
      originals.set(hash, documents);
    }
    const ids = arrivals.flatMap(({ documents }) => documents.map(({ id }) => id));
    const taken = await inSome(ids, (some) =>
      transaction.selectFrom('documents').select('id').where('id', 'in', some).execute(),
    );
    return new Here(originals, new Set(taken.map(({ id }) => id)));
  }

  /** Null for an original that is not here. */
  documentsOf(original: OriginalHash): readonly DocumentId[] | null {
    return this.#originals.get(original) ?? null;
  }

  has(document: DocumentId): boolean {
    return this.#documents.has(document);
  }

  addOriginal(original: OriginalHash): void {
    this.#originals.set(original, []);
  }

  addDocument(original: OriginalHash, document: DocumentId): void {
    this.#originals.get(original)?.push(document);
    this.#documents.add(document);
  }
}

interface Means {
  readonly transaction: Transaction<Tables>;
  readonly rows: WaitingRows;
  readonly log: LogWriter;
  readonly here: Here;
}

class Keeper {
  readonly newDocuments: PreparedDocument[] = [];
  readonly newTerms: NumberedTerms[] = [];
  readonly #transaction: Transaction<Tables>;
  readonly #rows: WaitingRows;
  readonly #log: LogWriter;
  readonly #here: Here;

  /** Number of the last document of the case. */
  #last: number;

  constructor({ transaction, rows, log, here }: Means, last: number) {
    this.#transaction = transaction;
    this.#rows = rows;
    this.#log = log;
    this.#here = here;
    this.#last = last;
  }

  async keep(arrival: Arrival): Promise<Kept> {
    const { original, from, documents, unreadable } = arrival;
    const there = original === null ? null : this.#here.documentsOf(original.hash);
    const here = there !== null;
    const known = there ?? [];
    const taken = known.length > 0 ? undefined : documents.find(({ id }) => this.#here.has(id));
    if (taken !== undefined) return this.#sameRecord(taken.id, arrival);
    if (original !== null) {
      if (!here) this.#keepOriginal(original, from);
      const elsewhere = here && (await this.#meetAgain(original.hash, from));
      if (known.length > 0) return { kind: 'known', documents: known, elsewhere };
      for (const document of documents) await this.#keepDocument(original.hash, from, document);
    }
    // Of an original that was not here nothing was noted before.
    if (original === null || here || unreadable.length > 0)
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
    await this.#rows.write();
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

  /** A record whose bytes differ but that says the same is known; one that says something else is refused. */
  async #sameRecord(id: DocumentId, arrival: Arrival): Promise<Kept> {
    await this.#rows.write();
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

  #keepOriginal(original: { hash: OriginalHash; size: number; format: string }, from: Origin): void {
    const { hash, size, format } = original;
    const logged = this.#entry({ kind: 'original kept', original: hash, size, format, from });
    const { kind, place } = from;
    this.#rows.add({
      originals: [{ hash, size, format, logged }],
      origins: [{ original: hash, kind, place, logged }],
    });
    this.#here.addOriginal(hash);
  }

  #entry(act: Act): LogSeq {
    const row = this.#log.sealed(act);
    this.#rows.add({ log: [row] });
    return row.seq;
  }

  /** False when it came from there before. */
  async #meetAgain(original: OriginalHash, from: Origin): Promise<boolean> {
    await this.#rows.write();
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

  async #keepDocument(original: OriginalHash, from: Origin, prepared: PreparedDocument): Promise<void> {
    const { id, part, text, rows, sources, terms } = prepared;
    const logged = this.#entry(readAct(prepared, original));
    const number = ++this.#last;
    this.#rows.add(
      {
        documents: [{ number, id, original, part, ...documentRow(prepared, logged) }],
        bodies: [{ document: number, ...bodyRow(prepared) }],
        ...documentRows(number, rows, sources),
      },
      text.length,
    );
    this.#here.addDocument(original, id);
    this.newDocuments.push(prepared);
    this.newTerms.push({ number, terms });
    if (from.kind === 'transcription') await this.#carry(documentId.parse(from.place), number, prepared);
  }

  /** What was decided on a version goes over to the one that takes its place. */
  async #carry(replaces: DocumentId, number: number, { id, text, reading, rows }: PreparedDocument): Promise<void> {
    await this.#rows.write();
    const old = await this.#transaction
      .selectFrom('documents')
      .innerJoin('bodies', 'bodies.document', 'documents.number')
      .select(['documents.number', 'bodies.text'])
      .where('documents.id', '=', replaces)
      .executeTakeFirst();
    if (old === undefined) return;
    const votes = await votesOn(this.#transaction, old.number);
    if (votes.length === 0) return;
    const before = {
      id: replaces,
      text: old.text,
      items: itemsOf(await rowsOfDocument(this.#transaction, old.number)),
    };
    const after = { id, number, reading: reading.digest, text, items: itemsOf(rows) };
    await carryDecisions(this.#transaction, this.#log, votes, before, after);
  }
}
