import { join } from 'node:path';
import { after, before } from 'node:test';
import { migratePostgres, openPostgres } from '@isnad/casefile';
import type { Kysely } from 'kysely';
import { sharedPostgres } from '../../../casefile/test/helpers/shared-postgres.ts';
import { addPerson, setPassword } from '../../src/people/people.ts';
import type { Person } from '../../src/people/sessions.ts';
import type { PeopleTables } from '../../src/people/tables.ts';

/** A database of people. */
export interface PeopleUnderTest {
  readonly database: Kysely<PeopleTables>;
  /** A time that the test sets. */
  now: Date;
}

export const PASSWORD = 'خيمة زرقاء على التل';

export function peopleUnderTest(): PeopleUnderTest {
  const server = sharedPostgres();
  let database: Kysely<PeopleTables>;
  before(async () => {
    database = openPostgres<PeopleTables>(await (await server).database(), 'isnad');
    await migratePostgres(database, 'isnad', join(import.meta.dirname, '..', '..', 'src', 'people', 'migrations'));
  });
  after(() => database.destroy());
  return {
    get database() {
      return database;
    },
    now: new Date('2026-03-01T10:00:00Z'),
  };
}

/** A person with the password of the tests. */
export async function personWith(people: PeopleUnderTest, login: string, name = login): Promise<Person> {
  const person = await addPerson(people.database, { login, name }, people.now);
  await setPassword(people.database, person, PASSWORD, people.now);
  return person;
}
