import { Kysely, PostgresDialect } from 'kysely';
import { Pool, type PoolConfig, types } from 'pg';

/** Kysely over PostgreSQL: one schema of the database a case, so that no query can reach into another case. */

/** Connections of one process to one schema. */
const CONNECTIONS = 10;
/** Milliseconds after which a connection that nobody uses is given back. */
const IDLE = 30_000;
/** Milliseconds to wait for a connection before saying that the database can't be reached. */
const PATIENCE = 10_000;

/** OIDs of `bigint` and `numeric`: counts and sums come as these. */
const BIGINT = 20;
const NUMERIC = 1700;

/** Counts fit into a number by far; anything that would not is refused, never rounded. */
function exactNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw new RangeError(`${text} is too large a number`);
  return value;
}

const getTypeParser: typeof types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  format !== 'binary' && (oid === BIGINT || oid === NUMERIC) ? exactNumber : types.getTypeParser(oid, format);

/** Thrown when the address of a database is none, or the name of a schema is not one that Isnad makes. */
export class AddressError extends Error {
  override readonly name = 'AddressError';
}

/** What Isnad names its schemas: plain enough to need no quoting anywhere. */
const SCHEMA = /^[a-z][a-z0-9_]{0,62}$/;

/** @throws AddressError for a name that could be read as anything but a name */
export function schemaName(name: string): string {
  if (!SCHEMA.test(name)) throw new AddressError(`«${name}» is no name of a schema`);
  return name;
}

/** Connections to one schema of a database; the first query opens one. */
export function openPostgres<Tables>(url: string, schema: string, connections = CONNECTIONS): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: poolOf(url, schema, connections) }) });
}

export function poolOf(url: string, schema: string, connections = CONNECTIONS): Pool {
  const config: PoolConfig = {
    connectionString: url,
    options: `-c search_path=${schemaName(schema)} -c client_min_messages=warning`,
    max: connections,
    idleTimeoutMillis: IDLE,
    connectionTimeoutMillis: PATIENCE,
    application_name: 'isnad',
    types: { getTypeParser },
  };
  const pool = new Pool(config);
  // A connection that dies while nobody uses it is replaced by the pool; whoever uses one is told by its query.
  pool.on('error', () => undefined);
  return pool;
}
