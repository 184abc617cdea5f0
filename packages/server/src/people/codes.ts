import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import type { PeopleTables } from './tables.ts';

/** One-time codes by time (TOTP, RFC 6238): the second step after a password. */

const PERIOD = 30;
/** Steps that a clock may be off, either way. */
const DRIFT = 1;
/** Bytes, as long as SHA-1's output (RFC 4226, section 4). */
const SECRET = 20;

function codeOf(secret: Uint8Array, login: string): TOTP {
  const bytes = new Uint8Array(secret);
  return new TOTP({ issuer: 'Isnad', label: login, period: PERIOD, secret: new Secret({ buffer: bytes.buffer }) });
}

/** Makes a secret for a person's device; it counts once a code of it was given. */
export async function enrolCodes(
  database: Kysely<PeopleTables>,
  person: string,
  login: string,
): Promise<{ readonly uri: string }> {
  const secret = randomBytes(SECRET);
  const fresh = { secret, confirmed: false, last_step: 0 };
  await database
    .insertInto('one_time_codes')
    .values({ person, ...fresh })
    .onConflict((conflict) =>
      conflict.column('person').doUpdateSet(fresh).where('one_time_codes.confirmed', '=', false),
    )
    .execute();
  const kept = await database
    .selectFrom('one_time_codes')
    .select('secret')
    .where('person', '=', person)
    .where('confirmed', '=', false)
    .executeTakeFirst();
  if (kept === undefined) throw new Error('codes are in use already: take them off first');
  return { uri: codeOf(kept.secret, login).toString() };
}

/** Whether the code is right and was not used before; the first right one confirms a new device. */
export async function useCode(
  database: Kysely<PeopleTables>,
  person: string,
  code: string,
  now: Date,
): Promise<boolean> {
  const row = await database.selectFrom('one_time_codes').selectAll().where('person', '=', person).executeTakeFirst();
  if (row === undefined || !/^\d{6}$/.test(code)) return false;
  const timestamp = now.getTime();
  const off = codeOf(row.secret, '').validate({ token: code, timestamp, window: DRIFT });
  if (off === null) return false;
  const step = Math.floor(timestamp / 1000 / PERIOD) + off;
  // Of two that come with the same code at once, the database lets one through.
  const used = await database
    .updateTable('one_time_codes')
    .set({ last_step: step, confirmed: true })
    .where('person', '=', person)
    .where('last_step', '<', step)
    .returning('person')
    .executeTakeFirst();
  return used !== undefined;
}

export async function wantsCode(database: Kysely<PeopleTables>, person: string): Promise<boolean> {
  const row = await database
    .selectFrom('one_time_codes')
    .select('person')
    .where('person', '=', person)
    .where('confirmed', '=', true)
    .executeTakeFirst();
  return row !== undefined;
}

export async function takeCodesOff(database: Kysely<PeopleTables>, person: string): Promise<void> {
  await database.deleteFrom('one_time_codes').where('person', '=', person).execute();
}
