import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { PeopleTables } from './tables.ts';
import { newToken, tokenHash } from './token.ts';

/** Sign-ins half way. Each step is good once, for a few minutes, for the browser that began it. */

const MINUTES = 5;

const ceremony = z.discriminatedUnion('kind', [
  /** The password was right; the code is still to come. */
  z.object({ kind: z.literal('code'), person: z.uuid() }),
  /** A passkey is to sign this challenge; `person` where it is one to be registered. */
  z.object({ kind: z.literal('passkey'), challenge: z.string(), person: z.uuid().nullable() }),
  /** The browser is at the provider. */
  z.object({ kind: z.literal('provider'), state: z.string(), nonce: z.string(), verifier: z.string() }),
]);
export type Ceremony = z.infer<typeof ceremony>;

/** @returns what the browser is to bring back */
export async function beginCeremony(database: Kysely<PeopleTables>, begun: Ceremony, now: Date): Promise<string> {
  const token = newToken();
  await database.deleteFrom('ceremonies').where('expires', '<=', now).execute();
  await database
    .insertInto('ceremonies')
    .values({
      token: tokenHash(token),
      kind: begun.kind,
      data: JSON.stringify(begun),
      expires: new Date(now.getTime() + MINUTES * 60_000),
    })
    .execute();
  return token;
}

/** Takes up what was begun, which is then over; null for what is over, of another kind, or was never begun. */
export async function takeCeremony<K extends Ceremony['kind']>(
  database: Kysely<PeopleTables>,
  kind: K,
  token: string,
  now: Date,
): Promise<Extract<Ceremony, { kind: K }> | null> {
  const row = await database
    .deleteFrom('ceremonies')
    .where('token', '=', tokenHash(token))
    .where('expires', '>', now)
    .returning('data')
    .executeTakeFirst();
  const taken = row === undefined ? null : ceremony.parse(row.data);
  return taken !== null && isOfKind(taken, kind) ? taken : null;
}

function isOfKind<K extends Ceremony['kind']>(taken: Ceremony, kind: K): taken is Extract<Ceremony, { kind: K }> {
  return taken.kind === kind;
}
