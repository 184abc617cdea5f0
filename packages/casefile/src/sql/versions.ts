import { sql } from 'kysely';
import { type DocumentId, documentId } from '../ids.ts';
import type { Database } from './database.ts';
import { listedNumbers } from './wanted.ts';

/** Documents that a transcription made a newer version of, and that version: each original says what it replaces. */
export async function replacements(database: Database): Promise<ReadonlyMap<DocumentId, DocumentId>> {
  const rows = await database
    .selectFrom('origins')
    .innerJoin('documents', 'documents.original', 'origins.original')
    .select(['origins.place', 'documents.id'])
    .where('origins.kind', '=', sql.lit('transcription'))
    .execute();
  return new Map(rows.map(({ place, id }) => [documentId.parse(place), documentId.parse(id)]));
}

/** The numbers of all documents that have no newer version; null when none has one. */
export async function newestVersions(database: Database): Promise<Int32Array | null> {
  const any = await database
    .selectFrom('origins')
    .select('original')
    .where('kind', '=', sql.lit('transcription'))
    .limit(1)
    .executeTakeFirst();
  if (any === undefined) return null;
  return listedNumbers(
    database,
    sql`select number from documents where id not in (select place from origins where kind = 'transcription')`,
  );
}
