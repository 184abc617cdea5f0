import { sql, type Transaction } from 'kysely';
import { CaseError } from '../store/store.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** A whole case from one database into another, row by row: whatever engines they are, nothing is lost or made anew. */

/** The columns that tell the rows of each table apart; the tables in an order in which rows point at rows before. */
const KEYS: { readonly [table in keyof Tables]: readonly string[] } = {
  case_info: ['id'],
  log: ['seq'],
  originals: ['hash'],
  origins: ['original', 'kind', 'place'],
  unreadable: ['logged'],
  documents: ['number'],
  bodies: ['document'],
  earlier_bodies: ['document', 'until'],
  derived: ['version'],
  claims: ['document', 'position'],
  claim_places: ['key', 'document', 'position'],
  causes: ['document', 'position'],
  attributions: ['document', 'position'],
  figures: ['document', 'position'],
  figure_bounds: ['document'],
  acts: ['document', 'position'],
  document_flags: ['document', 'position'],
  sources: ['key'],
  source_edges: ['from', 'to'],
  document_sources: ['key', 'role', 'document'],
  index_segments: ['id'],
  index_rows: ['segment', 'kin'],
  index_words: ['word', 'kin'],
  saved_searches: ['id'],
  reviews: ['entry'],
  review_refs: ['entry', 'place'],
  standings: ['key'],
  review_rule: ['reviewers'],
  carries: ['entry'],
  weighings: ['logged'],
  groups: ['number'],
  group_claims: ['document', 'position', 'group'],
  group_lists: ['kind', 'key'],
  source_findings: ['key'],
  copies: ['position'],
  series: ['position'],
  case_flags: ['position'],
};

/** Rows that are read and written together; of those with whole texts fewer. */
const PAGE = 500;
const HEAVY = 20;

/**
 * @param from as it is at one moment
 * @param to has the tables, and nothing in them
 */
export async function copyRows(from: Database, to: Transaction<Tables>): Promise<void> {
  for (const [table, keys] of Object.entries(KEYS)) {
    for await (const rows of pagesOf(from, table, keys)) await insert(to, table, rows);
  }
}

type Row = Readonly<Record<string, unknown>>;

async function* pagesOf(database: Database, table: string, keys: readonly string[]): AsyncGenerator<readonly Row[]> {
  const limit = table.endsWith('bodies') ? HEAVY : PAGE;
  const columns = sql.join(keys.map((key) => sql.ref(key)));
  let before = '';
  for (let after = sql`true`; ; ) {
    const { rows } = await sql<Row>`
      select * from ${sql.table(table)} where ${after} order by ${columns} limit ${limit}`.execute(database);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    const next = keys.map((key) => last[key]);
    if (JSON.stringify(next) === before)
      throw new CaseError(`the rows of ${table} go round in circles: a key is damaged`);
    before = JSON.stringify(next);
    after = sql`(${columns}) > (${sql.join(next)})`;
  }
}

async function insert(transaction: Transaction<Tables>, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0]!);
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values ${sql.join(values)}`.execute(transaction);
}
