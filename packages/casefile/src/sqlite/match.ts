import { type RawBuilder, sql } from 'kysely';
import type { Filter } from '../search/fields.ts';
import { kinOf } from '../search/kin.ts';
import type { Clause, Query, Simple } from '../search/query.ts';
import type { Rarity } from '../search/rerank.ts';
import type { Term } from '../search/terms.ts';
import type { Match } from '../store/store.ts';
import type { Database } from './database.ts';

/** Search by FTS5 over the analysed words. */

/** What a word counts in the title, as written, by its stem and by its kin, in BM25. */
const WEIGHTS = { title: 1, forms: 0.1, stems: 1, kin: 0.5 };

/** In so many documents of all, a word tells nothing by itself, and makes a query slow. */
const COMMON = 0.2;
/** Fewer documents are gone through in no time. */
const MANY = 2000;

/** How many documents have a word, remembered until the case has more documents. */
export class WordCounts {
  readonly #database: Database;
  readonly #known = new Map<string, number>();
  #documents = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  async documents(): Promise<number> {
    const { count } = await this.#database
      .selectFrom('documents')
      .select((row) => row.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    if (count !== this.#documents) this.#known.clear();
    this.#documents = count;
    return count;
  }

  async of(column: 'stems' | 'kin', word: string): Promise<number> {
    const expression = `${column} : ${quoted(word)}`;
    const known = this.#known.get(expression);
    if (known !== undefined) return known;
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from terms where terms match ${expression}`.execute(this.#database);
    const count = rows[0]?.count ?? 0;
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    this.#known.set(expression, count);
    return count;
  }

  async rarities(words: readonly Term[]): Promise<Rarity[]> {
    const documents = await this.documents();
    const rarity = (count: number): number => Math.log(1 + (documents - count + 0.5) / (count + 0.5));
    const rarities: Rarity[] = [];
    for (const { stem } of words) {
      rarities.push({ stem: rarity(await this.of('stems', stem)), kin: rarity(await this.of('kin', kinOf(stem))) });
    }
    return rarities;
  }
}

const REMEMBERED = 50_000;

/** Documents by BM25, best first. FTS5's BM25 is better the lower, a Match's score the other way round. */
export async function matchTerms(
  database: Database,
  counts: WordCounts,
  query: Query,
  limit: number,
): Promise<Match[]> {
  if (query.words.length === 0 && query.required.length === 0) return withoutWords(database, query, limit);
  const chosen = documentsWithin(query.filters, 'terms.rowid');
  const { title, forms, stems, kin } = WEIGHTS;
  const { rows } = await sql<Match>`
    select documents.id as document, bodies.text as text, best.score as score
    from (
      select rowid as number, -bm25(terms, ${title}, ${forms}, ${stems}, ${kin}) as score from terms
      where terms match ${await expressionOf(query, counts)} and ${chosen}
      order by score desc, rowid limit ${limit}
    ) as best
    join documents on documents.number = best.number
    join bodies on bodies.document = best.number
    order by best.score desc, best.number`.execute(database);
  return rows;
}

/** What fields alone ask for: in the order in which the documents came in. */
async function withoutWords(database: Database, { filters, without }: Query, limit: number): Promise<Match[]> {
  const left =
    without.length === 0
      ? sql`true`
      : sql`documents.number not in (select rowid from terms where terms match ${without.map(clauseOf).join(' OR ')})`;
  const { rows } = await sql<Match>`
    select documents.id as document, bodies.text as text, 0 as score
    from documents join bodies on bodies.document = documents.number
    where ${documentsWithin(filters, 'documents.number')} and ${left}
    order by documents.number limit ${limit}`.execute(database);
  return rows;
}

function documentsWithin(filters: readonly Filter[], number: 'terms.rowid' | 'documents.number'): RawBuilder<boolean> {
  const conditions = filters.map((filter) => sql`${sql.ref(number)} in (${documentsOf(filter)})`);
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

function documentsOf(filter: Filter): RawBuilder<unknown> {
  switch (filter.field) {
    case 'origin':
    case 'outlet':
    case 'source': {
      const roles = { origin: ['origin'], outlet: ['outlet'], source: ['origin', 'relay'] }[filter.field];
      return sql`select document_sources.document from sources join document_sources using (key)
        where ${holdsWords('sources.key', filter.key)} and document_sources.role in (${sql.join(roles)})`;
    }
    case 'place':
      return sql`select document from claim_places where ${holdsWords('claim_places.key', filter.key)}`;
    case 'date':
      return sql`select number from documents where published >= ${filter.from ?? ''} and published <= ${filter.to ?? '9999'}`;
    case 'figure': {
      const least = filter.low === null ? sql`true` : sql`coalesce(high, low) >= ${filter.low}`;
      const most = filter.high === null ? sql`true` : sql`coalesce(low, high) <= ${filter.high}`;
      return sql`select document from figures where coalesce(high, low) is not null and ${least} and ${most}`;
    }
    case 'type':
      return sql`select documents.number from documents join originals on originals.hash = documents.original
        where originals.format = ${filter.format}`;
    case 'grade':
      return sql`select group_claims.document from groups join group_claims on group_claims."group" = groups.number
        where groups.grade = ${filter.grade}`;
  }
}

/** The words stand in the name, side by side. */
function holdsWords(column: string, key: string): RawBuilder<boolean> {
  return sql<boolean>`instr(' ' || ${sql.ref(column)} || ' ', ${` ${key} `}) > 0`;
}

/** The query in FTS5's language. */
async function expressionOf({ words, required, without }: Query, counts: WordCounts): Promise<string> {
  const must = required.map((clauses) => `(${clauses.map(clauseOf).join(' OR ')})`).join(' AND ');
  const wanted = (await wantedWords(words, counts)).join(' OR ');
  let found = must === '' ? `(${wanted})` : must;
  // FTS5 has no optional words: what is required stands among them, so that they rank and exclude nothing.
  if (must !== '' && wanted !== '') found = `(${must}) AND (${wanted} OR (${must}))`;
  return without.length === 0 ? found : `(${found}) NOT (${without.map(clauseOf).join(' OR ')})`;
}

/** In a large case, words that nearly every document has are left to the second look. */
async function wantedWords(words: readonly Term[], counts: WordCounts): Promise<string[]> {
  const documents = await counts.documents();
  if (documents < MANY) return words.map(wordOf);
  const common = documents * COMMON;
  const told: string[] = [];
  for (const word of words) {
    if ((await counts.of('stems', word.stem)) > common) continue;
    const kin = (await counts.of('kin', kinOf(word.stem))) <= common;
    told.push(kin ? wordOf(word) : asWrittenOrStem(word));
  }
  return told.length > 0 ? told : words.map(asWrittenOrStem);
}

function clauseOf(clause: Clause): string {
  if (clause.kind !== 'near') return simpleOf(clause);
  const { a, b, within } = clause;
  return `stems : NEAR(${nearPhrase(a)} ${nearPhrase(b)}, ${within})`;
}

function nearPhrase(clause: Simple): string {
  if (clause.kind === 'beginning') return `${quoted(clause.term.stem)} *`;
  const terms = clause.kind === 'phrase' ? clause.terms : [clause.term];
  return terms.map(({ stem }) => quoted(stem)).join(' + ');
}

function simpleOf(clause: Simple): string {
  switch (clause.kind) {
    case 'word':
      return asWrittenOrStem(clause.term);
    case 'beginning':
      return `({title stems} : ${quoted(clause.term.form)} * OR forms : ${quoted(clause.term.form)} *)`;
    case 'phrase':
      return `forms : ${clause.terms.map(({ form }) => quoted(form)).join(' + ')}`;
  }
}

function wordOf(term: Term): string {
  return `(${asWrittenOrStem(term)} OR kin : ${quoted(kinOf(term.stem))})`;
}

function asWrittenOrStem({ form, stem }: Term): string {
  return `({title stems} : ${quoted(stem)} OR forms : ${quoted(form)})`;
}

export function quoted(term: string): string {
  return `"${term.replaceAll('"', '""')}"`;
}
