import type { SavedSearch } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { QueryError } from './error.ts';
import { answersTo, type Hit } from './hit.ts';
import { parseQuery, type Query } from './query.ts';

/** What is new for a search that was saved: what came in since somebody last looked, and holds all of its words. */

/** Claims or figures are counted one by one, and no further. */
const MOST = 1000;

/** How much is new; null when the query can't be answered any more (see `QueryError`). */
export async function countNew(store: Store, { query, seen }: SavedSearch): Promise<number | null> {
  try {
    const asked = everyWordOf(parseQuery(query));
    if (asked.scope !== 'documents') return (await answersTo(store, asked, MOST, seen)).length;
    return (await store.match(asked, 1, seen)).total;
  } catch (error) {
    if (error instanceof QueryError) return null;
    throw error;
  }
}

/**
 * What is new, best first.
 * @throws QueryError when the query can't be answered any more
 */
export async function searchNew(store: Store, { query, seen }: SavedSearch, limit: number): Promise<readonly Hit[]> {
  return answersTo(store, everyWordOf(parseQuery(query)), limit, seen);
}

/** Someone who looks sees the best first; news that only hold one of five words are none. */
function everyWordOf(query: Query): Query {
  const required = query.words.map((term) => [{ kind: 'word', term } as const]);
  return { ...query, words: [], required: [...query.required, ...required] };
}
