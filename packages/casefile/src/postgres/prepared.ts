import type { PostgresCursor, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type { PoolClient } from 'pg';

/**
 * Statements that are asked again and again get a name, under which each connection has them parsed and planned once:
 * of a short question that is most of the work.
 */

/** Names there are: each costs every connection some kilobytes of the server's memory. */
const NAMES = 200;
/** Times that a statement is asked before it gets one: most lists of values never come again. */
const OFTEN = 3;
/** Characters of a statement; a longer one is a list of values. */
const LONGEST = 4000;
/** Statements that are counted, at most. */
const COUNTED = 2000;

const names = new Map<string, string>();
const asked = new Map<string, number>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= NAMES || text.length > LONGEST) return known;
  const times = (asked.get(text) ?? 0) + 1;
  if (times < OFTEN) {
    if (asked.size >= COUNTED) asked.clear();
    asked.set(text, times);
    return undefined;
  }
  asked.delete(text);
  const name = `isnad${names.size}`;
  names.set(text, name);
  return name;
}

/** What PostgreSQL says of a plan for a table that has other columns by now. */
const OUTDATED = '0A000';

/** A connection of the pool that knows statements by name. */
export class PreparingClient implements PostgresPoolClient {
  readonly #client: PoolClient;
  /** A connection whose plans are for what is no more is not used again. */
  #isOutdated = false;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query(text: unknown, values: readonly unknown[] = []): unknown {
    if (typeof text !== 'string') throw new TypeError('cursors are not used here');
    return this.#ask(text, values);
  }

  release(destroy = false): void {
    this.#client.release(destroy || this.#isOutdated);
  }

  async #ask(text: string, values: readonly unknown[]): Promise<unknown> {
    const name = values.length === 0 ? undefined : nameOf(text);
    try {
      return await this.#client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === OUTDATED) this.#isOutdated = true;
      throw error;
    }
  }
}
