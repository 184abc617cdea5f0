import { sql } from 'kysely';
import type { Database } from '../sql/database.ts';

/** What the database itself must promise: that rows point at rows. */

interface Key {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly columns: readonly string[];
  readonly keys: readonly string[];
  readonly valid: boolean;
}

export async function keyFaults(database: Database): Promise<string[]> {
  const faults: string[] = [];
  const { rows: keys } = await sql<Key>`
    select conname as name, conrelid::regclass::text as from, confrelid::regclass::text as to, convalidated as valid,
      array(select attname::text from unnest(conkey) with ordinality as k (num, at)
        join pg_attribute on attrelid = conrelid and attnum = k.num order by at) as columns,
      array(select attname::text from unnest(confkey) with ordinality as k (num, at)
        join pg_attribute on attrelid = confrelid and attnum = k.num order by at) as keys
    from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace
    order by conname`.execute(database);
  for (const key of keys) {
    if (!key.valid) faults.push(`the key ${key.name} of ${key.from} is not kept up`);
    const strays = await straysOf(database, key);
    if (strays > 0) faults.push(`${strays} rows of ${key.from} point at nothing in ${key.to}`);
  }
  return faults;
}

/** Rows whose key is told, and points at no row: the database refuses them unless somebody made it look away. */
async function straysOf(database: Database, { from, to, columns, keys }: Key): Promise<number> {
  const [table, other] = [sql.table(from.replaceAll('"', '')), sql.table(to.replaceAll('"', ''))];
  const told = columns.map((column) => sql`a.${sql.ref(column)} is not null`);
  const same = columns.map((column, at) => sql`b.${sql.ref(keys[at]!)} = a.${sql.ref(column)}`);
  const { rows } = await sql<{ strays: number }>`
    select count(*) as strays from ${table} as a where ${sql.join(told, sql` and `)}
      and not exists (select 1 from ${other} as b where ${sql.join(same, sql` and `)})`.execute(database);
  return rows[0]?.strays ?? 0;
}
