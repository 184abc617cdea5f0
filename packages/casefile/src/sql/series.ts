import { type FigureSeries, isContesting } from '@isnad/weighing';
import { sql, type Transaction } from 'kysely';
import { sourceKey } from '../sources.ts';
import { pack, unpack } from '../store/packed.ts';
import type { CountedPage, MeasureRecord, Page, PageRequest, SeriesRecord } from '../store/records.ts';
import type { MeasureFilter } from '../store/store.ts';
import type { Database } from './database.ts';
import { keyAfter, numberKey, pageOf } from './paging.ts';
import type { Tables } from './tables.ts';
import { inPairs, type Pair } from './wanted.ts';

/** Series of figures, and the list of what they measure, which unpacks none of them. */

export async function putSeries(
  transaction: Transaction<Tables>,
  series: FigureSeries,
  position: number,
): Promise<void> {
  const { id, measure, points, conflicts } = series;
  await transaction
    .insertInto('series')
    .values({
      ...{ position, id, measure, rank: null, points: points.length, conflicts: conflicts.filter(isContesting).length },
      body: pack(series),
    })
    .execute();
}

/** Gives every series its rank, when all are in: those with conflicts first, then those of most points. */
export async function rankSeries(transaction: Transaction<Tables>): Promise<void> {
  await sql`update series set rank = ranked.rank from (
    select position, row_number() over (order by case when conflicts > 0 then 0 else 1 end, points desc, measure, position) - 1
      as rank from series
  ) as ranked where ranked.position = series.position`.execute(transaction);
}

export async function listMeasures(
  database: Database,
  { points }: MeasureFilter,
  page: PageRequest,
): Promise<CountedPage<MeasureRecord>> {
  const after = keyAfter(page, numberKey);
  // Written out, so that the index of the one or of the others answers.
  const chosen = database
    .selectFrom('series')
    .where(points === 'one' ? sql<boolean>`points = 1` : sql<boolean>`points > 1`);
  const { total } = await chosen.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await chosen
    .select(['rank', 'id', 'measure', 'points', 'conflicts'])
    .where('rank', '>', after?.[0] ?? -1)
    .orderBy('rank')
    .limit(page.limit + 1)
    .execute();
  const listed = pageOf(
    rows,
    page.limit,
    ({ rank }) => [rank ?? 0],
    ({ rank: _, ...record }): MeasureRecord => record,
  );
  return { ...listed, total };
}

export async function oneSeries(database: Database, id: string): Promise<SeriesRecord | null> {
  const row = await database.selectFrom('series').select('body').where('id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  const [series = null] = await keyed(database, [unpack<FigureSeries>(row.body)]);
  return series;
}

export async function listSeries(database: Database, page: PageRequest): Promise<Page<SeriesRecord>> {
  const after = keyAfter(page, numberKey);
  const rows = await database
    .selectFrom('series')
    .select(['position', 'body'])
    .where('position', '>', after?.[0] ?? -1)
    .orderBy('position')
    .limit(page.limit + 1)
    .execute();
  const { items, next } = pageOf(
    rows,
    page.limit,
    ({ position }) => [position],
    ({ body }) => unpack<FigureSeries>(body),
  );
  return { items: await keyed(database, items), next };
}

/** Each point with the key of the source that it goes back to. */
async function keyed(database: Database, all: readonly FigureSeries[]): Promise<SeriesRecord[]> {
  const refs = all.flatMap(({ points }) => points.map(({ claim }): Pair => [claim.document, claim.claim]));
  const rows = await inPairs(refs, (wanted) =>
    sql<{ document: string; claim: string; origin: string | null; outlet: string | null }>`with ${wanted}
      select documents.id as document, claims.id as claim, claims.origin, documents.outlet
      from wanted join documents on documents.id = wanted.a
      join claims on claims.document = documents.number and claims.id = wanted.b`.execute(database),
  );
  const origins = new Map<string, string | null>();
  for (const { document, claim, origin, outlet } of rows) {
    origins.set(`${claim} ${document}`, origin ?? (outlet === null ? null : sourceKey(outlet)));
  }
  return all.map((series) => ({
    ...series,
    points: series.points.map((point) => ({
      ...point,
      originKey: origins.get(`${point.claim.claim} ${point.claim.document}`) ?? null,
    })),
  }));
}
