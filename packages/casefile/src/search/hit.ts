import type { DocumentId } from '../ids.ts';
import type { Store } from '../store/store.ts';
import { bestPassage, type Range } from './locate.ts';
import { parseQuery } from './query.ts';

/** A document that answers a query, at the words that answer it. */
export interface Hit {
  readonly document: DocumentId;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly score: number;
  readonly marks: readonly Range[];
}

/**
 * The documents that answer a query, best first.
 * @throws QueryError for a query without a word to look for
 */
export async function search(store: Store, words: string, limit: number): Promise<readonly Hit[]> {
  const query = parseQuery(words);
  const matches = await store.match(query, limit);
  return matches.map(({ document, text, score }) => {
    const { start, end, marks } = bestPassage(text, query);
    return { document, start, end, text: text.slice(start, end), score, marks };
  });
}
