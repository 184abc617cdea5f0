import { backup } from 'node:sqlite';
import { sql, type Transaction } from 'kysely';
import type { Database } from '../sql/database.ts';
import type { RowWriter } from '../sql/document-rows.ts';
import type { Engine } from '../sql/engine.ts';
import type { IndexDesk } from '../sql/index-writer.ts';
import type { Tables } from '../sql/tables.ts';
import { closed, type Opened } from './database.ts';
import { SqliteIndexDesk } from './index-desk.ts';
import { telling } from './refusals.ts';
import { SqliteRowWriter } from './row-writer.ts';
import { schemaFaults } from './schema-faults.ts';

/** One SQLite file: a connection that writes, and one that reads and never waits for it. */
export class SqliteEngine implements Engine {
  readonly #writing: Opened;
  readonly #reading: Opened;
  /** Opens another connection that only reads. */
  readonly #another: () => Opened;
  readonly #rows: RowWriter;
  readonly #index: SqliteIndexDesk;

  constructor(writing: Opened, another: () => Opened) {
    this.#writing = writing;
    this.#reading = another();
    this.#another = another;
    this.#rows = new SqliteRowWriter(writing.connection);
    this.#index = new SqliteIndexDesk(writing.connection);
  }

  get reading(): Database {
    return this.#reading.database;
  }

  write<T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> {
    return telling(async () => {
      try {
        return await this.#writing.database.transaction().execute(work);
      } catch (error) {
        this.#index.forget();
        throw error;
      }
    });
  }

  async afresh<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const fresh = this.#another();
    try {
      return await work(fresh.database);
    } finally {
      await closed(fresh);
    }
  }

  telling<T>(work: () => Promise<T>): Promise<T> {
    return telling(work);
  }

  /** Keys are looked up by their indexes, however large a table is. */
  async grown(): Promise<void> {}

  /** The one connection that writes is in the transaction. */
  rows(): RowWriter {
    return this.#rows;
  }

  index(): IndexDesk {
    return this.#index;
  }

  async faults(database: Database): Promise<string[]> {
    const integrity = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(database);
    const keys = await sql<{ table: string; rowid: number | null }>`pragma foreign_key_check`.execute(database);
    return [
      ...(await schemaFaults(database)),
      ...integrity.rows.map((row) => row.integrity_check).filter((message) => message !== 'ok'),
      ...keys.rows.map(({ table, rowid }) => `row ${rowid ?? '?'} of ${table} points at nothing`),
    ];
  }

  async settle(): Promise<void> {
    await sql`pragma optimize`.execute(this.#writing.database);
  }

  async backup(path: string): Promise<void> {
    await telling(() => backup(this.#writing.connection, path));
  }

  async close(): Promise<void> {
    await closed(this.#reading);
    await closed(this.#writing);
  }
}
