import { type Expression, type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { DocumentId } from '../ids.ts';
import { namesOfPlace } from '../places.ts';
import type { ClaimRecord, CountedPage, DatedClaim, Page, PageRequest, PlaceTally } from '../store/records.ts';
import type { ClaimFilter, ClaimPlace, DateFilter } from '../store/store.ts';
import type { Database } from './database.ts';
import { keyAfter, pageOf, rowKey } from './paging.ts';
import { namesOfSource } from './source-findings.ts';
import { sourceChains } from './sources.ts';
import { standingReviews } from './standings.ts';
import type { Tables } from './tables.ts';
import { inSome } from './wanted.ts';

/** Claims of the case, with their chains as sources of the case and the reviews that stand. */

export type ClaimRow = Pick<
  Selectable<Tables['claims']>,
  'position' | 'id' | 'start' | 'end' | 'text' | 'modality' | 'chain' | 'earliest' | 'latest'
> & { readonly documentId: DocumentId; readonly number: number };

/** What a query over claims joined with documents selects of them. */
export const CLAIM_COLUMNS = [
  'documents.id as documentId',
  'documents.number',
  'claims.position',
  'claims.id',
  'claims.start',
  'claims.end',
  'claims.text',
  'claims.modality',
  'claims.chain',
  'claims.earliest',
  'claims.latest',
] as const;

/** True for a claim whose review is settled. */
export const IS_REVIEWED = sql<boolean>`exists (select 1 from standings where standings.document = claims.document
  and standings.kind = 'claim' and standings.item = claims.id and standings.state = 'settled')`;
export const IS_OPEN = sql<boolean>`not ${IS_REVIEWED}`;

/** Claims in the order of documents and text. */
export async function listClaims(
  database: Database,
  filter: ClaimFilter,
  page: PageRequest,
): Promise<CountedPage<ClaimRecord>> {
  const after = keyAfter(page, rowKey);
  const origins = filter.origin === undefined ? null : await namesOfSource(database, filter.origin);
  const found: ClaimRow[] = [];
  // Name by name: the claims of one lie in the order of the list, and no more of them are read than are shown.
  for (const origin of origins ?? [undefined]) {
    let query = database
      .selectFrom('claims')
      .innerJoin('documents', 'documents.number', 'claims.document')
      .select(CLAIM_COLUMNS)
      .where((row) => row.and(conditionsOf(filter)));
    if (origin !== undefined) query = query.where('claims.origin', '=', origin);
    if (after !== null)
      query = query.where(sql<boolean>`(claims.document, claims.position) > (${after[0]}, ${after[1]})`);
    const rows = await query
      .orderBy('claims.document')
      .orderBy('claims.position')
      .limit(page.limit + 1)
      .execute();
    for (const row of rows) found.push(row);
  }
  const rows = found.toSorted((a, b) => a.number - b.number || a.position - b.position).slice(0, page.limit + 1);
  const records = await claimRecords(database, rows);
  const total = await countClaims(database, filter, origins);
  return { ...pageOf(rows, page.limit, placeOf, (_, index) => records[index]!), total };
}

/** What is asked of claims beside whom they go back to. */
function conditionsOf({ document, reviewed }: ClaimFilter): Expression<SqlBool>[] {
  const conditions: Expression<SqlBool>[] = [];
  if (document !== undefined) conditions.push(sql`documents.id = ${document}`);
  if (reviewed !== undefined) conditions.push(reviewed ? IS_REVIEWED : IS_OPEN);
  return conditions;
}

/**
 * The claims of a whole case are too many to be counted one by one, and so are those of a frequent source: documents and
 * sources say how many they have, and people decide on fewer.
 */
async function countClaims(
  database: Database,
  filter: ClaimFilter,
  origins: readonly string[] | null,
): Promise<number> {
  const { document, reviewed } = filter;
  if (document !== undefined) {
    let query = database
      .selectFrom('claims')
      .innerJoin('documents', 'documents.number', 'claims.document')
      .select((row) => row.fn.countAll<number>().as('total'))
      .where((row) => row.and(conditionsOf(filter)));
    if (origins !== null) query = query.where('claims.origin', 'in', origins);
    return (await query.executeTakeFirstOrThrow()).total;
  }
  const [all, settled] = origins === null ? [CLAIMS, SETTLED] : [claimsOf(origins), settledOf(origins)];
  const asked = reviewed === undefined ? all : reviewed ? settled : sql<number>`(${all}) - (${settled})`;
  const { rows } = await sql<{ total: number }>`select (${asked}) as total`.execute(database);
  return rows[0]!.total;
}

const CLAIMS = sql<number>`select coalesce(sum(claims), 0) from documents`;
const SETTLED = sql<number>`select count(*) from standings where kind = 'claim' and state = 'settled'`;

function claimsOf(origins: readonly string[]): RawBuilder<number> {
  return sql<number>`select coalesce(sum(originated), 0) from sources where key in (${sql.join(origins)})`;
}

function settledOf(origins: readonly string[]): RawBuilder<number> {
  return sql<number>`select count(*) from standings
    join claims on claims.document = standings.document and claims.id = standings.item
    where standings.kind = 'claim' and standings.state = 'settled' and claims.origin in (${sql.join(origins)})`;
}

/** The rows of the claims that stand at these places, in their order. */
export async function claimsOfRows(
  database: Database,
  places: ReadonlyArray<{ readonly document: number; readonly position: number }>,
): Promise<ClaimRow[]> {
  const keys = places.map(({ document, position }) => sql`(${document}, ${position})`);
  const rows = await inSome(keys, (some) =>
    database
      .selectFrom('claims')
      .innerJoin('documents', 'documents.number', 'claims.document')
      .select(CLAIM_COLUMNS)
      .where(sql<boolean>`(claims.document, claims.position) in (values ${sql.join(some)})`)
      .execute(),
  );
  const byPlace = new Map(rows.map((row) => [`${row.number} ${row.position}`, row]));
  return places.flatMap(({ document, position }) => byPlace.get(`${document} ${position}`) ?? []);
}

/** The claims of rows, in their order. */
export async function claimRecords(database: Database, rows: readonly ClaimRow[]): Promise<ClaimRecord[]> {
  const reviews = await standingReviews(
    database,
    'claim',
    rows.map(({ number, id }) => ({ number, item: id })),
  );
  const chains = await sourceChains(
    database,
    rows.map(({ chain }) => chain),
  );
  return rows.map(({ documentId, number, position: _, ...row }, index) => ({
    ...row,
    document: documentId,
    chain: chains[index]!,
    review: reviews.get(number, row.id),
  }));
}

/** In the order of the places; null where there is none. */
export async function claimsAt(database: Database, places: readonly ClaimPlace[]): Promise<(ClaimRecord | null)[]> {
  const wanted = places.map(({ document, ...where }, place) => {
    const [id, at] = 'claim' in where ? [where.claim, null] : [null, where.at];
    return sql`(cast(${place} as integer), ${document}, ${id}, cast(${at} as integer))`;
  });
  const rows = await inSome(
    wanted,
    async (some) =>
      (
        await sql<ClaimRow & { place: number }>`with wanted (place, document, claim, at) as (values ${sql.join(some)})
          select wanted.place, documents.id as "documentId", documents.number, claims.position, claims.id, claims.start,
            claims."end", claims.text, claims.modality, claims.chain, claims.earliest, claims.latest
          from wanted join documents on documents.id = wanted.document
          join claims on claims.document = documents.number and claims.position = (
            select position from claims as around where around.document = documents.number
              and (around.id = wanted.claim or around.start <= wanted.at and around."end" > wanted.at)
            order by around."end" - around.start, around.position limit 1)`.execute(database)
      ).rows,
    PLACES,
  );
  const records = await claimRecords(
    database,
    rows.map(({ place: _, ...row }) => row),
  );
  const found = new Map(rows.map(({ place }, index) => [place, records[index]!]));
  return places.map((_, place) => found.get(place) ?? null);
}

/** Places that go into one statement. */
const PLACES = 2000;

const timeKey = z.tuple([z.string(), z.string(), z.int(), z.int()]);

/** Claims that tell the time they speak of, in the order of that time. */
export async function listDates(
  database: Database,
  { from, to, origin, place }: DateFilter,
  page: PageRequest,
): Promise<Page<DatedClaim>> {
  const after = keyAfter(page, timeKey);
  let query = database
    .selectFrom('claims')
    .innerJoin('documents', 'documents.number', 'claims.document')
    .select(CLAIM_COLUMNS)
    .select('documents.published')
    .where('claims.earliest', 'is not', null);
  if (origin !== undefined) query = query.where('claims.origin', 'in', await namesOfSource(database, origin));
  if (place !== undefined) {
    query = query.where(sql<boolean>`exists (select 1 from claim_places
      where claim_places.key in (${sql.join(namesOfPlace(place))}) and claim_places.document = claims.document
        and claim_places.position = claims.position)`);
  }
  if (from !== undefined) query = query.where('claims.latest', '>=', from);
  if (to !== undefined) query = query.where('claims.earliest', '<=', to);
  if (after !== null) {
    query = query.where(sql<boolean>`(claims.earliest, claims.latest, claims.document, claims.position)
      > (${after[0]}, ${after[1]}, ${after[2]}, ${after[3]})`);
  }
  const rows = await query
    .orderBy('claims.earliest')
    .orderBy('claims.latest')
    .orderBy('claims.document')
    .orderBy('claims.position')
    .limit(page.limit + 1)
    .execute();
  const records = await claimRecords(
    database,
    rows.map(({ published: _, ...row }) => row),
  );
  return pageOf(
    rows,
    page.limit,
    ({ earliest, latest, number, position }) => [earliest ?? '', latest ?? '', number, position],
    ({ earliest, latest, number, published }, index) => ({
      claim: records[index]!,
      number,
      earliest: earliest ?? '',
      latest: latest ?? '',
      published,
    }),
  );
}

function placeOf(row: { number: number; position: number }): [number, number] {
  return [row.number, row.position];
}

/** The places that claims name, those in most claims first. */
export async function tallyPlaces(database: Database, limit: number): Promise<PlaceTally[]> {
  const { rows } = await sql<PlaceTally>`select named.key, named.claims, documents.id as document
    from (select key, count(*) as claims, min(document) as first from claim_places group by key) as named
    join documents on documents.number = named.first
    order by named.claims desc, named.key limit ${limit}`.execute(database);
  return rows;
}
