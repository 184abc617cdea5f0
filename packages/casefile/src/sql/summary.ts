import { sql } from 'kysely';
import type { CaseInfo, CaseSummary } from '../store/records.ts';
import type { Database } from './database.ts';
import { isWeighed } from './findings.ts';
import { logHead } from './log.ts';

/** The case in numbers. */
export async function summaryOf(database: Database, info: CaseInfo): Promise<CaseSummary> {
  const counts = await database
    .selectNoFrom([
      sql<number>`(select count(*) from originals)`.as('originals'),
      sql<number>`(select count(*) from unreadable)`.as('unreadable'),
      sql<number>`(select count(*) from sources) - (select count(*) from source_findings where same <> key)`.as(
        'sources',
      ),
      sql<number>`(select count(distinct coalesce(source_findings.same, sources.key)) from sources
        left join source_findings using (key) where published > 0)`.as('outlets'),
      sql<number>`(select count(*) from copies)`.as('copies'),
      sql<number>`(select count(*) from series)`.as('series'),
      sql<number>`(select count(*) from case_flags)`.as('flags'),
      sql<number>`(select coalesce(sum(conflicts), 0) from groups where conflicts > 0)`.as('conflicts'),
    ])
    .executeTakeFirstOrThrow();
  const documents = await database
    .selectFrom('documents')
    .select((row) => [
      row.fn.countAll<number>().as('documents'),
      row.fn.coalesce(row.fn.sum<number>('claims'), sql<number>`0`).as('claims'),
      row.fn.coalesce(row.fn.sum<number>('attributions'), sql<number>`0`).as('attributions'),
      row.fn.coalesce(row.fn.sum<number>('figures'), sql<number>`0`).as('figures'),
    ])
    .executeTakeFirstOrThrow();
  const grades = await database
    .selectFrom('groups')
    .select((row) => ['grade', row.fn.countAll<number>().as('count')])
    .groupBy('grade')
    .execute();
  const settled = await database
    .selectFrom('standings')
    .select((row) => ['kind', row.fn.countAll<number>().as('count')])
    .where('state', '=', 'settled')
    .groupBy('kind')
    .execute();
  const reviewed = {
    ...{ claim: 0, attribution: 0, figure: 0, act: 0, flag: 0 },
    ...{ link: 0, group: 0, membership: 0, source: 0, 'case flag': 0 },
  };
  for (const { kind, count } of settled) reviewed[kind] = count;
  const { seq, hash } = await logHead(database);
  return {
    info,
    ...counts,
    ...documents,
    groups: Object.fromEntries(grades.map(({ grade, count }) => [grade, count])),
    reviewed,
    weighed: await isWeighed(database),
    head: { seq, hash },
  };
}
