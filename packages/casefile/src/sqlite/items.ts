import { sql } from 'kysely';
import type { AttributionRecord, ClaimRecord, FigureRecord, FlagRecord, Page, PageRequest } from '../store/records.ts';
import type { ClaimFilter, DocumentFilter } from '../store/store.ts';
import type { Database } from './database.ts';
import { keyAfter, pageOf, rowKey } from './paging.ts';
import { standingReviews } from './reviews.ts';

/** What the documents' Readings say, item by item in the order of documents and text, with the reviews that stand. */

/** Claims that follow a key in the order of documents and text. */
export async function listClaims(
  database: Database,
  filter: ClaimFilter,
  page: PageRequest,
): Promise<Page<ClaimRecord>> {
  const after = keyAfter(page, rowKey);
  let query = database
    .selectFrom('claims')
    .innerJoin('documents', 'documents.number', 'claims.document')
    .select(['documents.id as documentId', 'documents.number'])
    .select(['claims.position', 'claims.id', 'claims.start', 'claims.end', 'claims.text', 'claims.modality'])
    .select('claims.chain');
  if (filter.document !== undefined) query = query.where('documents.id', '=', filter.document);
  if (filter.origin !== undefined) query = query.where('claims.origin', '=', filter.origin);
  if (filter.reviewed !== undefined) {
    const standing = sql`select 1 from reviews where reviews.document = claims.document and reviews.kind = 'claim'
      and reviews.item = claims.id and reviews.undone is null`;
    query = query.where(filter.reviewed ? sql<boolean>`exists (${standing})` : sql<boolean>`not exists (${standing})`);
  }
  if (after !== null)
    query = query.where(sql<boolean>`(claims.document, claims.position) > (${after[0]}, ${after[1]})`);
  const rows = await query
    .orderBy('claims.document')
    .orderBy('claims.position')
    .limit(page.limit + 1)
    .execute();
  const reviews = await standingReviews(database, 'claim', rows);
  return pageOf(rows, page.limit, placeOf, ({ documentId, number, position: _, chain, ...row }) => ({
    ...row,
    document: documentId,
    chain: JSON.parse(chain),
    review: reviews.get(number, row.id),
  }));
}

export async function listAttributions(
  database: Database,
  filter: DocumentFilter,
  page: PageRequest,
): Promise<Page<AttributionRecord>> {
  const after = keyAfter(page, rowKey);
  let query = database
    .selectFrom('attributions')
    .innerJoin('documents', 'documents.number', 'attributions.document')
    .select(['documents.id as documentId', 'documents.number', 'position', 'attributions.id', 'start', 'end', 'text'])
    .select(['source', 'stance', 'content_start as contentStart', 'content_end as contentEnd']);
  if (filter.document !== undefined) query = query.where('documents.id', '=', filter.document);
  if (after !== null) query = query.where(sql<boolean>`(document, position) > (${after[0]}, ${after[1]})`);
  const rows = await query
    .orderBy('document')
    .orderBy('position')
    .limit(page.limit + 1)
    .execute();
  const reviews = await standingReviews(database, 'attribution', rows);
  return pageOf(rows, page.limit, placeOf, ({ documentId, number, position: _, ...row }) => ({
    ...row,
    document: documentId,
    review: reviews.get(number, row.id),
  }));
}

export async function listFigures(
  database: Database,
  filter: DocumentFilter,
  page: PageRequest,
): Promise<Page<FigureRecord>> {
  const after = keyAfter(page, rowKey);
  let query = database
    .selectFrom('figures')
    .innerJoin('documents', 'documents.number', 'figures.document')
    .select(['documents.id as documentId', 'documents.number', 'position', 'start', 'end', 'text'])
    .select(['low', 'high', 'hedge', 'unit', 'per']);
  if (filter.document !== undefined) query = query.where('documents.id', '=', filter.document);
  if (after !== null) query = query.where(sql<boolean>`(document, position) > (${after[0]}, ${after[1]})`);
  const rows = await query
    .orderBy('document')
    .orderBy('position')
    .limit(page.limit + 1)
    .execute();
  const items = rows.map((row) => ({ number: row.number, id: String(row.position) }));
  const reviews = await standingReviews(database, 'figure', items);
  return pageOf(rows, page.limit, placeOf, ({ documentId, number, position, ...row }) => ({
    ...row,
    index: position,
    document: documentId,
    review: reviews.get(number, String(position)),
  }));
}

export async function listDocumentFlags(
  database: Database,
  filter: DocumentFilter,
  page: PageRequest,
): Promise<Page<FlagRecord>> {
  const after = keyAfter(page, rowKey);
  let query = database
    .selectFrom('document_flags')
    .innerJoin('documents', 'documents.number', 'document_flags.document')
    .select(['documents.id as documentId', 'documents.number', 'position', 'kind', 'message', 'start', 'end', 'text']);
  if (filter.document !== undefined) query = query.where('documents.id', '=', filter.document);
  if (after !== null) query = query.where(sql<boolean>`(document, position) > (${after[0]}, ${after[1]})`);
  const rows = await query
    .orderBy('document')
    .orderBy('position')
    .limit(page.limit + 1)
    .execute();
  return pageOf(rows, page.limit, placeOf, ({ documentId, number: _, position, ...row }) => ({
    ...row,
    index: position,
    document: documentId,
  }));
}

function placeOf(row: { number: number; position: number }): [number, number] {
  return [row.number, row.position];
}
