import { basename, resolve } from 'node:path';
import { isCaseFolder, makeFolder, openFolder } from './folder.ts';
import type { Stamp } from './log/entry.ts';
import type { DecisionsReplay } from './log/replay.ts';
import type { Originals } from './originals.ts';
import type { Papers } from './papers.ts';
import { caseOf, stamper } from './parts.ts';
import { isAddress } from './postgres/address.ts';
import { makeInServer, openInServer } from './postgres/server.ts';
import { SqlStore } from './sql/store.ts';
import type { Store } from './store/store.ts';

/** A case, open: in a folder with `case.db` and `originals/`, or in a database server. */
export interface Case {
  /** By which it is opened again: its folder, or its address. */
  readonly place: string;
  /** Its folder; of a case in a server, a folder of this machine for what passes through. */
  readonly folder: string;
  readonly store: Store;
  readonly originals: Originals;
  /** Proofs, and the logs of cases that were joined to it. */
  readonly papers: Papers;
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
  /** Of a case in a server: where on this machine files pass through; below the account's cache unless told. */
  readonly workFolder?: string;
}

/** Whether a case is in a folder, or an address names a case. */
export function isCase(place: string): boolean {
  return isAddress(place) || isCaseFolder(place);
}

/**
 * Makes an empty case in a folder that is empty or not there yet, or under an address that has none.
 * @throws CaseError when something is there already
 */
export async function createCase(place: string, name: string | null, options: CaseOptions = {}): Promise<Case> {
  const parts = isAddress(place) ? await makeInServer(place, options) : await makeFolder(place, options.patience);
  const title = name ?? basename(isAddress(place) ? parts.folder : resolve(place));
  return caseOf(parts, await SqlStore.create(parts.engine, title, stamper(options)()), options);
}

/**
 * Opens a case: by its folder, or by the address of a database with the name of a case, as in
 * `postgres://user@host/database?case=flood`.
 * @throws CaseError when there is none
 * @throws MigrationError for a case from a newer Isnad
 */
export async function openCase(place: string, options: CaseOptions = {}): Promise<Case> {
  const parts = isAddress(place) ? await openInServer(place, options) : await openFolder(place, options.patience);
  const store = await (parts.readOnly ? SqlStore.openAsItIs(parts.engine) : SqlStore.open(parts.engine));
  return caseOf(parts, store, options);
}
