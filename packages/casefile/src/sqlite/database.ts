import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';
import type { Database } from '../sql/database.ts';
import type { Tables } from '../sql/tables.ts';
import { CaseBusy } from '../store/store.ts';
import { told } from './refusals.ts';

/** Kysely over `node:sqlite`. */

/** Milliseconds that a connection waits for another one's transaction while it is opened. */
const BUSY = 10_000;
/** Milliseconds that it waits at a time later on: nothing else gets its turn meanwhile. */
const BRIEFLY = 100;
/** Milliseconds between two tries for the write lock, and after which the step is given up unless told. */
const RETRY = 50;
export const PATIENCE = 60_000;

/** Prepared statements kept for use again; a bulk insert has one for each number of rows. */
const PREPARED = 200;

export interface Opened {
  readonly connection: DatabaseSync;
  readonly database: Database;
}

/** Kysely closes only what it has used; SQLite tidies up when the last connection is closed. */
export async function closed({ connection, database }: Opened): Promise<void> {
  await database.destroy();
  if (connection.isOpen) connection.close();
}

/**
 * Opens a connection that writes: a commit has reached the disk when it returns.
 * @param patience milliseconds after which a transaction that waits for another program's is given up
 */
export function openForWriting(path: string, patience: number): Opened {
  const connection = new DatabaseSync(path, { timeout: BUSY, enableForeignKeyConstraints: true });
  connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536');
  return { connection, database: kyselyOver(connection, patience) };
}

/** Has an opened connection wait for others aside, in `beginTransaction`. */
export function waitAside(connection: DatabaseSync): void {
  connection.exec(`PRAGMA busy_timeout = ${BRIEFLY}`);
}

/**
 * Opens a case that can't be written to: nobody writes to it, so it is read as it lies, without the files that keep readers
 * and writers apart.
 */
export function openAsItLies(path: string): Opened {
  const url = pathToFileURL(path);
  url.searchParams.set('immutable', '1');
  const connection = new DatabaseSync(url, { readOnly: true });
  return { connection, database: kyselyOver(connection) };
}

/** Opens a connection beside it that only reads, so that no list waits for a transaction. */
export function openForReading(path: string): Opened {
  const connection = new DatabaseSync(path, { timeout: BUSY, readOnly: true });
  connection.exec('PRAGMA query_only = ON; PRAGMA cache_size = -65536; PRAGMA mmap_size = 1073741824');
  return { connection, database: kyselyOver(connection) };
}

function kyselyOver(connection: DatabaseSync, patience = PATIENCE): Database {
  return new Kysely<Tables>({ dialect: new NodeSqliteDialect({ database: new NodeSqlite(connection) }, patience) });
}

/** SQLite's dialect, but that a transaction takes the write lock when it begins: it never fails half-way for it. */
class NodeSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  readonly #patience: number;

  constructor(config: SqliteDialectConfig, patience: number) {
    super(config);
    this.#config = config;
    this.#patience = patience;
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#config, this.#patience);
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #patience: number;

  constructor(config: SqliteDialectConfig, patience: number) {
    super(config);
    this.#patience = patience;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const until = performance.now() + this.#patience;
    for (;;) {
      try {
        await connection.executeQuery(CompiledQuery.raw('begin immediate'));
        return;
      } catch (error) {
        if (!isBusy(error)) throw error;
        if (performance.now() > until) throw new CaseBusy(HELD);
        await setTimeout(RETRY);
      }
    }
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection);
    } catch (error) {
      if (!(error instanceof Error && NOTHING_TO_ROLL_BACK.test(error.message))) throw error;
    }
  }
}

/** On a full disk SQLite takes a transaction back by itself: the error to be told is the one before. */
const NOTHING_TO_ROLL_BACK = /no transaction is active/;

/** SQLite's code for a lock that another connection has. */
const SQLITE_BUSY = 5;
const HELD = 'another program is writing to the case: wait until it is done, and try again';

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

/** `node:sqlite` in the shape that Kysely asks for. */
class NodeSqlite implements SqliteDatabase {
  readonly #connection: DatabaseSync;
  readonly #prepared = new Map<string, NodeStatement>();

  constructor(connection: DatabaseSync) {
    this.#connection = connection;
  }

  prepare(sql: string): SqliteStatement {
    const known = this.#prepared.get(sql);
    if (known !== undefined) {
      this.#prepared.delete(sql);
      this.#prepared.set(sql, known);
      return known;
    }
    const statement = new NodeStatement(this.#connection.prepare(sql));
    this.#prepared.set(sql, statement);
    if (this.#prepared.size > PREPARED) {
      for (const oldest of this.#prepared.keys()) {
        this.#prepared.delete(oldest);
        break;
      }
    }
    return statement;
  }

  close(): void {
    this.#prepared.clear();
    this.#connection.close();
  }
}

class NodeStatement implements SqliteStatement {
  readonly reader: boolean;
  readonly #statement: StatementSync;

  constructor(statement: StatementSync) {
    this.#statement = statement;
    this.reader = statement.columns().length > 0;
  }

  all(parameters: readonly unknown[]): unknown[] {
    try {
      // Ordinary objects: what the store gives must not depend on the database that made it.
      return this.#statement.all(...parameters.map(bindable)).map((row) => ({ ...row }));
    } catch (error) {
      throw told(error);
    }
  }

  run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint } {
    return this.#statement.run(...parameters.map(bindable));
  }

  iterate(parameters: readonly unknown[]): IterableIterator<unknown> {
    return this.#statement.iterate(...parameters.map(bindable));
  }
}

function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`SQLite keeps no ${typeof value}`);
}
