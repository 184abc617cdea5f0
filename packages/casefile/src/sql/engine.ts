import type { Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { RowWriter } from './document-rows.ts';
import type { IndexDesk } from './index-writer.ts';
import type { Tables } from './tables.ts';

/** Numbers of rows. */
export interface Growth {
  readonly before: number;
  readonly after: number;
}

/** What the database engines do each in its own way; all else is SQL that every one of them takes. */
export interface Engine {
  /** For lists: what it is asked never waits for a transaction. */
  readonly reading: Database;
  /**
   * Does something to the case that happens whole or not at all; steps come one after another, whoever takes them.
   * @throws CaseBusy when other programs' steps keep it waiting for too long
   */
  write<T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T>;
  /** Asks by a connection that remembers nothing of what was asked before. */
  afresh<T>(work: (database: Database) => Promise<T>): Promise<T>;
  /** Does something with the database; what it refuses is told in words for the person who works on the case. */
  telling<T>(work: () => Promise<T>): Promise<T>;
  rows(transaction: Transaction<Tables>): RowWriter;
  /** Told within a transaction that tables whose rows point at each other have grown, and how the first of them has. */
  grown(transaction: Transaction<Tables>, tables: readonly (keyof Tables)[], rows: Growth): Promise<void>;
  index(transaction: Transaction<Tables>): IndexDesk;
  /** What the engine itself finds wrong with the database: its pages and its keys. */
  faults(database: Database): Promise<string[]>;
  /** Called when most of the rows have changed. */
  settle(): Promise<void>;
  /** Writes the database into a file of SQLite, as it is at one moment. */
  backup(path: string): Promise<void>;
  close(): Promise<void>;
}
