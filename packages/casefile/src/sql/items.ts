import { type RawBuilder, sql } from 'kysely';
import { sayFlag } from '../flags.ts';
import { sourceKey } from '../sources.ts';
import type {
  ActRecord,
  AttributionRecord,
  CauseRecord,
  CountedPage,
  FigureRecord,
  FlagRecord,
  Page,
  PageRequest,
  Range,
} from '../store/records.ts';
import type { DocumentFilter, FlagFilter } from '../store/store.ts';
import type { Database } from './database.ts';
import { keyAfter, pageOf, rowKey } from './paging.ts';
import { actRow } from './rows.ts';
import { sourceChains } from './sources.ts';
import { standingReviews } from './standings.ts';

/** What the documents' Readings say, item by item in the order of documents and text, with the reviews that stand. */

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
  const reviews = await standingReviews(
    database,
    'attribution',
    rows.map(({ number, id }) => ({ number, item: id })),
  );
  return pageOf(rows, page.limit, placeOf, ({ documentId, number, position: _, ...row }) => ({
    ...row,
    document: documentId,
    sourceKey: row.source === null ? null : sourceKey(row.source),
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
  const reviews = await standingReviews(database, 'figure', rows.map(numbered));
  return pageOf(rows, page.limit, placeOf, ({ documentId, number, position, ...row }) => ({
    ...row,
    index: position,
    document: documentId,
    review: reviews.get(number, String(position)),
  }));
}

export async function listDocumentFlags(
  database: Database,
  { document, kinds }: FlagFilter,
  page: PageRequest,
): Promise<CountedPage<FlagRecord>> {
  const after = keyAfter(page, rowKey);
  let from = database
    .selectFrom('document_flags')
    .innerJoin('documents', 'documents.number', 'document_flags.document');
  if (document !== undefined) from = from.where('documents.id', '=', document);
  if (kinds !== undefined) from = from.where('kind', 'in', [...kinds]);
  let query = from.select([
    'documents.id as documentId',
    'documents.number',
    'position',
    'kind',
    'message',
    'start',
    'end',
    'text',
  ]);
  if (after !== null) query = query.where(sql<boolean>`(document, position) > (${after[0]}, ${after[1]})`);
  const rows = await query
    .orderBy('document')
    .orderBy('position')
    .limit(page.limit + 1)
    .execute();
  const { total } = await from.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const reviews = await standingReviews(database, 'flag', rows.map(numbered));
  const listed = pageOf(rows, page.limit, placeOf, ({ documentId, number, position, ...row }) => ({
    ...row,
    index: position,
    document: documentId,
    review: reviews.get(number, String(position)),
    messages: sayFlag(row.kind, row.message),
  }));
  return { ...listed, total };
}

/** Acts in the order of documents and text. */
export async function listActs(
  database: Database,
  { document }: DocumentFilter,
  page: PageRequest,
): Promise<Page<ActRecord>> {
  const after = keyAfter(page, rowKey);
  let query = database
    .selectFrom('acts')
    .innerJoin('documents', 'documents.number', 'acts.document')
    .selectAll('acts')
    .select(['documents.id as documentId', 'documents.number'])
    .select(chainAround(sql`acts.start`, sql`acts."end"`, sql`acts.document`).as('chain'));
  if (document !== undefined) query = query.where('documents.id', '=', document);
  if (after !== null) query = query.where(sql<boolean>`(acts.document, acts.position) > (${after[0]}, ${after[1]})`);
  const rows = await query
    .orderBy('acts.document')
    .orderBy('acts.position')
    .limit(page.limit + 1)
    .execute();
  const reviews = await standingReviews(database, 'act', rows.map(numbered));
  const chains = await sourceChains(
    database,
    rows.map((row) => row.chain),
  );
  return pageOf(rows, page.limit, placeOf, (row, index) => {
    const { who, act, reason, ...said } = actRow(row);
    const words = ({ start, end }: Range) => ({ start, end, text: row.text.slice(start - row.start, end - row.start) });
    return {
      ...said,
      who: words(who),
      act: words(act),
      reason: reason && words(reason),
      document: row.documentId,
      number: row.number,
      chain: chains[index]!,
      review: reviews.get(row.number, String(row.position)),
    };
  });
}

/** The chain of the smallest claim that holds some words, as it is kept; that of none for the document's own voice. */
function chainAround(start: RawBuilder<unknown>, end: RawBuilder<unknown>, document: RawBuilder<unknown>) {
  return sql<string>`coalesce((
    select claims.chain from claims where claims.document = ${document}
      and claims.start <= ${start} and claims."end" >= ${end}
    order by claims."end" - claims.start limit 1), '[]')`;
}

/** Stated causes in the order of documents and text, each with the chain of the claim that its marker stands in. */
export async function listCauses(
  database: Database,
  { document }: DocumentFilter,
  page: PageRequest,
): Promise<Page<CauseRecord>> {
  const after = keyAfter(page, rowKey);
  const chain = chainAround(sql`causes.marker_start`, sql`causes.marker_end`, sql`causes.document`);
  let query = database
    .selectFrom('causes')
    .innerJoin('documents', 'documents.number', 'causes.document')
    .innerJoin('bodies', 'bodies.document', 'causes.document')
    .selectAll('causes')
    .select(['documents.id as documentId', 'documents.number', 'bodies.text', chain.as('chain')]);
  if (document !== undefined) query = query.where('documents.id', '=', document);
  if (after !== null)
    query = query.where(sql<boolean>`(causes.document, causes.position) > (${after[0]}, ${after[1]})`);
  const rows = await query
    .orderBy('causes.document')
    .orderBy('causes.position')
    .limit(page.limit + 1)
    .execute();
  const chains = await sourceChains(
    database,
    rows.map((row) => row.chain),
  );
  return pageOf(rows, page.limit, placeOf, (row, index) => {
    const span = (start: number, end: number): CauseRecord['cause'] => ({
      start,
      end,
      text: row.text.slice(start, end),
    });
    return {
      document: row.documentId,
      number: row.number,
      index: row.position,
      kind: row.kind,
      cause: span(row.cause_start, row.cause_end),
      effect: span(row.effect_start, row.effect_end),
      marker: span(row.marker_start, row.marker_end),
      chain: chains[index]!,
    };
  });
}

function placeOf(row: { number: number; position: number }): [number, number] {
  return [row.number, row.position];
}

/** Figures, acts and flags go by their number in the document. */
function numbered({ number, position }: { number: number; position: number }): { number: number; item: string } {
  return { number, item: String(position) };
}
