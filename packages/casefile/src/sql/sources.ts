import type { ChainLink } from '@isnad/reading';
import { type InsertResult, sql, type Transaction } from 'kysely';
import { sourceKey } from '../sources.ts';
import type { DocumentSources, SourceEdge, SourceGraph, SourceLink, SourceRecord } from '../store/records.ts';
import type { Database } from './database.ts';
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

export function sourceRecord({ place, named, ...row }: Tables['sources']): SourceRecord {
  return { ...row, order: place, named: named === 1 };
}

/** These of the sources; a key that is none of theirs is passed over. */
export async function sourcesByKey(
  database: Database,
  keys: Iterable<string>,
): Promise<ReadonlyMap<string, SourceRecord>> {
  const found = new Map<string, SourceRecord>();
  const rows = await inSome([...new Set(keys)], (some) =>
    database.selectFrom('sources').selectAll().where('key', 'in', some).execute(),
  );
  for (const row of rows) found.set(row.key, sourceRecord(row));
  return found;
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

/** The sources that pass on most, and what goes between them. */
export async function sourceGraph(database: Database, limit: number): Promise<SourceGraph> {
  const edges = await database
    .selectFrom('source_edges')
    .selectAll()
    .orderBy('claims', 'desc')
    .orderBy('from')
    .orderBy('to')
    .limit(limit)
    .execute();
  const sources = await sourcesByKey(
    database,
    edges.flatMap(({ from, to }) => [from, to]),
  );
  return { nodes: [...sources.values()].toSorted((a, b) => a.order - b.order), edges };
}
