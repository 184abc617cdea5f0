import { createHash, randomBytes } from 'node:crypto';

/** What a browser holds and what is kept of it: whoever reads the database can't come in with what stands there. */

/** 256 random bits, base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 of a token: it is random, so it needs neither salt nor stretching. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
