import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import type { Database } from '../sql/database.ts';
import { migrate } from './migrate.ts';

/** Every table, index and trigger as SQLite keeps it; statistics for its planner come with use. */
const PARTS = `select name, json_array(type, name, tbl_name, sql) as made from sqlite_schema
  where name not glob 'sqlite_stat*'`;

/** Where the schema is not what the migrations make: a rule taken out of it would let through what it forbids. */
export async function schemaFaults(database: Database): Promise<string[]> {
  const missing = newSchema();
  const { rows } = await sql.raw<{ name: string; made: string }>(PARTS).execute(database);
  const faults: string[] = [];
  for (const { name, made } of rows) {
    if (!missing.delete(made)) faults.push(`«${name}» of the schema is not as Isnad makes it`);
  }
  for (const name of missing.values()) faults.push(`«${name}» of the schema is not there as Isnad makes it`);
  return faults;
}

/** The names of what a new case has, by how it is made. */
function newSchema(): Map<string, string> {
  const connection = new DatabaseSync(':memory:');
  try {
    migrate(connection);
    const parts = connection.prepare(PARTS).all();
    return new Map(parts.map(({ name, made }) => [String(made), String(name)]));
  } finally {
    connection.close();
  }
}
