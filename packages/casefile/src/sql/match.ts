import { sql } from 'kysely';
import type { Filter } from '../search/fields.ts';
import type { TermIndex } from '../search/index/term-index.ts';
import type { Query } from '../search/query.ts';
import type { Match, Matches } from '../store/store.ts';
import type { Database } from './database.ts';
import { documentsOf } from './filters.ts';

/** Search: the index says which documents have the words, the other tables what fields ask for. */

/**
 * Documents that came in after the one numbered `after`, best first.
 * @param newest numbers of those that no newer version of theirs has replaced; null for all
 */
export async function matchTerms(
  database: Database,
  index: TermIndex,
  query: Query,
  limit: number,
  after: number,
  newest: Int32Array | null,
): Promise<Matches> {
  const chosen: Int32Array[] = newest === null ? [] : [newest];
  for (const filter of query.filters) chosen.push(await numbersOf(database, filter));
  const { best, total, rarities } = await index.match(query, limit, chosen, after);
  const { rows } = await sql<Match & { number: number }>`
    select documents.number, documents.id as document, bodies.text as text
    from json_each(${JSON.stringify(best.map(({ number }) => number))}) as best
    join documents on documents.number = best.value
    join bodies on bodies.document = best.value`.execute(database);
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const matches = best.map(({ number, score }) => {
    const { document, text } = byNumber.get(number)!;
    return { document, text, score };
  });
  return { matches, total, rarities };
}

/** A row for each would be most of the work: they come as one list. */
async function numbersOf(database: Database, filter: Filter): Promise<Int32Array> {
  const { rows } = await sql<{ numbers: string }>`
    select json_group_array(number) as numbers from (${documentsOf(filter)})`.execute(database);
  const numbers: number[] = JSON.parse(rows[0]?.numbers ?? '[]');
  return Int32Array.from(numbers);
}
