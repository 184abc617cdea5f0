import { join } from 'node:path';
import { type Kysely, sql, type Transaction } from 'kysely';
import { type Migration, migrationsAfter, migrationsIn } from '../sql/migrations.ts';
import { schemaName } from './database.ts';

/** The migrations of a case. */
export const MIGRATIONS: string = join(import.meta.dirname, 'migrations');

/**
 * Brings a schema to the newest version by the numbered files of a folder, all in one transaction: a fault leaves the
 * schema as it was. Several processes may start at once; they take turns.
 * @returns what was run
 * @throws MigrationError for a schema from a newer Isnad
 */
export async function migratePostgres<Tables>(
  database: Kysely<Tables>,
  schema: string,
  folder: string,
): Promise<Migration[]> {
  return database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`isnad migrate ${schema}`}, 0))`.execute(transaction);
    await sql.raw(`create schema if not exists ${schemaName(schema)}`).execute(transaction);
    return raiseTo(transaction, folder);
  });
}

/** Brings the schema that the search path leads to up to the newest version. */
export async function raiseTo<Tables>(transaction: Transaction<Tables>, folder: string): Promise<Migration[]> {
  await sql`create table if not exists schema_version (version integer not null)`.execute(transaction);
  const pending = await pendingMigrations(transaction, folder);
  for (const migration of pending) await sql.raw(migration.sql).execute(transaction);
  const last = pending.at(-1);
  if (last !== undefined) {
    await sql`delete from schema_version`.execute(transaction);
    await sql`insert into schema_version (version) values (${last.number})`.execute(transaction);
  }
  return pending;
}

/** What a migration would run, without running it. */
export async function plannedMigrations<Tables>(database: Kysely<Tables>, folder: string): Promise<Migration[]> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('schema_version') is not null as there`.execute(
    database,
  );
  return rows[0]?.there === true ? pendingMigrations(database, folder) : migrationsIn(folder);
}

async function pendingMigrations<Tables>(database: Kysely<Tables>, folder: string): Promise<Migration[]> {
  const { rows } = await sql<{ version: number }>`select version from schema_version`.execute(database);
  return migrationsAfter(rows[0]?.version ?? 0, folder);
}
