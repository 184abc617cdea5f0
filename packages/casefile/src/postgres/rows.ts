import { type RawBuilder, sql, type Transaction } from 'kysely';
import { ARRIVAL_TABLES, type ArrivalRows, type RowWriter } from '../sql/document-rows.ts';
import type { Growth } from '../sql/engine.ts';
import type { IndexDesk, KinRow, Word } from '../sql/index-writer.ts';
import type { Tables } from '../sql/tables.ts';
import { inSome } from '../sql/wanted.ts';

/**
 * Rows by the thousand, many to a statement: every statement is a way to the server and back. They go there as one
 * value, in JSON: to put together a statement with a place for each of ten thousand values, and to take it in, was more
 * work for both sides than the rows themselves.
 */

type Row = Readonly<Record<string, string | number | Uint8Array | null | undefined>>;

/** Rows that go into one statement. */
const ROWS = 2000;

/** Tables of which a row is looked up for each row that points there. */
const POINTED_AT = ['log', 'originals', 'documents'] as const;

export class PostgresRowWriter implements RowWriter {
  readonly #transaction: Transaction<Tables>;

  constructor(transaction: Transaction<Tables>) {
    this.#transaction = transaction;
  }

  async write(rows: ArrivalRows): Promise<void> {
    for (const table of ARRIVAL_TABLES) await insert(this.#transaction, table, rows[table] ?? []);
    const numbers = (rows.documents ?? []).flatMap(({ number }) => number ?? []);
    const [first, last] = [numbers[0], numbers.at(-1)];
    if (first !== undefined && last !== undefined)
      await measure(this.#transaction, POINTED_AT, { before: first - 1, after: last });
  }
}

/**
 * Has tables measured as they double. A connection plans for tables as it meets them, and those of a new case, or those
 * of findings that are made anew, are next to empty: it goes through all of them for each row that points there.
 * PostgreSQL looks at them again after a minute, when there may be thousands.
 */
export async function measure(
  transaction: Transaction<Tables>,
  tables: readonly (keyof Tables)[],
  { before, after }: Growth,
): Promise<void> {
  if (doublings(after) <= doublings(before)) return;
  await sql`analyze ${sql.join(tables.map((table) => sql.table(table)))}`.execute(transaction);
}

/** Bytes of rows of the index that are read or written together. */
const TOGETHER = 4 * 1024 * 1024;

export class PostgresIndexDesk implements IndexDesk {
  readonly #transaction: Transaction<Tables>;

  constructor(transaction: Transaction<Tables>) {
    this.#transaction = transaction;
  }

  async put(segment: number, rows: AsyncIterable<KinRow>): Promise<void> {
    let some: { segment: number; kin: string; row: Uint8Array }[] = [];
    let size = 0;
    const write = async (): Promise<void> => {
      await insert(this.#transaction, 'index_rows', some);
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
    await insert(this.#transaction, 'index_words', [...distinct.values()], sql`on conflict do nothing`);
  }
}

function doublings(rows: number): number {
  return Math.floor(Math.log2(rows));
}

/**
 * @param rows with the same columns
 * @param clash what becomes of rows that are there
 */
async function insert(
  transaction: Transaction<Tables>,
  table: keyof Tables,
  rows: readonly Row[],
  clash: RawBuilder<unknown> = sql``,
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const names = sql.join(columns.map((column) => sql.ref(column)));
  // A text is taken for a string of JSON, where an entry of the log is to be the JSON that it says.
  const values = sql.join(
    columns.map((column) => (table === 'log' && column === 'act' ? sql`(act #>> '{}')::json` : sql.ref(column))),
  );
  await inSome(
    rows,
    async (some) => {
      await sql`insert into ${sql.table(table)} (${names}) select ${values}
        from json_populate_recordset(null::${sql.table(table)}, ${jsonOf(some)}) ${clash}`.execute(transaction);
      return [];
    },
    ROWS,
  );
}

/** Bytes in hexadecimal; half a surrogate pair, which PostgreSQL takes for no character, as U+FFFD. */
function jsonOf(rows: readonly Row[]): string {
  return JSON.stringify(rows.map(writable));
}

function writable(row: Row): Row {
  const written: Record<string, string | number | null | undefined> = {};
  for (const [column, value] of Object.entries(row)) {
    if (value instanceof Uint8Array)
      written[column] = `\\x${Buffer.from(value.buffer, value.byteOffset, value.length).toString('hex')}`;
    else written[column] = typeof value === 'string' ? value.toWellFormed() : value;
  }
  return written;
}
