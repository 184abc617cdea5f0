import { sql } from 'kysely';
import type { Clause, Query } from '../search/query.ts';
import type { Term } from '../search/terms.ts';
import type { Match } from '../store/store.ts';
import type { Database } from './database.ts';

/** Search by FTS5 over the analysed words. */

/** What a word counts in the title, as written, and by its stem, in BM25. */
const WEIGHTS = { title: 1, forms: 0.4, stems: 1 };

/**
 * Documents by BM25, best first: those that hold all the query's words before those that hold some. FTS5's BM25 is
 * better the lower, and a Match's score the other way round.
 */
export async function matchTerms(database: Database, query: Query, limit: number): Promise<Match[]> {
  const all = await ranked(database, expressionOf(query, 'and'), limit);
  if (all.length === limit || query.words.length < 2) return all;
  const some = await ranked(database, expressionOf(query, 'or'), limit);
  const seen = new Set(all.map((match) => match.document));
  // A document with all the words stays ahead of one with some, and the scores say so.
  const top = some[0]?.score ?? 0;
  const rest = some.filter((match) => !seen.has(match.document)).slice(0, limit - all.length);
  return [...all.map((match) => ({ ...match, score: match.score + top })), ...rest];
}

async function ranked(database: Database, expression: string, limit: number): Promise<Match[]> {
  const { title, forms, stems } = WEIGHTS;
  const { rows } = await sql<Match>`
    select documents.id as document, bodies.text as text, best.score as score
    from (
      select rowid as number, -bm25(terms, ${title}, ${forms}, ${stems}) as score from terms
      where terms match ${expression} order by score desc, rowid limit ${limit}
    ) as best
    join documents on documents.number = best.number
    join bodies on bodies.document = best.number
    order by best.score desc, best.number`.execute(database);
  return rows;
}

/** The query in FTS5's language. */
function expressionOf({ words, required, without }: Query, joint: 'and' | 'or'): string {
  const parts = required.map((clauses) => `(${clauses.map(clauseOf).join(' OR ')})`);
  if (words.length > 0) {
    const wanted = words.map(wordOf).join(joint === 'and' ? ' AND ' : ' OR ');
    parts.push(`(${wanted})`);
  }
  const found = parts.join(' AND ');
  return without.length === 0 ? found : `(${found}) NOT (${without.map(clauseOf).join(' OR ')})`;
}

function clauseOf(clause: Clause): string {
  if (clause.kind === 'word') return wordOf(clause.term);
  return `forms : ${clause.terms.map(({ form }) => quoted(form)).join(' + ')}`;
}

function wordOf({ form, stem }: Term): string {
  return `({title stems} : ${quoted(stem)} OR forms : ${quoted(form)})`;
}

function quoted(term: string): string {
  return `"${term.replaceAll('"', '""')}"`;
}
