import type { Kysely } from 'kysely';
import { beginCeremony, takeCeremony } from './ceremonies.ts';
import { useCode, wantsCode } from './codes.ts';
import { countAttempt, forgiveAttempts } from './limits.ts';
import { loginOf, personByPassword, setPassword } from './people.ts';
import type { Person } from './sessions.ts';
import type { PeopleTables } from './tables.ts';

/** Sign-in with a password and, for whoever has set it up, a one-time code. */

export type SignIn =
  | { readonly kind: 'in'; readonly person: Person }
  /** The password was right: the code comes with this. */
  | { readonly kind: 'code wanted'; readonly ceremony: string }
  /** Nothing is said of what was wrong. */
  | { readonly kind: 'refused' };

/** @throws TooManyFailures */
export async function signInWithPassword(
  database: Kysely<PeopleTables>,
  given: { readonly login: string; readonly password: string },
  address: string,
  now: Date,
): Promise<SignIn> {
  const login = loginOf(given.login);
  await countAttempt(database, login, address, now);
  const person = await personByPassword(database, login, given.password);
  if (person === null) return { kind: 'refused' };
  if (await wantsCode(database, person.id)) {
    // The attempt stays counted until the code is right, or codes could be guessed without end.
    return { kind: 'code wanted', ceremony: await beginCeremony(database, { kind: 'code', person: person.id }, now) };
  }
  await forgiveAttempts(database, login, address);
  return { kind: 'in', person };
}

/** A wrong code ends the sign-in: it begins again with the password, and counts there. */
export async function signInWithCode(
  database: Kysely<PeopleTables>,
  given: { readonly ceremony: string; readonly code: string },
  address: string,
  now: Date,
): Promise<SignIn> {
  const begun = await takeCeremony(database, 'code', given.ceremony, now);
  if (begun === null || !(await useCode(database, begun.person, given.code, now))) return { kind: 'refused' };
  const person = await database
    .selectFrom('people')
    .select(['id', 'login', 'name'])
    .where('id', '=', begun.person)
    .where('disabled', '=', false)
    .executeTakeFirst();
  if (person === undefined) return { kind: 'refused' };
  await forgiveAttempts(database, person.login, address);
  return { kind: 'in', person };
}

/**
 * Whether whoever is in knows the password, asked again before something that matters.
 * @throws TooManyFailures
 */
export async function isTheirPassword(
  database: Kysely<PeopleTables>,
  { login }: Person,
  password: string,
  address: string,
  now: Date,
): Promise<boolean> {
  await countAttempt(database, login, address, now);
  if ((await personByPassword(database, login, password)) === null) return false;
  await forgiveAttempts(database, login, address);
  return true;
}

/** Changes a password for whoever knows the present one. @throws TooManyFailures, WeakPassword */
export async function changePassword(
  database: Kysely<PeopleTables>,
  person: Person,
  given: { readonly present: string; readonly next: string },
  address: string,
  now: Date,
): Promise<boolean> {
  if (!(await isTheirPassword(database, person, given.present, address, now))) return false;
  await setPassword(database, person, given.next, now);
  return true;
}
