import { createHash } from 'node:crypto';
import { zstdDecompressSync } from 'node:zlib';
import type { CaseFlag, ClaimRef, CopyPair } from '@isnad/weighing';
import { sql, type Transaction } from 'kysely';
import { type Digest, type DocumentId, digest as digestSchema, type LogSeq } from '../ids.ts';
import type { Stamp } from '../log/entry.ts';
import { flagKey, type ItemRef, itemRef } from '../log/subject.ts';
import { pack, unpack } from '../store/packed.ts';
import type { CaseFlagRecord, Page, PageRequest } from '../store/records.ts';
import {
  type DocumentFilter,
  type FindingsFeed,
  type KnownFindings,
  OtherFindings,
  type PutFindings,
} from '../store/store.ts';
import { together } from '../work/flow.ts';
import type { Database } from './database.ts';
import type { Engine } from './engine.ts';
import { GroupWriter } from './group-writer.ts';
import { LogWriter } from './log.ts';
import { keyAfter, numberKey, pageOf, pagesInOrder } from './paging.ts';
import { putSeries, rankSeries } from './series.ts';
import { statesByKey } from './standings.ts';
import type { Tables } from './tables.ts';

const TABLES = [
  'source_findings',
  'group_lists',
  'group_claims',
  'groups',
  'copies',
  'series',
  'case_flags',
  'weighings',
] as const;

/** Lets go of all findings: what they say may be so no more. */
export async function dropFindings(transaction: Transaction<Tables>): Promise<void> {
  for (const table of TABLES) await transaction.deleteFrom(table).execute();
}

/** Puts these findings in the place of the last ones. */
export async function putFindings(
  transaction: Transaction<Tables>,
  { groups, copies, figures, flags, known }: FindingsFeed,
  stamp: Stamp,
  engine: Engine,
): Promise<PutFindings> {
  const count = { groups: 0, copies: known?.copies ?? 0, series: 0, flags: 0 };
  const writer = new GroupWriter(transaction, engine);
  if (known === undefined) await dropFindings(transaction);
  else await keepFindings(transaction, known, writer);
  for await (const group of groups) await writer.write(group);
  count.groups = await writer.rank();
  for await (const some of together(copies, PAIRS)) {
    const rows = some.map((pair): Tables['copies'] => {
      const { a, b, first, shared } = pair;
      return { position: count.copies++, a, b, first, shared, body: pack(pair) };
    });
    await transaction.insertInto('copies').values(rows).execute();
  }
  for await (const series of figures) {
    await putSeries(transaction, series, count.series++);
  }
  await rankSeries(transaction);
  for await (const flag of flags) {
    await transaction
      .insertInto('case_flags')
      .values({ position: count.flags++, body: pack(flag) })
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
    ...count,
    findings: await findingsDigest(transaction),
  });
  await transaction.insertInto('weighings').values({ logged }).execute();
  return { ...count, logged };
}

/** Keeps what is known to be as it was, and lets go of all else. */
async function keepFindings(
  transaction: Transaction<Tables>,
  { since, groups, copies }: KnownFindings,
  writer: GroupWriter,
): Promise<void> {
  if ((await lastWeighing(transaction)) !== since)
    throw new OtherFindings('the case was weighed in between: the findings to be brought up to date are not there');
  await writer.keep(groups);
  await transaction.deleteFrom('copies').where('position', '>=', copies).execute();
  for (const table of TABLES) {
    if (table !== 'groups' && table !== 'group_claims' && table !== 'copies')
      await transaction.deleteFrom(table).execute();
  }
}

/** Pairs that go into one statement: in a case of copies there are more of them than of all else. */
const PAIRS = 500;

