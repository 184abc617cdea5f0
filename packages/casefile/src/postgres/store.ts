import { join } from 'node:path';
import type { Stamp } from '../log/entry.ts';
import { SqlStore } from '../sql/store.ts';
import type { Store } from '../store/store.ts';
import { type PostgresConnections, PostgresEngine } from './engine.ts';
import { migratePostgres } from './migrate.ts';
import { telling } from './refusals.ts';

/** A case in one schema of a PostgreSQL database. */

export const MIGRATIONS = join(import.meta.dirname, 'migrations');

/**
 * Makes the schema of a new case.
 * @throws CaseError when it holds one already
 */
export function createPostgresStore(
  connections: PostgresConnections,
  schema: string,
  name: string,
  stamp: Stamp,
  patience?: number,
): Promise<Store> {
  return telling(async () => {
    await migratePostgres(connections.writing, schema, MIGRATIONS);
    return SqlStore.create(new PostgresEngine(connections, patience), name, stamp);
  });
}

/**
 * @throws MigrationError for a case from a newer Isnad
 * @throws CaseError when the making of the case was broken off
 */
export function openPostgresStore(connections: PostgresConnections, schema: string, patience?: number): Promise<Store> {
  return telling(async () => {
    await migratePostgres(connections.writing, schema, MIGRATIONS);
    return SqlStore.open(new PostgresEngine(connections, patience));
  });
}
