import type { Kysely } from 'kysely';
import { PeopleError } from './people.ts';
import type { Role } from './roles.ts';
import type { PeopleTables } from './tables.ts';

/** Who is in which case, and as what. */

export interface Membership {
  readonly person: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
}

/** A case that a person is in. */
export interface CaseOfPerson {
  readonly id: string;
  /** What people call it. */
  readonly title: string;
  /** What its house knows it by. */
  readonly name: string;
  readonly role: Role;
}

export async function casesOf(database: Kysely<PeopleTables>, person: string): Promise<CaseOfPerson[]> {
  return database
    .selectFrom('memberships')
    .innerJoin('cases', 'cases.id', 'memberships.case')
    .select(['cases.id', 'cases.title', 'cases.name', 'memberships.role'])
    .where('memberships.person', '=', person)
    .orderBy('cases.title')
    .orderBy('cases.id')
    .execute();
}

/** The case as the person has it; null alike for one that they are not in and for one that is not there. */
export async function caseOf(database: Kysely<PeopleTables>, person: string, id: string): Promise<CaseOfPerson | null> {
  const row = await database
    .selectFrom('memberships')
    .innerJoin('cases', 'cases.id', 'memberships.case')
    .select(['cases.id', 'cases.title', 'cases.name', 'memberships.role'])
    .where('memberships.person', '=', person)
    .where('cases.id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Gives a case of the house an owner; with the first one it becomes a case of the server. */
export async function ownCase(
  database: Kysely<PeopleTables>,
  { id, name, title }: Omit<CaseOfPerson, 'role'>,
  owner: string,
  now: Date,
): Promise<void> {
  await database
    .insertInto('cases')
    .values({ id, name, title, made: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, title }))
    .execute();
  await setRole(database, id, owner, 'owner');
}

/** The case by its id, for whoever works on it in nobody's name; null for one that is not there. */
export async function caseById(
  database: Kysely<PeopleTables>,
  id: string,
): Promise<{ readonly id: string; readonly name: string } | null> {
  const row = await database.selectFrom('cases').select(['id', 'name']).where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

export async function membersOf(database: Kysely<PeopleTables>, id: string): Promise<Membership[]> {
  return database
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person')
    .select(['people.id as person', 'people.login', 'people.name', 'memberships.role'])
    .where('memberships.case', '=', id)
    .orderBy('people.login')
    .execute();
}

/**
 * Gives a person a role in a case, or with null takes them out.
 * @throws PeopleError when nobody would own the case any more
 */
export async function setRole(
  database: Kysely<PeopleTables>,
  id: string,
  person: string,
  role: Role | null,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    // Two owners who take each other out at once must not both succeed.
    await transaction.selectFrom('cases').select('id').where('id', '=', id).forUpdate().execute();
    if (role === null) {
      await transaction.deleteFrom('memberships').where('case', '=', id).where('person', '=', person).execute();
    } else {
      await transaction
        .insertInto('memberships')
        .values({ case: id, person, role })
        .onConflict((conflict) => conflict.columns(['case', 'person']).doUpdateSet({ role }))
        .execute();
    }
    const owner = await transaction
      .selectFrom('memberships')
      .select('person')
      .where('case', '=', id)
      .where('role', '=', 'owner')
      .executeTakeFirst();
    if (owner === undefined) throw new PeopleError('a case has an owner at all times');
  });
}
