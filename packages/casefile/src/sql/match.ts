import type { TermIndex } from '../search/index/term-index.ts';
import type { Query } from '../search/query.ts';
import type { Matches } from '../store/store.ts';
import type { Bodies } from './bodies.ts';
import type { Database } from './database.ts';
import { documentsOf } from './filters.ts';
import { listedNumbers } from './wanted.ts';

/** Search: the index says which documents have the words, the other tables what fields ask for. */

/**
 * Documents that came in after the one numbered `after`, best first.
 * @param newest numbers of those that no newer version of theirs has replaced; null for all
 */
export async function matchTerms(
  database: Database,
  { index, bodies }: { readonly index: TermIndex; readonly bodies: Bodies },
  query: Query,
  limit: number,
  after: number,
  newest: Int32Array | null,
): Promise<Matches> {
  const chosen: Int32Array[] = newest === null ? [] : [newest];
  for (const filter of query.filters) chosen.push(await listedNumbers(database, documentsOf(filter)));
  const { best, total, rarities } = await index.match(query, limit, chosen, after);
  const told = await bodies.numbered(
    database,
    best.map(({ number }) => number),
  );
  const texts = new Map(told.map((one) => [one.number, one]));
  const matches = best.map(({ number, score }) => {
    const { id, text } = texts.get(number)!;
    return { document: id, text, score };
  });
  return { matches, total, rarities };
}
