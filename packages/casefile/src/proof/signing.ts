import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { realpathSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { CaseError } from '../store/store.ts';

/** Signatures with Ed25519 (RFC 8032). Keys are PEM files, so that others can check with tools of their own. */

/**
 * Makes a key: the private one at `path` (PKCS #8, for its owner alone), the public one at `path.pub` (SPKI).
 * @returns the name of the key
 * @throws CaseError when a file is there already
 */
export async function makeKey(path: string): Promise<string> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  await writeNew(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), 0o600);
  await writeNew(`${path}.pub`, pemOf(publicKey), 0o644);
  return keyName(publicKey);
}

async function writeNew(path: string, text: string | Buffer, mode: number): Promise<void> {
  await writeFile(path, text, { flag: 'wx', mode }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new CaseError(`${path} is there already: a key is never overwritten`);
    throw error;
  });
}

export interface Signed {
  /** Name of the key. */
  readonly key: string;
  /** The public key, PEM. */
  readonly publicKey: string;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

/**
 * Signs bytes with the key of a file that lies outside the case: whoever gets the case must not get the key.
 * @throws CaseError for a key within the case, or a file that holds none
 */
export async function signWith(path: string, bytes: Uint8Array, caseFolder: string): Promise<Signed> {
  const within = relative(realpathSync(caseFolder), realpathSync(path));
  if (!within.startsWith(`..${sep}`)) throw new CaseError('the key lies in the case: keep it elsewhere');
  const privateKey = keyIn(await readFile(path), createPrivateKey);
  const publicKey = createPublicKey(privateKey);
  return { key: keyName(publicKey), publicKey: pemOf(publicKey), signature: sign(null, bytes, privateKey) };
}

function keyIn(pem: Buffer, read: (pem: Buffer) => KeyObject): KeyObject {
  let key: KeyObject;
  try {
    key = read(pem);
  } catch {
    throw new CaseError('the file holds no key');
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new CaseError('the key is not one of Ed25519');
  return key;
}

/**
 * The name of the key that made a signature; null when it is none of these bytes.
 * @throws CaseError when the file holds no key
 */
export function signerOf(publicKey: Buffer, bytes: Uint8Array, signature: Uint8Array): string | null {
  const key = keyIn(publicKey, createPublicKey);
  return verify(null, bytes, key, signature) ? keyName(key) : null;
}

/** The first 16 digits of the SHA-256 of the public key (SPKI, DER). */
function keyName(publicKey: KeyObject): string {
  return hash('sha256', publicKey.export({ type: 'spki', format: 'der' }), 'hex').slice(0, 16);
}

function pemOf(publicKey: KeyObject): string {
  return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}
