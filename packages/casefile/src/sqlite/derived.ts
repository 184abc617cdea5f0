import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { isNamed } from '../seams.ts';
import { indexTerms } from '../search/terms.ts';
import { rowsOfReading, unpackReading } from '../store/packed.ts';
import type { IndexTerms } from '../store/records.ts';
import { sourcesOf } from '../work/sources.ts';
import type { Database } from './database.ts';
import { IndexWriter } from './index-writer.ts';
import { RowWriter } from './row-writer.ts';
import { countSources } from './sources.ts';

/**
 * What is kept only to be found by: rows of claims, words of the index, tallies. All of it follows from the Readings, so
 * a case whose rows an older Isnad made gets them anew when it is opened.
 */

/** Raised whenever the rows or the words of the index are made in another way. */
export const DERIVED = 3;

/** Documents whose words go into the index together. */
const TOGETHER = 500;

const TABLES = [
  'group_terms',
  'group_origins',
  'group_claims',
  'groups',
  'claim_places',
  'claims',
  'attributions',
  'figures',
  'causes',
  'document_flags',
  'document_sources',
  'source_edges',
  'sources',
  'index_segments',
  'index_rows',
  'index_words',
] as const;

export async function needsDeriving(database: Database): Promise<boolean> {
  const row = await database.selectFrom('derived').select('version').executeTakeFirst();
  return row?.version !== DERIVED;
}

/** Makes the derived rows anew where they are not of this version. */
export async function derive(connection: DatabaseSync, database: Database): Promise<void> {
  if (!(await needsDeriving(database))) return;
  await database.transaction().execute(async (transaction) => {
    for (const table of TABLES) await transaction.deleteFrom(table).execute();
    const rows = new RowWriter(connection);
    const index = new IndexWriter(connection);
    const terms: { readonly number: number; readonly terms: IndexTerms }[] = [];
    const documents = await transaction
      .selectFrom('documents')
      .select(['number', 'title', 'outlet', 'author'])
      .orderBy('number')
      .execute();
    for (const { number, title, outlet, author } of documents) {
      const body = await transaction
        .selectFrom('bodies')
        .selectAll()
        .where('document', '=', number)
        .executeTakeFirstOrThrow();
      const { reading } = unpackReading(body.reading, body.text);
      const sources = sourcesOf(reading, outlet, isNamed);
      rows.write(number, rowsOfReading(reading), sources);
      terms.push({ number, terms: indexTerms(body.text, [title, outlet, author]) });
      if (terms.length === TOGETHER) await index.write(terms.splice(0));
      await countSources(transaction, [{ sources }]);
      await setImmediate();
    }
    await index.write(terms);
    // Groups point at claims by their places: they come with the next weighing.
    await transaction.deleteFrom('weighings').execute();
    await transaction.deleteFrom('derived').execute();
    await transaction.insertInto('derived').values({ version: DERIVED }).execute();
  });
  await sql`pragma optimize`.execute(database);
}
