import { setImmediate } from 'node:timers/promises';
import type { Reading } from '@isnad/reading';
import type { Transaction } from 'kysely';
import { isNamed } from '../seams.ts';
import { indexTerms } from '../search/terms.ts';
import { rowsOfReading, unpackReading } from '../store/packed.ts';
import type { DocumentSources, PreparedDocument } from '../store/records.ts';
import { sourcesOf } from '../work/sources.ts';
import type { Database } from './database.ts';
import { documentRows, ROW_TABLES, type RowWriter } from './document-rows.ts';
import type { Engine } from './engine.ts';
import { dropFindings } from './findings.ts';
import { IndexWriter, type NumberedTerms } from './index-writer.ts';
import { countSources } from './sources.ts';
import type { Tables } from './tables.ts';

/**
 * What is kept only to be found by: rows of claims, words of the index, tallies. All of it follows from the Readings, so
 * a case whose rows an older Isnad made gets them anew when it is opened.
 */

/** Raised whenever the rows or the words of the index are made in another way. */
export const DERIVED = 5;

/** Documents whose words go into the index together. */
const TOGETHER = 500;

const SOURCES = ['source_edges', 'sources'] as const;

export async function needsDeriving(database: Database): Promise<boolean> {
  const row = await database.selectFrom('derived').select('version').executeTakeFirst();
  return row?.version !== DERIVED;
}

/** Makes the derived rows anew where they are not of this version. */
export async function derive(engine: Engine): Promise<void> {
  if (!(await needsDeriving(engine.reading))) return;
  await engine.write(async (transaction) => {
    // Asked again under the lock: another process may have got here first.
    if (!(await needsDeriving(transaction))) return;
    // Groups point at claims by their places: they come with the next weighing.
    await dropFindings(transaction);
    for (const table of [...ROW_TABLES.toReversed(), ...SOURCES]) await transaction.deleteFrom(table).execute();
    const rows = engine.rows(transaction);
    const index = new IndexWriter(transaction, engine.index(transaction));
    await index.clear();
    const terms: NumberedTerms[] = [];
    const documents = await transaction
      .selectFrom('documents')
      .select(['number', 'title', 'outlet', 'author'])
      .orderBy('number')
      .execute();
    for (const { number, title, outlet, author } of documents) {
      const reading = await keptReading(transaction, number);
      await countSources(transaction, [{ sources: await writeRows(rows, number, outlet, reading) }]);
      terms.push({ number, terms: indexTerms(reading.text, [title, outlet, author]) });
      if (terms.length === TOGETHER) await index.write(terms.splice(0));
      await setImmediate();
    }
    await index.write(terms);
    await transaction.deleteFrom('derived').execute();
    await transaction.insertInto('derived').values({ version: DERIVED }).execute();
  });
  await engine.settle();
}

/** Makes the rows of one document anew, whose Reading has changed. */
export async function deriveDocument(
  transaction: Transaction<Tables>,
  rows: RowWriter,
  number: number,
  { rows: said, sources }: PreparedDocument,
): Promise<void> {
  await dropFindings(transaction);
  for (const table of ROW_TABLES.toReversed())
    await transaction.deleteFrom(table).where('document', '=', number).execute();
  await rows.write(documentRows(number, said, sources));
}

/** Counts the sources of all documents anew. */
export async function recountSources(transaction: Transaction<Tables>): Promise<void> {
  for (const table of SOURCES) await transaction.deleteFrom(table).execute();
  const documents = await transaction.selectFrom('documents').select(['number', 'outlet']).orderBy('number').execute();
  for (const { number, outlet } of documents) {
    const reading = await keptReading(transaction, number);
    await countSources(transaction, [{ sources: sourcesOf(reading, outlet, isNamed) }]);
    await setImmediate();
  }
}

async function writeRows(
  rows: RowWriter,
  number: number,
  outlet: string | null,
  reading: Reading,
): Promise<DocumentSources> {
  const sources = sourcesOf(reading, outlet, isNamed);
  await rows.write(documentRows(number, rowsOfReading(reading), sources));
  return sources;
}

async function keptReading(database: Database, document: number): Promise<Reading> {
  const body = await database
    .selectFrom('bodies')
    .select(['reading', 'text'])
    .where('document', '=', document)
    .executeTakeFirstOrThrow();
  return unpackReading(body.reading, body.text).reading;
}
