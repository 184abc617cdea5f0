import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';

/** The numbers that a query selects as `number`. A row for each would be most of the work: they come as one list. */
export async function listedNumbers(database: Database, query: RawBuilder<unknown>): Promise<Int32Array> {
  const { rows } = await sql<{ numbers: string }>`
    select json_group_array(number) as numbers from (${query})`.execute(database);
  const numbers: number[] = JSON.parse(rows[0]?.numbers ?? '[]');
  return Int32Array.from(numbers);
}
