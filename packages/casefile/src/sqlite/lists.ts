import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { DocumentId, OriginalHash } from '../ids.ts';
import { unpack, unpackReading } from '../store/packed.ts';
import type {
  DocumentRecord,
  OriginalRecord,
  Page,
  PageRequest,
  SourceRecord,
  StoredDocument,
  UnreadableRecord,
} from '../store/records.ts';
import type { Database } from './database.ts';
import { keyAfter, numberKey, pageOf } from './paging.ts';
import { rowsOfDocument } from './rows.ts';
import type { Tables } from './tables.ts';

/** What the case holds, a page at a time. */

export async function originalRecord(database: Database, hash: OriginalHash): Promise<OriginalRecord | null> {
  const row = await database.selectFrom('originals').selectAll().where('hash', '=', hash).executeTakeFirst();
  if (row === undefined) return null;
  const origins = await database
    .selectFrom('origins')
    .select(['kind', 'place'])
    .where('original', '=', hash)
    .orderBy('logged')
    .execute();
  const documents = await database
    .selectFrom('documents')
    .select('id')
    .where('original', '=', hash)
    .orderBy('number')
    .execute();
  return { hash, size: row.size, format: row.format, origins, documents: documents.map(({ id }) => id) };
}

export async function listOriginals(database: Database, page: PageRequest): Promise<Page<OriginalRecord>> {
  const after = keyAfter(page, numberKey);
  let query = database.selectFrom('originals').select(['hash', 'logged']);
  if (after !== null) query = query.where(sql<boolean>`logged > ${after[0]}`);
  const rows = await query
    .orderBy('logged')
    .limit(page.limit + 1)
    .execute();
  const records = new Map<OriginalHash, OriginalRecord>();
  for (const { hash } of rows.slice(0, page.limit)) {
    const record = await originalRecord(database, hash);
    if (record !== null) records.set(hash, record);
  }
  return pageOf(
    rows,
    page.limit,
    (row) => [row.logged],
    (row) => records.get(row.hash)!,
  );
}

export async function listUnreadable(database: Database, page: PageRequest): Promise<Page<UnreadableRecord>> {
  const after = keyAfter(page, numberKey);
  let query = database.selectFrom('unreadable').selectAll();
  if (after !== null) query = query.where(sql<boolean>`logged > ${after[0]}`);
  const rows = await query
    .orderBy('logged')
    .limit(page.limit + 1)
    .execute();
  return pageOf(
    rows,
    page.limit,
    (row) => [row.logged],
    ({ kind, place, ...row }) => ({ ...row, from: { kind, place } }),
  );
}

export async function listDocuments(database: Database, page: PageRequest): Promise<Page<DocumentRecord>> {
  const after = keyAfter(page, numberKey);
  const rows = await database
    .selectFrom('documents')
    .selectAll()
    .where('number', '>', after?.[0] ?? 0)
    .orderBy('number')
    .limit(page.limit + 1)
    .execute();
  return pageOf(rows, page.limit, (row) => [row.number], documentRecord);
}

async function documentRow(database: Database, id: DocumentId): Promise<Selectable<Tables['documents']> | undefined> {
  return database.selectFrom('documents').selectAll().where('id', '=', id).executeTakeFirst();
}

function documentRecord({ number: _, ...record }: Selectable<Tables['documents']>): DocumentRecord {
  return record;
}

export async function oneRecord(database: Database, id: DocumentId): Promise<DocumentRecord | null> {
  const row = await documentRow(database, id);
  return row === undefined ? null : documentRecord(row);
}

export async function oneText(database: Database, id: DocumentId): Promise<string | null> {
  const row = await database
    .selectFrom('documents')
    .innerJoin('bodies', 'bodies.document', 'documents.number')
    .select('bodies.text')
    .where('documents.id', '=', id)
    .executeTakeFirst();
  return row?.text ?? null;
}

export async function storedDocument(database: Database, id: DocumentId): Promise<StoredDocument | null> {
  const row = await documentRow(database, id);
  if (row === undefined) return null;
  const body = await database
    .selectFrom('bodies')
    .selectAll()
    .where('document', '=', row.number)
    .executeTakeFirstOrThrow();
  const { reading, digest } = unpackReading(body.reading, body.text);
  return {
    record: documentRecord(row),
    text: body.text,
    reading,
    readingDigest: digest,
    layout: unpack(body.layout),
    rows: await rowsOfDocument(database, row.number),
  };
}

const sourceKey = z.tuple([z.number(), z.string()]);

export async function listSources(database: Database, page: PageRequest): Promise<Page<SourceRecord>> {
  const after = keyAfter(page, sourceKey);
  const weight = sql<number>`(originated + relayed + published)`;
  let query = database.selectFrom('sources').selectAll();
  if (after !== null) {
    query = query.where(sql<boolean>`(${weight} < ${after[0]} or (${weight} = ${after[0]} and key > ${after[1]}))`);
  }
  const rows = await query
    .orderBy(weight, 'desc')
    .orderBy('key')
    .limit(page.limit + 1)
    .execute();
  return pageOf(
    rows,
    page.limit,
    (row) => [row.originated + row.relayed + row.published, row.key],
    (row) => row,
  );
}
