import { join } from 'node:path';
import { type Migration, migratePostgres, openPostgres, plannedMigrations } from '@isnad/casefile';
import type { Kysely } from 'kysely';
import type { PeopleTables } from './tables.ts';

const SCHEMA = 'isnad';
const MIGRATIONS = join(import.meta.dirname, 'migrations');

/**
 * The people of a server, in a schema of their own, brought to the newest version.
 * @throws MigrationError for tables from a newer Isnad
 */
export async function openPeople(store: string): Promise<Kysely<PeopleTables>> {
  const database = openPostgres<PeopleTables>(store, SCHEMA);
  try {
    await migratePostgres(database, SCHEMA, MIGRATIONS);
    return database;
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

/** What `openPeople` would change, without changing it. */
export async function plannedForPeople(store: string): Promise<readonly Migration[]> {
  const database = openPostgres<PeopleTables>(store, SCHEMA, 1);
  try {
    return await plannedMigrations(database, MIGRATIONS);
  } finally {
    await database.destroy();
  }
}
