import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';

/** Lists of values in statements that every engine takes. */

/** Values that go into one statement: SQLite takes 32,766 in all, PostgreSQL 65,535. */
const TOGETHER = 10_000;

/** Asks about some values at a time, and gives all that was answered, in their order. */
export async function inSome<T, R>(
  values: readonly T[],
  ask: (some: readonly T[]) => Promise<readonly R[]>,
  together = TOGETHER,
): Promise<R[]> {
  const all: R[] = [];
  for (let at = 0; at < values.length; at += together) {
    for (const row of await ask(values.slice(at, at + together))) all.push(row);
  }
  return all;
}

/** Two words, of a list of such. */
export type Pair = readonly [string, string];

/** Asks about some pairs at a time: `pairs` are rows of `place` (from 0), `a` and `b`, for `with wanted as …`. */
export function inPairs<R>(
  pairs: readonly Pair[],
  ask: (wanted: RawBuilder<unknown>) => Promise<{ readonly rows: readonly R[] }>,
): Promise<R[]> {
  const rows = pairs.map(([a, b], place) => sql`(cast(${place} as integer), ${a}, ${b})`);
  return inSome(
    rows,
    async (some) => (await ask(sql`wanted (place, a, b) as (values ${sql.join(some)})`)).rows,
    Math.floor(TOGETHER / 3),
  );
}

/**
 * The numbers that a query selects as `number`. A row for each would be most of the work: they come as one list.
 */
export async function listedNumbers(database: Database, query: RawBuilder<unknown>): Promise<Int32Array> {
  const { rows } = await sql<{ numbers: string | null }>`
    select ${listOf('number')} as numbers from (${query}) as listed`.execute(database);
  return numbersOf(rows[0]?.numbers ?? '');
}

/** All whole numbers of a column as one list, to be read by `numbersOf`. */
export function listOf(column: string): RawBuilder<string | null> {
  return sql<string | null>`string_agg(cast(${sql.ref(column)} as text), ',')`;
}

const COMMA = 0x2c;
const ZERO = 0x30;

/** The numbers of a list in words, «3,12,7»: digit by digit, since a string for each would cost more than all the rest. */
export function numbersOf(list: string): Int32Array {
  // A number takes a digit and a comma or more.
  const numbers = new Int32Array(Math.ceil(list.length / 2));
  let count = 0;
  let number = 0;
  for (let at = 0; at < list.length; at++) {
    const unit = list.charCodeAt(at);
    if (unit === COMMA) {
      numbers[count++] = number;
      number = 0;
    } else number = number * 10 + unit - ZERO;
  }
  if (list !== '') numbers[count++] = number;
  return numbers.subarray(0, count);
}
