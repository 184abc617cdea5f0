import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { checkPassword, hashPassword, verifyNothing, verifyPassword } from './password.ts';
import type { Person } from './sessions.ts';
import type { PeopleTables } from './tables.ts';

/** The people of a server and their passwords. */

/** Thrown when an account can't be made or found; the message is for whoever asked. */
export class PeopleError extends Error {
  override readonly name = 'PeopleError';
}

const LOGIN = /^[\p{L}\p{N}._+-]{1,64}(@[\p{L}\p{N}.-]{1,130})?$/u;

/** A login as it is kept: what two people could take for the same is the same. */
export function loginOf(given: string): string {
  const login = given.normalize('NFKC').trim().toLowerCase();
  if (!LOGIN.test(login)) throw new PeopleError(`«${given}» is neither an e-mail address nor a short name`);
  return login;
}

/** @throws PeopleError when the login is taken or is none */
export async function addPerson(
  database: Kysely<PeopleTables>,
  given: { readonly login: string; readonly name: string },
  now: Date,
): Promise<Person> {
  const person = { id: randomUUID(), login: loginOf(given.login), name: given.name.trim() || given.login };
  const made = await database
    .insertInto('people')
    .values({ ...person, made: now })
    .onConflict((conflict) => conflict.column('login').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made === undefined) throw new PeopleError(`there is an account «${person.login}» already`);
  return person;
}

export async function personByLogin(database: Kysely<PeopleTables>, login: string): Promise<Person | null> {
  const row = await database
    .selectFrom('people')
    .select(['id', 'login', 'name'])
    .where('login', '=', login)
    .where('disabled', '=', false)
    .executeTakeFirst();
  return row ?? null;
}

/** Shuts a person out or lets them in again; their sessions end at once. False when there is no such login. */
export async function setDisabled(database: Kysely<PeopleTables>, login: string, disabled: boolean): Promise<boolean> {
  const changed = await database
    .updateTable('people')
    .set({ disabled })
    .where('login', '=', login)
    .returning('id')
    .executeTakeFirst();
  if (changed === undefined) return false;
  await database.deleteFrom('sessions').where('person', '=', changed.id).execute();
  return true;
}

/** @throws WeakPassword */
export async function setPassword(
  database: Kysely<PeopleTables>,
  { id, login }: Person,
  password: string,
  now: Date,
): Promise<void> {
  checkPassword(password, login);
  const hash = await hashPassword(password);
  await database
    .insertInto('passwords')
    .values({ person: id, hash, changed: now })
    .onConflict((conflict) => conflict.column('person').doUpdateSet({ hash, changed: now }))
    .execute();
}

/** Whose login and password these are; null for nobody's, after the same time. */
export async function personByPassword(
  database: Kysely<PeopleTables>,
  login: string,
  password: string,
): Promise<Person | null> {
  const row = await database
    .selectFrom('people')
    .innerJoin('passwords', 'passwords.person', 'people.id')
    .select(['people.id', 'people.login', 'people.name', 'passwords.hash', 'people.disabled'])
    .where('people.login', '=', login)
    .executeTakeFirst();
  if (row === undefined) {
    await verifyNothing(password);
    return null;
  }
  const { id, name, hash, disabled } = row;
  const { right, outdated } = await verifyPassword(password, hash);
  if (!right || disabled) return null;
  if (outdated) {
    const again = await hashPassword(password);
    await database.updateTable('passwords').set({ hash: again }).where('person', '=', id).execute();
  }
  return { id, login, name };
}
