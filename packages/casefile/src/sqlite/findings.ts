import type { CaseFlag, CopyPair, FigureSeries, Findings, Group } from '@isnad/weighing';
import { sql, type Transaction } from 'kysely';
import type { Stamp } from '../log/entry.ts';
import { pack, unpack } from '../store/packed.ts';
import type { Page, PageRequest } from '../store/records.ts';
import type { DocumentFilter, GroupFilter } from '../store/store.ts';
import type { Database } from './database.ts';
import { LogWriter } from './log.ts';
import { keyAfter, numberKey, pageOf } from './paging.ts';
import type { Tables } from './tables.ts';

/** Puts these findings in the place of the last ones. */
export async function putFindings(transaction: Transaction<Tables>, findings: Findings, stamp: Stamp): Promise<void> {
  const { groups, copies, figures, flags } = findings;
  for (const table of ['group_documents', 'groups', 'copies', 'series', 'case_flags', 'weighings'] as const) {
    await transaction.deleteFrom(table).execute();
  }
  const heaviest = [...groups].sort(byWeight);
  for (const [rank, group] of heaviest.entries()) {
    const { id, grade, conflicts, claims } = group;
    await transaction
      .insertInto('groups')
      .values({ id, rank, grade, conflicts: conflicts.length, body: pack(group) })
      .execute();
    for (const document of new Set(claims.map((claim) => claim.document))) {
      await transaction.insertInto('group_documents').values({ document, rank }).execute();
    }
  }
  for (const [position, pair] of copies.entries()) {
    await transaction
      .insertInto('copies')
      .values({ position, a: pair.a, b: pair.b, body: pack(pair) })
      .execute();
  }
  for (const [position, series] of figures.entries()) {
    await transaction
      .insertInto('series')
      .values({ position, body: pack(series) })
      .execute();
  }
  for (const [position, flag] of flags.entries()) {
    await transaction
      .insertInto('case_flags')
      .values({ position, body: pack(flag) })
      .execute();
  }
  const { documents } = await transaction
    .selectFrom('documents')
    .select((row) => row.fn.countAll<number>().as('documents'))
    .executeTakeFirstOrThrow();
  const log = await LogWriter.begin(transaction, stamp);
  const logged = await log.append({
    kind: 'weighed',
    documents,
    groups: groups.length,
    copies: copies.length,
    series: figures.length,
    flags: flags.length,
  });
  await transaction.insertInto('weighings').values({ logged }).execute();
}

function byWeight(a: Group, b: Group): number {
  return (
    b.routes.certain - a.routes.certain ||
    b.routes.possible - a.routes.possible ||
    b.claims.length - a.claims.length ||
    (a.id < b.id ? -1 : 1)
  );
}

export async function listGroups(database: Database, filter: GroupFilter, page: PageRequest): Promise<Page<Group>> {
  const after = keyAfter(page, numberKey);
  let query = database.selectFrom('groups').select(['rank', 'body']);
  if (filter.grade !== undefined) query = query.where('grade', '=', filter.grade);
  if (filter.document !== undefined) {
    const { document } = filter;
    query = query.where('rank', 'in', (from) =>
      from
        .selectFrom('group_documents')
        .select('group_documents.rank')
        .where('group_documents.document', '=', document),
    );
  }
  const rows = await query
    .where('rank', '>', after?.[0] ?? -1)
    .orderBy('rank')
    .limit(page.limit + 1)
    .execute();
  return pageOf(
    rows,
    page.limit,
    (row) => [row.rank],
    (row) => unpack<Group>(row.body),
  );
}

export async function oneGroup(database: Database, id: string): Promise<Group | null> {
  const row = await database.selectFrom('groups').select('body').where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : unpack<Group>(row.body);
}

export async function listCopies(
  database: Database,
  { document }: DocumentFilter,
  page: PageRequest,
): Promise<Page<CopyPair>> {
  const after = keyAfter(page, numberKey);
  let query = database.selectFrom('copies').select(['position', 'body']);
  if (document !== undefined) query = query.where((row) => row.or([row('a', '=', document), row('b', '=', document)]));
  const rows = await query
    .where('position', '>', after?.[0] ?? -1)
    .orderBy('position')
    .limit(page.limit + 1)
    .execute();
  return pageOf(
    rows,
    page.limit,
    (row) => [row.position],
    (row) => unpack<CopyPair>(row.body),
  );
}

export async function listSeries(database: Database, page: PageRequest): Promise<Page<FigureSeries>> {
  return inPlaces<FigureSeries>(database, 'series', page);
}

export async function listFlags(database: Database, page: PageRequest): Promise<Page<CaseFlag>> {
  return inPlaces<CaseFlag>(database, 'case_flags', page);
}

async function inPlaces<T>(database: Database, table: 'series' | 'case_flags', page: PageRequest): Promise<Page<T>> {
  const after = keyAfter(page, numberKey);
  const rows = await database
    .selectFrom(table)
    .select(['position', 'body'])
    .where('position', '>', after?.[0] ?? -1)
    .orderBy('position')
    .limit(page.limit + 1)
    .execute();
  return pageOf(
    rows,
    page.limit,
    (row) => [row.position],
    (row) => unpack<T>(row.body),
  );
}

/** False when documents came in after the last weighing, or there was none. */
export async function isWeighed(database: Database): Promise<boolean> {
  const row = await database
    .selectNoFrom([
      sql<number | null>`(select max(logged) from documents)`.as('last'),
      sql<number | null>`(select max(logged) from weighings)`.as('weighed'),
    ])
    .executeTakeFirstOrThrow();
  return row.last === null || (row.weighed ?? 0) > row.last;
}
