import type { ChainLink } from '@isnad/reading';
import { sourceKey } from '../sources.ts';
import type { Part, Store } from '../store/store.ts';
import type { Filter, SearchScope } from './fields.ts';
import type { Hit } from './hit.ts';
import { answers } from './holds.ts';
import { bestPassage } from './locate.ts';
import type { Query } from './query.ts';
import { rerank } from './rerank.ts';
import { wordsOfText } from './words.ts';

/** Documents whose claims are looked at first, and at most: the best by their words hold the best claims. */
const FIRST = 100;
const MOST = 6400;

/** Claims or figures that answer a query, best first: a figure answers by the words of the claim that it stands in. */
export async function searchParts(
  store: Store,
  query: Query,
  scope: Exclude<SearchScope, 'documents'>,
  limit: number,
  after: number,
): Promise<readonly Hit[]> {
  // A document may hold the word that a claim must not.
  const whole: Query = { ...query, without: [] };
  for (let documents = FIRST; ; documents *= 4) {
    const { matches, total, rarities } = await store.match(whole, documents, after);
    const parts = await store.parts(
      scope,
      matches.map(({ document }) => document),
      query.filters,
    );
    const found = parts.flatMap((part) => {
      if (!query.filters.every((filter) => chainHolds(filter, part))) return [];
      const words = wordsOfText(part.words);
      return answers(query, words) ? [{ part, words, score: 0 }] : [];
    });
    if (found.length < limit && matches.length < total && documents < MOST) continue;
    const scores = rerank(query, rarities, found);
    return found
      .map((one, i) => ({ ...one, score: scores[i]! }))
      .sort((a, b) => b.score - a.score)
      .slice(0, limit)
      .map((one) => hitOf(one, query, scope));
  }
}

function hitOf(
  { part, score }: { readonly part: Part; readonly score: number },
  query: Query,
  scope: SearchScope,
): Hit {
  const { document, start, end, text, claim, figure } = part;
  const marks = bestPassage(text, query).marks.map((mark) => ({ start: start + mark.start, end: start + mark.end }));
  return { scope, document, start, end, text, score, marks, claim, figure };
}

/** Of the fields, those that a chain answers. */
function chainHolds(filter: Filter, { chain }: Part): boolean {
  switch (filter.field) {
    case 'source':
      return chain.some((link) => isNamed(link, filter.key));
    case 'origin':
      return chain.slice(-1).some((link) => isNamed(link, filter.key));
    case 'cites':
      return chain.slice(0, -1).some((link) => isNamed(link, filter.key));
    default:
      return true;
  }
}

/** The words stand in the name, side by side. */
function isNamed({ name }: ChainLink, key: string): boolean {
  return ` ${sourceKey(name)} `.includes(` ${key} `);
}
