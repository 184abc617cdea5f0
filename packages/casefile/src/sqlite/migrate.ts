import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

const FOLDER = join(import.meta.dirname, 'migrations');
const NAME = /^(\d{4})-.+\.sql$/;

/** Thrown when the database can't be brought to this version's schema. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/**
 * Brings a database to the newest schema, a numbered file at a time, each in a transaction with its number: a kill
 * leaves it at one number or the next.
 * @throws MigrationError for a case from a newer Isnad
 */
export function migrate(connection: DatabaseSync): void {
  const files = migrations();
  const newest = files.length;
  if (versionOf(connection) === newest) return;
  for (const { number, name } of files) {
    connection.exec('BEGIN IMMEDIATE');
    try {
      // Asked again under the lock: another process may have got here first.
      const version = versionOf(connection);
      if (version > newest) {
        throw new MigrationError(`the case has version ${version}, this Isnad knows ${newest}: a newer Isnad made it`);
      }
      if (number > version) {
        connection.exec(readFileSync(join(FOLDER, name), 'utf8'));
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
  return versionOf(connection) !== migrations().length;
}

function migrations(): { number: number; name: string }[] {
  const files = readdirSync(FOLDER)
    .sort()
    .map((name) => ({ name, number: Number(NAME.exec(name)?.[1]) }));
  files.forEach(({ name, number }, index) => {
    if (number !== index + 1) throw new MigrationError(`migrations/${name}: expected number ${index + 1}`);
  });
  return files;
}

function versionOf(connection: DatabaseSync): number {
  return Number(connection.prepare('PRAGMA user_version').get()?.user_version);
}
