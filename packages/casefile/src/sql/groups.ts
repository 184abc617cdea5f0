import type { Group } from '@isnad/weighing';
import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { DocumentId } from '../ids.ts';
import { KeptSince } from '../kept-since.ts';
import type { ItemRef } from '../log/subject.ts';
import { namesOfPlace } from '../places.ts';
import { termsOf } from '../search/terms.ts';
import { unpack } from '../store/packed.ts';
import type { CountedPage, GroupCard, GroupGlance, Page, PageRequest, QueueItem } from '../store/records.ts';
import type { GroupFilter, QueueRequest } from '../store/store.ts';
import { claimRecords, claimsOfRows, IS_OPEN } from './claims.ts';
import type { Database } from './database.ts';
import { ranksBetween } from './group-days.ts';
import { logHead } from './log.ts';
import { keyAfter, numberKey, pageOf } from './paging.ts';
import { inAll, placeAfter, ranksWith, without } from './rank-lists.ts';
import { inPairs, inSome, listedNumbers, type Pair } from './wanted.ts';

/** Groups, heaviest first. */

export function listGroups(database: Database, filter: GroupFilter, page: PageRequest): Promise<CountedPage<Group>> {
  return listed<Group>(database, 'body', filter, page);
}

export function listCards(database: Database, filter: GroupFilter, page: PageRequest): Promise<CountedPage<GroupCard>> {
  return listed<GroupCard>(database, 'card', filter, page);
}

async function listed<T>(
  database: Database,
  column: 'body' | 'card',
  filter: GroupFilter,
  page: PageRequest,
): Promise<CountedPage<T>> {
  const after = keyAfter(page, numberKey)?.[0] ?? -1;
  const lists = await listsOf(database, filter);
  let rows: ReadonlyArray<{ readonly rank: number | null; readonly packed: Uint8Array }>;
  let total: number;
  if (lists.length === 0) {
    const chosen = database.selectFrom('groups').where((row) => row.and(conditionsOf(filter)));
    rows = await chosen
      .select(['rank', `${column} as packed`])
      .orderBy('rank')
      .where('rank', '>', after)
      .limit(page.limit + 1)
      .execute();
    ({ total } = await chosen.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow());
  } else {
    const ranks = await ranksOf(database, lists, filter);
    const from = placeAfter(ranks, after);
    const wanted = [...ranks.subarray(from, from + page.limit + 1)];
    rows =
      wanted.length === 0
        ? []
        : await database
            .selectFrom('groups')
            .select(['rank', `${column} as packed`])
            .where('rank', 'in', wanted)
            .orderBy('rank')
            .execute();
    total = ranks.length;
  }
  const listed = pageOf(
    rows,
    page.limit,
    (row) => [row.rank ?? 0],
    (row) => unpack<T>(row.packed),
  );
  return { ...listed, total };
}

/** A decision stands on every claim of the group. Few groups have any: only those are looked at claim by claim. */
const IS_DECIDED = sql<boolean>`groups.number in (select "group" from group_claims join claims using (document, position)
    where (claims.document, claims.id) in (select document, item from standings where kind = 'claim' and state = 'settled'))
  and not exists (select 1 from group_claims join claims using (document, position)
    where group_claims."group" = groups.number and ${IS_OPEN})`;

/** What stands in all of the lists, and answers what else is asked. */
async function ranksOf(
  database: Database,
  lists: readonly Int32Array[],
  { grade, reviewed, ...filter }: GroupFilter,
): Promise<Int32Array> {
  const all = [...lists];
  if (grade !== undefined) all.push(await ranksWith(database, 'grade', grade));
  const others = conditionsOf(filter);
  if (others.length > 0) all.push(await ranksWhere(database, sql.join(others, sql` and `)));
  const ranks = inAll(all.toSorted((a, b) => a.length - b.length));
  if (reviewed === undefined) return ranks;
  const settled = await decidedRanks(database);
  return reviewed ? inAll([settled, ranks]) : without(ranks, settled);
}

