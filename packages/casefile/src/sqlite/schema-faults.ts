import { DatabaseSync } from 'node:sqlite';
import { migrate } from './migrate.ts';

/** Every table, index and trigger as SQLite keeps it; statistics for its planner come with use. */
const PARTS = `select name, json_array(type, name, tbl_name, sql) as made from sqlite_schema
  where name not glob 'sqlite_stat*'`;

/** Where the schema is not what the migrations make: a rule taken out of it would let through what it forbids. */
export function schemaFaults(connection: DatabaseSync): string[] {
  const missing = newSchema();
  const faults: string[] = [];
  for (const [made, name] of partsOf(connection)) {
    if (!missing.delete(made)) faults.push(`«${name}» of the schema is not as Isnad makes it`);
  }
  for (const name of missing.values()) faults.push(`«${name}» of the schema is not there as Isnad makes it`);
  return faults;
}

function newSchema(): Map<string, string> {
  const connection = new DatabaseSync(':memory:');
  try {
    migrate(connection);
    return partsOf(connection);
  } finally {
    connection.close();
  }
}

/** Names, by how each is made. */
function partsOf(connection: DatabaseSync): Map<string, string> {
  return new Map(
    connection
      .prepare(PARTS)
      .all()
      .map(({ name, made }) => [String(made), String(name)]),
  );
}
