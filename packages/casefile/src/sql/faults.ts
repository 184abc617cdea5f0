import { sql } from 'kysely';
import type { Database } from './database.ts';
import { indexFaults } from './index-faults.ts';
import { rereadingFaults } from './rereading-faults.ts';
import { reviewFaults } from './review-state.ts';

/** What the database finds wrong with itself: its pages and keys, and rows that do not say what their log entries say. */

/** Each names the rows that are wrong. */
const CHECKS: ReadonlyArray<readonly [table: string, query: string]> = [
  ['log', `select seq as name from log where kind is not act ->> '$.kind'`],
  [
    'case_info',
    `select id as name from case_info where made is not (select at from log where seq = 1)
       or (select count(*) from case_info) > 1`,
  ],
  [
    'originals',
    `select originals.hash as name from originals left join log on log.seq = originals.logged
      where log.act ->> '$.kind' is not 'original kept' or log.act ->> '$.original' is not originals.hash`,
  ],
  [
    'origins',
    `select origins.original as name from origins left join log on log.seq = origins.logged
      where log.act ->> '$.kind' not in ('original kept', 'original met again')
        or log.act ->> '$.original' is not origins.original
        or log.act ->> '$.from.place' is not origins.place or log.act ->> '$.from.kind' is not origins.kind`,
  ],
  [
    'documents',
    `select documents.id as name from documents left join log on log.seq = documents.logged
      left join bodies on bodies.document = documents.number
      where log.act ->> '$.kind' is not 'document read' or log.act ->> '$.document' is not documents.id
        or log.act ->> '$.reading' is not bodies.reading_digest`,
  ],
  [
    'weighings',
    `select logged as name from weighings left join log on log.seq = logged where log.act ->> '$.kind' is not 'weighed'`,
  ],
  ['sources', 'select key as name from sources where named not in (0, 1)'],
  [
    'saved_searches',
    `select coalesce(saved_searches.id, saved.seq) as name
      from (select seq, act from log where kind = 'search saved' and seq not in
        (select act ->> '$.search' from log where kind = 'search dropped')) as saved
      full join saved_searches on saved_searches.id = saved.seq
      where saved.act ->> '$.name' is not saved_searches.name or saved.act ->> '$.query' is not saved_searches.query
        or saved_searches.seen is not coalesce(
          (select act ->> '$.documents' from log where kind = 'search looked at' and act ->> '$.search' = saved.seq
            order by seq desc limit 1), saved.act ->> '$.documents')`,
  ],
  ...['claims', 'attributions', 'figures', 'causes', 'document_flags'].map(
    (table) =>
      [
        table,
        `select document as name from ${table} group by document
          having min(position) <> 0 or max(position) <> count(*) - 1`,
      ] as const,
  ),
];

export async function faultsOf(database: Database): Promise<string[]> {
  const integrity = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(database);
  const keys = await sql<{ table: string; rowid: number | null }>`pragma foreign_key_check`.execute(database);
  const faults = [
    ...integrity.rows.map((row) => row.integrity_check).filter((message) => message !== 'ok'),
    ...keys.rows.map(({ table, rowid }) => `row ${rowid ?? '?'} of ${table} points at nothing`),
  ];
  for (const [table, query] of CHECKS) {
    const { rows } = await sql.raw<{ name: string | number }>(query).execute(database);
    for (const { name } of rows) faults.push(`«${name}» of ${table} is not as the log says`);
  }
  return [
    ...faults,
    ...(await indexFaults(database)),
    ...(await reviewFaults(database)),
    ...(await rereadingFaults(database)),
  ];
}