async function ranksWhere(database: Database, condition: RawBuilder<unknown>): Promise<Int32Array> {
  return (await listedNumbers(database, sql`select rank as number from groups where ${condition}`)).sort();
}

const decided = new KeptSince<Database, Int32Array>();

async function decidedRanks(database: Database): Promise<Int32Array> {
  const { seq } = await logHead(database);
  return decided.of(database, seq, () => ranksWhere(database, IS_DECIDED));
}

/** What words, topics, origins, days and reviewers choose, as ranks. */
async function listsOf(database: Database, filter: GroupFilter): Promise<Int32Array[]> {
  const { q, topic, origin, from, to, reviewed } = filter;
  const stems = new Set([q, topic].flatMap((words) => Array.from(termsOf(words ?? ''), ({ stem }) => stem)));
  const lists = await Promise.all([...stems].map((stem) => ranksWith(database, 'word', stem)));
  if (origin !== undefined) lists.push(await ranksOfOrigin(database, origin));
  if (from !== undefined || to !== undefined) lists.push(await ranksBetween(database, from ?? FIRST, to ?? LAST));
  // Few groups are decided, and most are not: the few are listed, whichever are asked for, and taken from all.
  if (reviewed !== undefined && lists.length === 0) lists.push(await allRanks(database));
  return lists;
}

async function allRanks(database: Database): Promise<Int32Array> {
  const { last } = await database
    .selectFrom('groups')
    .select((row) => row.fn.max<number | null>('rank').as('last'))
    .executeTakeFirstOrThrow();
  const ranks = new Int32Array(last === null ? 0 : last + 1);
  for (let rank = 0; rank < ranks.length; rank++) ranks[rank] = rank;
  return ranks;
}

/** Days before and after all others. */
const [FIRST, LAST] = ['0000-01-01', '9999-12-31'];

/** Those of a source are listed by the name that stands for all of its names. */
async function ranksOfOrigin(database: Database, key: string): Promise<Int32Array> {
  const row = await database.selectFrom('source_findings').select('same').where('key', '=', key).executeTakeFirst();
  return ranksWith(database, 'origin', row?.same ?? key);
}

/** What is asked of groups beside that. */
function conditionsOf({ grade, document, place }: GroupFilter): Expression<SqlBool>[] {
  const conditions: Expression<SqlBool>[] = [];
  if (grade !== undefined) conditions.push(sql`grade = ${grade}`);
  if (document !== undefined) {
    conditions.push(sql`groups.number in (select group_claims."group" from group_claims
      join documents on documents.number = group_claims.document where documents.id = ${document})`);
  }
  if (place !== undefined) {
    conditions.push(sql`groups.number in (select group_claims."group" from claim_places
      join group_claims using (document, position) where claim_places.key in (${sql.join(namesOfPlace(place))}))`);
  }
  return conditions;
}

export async function oneGroup(database: Database, id: string): Promise<Group | null> {
  const row = await database.selectFrom('groups').select('body').where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : unpack<Group>(row.body);
}

export async function cardsOf(database: Database, ids: readonly string[]): Promise<GroupCard[]> {
  const rows = await inSome(ids, (some) =>
    database.selectFrom('groups').select(['id', 'card']).where('id', 'in', some).execute(),
  );
  const cards = new Map(rows.map(({ id, card }) => [id, unpack<GroupCard>(card)]));
  return ids.flatMap((id) => cards.get(id) ?? []);
}

/** The group of each claim of a document; of several, the heaviest. */
export async function groupsOfClaims(
  database: Database,
  document: DocumentId,
): Promise<ReadonlyMap<string, GroupGlance>> {
  const rows = await database
    .selectFrom('documents')
    .innerJoin('group_claims', 'group_claims.document', 'documents.number')
    .innerJoin('claims', (join) =>
      join
        .onRef('claims.document', '=', 'group_claims.document')
        .onRef('claims.position', '=', 'group_claims.position'),
    )
    .innerJoin('groups', 'groups.number', 'group_claims.group')
    .select(['claims.id', 'groups.card'])
    .where('documents.id', '=', document)
    .orderBy('groups.rank', 'desc')
    .execute();
  return new Map(rows.map(({ id, card }) => [id, glanceIn(card)]));
}

