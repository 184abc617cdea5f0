import { existsSync } from 'node:fs';
import { access, chmod, constants, mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderOriginals, syncFolder } from './originals.ts';
import { FolderPapers } from './papers.ts';
import type { Parts } from './parts.ts';
import { openSqlite, openSqliteAsItIs } from './sqlite/open.ts';
import { CaseError } from './store/store.ts';

/** A case in a folder: `case.db`, `originals/`, and what lies beside them. */

const DATABASE = 'case.db';
const ORIGINALS = 'originals';

export function isCaseFolder(folder: string): boolean {
  return existsSync(join(folder, DATABASE));
}

/**
 * Makes what a new case is kept in, in a folder that is empty or not there yet.
 * @throws CaseError when something is there already
 */
export async function makeFolder(folder: string, patience?: number): Promise<Parts> {
  // What a case holds may endanger people: no other account is to read it, whatever the umask says.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const there = await readdir(folder);
  // What a making that was broken off may have left is no obstacle; a case that was made is, and the store says so.
  if (there.some((entry) => entry !== ORIGINALS && !entry.startsWith(DATABASE))) {
    throw new CaseError('the folder is not empty');
  }
  const originals = new FolderOriginals(join(folder, ORIGINALS));
  await originals.prepare();
  // SQLite gives its other files the mode of this one.
  await (await open(join(folder, DATABASE), 'a', 0o600)).close();
  const engine = openSqlite(join(folder, DATABASE), patience);
  await syncFolder(folder);
  return parts(folder, { engine, originals, readOnly: false });
}

/**
 * @throws CaseError when the folder holds no case
 * @throws MigrationError for a case from a newer Isnad
 */
export async function openFolder(folder: string, patience?: number): Promise<Parts> {
  if (!isCaseFolder(folder)) throw new CaseError(existsSync(folder) ? 'the folder holds no case' : 'no such folder');
  const originals = new FolderOriginals(join(folder, ORIGINALS));
  const path = join(folder, DATABASE);
  if (!(await mayWrite(folder)) || !(await mayWrite(path)))
    return parts(folder, { engine: await openSqliteAsItIs(path), originals, readOnly: true });
  await originals.prepare();
  return parts(folder, { engine: openSqlite(path, patience), originals, readOnly: false });
}

function parts(folder: string, own: Pick<Parts, 'engine' | 'originals' | 'readOnly'>): Parts {
  return { place: folder, folder, papers: new FolderPapers(folder), release: async () => undefined, ...own };
}

async function mayWrite(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'EACCES' && error.code !== 'EROFS' && error.code !== 'EPERM',
  );
}
