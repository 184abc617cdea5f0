import type { CopyPair } from '@isnad/weighing';
import { type Selectable, sql } from 'kysely';
import type { DocumentId, OriginalHash } from '../ids.ts';
import { sourceKey } from '../sources.ts';
import { unpack, unpackReading } from '../store/packed.ts';
import type {
  CountedPage,
  DocumentEdition,
  DocumentRecord,
  OriginalRecord,
  Page,
  PageRequest,
  StoredDocument,
  UnreadableRecord,
} from '../store/records.ts';
import type { Database } from './database.ts';
import { keyAfter, numberKey, pageOf } from './paging.ts';
import { rowsOfDocument, sourcesOfDocument } from './rows.ts';
import type { Tables } from './tables.ts';
import { inSome } from './wanted.ts';

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

export async function listDocuments(database: Database, page: PageRequest): Promise<CountedPage<DocumentRecord>> {
  const after = keyAfter(page, numberKey);
  const rows = await documentRows(database)
    .where('documents.number', '>', after?.[0] ?? 0)
    .orderBy('documents.number')
    .limit(page.limit + 1)
    .execute();
  const { total } = await database
    .selectFrom('documents')
    .select((row) => row.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { ...pageOf(rows, page.limit, (row) => [row.number], documentRecord), total };
}

export async function listEditions(database: Database, page: PageRequest): Promise<Page<DocumentEdition>> {
  const after = keyAfter(page, numberKey);
  const rows = await database
    .selectFrom('documents')
    .select(['number', 'id', 'published', 'logged'])
    .where('number', '>', after?.[0] ?? 0)
    .orderBy('number')
    .limit(page.limit + 1)
    .execute();
  return pageOf(
    rows,
    page.limit,
    (row) => [row.number],
    ({ id, published, logged }) => ({ id, published, logged }),
  );
}

type DocumentRow = Selectable<Tables['documents']>;

/** A letter for each claim on which anything stands, with its place: `3a,7r`. */
const MARKS = sql<string | null>`(select string_agg(cast(claims.position as text) || case standings.state
      when 'waiting' then 'w' when 'disputed' then 'd' else substr(standings.decision, 1, 1) end, ',')
    from standings join claims on claims.document = standings.document and claims.id = standings.item
    where standings.document = documents.number and standings.kind = 'claim')`;
/** The pair of an older copy that shares most with it. */
const CLOSEST = sql<number>`(select pair.position from copies as pair
    where (pair.a = documents.id and pair.first = pair.b) or (pair.b = documents.id and pair.first = pair.a)
    order by pair.shared desc, pair.position limit 1)`;

/** Rows of documents with all that a record of one tells. */
function documentRows(database: Database) {
  return database
    .selectFrom('documents')
    .leftJoin('copies', (join) => join.on('copies.position', '=', CLOSEST))
    .selectAll('documents')
    .select(['copies.first as older', 'copies.shared'])
    .select(MARKS.as('marks'));
}

type MarkedRow = DocumentRow & {
  readonly older: string | null;
  readonly shared: number | null;
  readonly marks: string | null;
};

function documentRecord({ older, shared, marks, ...row }: MarkedRow): DocumentRecord {
  const rings = Array.from<string>({ length: row.claims }).fill('.');
  for (const mark of marks?.split(',') ?? []) rings[Number.parseInt(mark, 10)] = mark.at(-1)!;
  const behind = older === null || shared === null ? null : { document: older, shared };
  return recordOf(row, rings.join(''), behind);
}

export function recordOf(row: DocumentRow, rings: string, behind: DocumentRecord['behind']): DocumentRecord {
  return { ...row, outletKey: row.outlet === null ? null : sourceKey(row.outlet), rings, behind };
}

/** Of each that came second of a pair the one that it shares most with. */
export function closestOlder(
  pairs: ReadonlyArray<Pick<CopyPair, 'a' | 'b' | 'first' | 'shared'>>,
): ReadonlyMap<string, DocumentRecord['behind']> {
  const behind = new Map<string, { document: string; shared: number }>();
  for (const { a, b, first, shared } of pairs) {
    if (first === null) continue;
    const [older, newer] = first === a ? [a, b] : [b, a];
    if ((behind.get(newer)?.shared ?? 0) < shared) behind.set(newer, { document: older, shared });
  }
  return behind;
}

/** These of the documents; ids of none are passed over. */
export async function recordsOf(
  database: Database,
  ids: readonly DocumentId[],
): Promise<ReadonlyMap<DocumentId, DocumentRecord>> {
  const rows = await inSome(ids, (some) => documentRows(database).where('documents.id', 'in', some).execute());
  return new Map(rows.map((row) => [row.id, documentRecord(row)]));
}

/** The documents that came in last, the last one first. */
export async function latestDocuments(database: Database, limit: number): Promise<CountedPage<DocumentRecord>> {
  const rows = await documentRows(database).orderBy('documents.number', 'desc').limit(limit).execute();
  return { items: rows.map(documentRecord), next: null, total: rows[0]?.number ?? 0 };
}

export async function oneRecord(database: Database, id: DocumentId): Promise<DocumentRecord | null> {
  const row = await documentRows(database).where('documents.id', '=', id).executeTakeFirst();
  return row === undefined ? null : documentRecord(row);
}

/** Documents are numbered from 1, and none is ever taken away. */
export async function documentsIn(database: Database): Promise<number> {
  const { count } = await database
    .selectFrom('documents')
    .select((row) => row.fn.coalesce(row.fn.max('number'), row.lit(0)).as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** The document that has a place in the case; null where there is none. */
export async function documentAt(database: Database, number: number): Promise<DocumentId | null> {
  const row = await database.selectFrom('documents').select('id').where('number', '=', number).executeTakeFirst();
  return row?.id ?? null;
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
  const row = await documentRows(database).where('documents.id', '=', id).executeTakeFirst();
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
    foundBy: await sourcesOfDocument(database, row.number),
  };
}
