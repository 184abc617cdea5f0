import { sql } from 'kysely';
import type { Clause, Query } from '../search/query.ts';
import type { Term } from '../search/terms.ts';
import type { Match } from '../store/store.ts';
import type { Database } from './database.ts';

/** Search by FTS5 over the analysed words. */

/** What a word counts in the title, as written, and by its stem, in BM25: as written decides between equals. */
const WEIGHTS = { title: 1, forms: 0.1, stems: 1 };

/** Documents by BM25, best first. FTS5's BM25 is better the lower, a Match's score the other way round. */
export async function matchTerms(database: Database, query: Query, limit: number): Promise<Match[]> {
  const { title, forms, stems } = WEIGHTS;
  const { rows } = await sql<Match>`
    select documents.id as document, bodies.text as text, best.score as score
    from (
      select rowid as number, -bm25(terms, ${title}, ${forms}, ${stems}) as score from terms
      where terms match ${expressionOf(query)} order by score desc, rowid limit ${limit}
    ) as best
    join documents on documents.number = best.number
    join bodies on bodies.document = best.number
    order by best.score desc, best.number`.execute(database);
  return rows;
}

/** The query in FTS5's language. */
function expressionOf({ words, required, without }: Query): string {
  const must = required.map((clauses) => `(${clauses.map(clauseOf).join(' OR ')})`).join(' AND ');
  const wanted = words.map(wordOf).join(' OR ');
  let found = must === '' ? `(${wanted})` : must;
  // FTS5 has no optional words: what is required stands among them, so that they rank and exclude nothing.
  if (must !== '' && wanted !== '') found = `(${must}) AND (${wanted} OR (${must}))`;
  return without.length === 0 ? found : `(${found}) NOT (${without.map(clauseOf).join(' OR ')})`;
}

function clauseOf(clause: Clause): string {
  if (clause.kind === 'word') return wordOf(clause.term);
  return `forms : ${clause.terms.map(({ form }) => quoted(form)).join(' + ')}`;
}

function wordOf({ form, stem }: Term): string {
  return `({title stems} : ${quoted(stem)} OR forms : ${quoted(form)})`;
}

export function quoted(term: string): string {
  return `"${term.replaceAll('"', '""')}"`;
}
