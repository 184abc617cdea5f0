import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The numbered files that bring a schema from one version to the next. */

const NAME = /^(\d{4})-.+\.sql$/;

/** Thrown when a database can't be brought to this version's schema. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** A step from one version of the schema to the next. */
export interface Migration {
  /** The version that it brings a schema to. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** All of a folder, in their order. */
export function migrationsIn(folder: string): Migration[] {
  return readdirSync(folder)
    .sort()
    .map((name, index) => {
      const number = Number(NAME.exec(name)?.[1]);
      if (number !== index + 1) throw new MigrationError(`${name}: expected number ${index + 1}`);
      return { number, name, sql: readFileSync(join(folder, name), 'utf8') };
    });
}

/**
 * Those that a schema of some version does not have yet.
 * @throws MigrationError for a version that none of them makes
 */
export function migrationsAfter(version: number, folder: string): Migration[] {
  const migrations = migrationsIn(folder);
  if (version > migrations.length) {
    throw new MigrationError(
      `the case has version ${version}, this Isnad knows ${migrations.length}: a newer Isnad made it`,
    );
  }
  return migrations.slice(version);
}
