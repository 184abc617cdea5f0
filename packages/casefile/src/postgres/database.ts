import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import { Pool, type PoolClient, type PoolConfig, types } from 'pg';
import { CaseError } from '../store/store.ts';
import { PreparingClient } from './prepared.ts';

/** Kysely over PostgreSQL: one schema of the database a case, so that no query can reach into another case. */

/** Connections of one process that are used at once. */
export const CONNECTIONS = 10;
/** Milliseconds after which a connection that nobody uses is given back. */
const IDLE = 30_000;
/** Milliseconds to wait for a connection before saying that the database can't be reached. */
const PATIENCE = 10_000;
/** Seconds after which the server asks a silent machine whether it is still there: it may hold a lock. */
const SILENCE = 60;

/** OIDs of `json`, which is kept as the text that it is, and of `bigint` and `numeric`, as which counts and sums come. */
const JSON_TEXT = 114;
const BIGINT = 20;
const NUMERIC = 1700;

/** Counts fit into a number by far; anything that would not is refused, never rounded. */
function exactNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw new RangeError(`${text} is too large a number`);
  return value;
}

const getTypeParser: typeof types.getTypeParser = (oid: number, format?: 'text' | 'binary') => {
  if (format !== 'binary' && (oid === BIGINT || oid === NUMERIC)) return exactNumber;
  if (oid === JSON_TEXT) return String;
  return types.getTypeParser(oid, format);
};

/** Thrown when the address of a database is none, or the name of a schema is not one that Isnad makes. */
export class AddressError extends CaseError {}

/** What Isnad names its schemas: plain enough to need no quoting anywhere. */
const SCHEMA = /^[a-z][a-z0-9_]{0,62}$/;

/** @throws AddressError for a name that could be read as anything but a name */
export function schemaName(name: string): string {
  if (!SCHEMA.test(name)) throw new AddressError(`«${name}» is no name of a schema`);
  return name;
}

/** Connections to a database; the first query opens one. */
export function poolOf(url: string, connections = CONNECTIONS): Pool {
  const config: PoolConfig = {
    connectionString: url,
    options: `-c client_min_messages=warning -c tcp_keepalives_idle=${SILENCE}`,
    max: connections,
    idleTimeoutMillis: IDLE,
    connectionTimeoutMillis: PATIENCE,
    application_name: 'isnad',
    types: { getTypeParser },
  };
  const pool = new Pool(config);
  // A connection that dies while nobody uses it is replaced by the pool; whoever uses one is told by its query, or by the
  // next one. Without a listener of its own it would take the process with it.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** One schema by connections that others share; closing it leaves them open. */
export function schemaOf<Tables>(pool: Pool, schema: string): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: new SchemaPool(pool, schema, false) }) });
}

/** One schema of a database, with connections of its own. */
export function openPostgres<Tables>(url: string, schema: string, connections = CONNECTIONS): Kysely<Tables> {
  const pool = poolOf(url, connections);
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: new SchemaPool(pool, schema, true) }) });
}

/** The schema that each connection was used for last. */
const lastSchema = new WeakMap<PoolClient, string>();

/** Connections of a pool, each turned to one schema before it is used. */
class SchemaPool implements PostgresPool {
  readonly options: object;
  readonly #pool: Pool;
  readonly #schema: string;
  readonly #own: boolean;

  constructor(pool: Pool, schema: string, own: boolean) {
    this.options = pool.options;
    this.#pool = pool;
    this.#schema = schemaName(schema);
    this.#own = own;
  }

  async connect(): Promise<PostgresPoolClient> {
    const client = await this.#pool.connect();
    if (lastSchema.get(client) === this.#schema) return new PreparingClient(client);
    try {
      await client.query(`set search_path to ${this.#schema}`);
    } catch (error) {
      client.release(true);
      throw error;
    }
    lastSchema.set(client, this.#schema);
    return new PreparingClient(client);
  }

  async end(): Promise<void> {
    if (this.#own) await this.#pool.end();
  }
}
