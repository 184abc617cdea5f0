import type { Transaction } from 'kysely';
import type { Stamp } from '../log/entry.ts';
import { indexTerms } from '../search/terms.ts';
import type { CarryReport, PreparedDocument } from '../store/records.ts';
import { CaseError } from '../store/store.ts';
import { carryDecisions, itemsOf, votesOn } from './carrying.ts';
import { DERIVED, deriveDocument, recountSources } from './derived.ts';
import { bodyRow, documentRow, readAct } from './document-rows.ts';
import type { Engine } from './engine.ts';
import { IndexWriter } from './index-writer.ts';
import { LogWriter } from './log.ts';
import { rowsOfDocument } from './rows.ts';
import type { Tables } from './tables.ts';

/** Puts new Readings in the place of old ones, and carries over what was decided on these. */

/**
 * Replaces the Readings of documents, in one step.
 * @throws CaseError for a document that the case does not have
 */
export async function readAgain(
  engine: Engine,
  transaction: Transaction<Tables>,
  documents: readonly PreparedDocument[],
  stamp: Stamp,
): Promise<CarryReport[]> {
  const log = await LogWriter.begin(transaction, stamp);
  const reports: CarryReport[] = [];
  let worded = false;
  for (const prepared of documents) {
    worded ||= await saysOtherwise(transaction, prepared);
    reports.push(await replace(engine, transaction, prepared, log));
  }
  // Until all is settled, whoever opens the case makes all that is derived anew.
  if (reports.some(({ changed }) => changed)) {
    const { version } = await transaction.selectFrom('derived').select('version').executeTakeFirstOrThrow();
    const unsettled = worded || version === UNINDEXED ? UNINDEXED : UNCOUNTED;
    await transaction.updateTable('derived').set({ version: unsettled }).execute();
  }
  return reports;
}

/** Versions of what is derived while documents are read again: sources to be counted, or words to be indexed as well. */
const UNCOUNTED = 0;
const UNINDEXED = -1;

/** Counts the sources again when all that was to be read again was; words that changed are left to `derive`. */
export async function settleRereading(transaction: Transaction<Tables>): Promise<void> {
  const { version } = await transaction.selectFrom('derived').select('version').executeTakeFirstOrThrow();
  if (version !== UNCOUNTED) return;
  await recountSources(transaction);
  await transaction.updateTable('derived').set({ version: DERIVED }).execute();
}

/** Whether the words that a document is found by are others than they were. */
async function saysOtherwise(
  transaction: Transaction<Tables>,
  { id, text, metadata }: PreparedDocument,
): Promise<boolean> {
  const { title, outlet, author } = metadata;
  const same = await transaction
    .selectFrom('documents')
    .innerJoin('bodies', 'bodies.document', 'documents.number')
    .select('documents.number')
    .where('documents.id', '=', id)
    .where('bodies.text', '=', text)
    .where('title', 'is not distinct from', title)
    .where('outlet', 'is not distinct from', outlet)
    .where('author', 'is not distinct from', author)
    .executeTakeFirst();
  return same === undefined;
}

async function replace(
  engine: Engine,
  transaction: Transaction<Tables>,
  prepared: PreparedDocument,
  log: LogWriter,
): Promise<CarryReport> {
  const { id, text, reading } = prepared;
  const old = await transaction
    .selectFrom('documents')
    .innerJoin('bodies', 'bodies.document', 'documents.number')
    .selectAll('documents')
    .select(['bodies.text', 'bodies.reading', 'bodies.reading_digest', 'bodies.layout'])
    .where('documents.id', '=', id)
    .executeTakeFirst();
  if (old === undefined) throw new CaseError(`the case has no document «${id}»`);
  const body = bodyRow(prepared);
  if (old.reading_digest === reading.digest && old.text === text && Buffer.compare(old.layout, body.layout) === 0)
    return { document: id, changed: false, entry: null, items: [] };
  const { number, original } = old;
  const votes = await votesOn(transaction, number);
  const items = itemsOf(await rowsOfDocument(transaction, number));
  const logged = await log.append(readAct(prepared, original));
  await transaction
    .insertInto('earlier_bodies')
    .values({
      document: number,
      until: logged,
      text: old.text,
      reading: old.reading,
      reading_digest: old.reading_digest,
      layout: old.layout,
    })
    .execute();
  await transaction.updateTable('bodies').set(body).where('document', '=', number).execute();
  await transaction.updateTable('documents').set(documentRow(prepared, logged)).where('number', '=', number).execute();
  await deriveDocument(transaction, engine.rows(transaction), number, prepared);
  const index = new IndexWriter(transaction, engine.index(transaction));
  await index.replace(number, indexTerms(old.text, [old.title, old.outlet, old.author]), prepared.terms);
  if (votes.length === 0) return { document: id, changed: true, entry: null, items: [] };
  const before = { id, text: old.text, items };
  const after = { id, number, reading: reading.digest, text, items: itemsOf(prepared.rows) };
  return { document: id, changed: true, ...(await carryDecisions(transaction, log, votes, before, after)) };
}
