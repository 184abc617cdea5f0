import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Decrypter, Encrypter } from 'age-encryption';
import { isCase } from '../case.ts';
import { isRunning } from '../incoming.ts';
import { syncFolder } from '../originals.ts';
import { settleDatabase } from '../sqlite/settled.ts';
import { CaseError } from '../store/store.ts';
import { archiveOf, unarchive } from './archive.ts';

/**
 * A case that is closed, sealed by a passphrase: its folder as one file `CASE.age` in the format of age (age-encryption.org,
 * v1: scrypt, ChaCha20-Poly1305), which the age programs open, too. At every moment the case is there whole, as a folder
 * or as the file: a kill loses nothing.
 */

export interface SealOptions {
  /** Base-2 logarithm of scrypt's work; 18 unless told, about a second and 256 MiB. */
  readonly work?: number;
}

/** The least length of a passphrase, in characters. */
export const PASSPHRASE = 10;

/** The file of a sealed case. */
export function sealedFile(folder: string): string {
  return `${resolve(folder)}.age`;
}

/**
 * Seals a case and removes its folder, once the sealed file was read back and found whole.
 * @throws CaseError when it is open elsewhere, or the passphrase is short
 */
export async function sealCase(folder: string, passphrase: string, { work = 18 }: SealOptions = {}): Promise<string> {
  const place = resolve(folder);
  if (!isCase(place)) throw new CaseError('the folder holds no case');
  if ([...passphrase].length < PASSPHRASE)
    throw new CaseError(`the passphrase is short: take ${PASSPHRASE} characters or more, best some words by chance`);
  await sweep(place);
  const database = join(place, 'case.db');
  settleDatabase(database);
  const before = await stat(database, { bigint: true });
  const sealed = sealedFile(place);
  const passing = join(dirname(place), `.${basename(place)}.${process.pid}.sealing`);
  try {
    const digest = createHash('sha256');
    const encrypter = new Encrypter();
    encrypter.setScryptWorkFactor(work);
    encrypter.setPassphrase(passphrase);
    const plain = Readable.toWeb(Readable.from(digested(archiveOf(place, isPassing), digest)));
    const cipher = await encrypter.encrypt(plain);
    await pipeline(cipher, createWriteStream(passing, { mode: 0o600, flags: 'w', flush: true }));
    await readBack(passing, passphrase, digest.digest('hex'));
    const after = await stat(database, { bigint: true });
    if (after.mtimeNs !== before.mtimeNs || after.size !== before.size)
      throw new CaseError('another program wrote to the case meanwhile: close it, and try again');
    await rename(passing, sealed);
  } catch (error) {
    await rm(passing, { force: true });
    throw error;
  }
  await syncFolder(dirname(place));
  // Out of the way at once: what is removed file by file must never be taken for the case.
  const away = join(dirname(place), `.${basename(place)}.${process.pid}.sealed`);
  await rename(place, away);
  await syncFolder(dirname(place));
  await rm(away, { recursive: true });
  return sealed;
}

/** What only passes through the folder of a case while a program has it open. */
function isPassing(name: string): boolean {
  return /^(case\.db-(wal|shm|journal)|originals\/incoming\/.*|weighing-\d+(-[a-z]+)?\.jsonl)$/.test(name);
}

async function* digested(
  chunks: AsyncIterable<Uint8Array>,
  digest: { update(chunk: Uint8Array): unknown },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    digest.update(chunk);
    yield chunk;
  }
}

async function opened(path: string, passphrase: string): Promise<AsyncIterable<Uint8Array>> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return await decrypter.decrypt(webStream(path));
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    throw new CaseError(
      /no identity matched/.test(message) ? 'the passphrase is another' : `it is no sealed case: ${message}`,
    );
  }
}

function webStream(path: string): ReadableStream<Uint8Array> {
  const chunks = createReadStream(path)[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}

async function readBack(path: string, passphrase: string, expected: string): Promise<void> {
  const digest = createHash('sha256');
  for await (const chunk of await opened(path, passphrase)) digest.update(chunk);
  if (digest.digest('hex') !== expected)
    throw new CaseError('the sealed file could not be read back: the case stays open');
}

/**
 * Opens a sealed case: its folder is there again, and the sealed file is removed.
 * @throws CaseError for another passphrase, a file that was changed or cut, or a folder that is there already
 */
export async function unsealCase(folder: string, passphrase: string): Promise<void> {
  const place = resolve(folder);
  const sealed = sealedFile(place);
  await sweep(place);
  const there = await readdir(place).catch(() => []);
  if (isCase(place)) throw new CaseError('the case is open: its folder is there');
  if (there.length > 0) throw new CaseError('the folder is not empty');
  if ((await stat(sealed).catch(() => null)) === null) throw new CaseError(`there is no ${basename(sealed)}`);
  const passing = join(dirname(place), `.${basename(place)}.${process.pid}.unsealing`);
  try {
    const plain = await opened(sealed, passphrase);
    await mkdir(passing, { mode: 0o700 });
    await unarchive(plain, passing).catch((error: unknown) => {
      if (error instanceof CaseError || (error instanceof Error && 'syscall' in error)) throw error;
      throw new CaseError('the sealed file was changed or cut: the case in it is not whole');
    });
    if (!isCase(passing)) throw new CaseError('the sealed file holds no case');
    await rm(place, { recursive: true, force: true });
    await rename(passing, place);
  } catch (error) {
    await rm(passing, { recursive: true, force: true });
    throw error;
  }
  await syncFolder(dirname(place));
  await rm(sealed);
}

const LEFT = /^\.(.+)\.(\d+)\.(sealing|sealed|unsealing)$/;

/** Takes away what sealings and unsealings that were killed left: the case itself is elsewhere, whole. */
async function sweep(place: string): Promise<void> {
  for (const name of await readdir(dirname(place))) {
    const [, of, owner] = LEFT.exec(name) ?? [];
    if (of === basename(place) && !isRunning(Number(owner)))
      await rm(join(dirname(place), name), { recursive: true, force: true });
  }
}