/** Of all findings, row by row as they are kept: what lists show of them, too. */
export async function findingsDigest(database: Database): Promise<Digest> {
  const digest = createHash('sha256');
  const page = async (
    query: (after: readonly [number]) => Promise<ReadonlyArray<{ readonly place: number }>>,
  ): Promise<void> => {
    for await (const rows of pagesInOrder([-1], query, ({ place }): readonly [number] => [place])) {
      for (const row of rows) {
        const said = Object.entries<unknown>(row).map(([column, value]) => {
          return [column, value instanceof Uint8Array ? textOf(value) : value] as const;
        });
        digest.update(JSON.stringify(Object.fromEntries(said)));
      }
    }
  };
  await page(([after]) =>
    database
      .selectFrom('groups')
      .selectAll()
      .select('number as place')
      .where('number', '>', after)
      .orderBy('number')
      .limit(ROWS)
      .execute(),
  );
  await page(([after]) =>
    database
      .selectFrom('copies')
      .selectAll()
      .select('position as place')
      .where('position', '>', after)
      .orderBy('position')
      .limit(ROWS)
      .execute(),
  );
  for (const table of ['series', 'case_flags'] as const) {
    await page(([after]) =>
      database
        .selectFrom(table)
        .selectAll()
        .select('position as place')
        .where('position', '>', after)
        .orderBy('position')
        .limit(ROWS)
        .execute(),
    );
  }
  const relations = pagesInOrder(
    [-1, -1, -1],
    (after) =>
      database
        .selectFrom('group_claims')
        .selectAll()
        .where(sql<boolean>`(document, position, "group") > (${sql.join(after)})`)
        .orderBy('document')
        .orderBy('position')
        .orderBy('group')
        .limit(RELATIONS)
        .execute(),
    ({ document, position, group }) => [document, position, group],
  );
  for await (const rows of relations)
    for (const { document, position, group } of rows) digest.update(`c ${document} ${position} ${group}\n`);
  const lists = pagesInOrder(
    ['', ''],
    (after) =>
      database
        .selectFrom('group_lists')
        .selectAll()
        .where(sql<boolean>`(kind, key) > (${sql.join(after)})`)
        .orderBy('kind')
        .orderBy('key')
        .limit(RELATIONS)
        .execute(),
    ({ kind, key }): string[] => [kind, key],
  );
  for await (const rows of lists)
    for (const { kind, key, ranks } of rows) digest.update(`${kind} ${key}\n`).update(ranks);
  const sources = pagesInOrder(
    [''],
    ([after = '']) =>
      database
        .selectFrom('source_findings')
        .selectAll()
        .where('key', '>', after)
        .orderBy('key')
        .limit(RELATIONS)
        .execute(),
    ({ key }) => [key],
  );
  for await (const rows of sources)
    for (const { key, same, corroborated, contested, drifted } of rows)
      digest.update(`s ${key}\n${same}\n${corroborated} ${contested} ${drifted}\n`);
  return digestSchema.parse(digest.digest('hex'));
}

const ROWS = 500;
const RELATIONS = 10_000;

function textOf(bytes: Uint8Array): string {
  try {
    return zstdDecompressSync(bytes).toString('utf8');
  } catch {
    return Buffer.from(bytes).toString('base64');
  }
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
  return unpacked<CopyPair>(rows, page);
}

/** All pairs of one document, in their order. */
export async function everyCopyOf(database: Database, document: DocumentId): Promise<CopyPair[]> {
  const rows = await database
    .selectFrom('copies')
    .select('body')
    .where((row) => row.or([row('a', '=', document), row('b', '=', document)]))
    .orderBy('position')
    .execute();
  return rows.map(({ body }) => unpack<CopyPair>(body));
}

/** The claims that a finding is about. */
export function claimsOf({ claims }: { readonly claims: readonly ClaimRef[] }): ItemRef[] {
  return claims.map((claim) => itemRef.parse({ document: claim.document, item: claim.claim }));
}

export async function listFlags(database: Database, page: PageRequest): Promise<Page<CaseFlagRecord>> {
  const { items, next } = await flagsInPlaces(database, page);
  const keys = items.map((flag) => flagKey(flag.kind, claimsOf(flag)));
  const states = await statesByKey(database, keys);
  return { items: items.map((flag, index) => ({ ...flag, review: states.get(keys[index]!) ?? null })), next };
}

async function flagsInPlaces(database: Database, page: PageRequest): Promise<Page<CaseFlag>> {
  const after = keyAfter(page, numberKey);
  const rows = await database
    .selectFrom('case_flags')
    .select(['position', 'body'])
    .where('position', '>', after?.[0] ?? -1)
    .orderBy('position')
    .limit(page.limit + 1)
    .execute();
  return unpacked<CaseFlag>(rows, page);
}

/** A page of rows that hold their item packed, in their places. */
function unpacked<T>(
  rows: readonly { readonly position: number; readonly body: Uint8Array }[],
  page: PageRequest,
): Page<T> {
  return pageOf(
    rows,
    page.limit,
    (row) => [row.position],
    (row) => unpack<T>(row.body),
  );
}

/** The entry of the log that brought the findings which are there. */
export async function lastWeighing(database: Database): Promise<LogSeq | null> {
  const row = await database
    .selectFrom('weighings')
    .select((row) => row.fn.max<LogSeq | null>('logged').as('logged'))
    .executeTakeFirstOrThrow();
  return row.logged;
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
