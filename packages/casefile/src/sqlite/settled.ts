import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { CaseError } from '../store/store.ts';

/**
 * Brings a database into its one file, as it is when nobody has it open.
 * @throws CaseError when somebody has
 */
export function settleDatabase(path: string): void {
  const connection = new DatabaseSync(path, { timeout: 0 });
  let mode: unknown;
  try {
    mode = connection.prepare('PRAGMA journal_mode = DELETE').get()?.journal_mode;
  } catch {
    // Locked by somebody.
    mode = null;
  } finally {
    connection.close();
  }
  if (mode !== 'delete' || existsSync(`${path}-wal`))
    throw new CaseError('another program has the case open: close it, and try again');
}
