import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { migrationsAfter, migrationsIn } from '../sql/migrations.ts';

const FOLDER = join(import.meta.dirname, 'migrations');

/**
 * Brings a database to the newest schema, a numbered file at a time, each in a transaction with its number: a kill
 * leaves it at one number or the next.
 * @throws MigrationError for a case from a newer Isnad
 */
export function migrate(connection: DatabaseSync): void {
  for (const { number, sql } of migrationsAfter(versionOf(connection), FOLDER)) {
    connection.exec('BEGIN IMMEDIATE');
    try {
      // Asked again under the lock: another process may have got here first.
      if (migrationsAfter(versionOf(connection), FOLDER)[0]?.number === number) {
        connection.exec(sql);
        connection.exec(`PRAGMA user_version = ${number}`);
      }
      connection.exec('COMMIT');
    } catch (error) {
      connection.exec('ROLLBACK');
      throw error;
    }
  }
}

/** Whether the database has another schema than this version's. */
export function needsMigration(connection: DatabaseSync): boolean {
  return versionOf(connection) !== migrationsIn(FOLDER).length;
}

function versionOf(connection: DatabaseSync): number {
  return Number(connection.prepare('PRAGMA user_version').get()?.user_version);
}
