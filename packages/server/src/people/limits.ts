import { isIPv6 } from 'node:net';
import { type Kysely, sql } from 'kysely';
import type { PeopleTables } from './tables.ts';

/**
 * How often a sign-in may fail. Counted for an account from one address (somebody who forgot), for an account from
 * everywhere (many machines guess one password) and for an address (one machine guesses many). A passkey can't be
 * guessed, so it lets its owner in even while others keep an account's password locked.
 */

/** Milliseconds for which a failure counts. */
const WINDOW = 15 * 60_000;
const MOST = { pair: 5, account: 50, address: 100, begun: 100 } as const;

interface Limit {
  readonly key: string;
  readonly most: number;
}

/** Thrown while too many attempts have failed. */
export class TooManyFailures extends Error {
  override readonly name = 'TooManyFailures';
  /** Seconds after which to try again. */
  readonly after: number;

  constructor(after: number) {
    super(`too many failed sign-ins: try again in ${after} seconds`);
    this.after = after;
  }
}

function keysOf(login: string, address: string): readonly Limit[] {
  const from = networkOf(address);
  return [
    { key: `pair ${login} ${from}`, most: MOST.pair },
    { key: `account ${login}`, most: MOST.account },
    { key: `address ${from}`, most: MOST.address },
  ];
}

/** Whoever has an IPv6 address has 2^64 of them beside it: these count as one. An IPv4 address is itself however it is written. */
function networkOf(address: string): string {
  const [plain = ''] = address.split('%');
  if (!isIPv6(plain)) return address;
  const [head = '', tail] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::');
  const [before, after] = [head, tail ?? ''].map((part) => (part === '' ? [] : part.split(':')));
  const groups =
    tail === undefined ? before! : [...before!, ...Array(8 - before!.length - after!.length).fill('0'), ...after!];
  const [high = '0', low = '0'] = groups.slice(6);
  const isMapped = groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff';
  if (isMapped)
    return [high, low]
      .flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255])
      .join('.');
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/**
 * Counts an attempt as failed before it is made: attempts side by side can't all slip through before the first is
 * counted.
 * @throws TooManyFailures
 */
export async function countAttempt(
  database: Kysely<PeopleTables>,
  login: string,
  address: string,
  now: Date,
): Promise<void> {
  await count(database, keysOf(login, address), now);
}

async function count(database: Kysely<PeopleTables>, limits: readonly Limit[], now: Date): Promise<void> {
  const since = new Date(now.getTime() - WINDOW);
  await database.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('failures').where('at', '<=', since).execute();
    for (const { key, most } of limits) {
      await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 1))`.execute(transaction);
      const failed = await transaction
        .selectFrom('failures')
        .select('at')
        .where('key', '=', key)
        .orderBy('at')
        .execute();
      const freeing = failed.at(-most);
      if (freeing !== undefined) {
        throw new TooManyFailures(Math.ceil((freeing.at.getTime() + WINDOW - now.getTime()) / 1000));
      }
    }
    const counted = limits.map(({ key }) => ({ key, at: now }));
    await transaction.insertInto('failures').values(counted).execute();
  });
}

/**
 * Counts a sign-in that is begun without a name: each leaves something in the database until it is over.
 * @throws TooManyFailures
 */
export async function countBeginning(database: Kysely<PeopleTables>, address: string, now: Date): Promise<void> {
  await count(database, [{ key: `begun ${networkOf(address)}`, most: MOST.begun }], now);
}

/** The attempt was right: what it counted, and what its owner had mistyped before, is forgotten. */
export async function forgiveAttempts(database: Kysely<PeopleTables>, login: string, address: string): Promise<void> {
  const [pair, account, from] = keysOf(login, address);
  await database.deleteFrom('failures').where('key', '=', pair!.key).execute();
  for (const { key } of [account!, from!]) {
    await sql`delete from failures where ctid = (select ctid from failures where key = ${key} order by at desc limit 1)`.execute(
      database,
    );
  }
}
