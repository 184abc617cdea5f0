import { type Kysely, sql, type Transaction } from 'kysely';
import { copyRows } from '../sql/copy.ts';
import type { Database } from '../sql/database.ts';
import type { RowWriter } from '../sql/document-rows.ts';
import type { Engine, Growth } from '../sql/engine.ts';
import type { IndexDesk } from '../sql/index-writer.ts';
import type { Tables } from '../sql/tables.ts';
import { openSqlite } from '../sqlite/open.ts';
import { keyFaults } from './faults.ts';
import { MIGRATIONS } from './migrate.ts';
import { telling } from './refusals.ts';
import { measure, PostgresIndexDesk, PostgresRowWriter } from './rows.ts';
import { schemaFaults } from './schema-faults.ts';

/** Milliseconds after which a step that others' steps keep waiting is given up unless told. */
const PATIENCE = 60_000;

export interface PostgresConnections {
  readonly reading: Kysely<Tables>;
  /** Others than those for reading: a step that waits for its turn must not keep the one that has it from its lists. */
  readonly writing: Kysely<Tables>;
}

/** One schema of a PostgreSQL database; any number of processes read and write it. */
export class PostgresEngine implements Engine {
  readonly reading: Database;
  readonly #writing: Kysely<Tables>;
  readonly #patience: number;
  /** The last step of this process: steps wait for one another here, so that one connection waits for other processes'. */
  #last: Promise<unknown> = Promise.resolve();

  constructor({ reading, writing }: PostgresConnections, patience = PATIENCE) {
    this.reading = reading;
    this.#writing = writing;
    this.#patience = patience;
  }

  write<T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> {
    const step = this.#last.then(() => telling(() => this.#step(work)));
    this.#last = step.catch(() => undefined);
    return step;
  }

  #step<T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> {
    return this.#writing.transaction().execute(async (transaction) => {
      await sql`select set_config('lock_timeout', ${`${this.#patience}ms`}, true)`.execute(transaction);
      // Held until the end of the transaction, whichever way it ends: one log, one entry after another.
      await sql`select pg_advisory_xact_lock(hashtextextended(current_schema(), 1))`.execute(transaction);
      await sql`select set_config('lock_timeout', '0', true)`.execute(transaction);
      return work(transaction);
    });
  }

  /** All that is asked is of one moment. */
  afresh<T>(work: (database: Database) => Promise<T>): Promise<T> {
    return telling(() =>
      this.reading
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((transaction) => work(transaction)),
    );
  }

  telling<T>(work: () => Promise<T>): Promise<T> {
    return telling(work);
  }

  grown(transaction: Transaction<Tables>, tables: readonly (keyof Tables)[], rows: Growth): Promise<void> {
    return measure(transaction, tables, rows);
  }

  rows(transaction: Transaction<Tables>): RowWriter {
    return new PostgresRowWriter(transaction);
  }

  index(transaction: Transaction<Tables>): IndexDesk {
    return new PostgresIndexDesk(transaction);
  }

  async faults(database: Database): Promise<string[]> {
    return [...(await schemaFaults(this.#writing, MIGRATIONS)), ...(await keyFaults(database))];
  }

  async settle(): Promise<void> {
    // Rows that were brought have numbers that the sequence knows nothing of.
    await sql`select setval(pg_get_serial_sequence('index_segments', 'id'),
      greatest((select max(id) from index_segments), nextval(pg_get_serial_sequence('index_segments', 'id'))))`.execute(
      this.#writing,
    );
    const { rows } = await sql<{ name: string }>`
      select tablename as name from pg_tables where schemaname = current_schema()`.execute(this.#writing);
    for (const { name } of rows) await sql`analyze ${sql.table(name)}`.execute(this.#writing);
  }

  async backup(path: string): Promise<void> {
    const file = openSqlite(path);
    try {
      await this.afresh((database) => file.write((transaction) => copyRows(database, transaction)));
    } finally {
      await file.close();
    }
  }

  async close(): Promise<void> {
    await this.#last;
    await this.reading.destroy();
    await this.#writing.destroy();
  }
}
