import { sql } from 'kysely';
import type { Database } from './database.ts';
import { indexFaults } from './index-faults.ts';
import { rereadingFaults } from './rereading-faults.ts';
import { reviewFaults } from './review-state.ts';

/** Rows that do not say what their log entries say. */

/** Each names the rows that are wrong. */
const CHECKS: ReadonlyArray<readonly [table: string, query: string]> = [
  ['log', `select seq as name from log where kind is distinct from act ->> 'kind'`],
  [
    'case_info',
    `select id as name from case_info where made is distinct from (select at from log where seq = 1)
       or (select count(*) from case_info) > 1`,
  ],
  [
    'originals',
    `select originals.hash as name from originals left join log on log.seq = originals.logged
      where log.act ->> 'kind' is distinct from 'original kept' or log.act ->> 'original' is distinct from originals.hash`,
  ],
  [
    'origins',
    `select origins.original as name from origins left join log on log.seq = origins.logged
      where log.act ->> 'kind' not in ('original kept', 'original met again')
        or log.act ->> 'original' is distinct from origins.original
        or log.act -> 'from' ->> 'place' is distinct from origins.place or log.act -> 'from' ->> 'kind' is distinct from origins.kind`,
  ],
  [
    'documents',
    `select documents.id as name from documents left join log on log.seq = documents.logged
      left join bodies on bodies.document = documents.number
      where log.act ->> 'kind' is distinct from 'document read' or log.act ->> 'document' is distinct from documents.id
        or log.act ->> 'reading' is distinct from bodies.reading_digest`,
  ],
  [
    'weighings',
    `select logged as name from weighings left join log on log.seq = logged where log.act ->> 'kind' is distinct from 'weighed'`,
  ],
  ['sources', 'select key as name from sources where named not in (0, 1)'],
  [
    'saved_searches',
    `select coalesce(saved_searches.id, saved.seq) as name
      from (select seq, act from log where kind = 'search saved' and seq not in
        (select cast(act ->> 'search' as integer) from log where kind = 'search dropped')) as saved
      full join saved_searches on saved_searches.id = saved.seq
      where saved.act ->> 'name' is distinct from saved_searches.name or saved.act ->> 'query' is distinct from saved_searches.query
        or saved_searches.seen is distinct from coalesce(
          (select cast(act ->> 'documents' as integer) from log where kind = 'search looked at' and cast(act ->> 'search' as integer) = saved.seq
            order by seq desc limit 1), cast(saved.act ->> 'documents' as integer))`,
  ],
  [
    'figure_bounds',
    `select coalesce(bounds.document, said.document) as name from figure_bounds as bounds
      full join (select document,
          min(case when low > high then high else coalesce(low, high) end) as least,
          max(case when low > high then low else coalesce(high, low) end) as most
        from figures where coalesce(low, high) is not null group by document) as said on said.document = bounds.document
      where said.least is distinct from bounds.least or said.most is distinct from bounds.most`,
  ],
  ...['claims', 'attributions', 'figures', 'causes', 'acts', 'document_flags'].map(
    (table) =>
      [
        table,
        `select document as name from ${table} group by document
          having min(position) <> 0 or max(position) <> count(*) - 1`,
      ] as const,
  ),
];

export async function faultsOf(database: Database): Promise<string[]> {
  const faults: string[] = [];
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
