import { existsSync } from 'node:fs';
import { access, chmod, constants, mkdir, open, readdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Stamp } from './log/entry.ts';
import type { DecisionsReplay } from './log/replay.ts';
import { FolderOriginals, type Originals, syncFolder } from './originals.ts';
import { createSqliteStore, openSqliteReadOnly, openSqliteStore } from './sqlite/store.ts';
import { CaseError, type Store } from './store/store.ts';
import { TOOL } from './tool.ts';

/** A case, open: a folder with `case.db` and `originals/`. */
export interface Case {
  readonly folder: string;
  readonly store: Store;
  readonly originals: Originals;
  /** True where the folder can't be written to: all can be read, and nothing changed. */
  readonly readOnly: boolean;
  /** Folder of pages that were recognised for documents not kept yet: see {@link ReadersOptions.pages}. */
  readonly pages: string;
  /** The stamp of what is done now. */
  stamp(): Stamp;
  /** The decisions as they stood at a moment, by the log alone. */
  asOf(moment: Date): Promise<DecisionsReplay>;
  close(): Promise<void>;
}

export interface CaseOptions {
  /** Who works on it; the name of the account unless told. */
  readonly by?: string;
  readonly clock?: () => Date;
  /** Milliseconds after which a step that another program's step keeps waiting is given up; a minute unless told. */
  readonly patience?: number;
}

const DATABASE = 'case.db';
const ORIGINALS = 'originals';
const PAGES = 'pages';

export function isCase(folder: string): boolean {
  return existsSync(join(folder, DATABASE));
}

/**
 * Makes an empty case in a folder that is empty or not there yet.
 * @throws CaseError when something is there already
 */
export async function createCase(folder: string, name: string | null, options: CaseOptions = {}): Promise<Case> {
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
  const stamp = stamper(options);
  // SQLite gives its other files the mode of this one.
  await (await open(join(folder, DATABASE), 'a', 0o600)).close();
  const store = await createSqliteStore(
    join(folder, DATABASE),
    name ?? basename(resolve(folder)),
    stamp(),
    options.patience,
  );
  await syncFolder(folder);
  return opened(folder, store, originals, stamp);
}

/**
 * Opens a case.
 * @throws CaseError when the folder holds none
 * @throws MigrationError for a case from a newer Isnad
 */
export async function openCase(folder: string, options: CaseOptions = {}): Promise<Case> {
  if (!isCase(folder)) throw new CaseError(existsSync(folder) ? 'the folder holds no case' : 'no such folder');
  const originals = new FolderOriginals(join(folder, ORIGINALS));
  const path = join(folder, DATABASE);
  const readOnly = !(await mayWrite(folder)) || !(await mayWrite(path));
  if (readOnly) return opened(folder, await openSqliteReadOnly(path), originals, stamper(options), true);
  await originals.prepare();
  return opened(folder, await openSqliteStore(path, options.patience), originals, stamper(options));
}

async function mayWrite(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'EACCES' && error.code !== 'EROFS' && error.code !== 'EPERM',
  );
}

function opened(folder: string, store: Store, originals: Originals, stamp: () => Stamp, readOnly = false): Case {
  const asOf = (moment: Date): Promise<DecisionsReplay> => store.replay(moment.toISOString());
  return { folder, store, originals, readOnly, pages: join(folder, PAGES), stamp, asOf, close: () => store.close() };
}

function stamper({ by = accountName(), clock = () => new Date() }: CaseOptions): () => Stamp {
  return () => ({ at: clock().toISOString(), by, tool: TOOL });
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a number that has no name.
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
