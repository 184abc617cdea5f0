import { existsSync, statSync } from 'node:fs';
import type { Engine } from '../sql/engine.ts';
import { OUTDATED } from '../sql/store.ts';
import { CaseError } from '../store/store.ts';
import { closed, openAsItLies, openForReading, openForWriting, PATIENCE, waitAside } from './database.ts';
import { SqliteEngine } from './engine.ts';
import { migrate, needsMigration } from './migrate.ts';
import { told } from './refusals.ts';

/** A database in one SQLite file. */

/**
 * Opens a file, which is made when it is not there, and brings it up to date.
 * @param patience milliseconds after which a step that others' steps keep waiting is given up
 * @throws MigrationError for a case from a newer Isnad
 */
export function openSqlite(path: string, patience = PATIENCE): Engine {
  try {
    const opened = openForWriting(path, patience);
    migrate(opened.connection);
    waitAside(opened.connection);
    return new SqliteEngine(opened, () => openForReading(path));
  } catch (error) {
    throw told(error);
  }
}

/**
 * Opens a file in a place that can't be written to; whatever would change it is refused.
 * @throws CaseError when it must be brought up to date first, or was not closed when it was put there
 */
export async function openSqliteAsItIs(path: string): Promise<Engine> {
  if (existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0)
    throw new CaseError('it was not closed when it was put there: open it once where it can be written to');
  try {
    const opened = openAsItLies(path);
    if (!needsMigration(opened.connection)) return new SqliteEngine(opened, () => openAsItLies(path));
    await closed(opened);
  } catch (error) {
    throw told(error);
  }
  throw new CaseError(OUTDATED);
}
