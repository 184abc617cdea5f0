import type { DocumentId } from '../ids.ts';
import type { Store } from '../store/store.ts';
import type { SearchScope } from './fields.ts';
import { bestPassage, type Range } from './locate.ts';
import { searchParts } from './parts.ts';
import { parseQuery, type Query } from './query.ts';
import { rerank } from './rerank.ts';
import { wordsOfText } from './words.ts';

/** A document that answers a query, at the words that answer it; or a claim or figure that does. */
export interface Hit {
  readonly scope: SearchScope;
  readonly document: DocumentId;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly score: number;
  readonly marks: readonly Range[];
  /** Id of the claim that answers, or that the figure stands in. */
  readonly claim: string | null;
  /** Index of the figure in its Reading. */
  readonly figure: number | null;
}

/** Documents of the index that get a second look; of more that are asked for, the rest keep the index's order. */
const LOOKED_AT = 60;

/**
 * What answers a query, best first.
 * @throws QueryError for a query that asks for nothing, or whose field has a value that it can't have
 */
export async function search(store: Store, words: string, limit: number): Promise<readonly Hit[]> {
  return answersTo(store, parseQuery(words), limit, 0);
}

/** What answers a query in documents that came in after the one of that number. */
export function answersTo(store: Store, query: Query, limit: number, after: number): Promise<readonly Hit[]> {
  const { scope } = query;
  return scope === 'documents'
    ? searchDocuments(store, query, limit, after)
    : searchParts(store, query, scope, limit, after);
}

async function searchDocuments(store: Store, query: Query, limit: number, after: number): Promise<readonly Hit[]> {
  const { matches, rarities } = await store.match(query, Math.max(limit, LOOKED_AT), after);
  const first = matches.slice(0, LOOKED_AT).map((match) => ({ ...match, words: wordsOfText(match.text) }));
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
    const at = { start, end, text: text.slice(start, end) };
    return { scope: 'documents', document, ...at, score, marks, claim: null, figure: null };
  });
}
