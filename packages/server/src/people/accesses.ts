import type { Kysely } from 'kysely';
import type { Access } from './access.ts';
import type { Person } from './sessions.ts';
import type { PeopleTables } from './tables.ts';

/** Who opened which document and took what out of a case: written before the answer leaves, never changed. */

export interface Noted {
  readonly number: number;
  readonly at: Date;
  /** As it was then. */
  readonly login: string;
  readonly kind: Access;
  /** Id of the document, or the form of what was taken out. */
  readonly subject: string;
}

export async function noteAccess(
  database: Kysely<PeopleTables>,
  id: string,
  person: Person,
  noted: Pick<Noted, 'at' | 'kind' | 'subject'>,
): Promise<void> {
  await database
    .insertInto('accesses')
    .values({ case: id, person: person.id, login: person.login, ...noted })
    .execute();
}

/** The latest first. @param before the number of an access, to go on from */
export async function accessesOf(
  database: Kysely<PeopleTables>,
  id: string,
  { limit, before }: { readonly limit: number; readonly before: number | null },
): Promise<Noted[]> {
  let list = database
    .selectFrom('accesses')
    .select(['number', 'at', 'login', 'kind', 'subject'])
    .where('case', '=', id)
    .orderBy('number', 'desc')
    .limit(limit);
  if (before !== null) list = list.where('number', '<', before);
  return list.execute();
}
