import { type DocumentId, documentId } from '../ids.ts';
import type { Database } from './database.ts';

/** Documents that a transcription made a newer version of, and that version: each original says what it replaces. */
export async function replacements(database: Database): Promise<ReadonlyMap<DocumentId, DocumentId>> {
  const rows = await database
    .selectFrom('origins')
    .innerJoin('documents', 'documents.original', 'origins.original')
    .select(['origins.place', 'documents.id'])
    .where('origins.kind', '=', 'transcription')
    .execute();
  return new Map(rows.map(({ place, id }) => [documentId.parse(place), documentId.parse(id)]));
}
