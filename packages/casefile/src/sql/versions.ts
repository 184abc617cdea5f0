import { sql } from 'kysely';
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

/** Which documents have a newer version, looked up again only when the database has changed. */
export class Replaced {
  readonly #database: Database;
  #version = -1;
  #any = false;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The numbers of all documents that have no newer version; null when none has one. */
  async newest(): Promise<Int32Array | null> {
    const { rows } = await sql<{ data_version: number }>`pragma data_version`.execute(this.#database);
    const version = rows[0]?.data_version ?? 0;
    if (version !== this.#version) {
      this.#any = (await replacements(this.#database)).size > 0;
      this.#version = version;
    }
    if (!this.#any) return null;
    const found = await sql<{ numbers: string }>`
      select json_group_array(number) as numbers from documents
      where id not in (select place from origins where kind = 'transcription')`.execute(this.#database);
    const numbers: number[] = JSON.parse(found.rows[0]?.numbers ?? '[]');
    return Int32Array.from(numbers);
  }
}
