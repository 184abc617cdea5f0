import type { DocumentId } from '../ids.ts';
import type { Store } from '../store/store.ts';
import { bestPassage, type Range } from './locate.ts';
import { parseQuery } from './query.ts';
import { rerank } from './rerank.ts';

/** A document that answers a query, at the words that answer it. */
export interface Hit {
  readonly document: DocumentId;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly score: number;
  readonly marks: readonly Range[];
}

/** Documents of the index that get a second look; of more that are asked for, the rest keep the index's order. */
const LOOKED_AT = 60;

/**
 * The documents that answer a query, best first.
 * @throws QueryError for a query that asks for nothing, or whose field has a value that it can't have
 */
export async function search(store: Store, words: string, limit: number): Promise<readonly Hit[]> {
  const query = parseQuery(words);
  const { matches, rarities } = await store.match(query, Math.max(limit, LOOKED_AT));
  const first = matches.slice(0, LOOKED_AT);
  const scores = rerank(query, rarities, first);
  const ranked = first.map((match, i) => ({ ...match, score: scores[i]! })).sort((a, b) => b.score - a.score);
  // What got no second look stands below what did.
  const least = ranked.at(-1)?.score ?? 0;
  const top = matches[LOOKED_AT - 1]?.score ?? 0;
  const rest = matches
    .slice(LOOKED_AT)
    .map((match) => ({ ...match, score: Math.min(least, least - top + match.score) }));
  return [...ranked, ...rest].slice(0, limit).map(({ document, text, score }) => {
    const { start, end, marks } = bestPassage(text, query);
    return { document, start, end, text: text.slice(start, end), score, marks };
  });
}
