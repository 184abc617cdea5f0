import type { Kysely } from 'kysely';
import type { CaseOfPerson } from './memberships.ts';
import type { PeopleTables } from './tables.ts';
import { newToken, tokenHash } from './token.ts';

/** Who is in. A session ends when it was not used for a while, after a day at the latest, or when it is revoked. */

const MINUTE = 60_000;
/** Milliseconds without a request. */
export const IDLE = 120 * MINUTE;
/** Milliseconds since the sign-in. */
export const LONGEST = 24 * 60 * MINUTE;
/** Milliseconds since the sign-in in which its owner can change how they come in. */
const FRESH = 15 * MINUTE;
/** A session's last use is noted at most this often: not every request writes. */
const NOTED = MINUTE;

export interface Person {
  readonly id: string;
  readonly login: string;
  readonly name: string;
}

/** A session as its owner sees it in the list of their sessions. */
export interface SessionRecord {
  /** First characters of the kept hash: enough to tell sessions apart and to revoke one. */
  readonly id: string;
  readonly agent: string;
  readonly made: Date;
  readonly seen: Date;
  readonly current: boolean;
}

/** Always a new token: one that was there before the sign-in is good for nothing after it. */
export async function openSession(
  database: Kysely<PeopleTables>,
  person: string,
  agent: string,
  now: Date,
): Promise<string> {
  const token = newToken();
  const expires = new Date(now.getTime() + LONGEST);
  await database.deleteFrom('sessions').where('expires', '<=', now).execute();
  await database
    .insertInto('sessions')
    .values({ token: tokenHash(token), person, agent: agent.slice(0, 200), made: now, seen: now, expires })
    .execute();
  return token;
}

/** Whose session it is; null for one that is over, revoked, forged, or of somebody who may no longer come in. */
export async function personOf(database: Kysely<PeopleTables>, token: string, now: Date): Promise<Person | null> {
  return (await comerOf(database, token, null, now))?.person ?? null;
}

/** Whoever comes with a session, and the case as they have it: asked at once, since every request asks for both. */
export interface Comer {
  readonly person: Person;
  /** Null alike for one that they are not in and for one that is not there. */
  readonly found: CaseOfPerson | null;
}

/**
 * @param id of the case that is asked for, if any
 * @returns null where `personOf` is
 */
export async function comerOf(
  database: Kysely<PeopleTables>,
  token: string,
  id: string | null,
  now: Date,
): Promise<Comer | null> {
  const hash = tokenHash(token);
  const row = await database
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person')
    .leftJoin('memberships', (join) =>
      join.onRef('memberships.person', '=', 'people.id').on('memberships.case', '=', id),
    )
    .leftJoin('cases', 'cases.id', 'memberships.case')
    .select(['people.id', 'people.login', 'people.name', 'sessions.seen'])
    .select(['cases.id as case', 'cases.title', 'cases.name as known', 'memberships.role'])
    .where('sessions.token', '=', hash)
    .where('sessions.expires', '>', now)
    .where('sessions.seen', '>', new Date(now.getTime() - IDLE))
    .where('people.disabled', '=', false)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { seen, case: of, title, known, role, ...person } = row;
  if (now.getTime() - seen.getTime() > NOTED)
    await database.updateTable('sessions').set({ seen: now }).where('token', '=', hash).execute();
  const isIn = of !== null && title !== null && known !== null && role !== null;
  return { person, found: isIn ? { id: of, title, name: known, role } : null };
}

/** Whether its owner came in just now: whoever got hold of a session makes no way in of their own by it. */
export async function isFresh(database: Kysely<PeopleTables>, token: string, now: Date): Promise<boolean> {
  const row = await database
    .selectFrom('sessions')
    .select('made')
    .where('token', '=', tokenHash(token))
    .where('made', '>', new Date(now.getTime() - FRESH))
    .executeTakeFirst();
  return row !== undefined;
}

export async function closeSession(database: Kysely<PeopleTables>, token: string): Promise<void> {
  await database.deleteFrom('sessions').where('token', '=', tokenHash(token)).execute();
}

/** Ends all sessions of a person, but for the one that asks. */
export async function closeOthers(
  database: Kysely<PeopleTables>,
  person: string,
  current: string | null,
): Promise<void> {
  let closing = database.deleteFrom('sessions').where('person', '=', person);
  if (current !== null) closing = closing.where('token', '<>', tokenHash(current));
  await closing.execute();
}

const SHOWN = 16;

export async function sessionsOf(
  database: Kysely<PeopleTables>,
  person: string,
  current: string,
  now: Date,
): Promise<SessionRecord[]> {
  const rows = await database
    .selectFrom('sessions')
    .selectAll()
    .where('person', '=', person)
    .where('expires', '>', now)
    .where('seen', '>', new Date(now.getTime() - IDLE))
    .orderBy('seen', 'desc')
    .execute();
  const mine = tokenHash(current);
  return rows.map(({ token, agent, made, seen }) => ({
    id: Buffer.from(token).toString('hex').slice(0, SHOWN),
    agent,
    made,
    seen,
    current: mine.equals(token),
  }));
}

/** Revokes one session of a person by the id in their list; false when they have none of it. */
export async function revokeSession(database: Kysely<PeopleTables>, person: string, id: string): Promise<boolean> {
  const rows = await database.selectFrom('sessions').select('token').where('person', '=', person).execute();
  const chosen = rows.find(({ token }) => Buffer.from(token).toString('hex').slice(0, SHOWN) === id);
  if (chosen === undefined) return false;
  await database.deleteFrom('sessions').where('token', '=', chosen.token).execute();
  return true;
}
