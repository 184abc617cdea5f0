import type { Transaction } from 'kysely';
import type { LogSeq } from '../ids.ts';
import type { Stamp } from '../log/entry.ts';
import type { SavedSearch } from '../store/records.ts';
import type { Database } from './database.ts';
import { documentsIn } from './lists.ts';
import { LogWriter } from './log.ts';
import type { Tables } from './tables.ts';

/** Searches that are run again; each step of theirs is in the log. */

export async function listSearches(database: Database): Promise<SavedSearch[]> {
  return selected(database).orderBy('saved_searches.id').execute();
}

export async function saveSearch(
  transaction: Transaction<Tables>,
  name: string,
  query: string,
  stamp: Stamp,
): Promise<SavedSearch> {
  const seen = await documentsIn(transaction);
  const log = await LogWriter.begin(transaction, stamp);
  const id = await log.append({ kind: 'search saved', name, query, documents: seen });
  await transaction.insertInto('saved_searches').values({ id, name, query, seen }).execute();
  return { id, name, query, by: stamp.by, made: stamp.at, seen };
}

export async function lookAtSearch(
  transaction: Transaction<Tables>,
  id: LogSeq,
  stamp: Stamp,
): Promise<SavedSearch | null> {
  const there = await selected(transaction).where('saved_searches.id', '=', id).executeTakeFirst();
  if (there === undefined) return null;
  const seen = await documentsIn(transaction);
  // Looking again at what was seen already is no news for the log.
  if (seen === there.seen) return there;
  const log = await LogWriter.begin(transaction, stamp);
  await log.append({ kind: 'search looked at', search: id, documents: seen });
  await transaction.updateTable('saved_searches').set({ seen }).where('id', '=', id).execute();
  return { ...there, seen };
}

export async function dropSearch(transaction: Transaction<Tables>, id: LogSeq, stamp: Stamp): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('saved_searches')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) return false;
  const log = await LogWriter.begin(transaction, stamp);
  await log.append({ kind: 'search dropped', search: id });
  return true;
}

function selected(database: Database) {
  return database
    .selectFrom('saved_searches')
    .innerJoin('log', 'log.seq', 'saved_searches.id')
    .select(['saved_searches.id', 'name', 'query', 'log.by', 'log.at as made', 'seen']);
}
