import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/**
 * Passwords as Argon2id hashes (RFC 9106) in the PHC string format. The cost is what OWASP's Password Storage Cheat
 * Sheet asks for at least (19 MiB, two passes); a hash that was made with a lower cost is made anew when its password
 * is next given.
 */

const derive = promisify(argon2);

interface Cost {
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT = 16;
const LENGTH = 32;

/** Fewer characters are guessed too soon (NIST SP 800-63B-4 asks for 15 where a password stands alone). */
export const SHORTEST_PASSWORD = 15;
/** More would only keep the processor busy. */
export const LONGEST_PASSWORD = 256;

/** Thrown for a password that can't be taken; the message is for whoever chose it. */
export class WeakPassword extends Error {
  override readonly name = 'WeakPassword';
}

/** A password that nobody can guess, for an account that somebody else is to have: 120 random bits. */
export function newPassword(): string {
  return randomBytes(15).toString('base64url');
}

/** The same characters typed on another keyboard give the same password (NFKC, as NIST SP 800-63B-4 has it). */
function prepared(password: string): string {
  return password.normalize('NFKC');
}

/**
 * @param login no password may be built around it
 * @throws WeakPassword
 */
export function checkPassword(password: string, login: string): void {
  const { length } = [...prepared(password)];
  if (length < SHORTEST_PASSWORD) throw new WeakPassword(`a password has at least ${SHORTEST_PASSWORD} characters`);
  if (length > LONGEST_PASSWORD) throw new WeakPassword(`a password has at most ${LONGEST_PASSWORD} characters`);
  if (new Set(prepared(password)).size < 5) throw new WeakPassword('the password repeats a few characters');
  if (prepared(password).toLowerCase().includes(login.toLowerCase()))
    throw new WeakPassword('the password holds the name of the account');
}

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT);
  const hash = await hashed(password, salt, COST, LENGTH);
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(hash)}`;
}

/** Whether the password is the one of the hash, and whether the hash should be made anew at today's cost. */
export async function verifyPassword(
  password: string,
  phc: string,
): Promise<{ readonly right: boolean; readonly outdated: boolean }> {
  const parsed = PHC.exec(phc)?.groups;
  if (parsed === undefined) return { right: false, outdated: true };
  const { m, t, p, salt, hash } = parsed;
  const cost = { memory: Number(m), passes: Number(t), parallelism: Number(p) };
  const kept = Buffer.from(hash!, 'base64');
  const given = await hashed(password, Buffer.from(salt!, 'base64'), cost, kept.length);
  return {
    right: timingSafeEqual(kept, given),
    outdated: cost.memory < COST.memory || cost.passes < COST.passes,
  };
}

/** Takes as long as verifying a real one: who asks for an account that does not exist learns nothing from the clock. */
export async function verifyNothing(password: string): Promise<void> {
  await hashed(password, Buffer.alloc(SALT), COST, LENGTH);
}

const PHC =
  /^\$argon2id\$v=19\$m=(?<m>\d{1,7}),t=(?<t>\d{1,2}),p=(?<p>\d{1,2})\$(?<salt>[A-Za-z0-9+/]{11,64})\$(?<hash>[A-Za-z0-9+/]{22,88})$/;

function hashed(password: string, nonce: Uint8Array, cost: Cost, tagLength: number): Promise<Buffer> {
  return derive('argon2id', { message: prepared(password), nonce, tagLength, ...cost });
}

function unpadded(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}
