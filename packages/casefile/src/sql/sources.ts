import type { ChainLink } from '@isnad/reading';
import { type InsertResult, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { sourceKey } from '../sources.ts';
import type {
  DocumentSources,
  Page,
  PageRequest,
  SourceEdge,
  SourceGraph,
  SourceLink,
  SourceName,
  SourceRecord,
} from '../store/records.ts';
import type { Database } from './database.ts';
import { keyAfter, numberKey, pageOf } from './paging.ts';
import type { Tables } from './tables.ts';
import { inSome } from './wanted.ts';

/** How often each name originates, relays and publishes, kept up as documents come in. */

/** Adds what these documents say, in their order, to the tallies. */
export async function countSources(
  transaction: Transaction<Tables>,
  documents: ReadonlyArray<{ readonly sources: DocumentSources }>,
): Promise<void> {
  const { tallies, edges } = joined(documents.map(({ sources }) => sources));
  const { places } = await transaction
    .selectFrom('sources')
    .select((row) => row.fn.countAll<number>().as('places'))
    .executeTakeFirstOrThrow();
  let place = places;
  const known = await sourcesByKey(
    transaction,
    tallies.map(({ key }) => key),
  );
  const rows = tallies.map(({ named, ...tally }) => {
    return { ...tally, named: Number(named), place: known.get(tally.key)?.order ?? place++ };
  });
  await inSome(rows, (some) => upserted(transaction, some), AT_A_TIME);
  await inSome(edges, (some) => joinedTo(transaction, some), AT_A_TIME);
}

/** Rows that go into one statement. */
const AT_A_TIME = 1000;

function upserted(transaction: Transaction<Tables>, rows: readonly Tables['sources'][]): Promise<InsertResult[]> {
  return transaction
    .insertInto('sources')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet((row) => ({
        named: sql<number>`case when excluded.named > sources.named then excluded.named else sources.named end`,
        originated: row('sources.originated', '+', row.ref('excluded.originated')),
        relayed: row('sources.relayed', '+', row.ref('excluded.relayed')),
        published: row('sources.published', '+', row.ref('excluded.published')),
      })),
    )
    .execute();
}

function joinedTo(transaction: Transaction<Tables>, edges: readonly SourceEdge[]): Promise<InsertResult[]> {
  return transaction
    .insertInto('source_edges')
    .values(edges)
    .onConflict((conflict) =>
      conflict.columns(['from', 'to']).doUpdateSet((row) => ({
        claims: row('source_edges.claims', '+', row.ref('excluded.claims')),
      })),
    )
    .execute();
}

/** The sources of several documents as one, in the order of first appearance. A name that one of them knows is a name. */
function joined(documents: readonly DocumentSources[]): DocumentSources {
  const tallies = new Map<string, DocumentSources['tallies'][number]>();
  const edges = new Map<string, SourceEdge>();
  for (const document of documents) {
    for (const tally of document.tallies) {
      const known = tallies.get(tally.key);
      const { originated, relayed, published, named } = tally;
      tallies.set(
        tally.key,
        known === undefined
          ? tally
          : {
              ...known,
              named: known.named || named,
              originated: known.originated + originated,
              relayed: known.relayed + relayed,
              published: known.published + published,
            },
      );
    }
    for (const edge of document.edges) {
      const key = `${edge.from}\n${edge.to}`;
      edges.set(key, { ...edge, claims: edge.claims + (edges.get(key)?.claims ?? 0) });
    }
  }
  return { tallies: [...tallies.values()], edges: [...edges.values()] };
}

/** The place of the source that a name is of; its own while nothing is weighed. */
const PLACE = sql<number>`coalesce((select first.place from source_findings
  join sources as first on first.key = source_findings.same where source_findings.key = sources.key), sources.place)`;

function sourceName({ named, ...row }: Omit<Tables['sources'], 'place'> & { readonly order: number }): SourceName {
  return { ...row, named: named === 1 };
}

const NAME_COLUMNS = ['key', 'name', 'named', 'originated', 'relayed', 'published'] as const;

/** These of the names; a key that is none of theirs is passed over. */
export async function sourcesByKey(
  database: Database,
  keys: Iterable<string>,
): Promise<ReadonlyMap<string, SourceName>> {
  const rows = await inSome([...new Set(keys)], (some) =>
    database.selectFrom('sources').select(NAME_COLUMNS).select(PLACE.as('order')).where('key', 'in', some).execute(),
  );
  return new Map(rows.map((row) => [row.key, sourceName(row)]));
}

/** Names one by one, in the order in which the case met them: the place is the name's own. */
export async function listSourceNames(database: Database, page: PageRequest): Promise<Page<SourceName>> {
  const after = keyAfter(page, numberKey);
  const rows = await database
    .selectFrom('sources')
    .select(NAME_COLUMNS)
    .select('place as order')
    .where('place', '>', after?.[0] ?? -1)
    .orderBy('place')
    .limit(page.limit + 1)
    .execute();
  return pageOf(rows, page.limit, (row) => [row.order], sourceName);
}

