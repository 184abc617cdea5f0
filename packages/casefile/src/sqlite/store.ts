import { existsSync, statSync } from 'node:fs';
import type { Stamp } from '../log/entry.ts';
import { OUTDATED, SqlStore } from '../sql/store.ts';
import { CaseError, type Store } from '../store/store.ts';
import { openAsItLies, openForReading, openForWriting, PATIENCE, waitAside } from './database.ts';
import { SqliteEngine } from './engine.ts';
import { migrate, needsMigration } from './migrate.ts';
import { telling } from './refusals.ts';

/** A case in one SQLite file. */

/**
 * Makes the database of a new case.
 * @param patience milliseconds after which a step that others' steps keep waiting is given up
 * @throws CaseError when the file holds one already
 */
export async function createSqliteStore(
  path: string,
  name: string,
  stamp: Stamp,
  patience = PATIENCE,
): Promise<SqlStore> {
  return SqlStore.create(engineOf(path, patience), name, stamp);
}

/**
 * @throws MigrationError for a case from a newer Isnad
 * @throws CaseError when the making of the case was broken off
 */
export function openSqliteStore(path: string, patience = PATIENCE): Promise<Store> {
  return telling(async () => orClosed(engineOf(path, patience), SqlStore.open));
}

/**
 * Opens a case in a place that can't be written to; whatever would change it is refused.
 * @throws CaseError when it must be brought up to date first, or was not closed when it was put there
 */
export function openSqliteReadOnly(path: string): Promise<Store> {
  return telling(async () => {
    if (existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0)
      throw new CaseError('it was not closed when it was put there: open it once where it can be written to');
    const opened = openAsItLies(path);
    if (needsMigration(opened.connection)) throw new CaseError(OUTDATED);
    return orClosed(new SqliteEngine(opened, () => openAsItLies(path)), SqlStore.openAsItIs);
  });
}

function engineOf(path: string, patience: number): SqliteEngine {
  const opened = openForWriting(path, patience);
  migrate(opened.connection);
  waitAside(opened.connection);
  return new SqliteEngine(opened, () => openForReading(path));
}

async function orClosed(engine: SqliteEngine, open: (engine: SqliteEngine) => Promise<Store>): Promise<Store> {
  try {
    return await open(engine);
  } catch (error) {
    await engine.close();
    throw error;
  }
}
