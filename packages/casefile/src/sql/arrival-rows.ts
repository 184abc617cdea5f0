import type { Insertable, Transaction } from 'kysely';
import type { DocumentRows, RowWriter } from './document-rows.ts';
import type { Tables } from './tables.ts';
import { inSome } from './wanted.ts';

/** Tables that every arrival has a row of, in an order in which they can be written. */
const TABLES = ['log', 'originals', 'origins', 'documents', 'bodies'] as const;
type Table = (typeof TABLES)[number];
type Rows = { readonly [table in Table]: Insertable<Tables[table]>[] };

/** UTF-16 units of texts that wait, and rows that go into one statement. */
const MOST = 4 * 1024 * 1024;
const AT_A_TIME = 500;

/**
 * Rows of arrivals wait here and are written together: a statement for each of the dozen rows of a document would be
 * most of the work of keeping it, and others wait meanwhile.
 */
export class ArrivalRows {
  readonly #transaction: Transaction<Tables>;
  readonly #writer: RowWriter;
  #rows: Rows = noRows();
  #documents: DocumentRows[] = [];
  #size = 0;

  constructor(transaction: Transaction<Tables>, writer: RowWriter) {
    this.#transaction = transaction;
    this.#writer = writer;
  }

  /** True when it is time to write. */
  get isFull(): boolean {
    return this.#size > MOST;
  }

  add<T extends Table>(table: T, row: Insertable<Tables[T]>): void {
    const rows: Insertable<Tables[T]>[] = this.#rows[table];
    rows.push(row);
  }

  /** @param length UTF-16 units of the document's text */
  addDocument(rows: DocumentRows, length: number): void {
    this.#documents.push(rows);
    this.#size += length;
  }

  async write(): Promise<void> {
    const [rows, documents] = [this.#rows, this.#documents];
    this.#rows = noRows();
    this.#documents = [];
    this.#size = 0;
    for (const table of TABLES) await this.#insert(table, rows[table]);
    if (documents.length > 0) await this.#writer.write(together(documents));
  }

  async #insert<T extends Table>(table: T, rows: ReadonlyArray<Insertable<Tables[T]>>): Promise<void> {
    await inSome(rows, (some) => this.#transaction.insertInto(table).values(some).execute(), AT_A_TIME);
  }
}

function noRows(): Rows {
  return { log: [], originals: [], origins: [], documents: [], bodies: [] };
}

/** The rows of several documents as those of one. */
function together(documents: readonly DocumentRows[]): DocumentRows {
  const of = <T extends keyof DocumentRows>(table: T): DocumentRows[T][number][] =>
    documents.flatMap((rows): readonly DocumentRows[T][number][] => rows[table]);
  return {
    document_sources: of('document_sources'),
    claims: of('claims'),
    claim_places: of('claim_places'),
    causes: of('causes'),
    attributions: of('attributions'),
    figures: of('figures'),
    figure_bounds: of('figure_bounds'),
    document_flags: of('document_flags'),
  };
}
