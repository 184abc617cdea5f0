import { LRUCache } from 'lru-cache';
import type { DocumentId, LogSeq } from '../ids.ts';
import { rowsOfReading, unpack, unpackReading } from '../store/packed.ts';
import type { Layout, OpenDocument, ReadingRows } from '../store/records.ts';
import type { Database } from './database.ts';
import { inSome } from './wanted.ts';

/**
 * Texts and Readings that were looked at last. The log entry that brought a document's Reading is its version: what is
 * kept under it never changes, whoever else writes to the case.
 */

/** What a document holds. */
export interface Body {
  readonly reading: OpenDocument['reading'];
  readonly rows: ReadingRows;
  readonly layout: Layout;
}

/** A document's text. */
export interface Told {
  readonly number: number;
  readonly id: DocumentId;
  readonly text: string;
}

/** A document, and the entry that brought what it holds. */
export type Version = Omit<Told, 'text'> & { readonly logged: LogSeq };

/** UTF-16 units of texts. */
const TEXTS = 16 * 1024 * 1024;
/** Bytes of packed Readings and layouts: a page of news is about 7 kB, and takes ten times as much when it is open. */
const OPEN = 4 * 1024 * 1024;

export class Bodies {
  readonly #texts = new LRUCache<LogSeq, string>({ maxSize: TEXTS, sizeCalculation: ({ length }) => length + 1 });
  readonly #open = new LRUCache<LogSeq, Body>({ maxSize: OPEN });

  /** Null where the document has another version by now. */
  async body(database: Database, number: number, logged: LogSeq): Promise<Body | null> {
    const known = this.#open.get(logged);
    if (known !== undefined) return known;
    const row = await database
      .selectFrom('bodies')
      .innerJoin('documents', 'documents.number', 'bodies.document')
      .select(['bodies.text', 'bodies.reading', 'bodies.layout'])
      .where('documents.number', '=', number)
      .where('documents.logged', '=', logged)
      .executeTakeFirst();
    if (row === undefined) return null;
    const { reading } = unpackReading(row.reading, row.text);
    const body = { reading, rows: rowsOfReading(reading), layout: unpack<Layout>(row.layout) };
    this.#open.set(logged, body, { size: row.reading.length + row.layout.length });
    return body;
  }

  /** Texts of the documents of these numbers, in no order. */
  async numbered(database: Database, numbers: readonly number[]): Promise<readonly Told[]> {
    const versions = await inSome(numbers, (some) =>
      database.selectFrom('documents').select(['number', 'id', 'logged']).where('number', 'in', some).execute(),
    );
    return this.texts(database, versions);
  }

  /** Texts of documents, in no order; of one that was read again meanwhile the new one. */
  async texts(database: Database, versions: readonly Version[]): Promise<readonly Told[]> {
    const found: Told[] = [];
    const missing: number[] = [];
    for (const { number, id, logged } of versions) {
      const text = this.#texts.get(logged);
      if (text === undefined) missing.push(number);
      else found.push({ number, id, text });
    }
    const fetched = await inSome(missing, (some) =>
      database
        .selectFrom('documents')
        .innerJoin('bodies', 'bodies.document', 'documents.number')
        .select(['documents.number', 'documents.id', 'documents.logged', 'bodies.text'])
        .where('documents.number', 'in', some)
        .execute(),
    );
    for (const { number, id, logged, text } of fetched) {
      found.push({ number, id, text });
      this.#texts.set(logged, text);
    }
    return found;
  }
}
