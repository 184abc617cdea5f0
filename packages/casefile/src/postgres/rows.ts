import type { Insertable, InsertResult, Transaction } from 'kysely';
import { ARRIVAL_TABLES, type ArrivalRows, type ArrivalTable, type RowWriter } from '../sql/document-rows.ts';
import type { IndexDesk, KinRow, Word } from '../sql/index-writer.ts';
import type { Tables } from '../sql/tables.ts';
import { inSome } from '../sql/wanted.ts';

/** Rows by the thousand, many to a statement: every statement is a way to the server and back. */

const AT_A_TIME = 1000;

export class PostgresRowWriter implements RowWriter {
  readonly #transaction: Transaction<Tables>;

  constructor(transaction: Transaction<Tables>) {
    this.#transaction = transaction;
  }

  async write(rows: ArrivalRows): Promise<void> {
    for (const table of ARRIVAL_TABLES) await this.#insert(table, rows[table] ?? []);
  }

  #insert<T extends ArrivalTable>(table: T, rows: ReadonlyArray<Insertable<Tables[T]>>): Promise<InsertResult[]> {
    return inSome(rows, (some) => this.#transaction.insertInto(table).values(some).execute(), AT_A_TIME);
  }
}

/** Bytes of rows of the index that are read or written together, and rows. */
const TOGETHER = 4 * 1024 * 1024;
const ROWS = 2000;

export class PostgresIndexDesk implements IndexDesk {
  readonly #transaction: Transaction<Tables>;

  constructor(transaction: Transaction<Tables>) {
    this.#transaction = transaction;
  }

  async put(segment: number, rows: AsyncIterable<KinRow>): Promise<void> {
    let some: { segment: number; kin: string; row: Uint8Array }[] = [];
    let size = 0;
    const write = async (): Promise<void> => {
      if (some.length > 0) await this.#transaction.insertInto('index_rows').values(some).execute();
      some = [];
      size = 0;
    };
    for await (const [kin, row] of rows) {
      some.push({ segment, kin, row });
      size += row.length;
      if (some.length === ROWS || size > TOGETHER) await write();
    }
    await write();
  }

  async *rows(segment: number): AsyncGenerator<KinRow> {
    for (let after = ''; ; ) {
      const rows = await this.#transaction
        .selectFrom('index_rows')
        .select(['kin', 'row'])
        .where('segment', '=', segment)
        .where('kin', '>', after)
        .orderBy('kin')
        .limit(ROWS)
        .execute();
      for (const { kin, row } of rows) yield [kin, row];
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.kin;
    }
  }

  async clear(): Promise<void> {
    for (const table of ['index_rows', 'index_words'] as const) await this.#transaction.deleteFrom(table).execute();
  }

  async keepWords(words: readonly Word[]): Promise<void> {
    const distinct = new Map(words.map(([word, kin]) => [`${word} ${kin}`, { word, kin }]));
    await inSome(
      [...distinct.values()],
      (some) =>
        this.#transaction
          .insertInto('index_words')
          .values(some)
          .onConflict((conflict) => conflict.doNothing())
          .execute(),
      ROWS,
    );
  }
}