const weightKey = z.tuple([z.number(), z.string()]);
const WEIGHT = sql<number>`(originated + relayed + published)`;

/** Sources in the order of their most frequent names. */
export async function listSources(database: Database, page: PageRequest): Promise<Page<SourceRecord>> {
  const after = keyAfter(page, weightKey);
  let query = database
    .selectFrom('sources')
    .selectAll()
    .where(sql<boolean>`not exists (select 1 from source_findings where key = sources.key and same <> sources.key)`);
  if (after !== null) {
    query = query.where(sql<boolean>`(${WEIGHT} < ${after[0]} or (${WEIGHT} = ${after[0]} and key > ${after[1]}))`);
  }
  const rows = await query
    .orderBy(WEIGHT, 'desc')
    .orderBy('key')
    .limit(page.limit + 1)
    .execute();
  const records = await withOtherNames(database, rows);
  return pageOf(
    rows,
    page.limit,
    (row) => [row.originated + row.relayed + row.published, row.key],
    (_, index) => records[index]!,
  );
}

/** Sources with all that is counted under their other names, and what weighing says of them. */
async function withOtherNames(database: Database, rows: readonly Tables['sources'][]): Promise<SourceRecord[]> {
  const keys = rows.map(({ key }) => key);
  const findings = await inSome(keys, (some) =>
    database.selectFrom('source_findings').selectAll().where('key', 'in', some).execute(),
  );
  const others = await inSome(keys, (some) =>
    database
      .selectFrom('source_findings')
      .innerJoin('sources', 'sources.key', 'source_findings.key')
      .select(NAME_COLUMNS.map((column) => `sources.${column}` as const))
      .select(['same', 'place as order'])
      .where('same', 'in', some)
      .whereRef('source_findings.key', '<>', 'same')
      .orderBy('place')
      .execute(),
  );
  const found = new Map(findings.map((row) => [row.key, row]));
  const bySource = Map.groupBy(others, ({ same }) => same);
  return rows.map(({ place, ...row }) => {
    const names = bySource.get(row.key) ?? [];
    const { corroborated = 0, contested = 0, drifted = 0 } = found.get(row.key) ?? {};
    const sum = (column: 'originated' | 'relayed' | 'published') =>
      names.reduce((total, name) => total + name[column], row[column]);
    return {
      key: row.key,
      name: row.name,
      order: place,
      named: [row, ...names].some(({ named }) => named === 1),
      originated: sum('originated'),
      relayed: sum('relayed'),
      published: sum('published'),
      corroborated,
      contested,
      drifted,
      otherNames: names.map(({ key, name }) => ({ key, name })),
    };
  });
}

/** Chains as they are kept, in JSON, with what the case knows of their links. */
export function sourceChains(database: Database, chains: readonly string[]): Promise<SourceLink[][]> {
  return sourceLinks(
    database,
    chains.map((chain): ChainLink[] => JSON.parse(chain)),
  );
}

/** Chains with what the case knows of their links. */
export async function sourceLinks(
  database: Database,
  chains: ReadonlyArray<readonly ChainLink[]>,
): Promise<SourceLink[][]> {
  const keyed = chains.map((chain) => chain.map((link) => ({ ...link, key: sourceKey(link.name) })));
  const sources = await sourcesByKey(
    database,
    keyed.flatMap((chain) => chain.map(({ key }) => key)),
  );
  return keyed.map((chain) => chain.map((link) => ({ ...link, named: sources.get(link.key)?.named ?? false })));
}

/** Who passes on whose claims, by name: the heaviest edges. */
export function listSourceEdges(database: Database, limit: number): Promise<SourceEdge[]> {
  return database
    .selectFrom('source_edges')
    .selectAll()
    .orderBy('claims', 'desc')
    .orderBy('from')
    .orderBy('to')
    .limit(limit)
    .execute();
}

/** The sources that pass on most, and what goes between them. */
export async function sourceGraph(database: Database, limit: number): Promise<SourceGraph> {
  const named = await listSourceEdges(database, limit);
  const names = [...new Set(named.flatMap(({ from, to }) => [from, to]))];
  const findings = await inSome(names, (some) =>
    database.selectFrom('source_findings').select(['key', 'same']).where('key', 'in', some).execute(),
  );
  const source = new Map(findings.map(({ key, same }) => [key, same]));
  const edges = new Map<string, SourceEdge>();
  for (const { from, to, claims } of named) {
    const edge = { from: source.get(from) ?? from, to: source.get(to) ?? to };
    if (edge.from === edge.to) continue;
    const key = `${edge.from}\n${edge.to}`;
    edges.set(key, { ...edge, claims: claims + (edges.get(key)?.claims ?? 0) });
  }
  const rows = await inSome([...new Set(names.map((name) => source.get(name) ?? name))], (some) =>
    database.selectFrom('sources').selectAll().where('key', 'in', some).execute(),
  );
  const nodes = await withOtherNames(database, rows);
  return {
    nodes: nodes.toSorted((a, b) => a.order - b.order),
    edges: [...edges.values()].toSorted((a, b) => b.claims - a.claims),
  };
}