/** The groups of these claims, in their order: of several, the heaviest; null where a claim is in none. */
export async function groupsOf(database: Database, claims: readonly ItemRef[]): Promise<(GroupGlance | null)[]> {
  const pairs = claims.map(({ document, item }): Pair => [document, item]);
  const rows = await inPairs(pairs, (wanted) =>
    sql<{ place: number; card: Uint8Array }>`with ${wanted}
      select wanted.place, groups.card from wanted
      join documents on documents.id = wanted.a
      join claims on claims.document = documents.number and claims.id = wanted.b
      join groups on groups.number = (select groups.number from group_claims
        join groups on groups.number = group_claims."group"
        where group_claims.document = claims.document and group_claims.position = claims.position
        order by groups.rank limit 1)`.execute(database),
  );
  const found = new Map(rows.map(({ place, card }) => [place, glanceIn(card)]));
  return claims.map((_, place) => found.get(place) ?? null);
}

/** Of packed cards: most are asked for again and again, and to unpack one is more work than all else about it. */
const glances = new LRUCache<string, GroupGlance>({
  maxSize: 4 * 1024 * 1024,
  sizeCalculation: (_, packed) => packed.length,
});

function glanceIn(packed: Uint8Array): GroupGlance {
  const key = Buffer.from(packed).toString('latin1');
  const known = glances.get(key);
  if (known !== undefined) return known;
  const glance = glanceOf(unpack<GroupCard>(packed));
  glances.set(key, glance);
  return glance;
}

function glanceOf({ head: _, origins: __, documents: ___, ...glance }: GroupCard): GroupGlance {
  return glance;
}

const queueKey = z.tuple([z.int(), z.int(), z.int()]);

/** A claim of a group has a standing of which this holds. */
function stands(condition: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from claims
    join standings on standings.document = claims.document and standings.kind = 'claim' and standings.item = claims.id
    where claims.document = group_claims.document and claims.position = group_claims.position and ${condition})`;
}

/** Claims that are not settled, those of the heaviest groups first. */
export async function listQueue(database: Database, { notBy, ...page }: QueueRequest): Promise<Page<QueueItem>> {
  const after = keyAfter(page, queueKey);
  let query = database
    // In this order, so that SQLite goes from group to group and stops when the page is full. The claims themselves come
    // after: joined here, SQLite may take them to be looked up for the whole case, and read them all to be quick at it.
    .selectFrom('groups')
    .crossJoin('group_claims')
    .select(['groups.rank', 'groups.card', 'group_claims.document', 'group_claims.position'])
    .whereRef('group_claims.group', '=', 'groups.number')
    .where('groups.rank', '>=', after?.[0] ?? 0)
    .where(sql<boolean>`not ${stands(sql`standings.state = 'settled'`)}`);
  if (notBy !== undefined) {
    const isTheirs = sql`standings.state = 'waiting'
      and exists (select 1 from reviews where reviews.key = standings.key and reviews.by = ${notBy})`;
    query = query.where(sql<boolean>`not ${stands(isTheirs)}`);
  }
  if (after !== null) {
    const [rank, document, position] = after;
    query = query.where(
      sql<boolean>`(groups.rank, group_claims.document, group_claims.position) > (${rank}, ${document}, ${position})`,
    );
  }
  const rows = await query
    .orderBy('groups.rank')
    .orderBy('group_claims.document')
    .orderBy('group_claims.position')
    .limit(page.limit + 1)
    .execute();
  const records = await claimRecords(database, await claimsOfRows(database, rows));
  return pageOf(
    rows,
    page.limit,
    ({ rank, document, position }) => [rank ?? 0, document, position],
    ({ document, card }, index) => ({
      claim: records[index]!,
      number: document,
      group: glanceIn(card),
    }),
  );
}
