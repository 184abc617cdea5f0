import { openAsBlob } from 'node:fs';
import { S3mini } from 's3mini';
import type { OriginalHash } from '../ids.ts';
import type { Incoming, Received } from '../incoming.ts';
import type { Lending } from '../lending.ts';
import { type Examined, examined, MissingOriginal, type Originals } from '../originals.ts';
import { CaseError } from '../store/store.ts';

/**
 * Originals in an S3-compatible store: one object each, under the case's prefix and its hash. An object is there with
 * all its bytes or not at all, and whoever writes it twice writes the same.
 */

export interface S3Settings {
  /** Address with the bucket: `https://s3.example.org/bucket`. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const NAMES = {
  endpoint: 'ISNAD_S3_ENDPOINT',
  region: 'ISNAD_S3_REGION',
  accessKeyId: 'ISNAD_S3_ACCESS_KEY_ID',
  secretAccessKey: 'ISNAD_S3_SECRET_ACCESS_KEY',
} as const;

/**
 * The settings that the environment has.
 * @throws CaseError when one of them is missing
 */
export function s3Settings(environment: Readonly<Record<string, string | undefined>>): S3Settings {
  const setting = (name: string): string => {
    const value = environment[name];
    if (value === undefined || value === '')
      throw new CaseError(`the case has its originals in an S3-compatible store: set ${name}`);
    return value;
  };
  return {
    endpoint: setting(NAMES.endpoint),
    region: setting(NAMES.region),
    accessKeyId: setting(NAMES.accessKeyId),
    secretAccessKey: setting(NAMES.secretAccessKey),
  };
}

/** Objects named at a time. */
const LISTED = 1000;

export class S3Originals implements Originals {
  readonly #store: S3mini;
  readonly #prefix: string;
  readonly #incoming: Incoming;
  readonly #lending: Lending;

  /**
   * @param prefix of the case, without a slash at its end
   * @param incoming where bytes are on their way in
   * @param lending where they are while they are lent
   */
  constructor(settings: S3Settings, prefix: string, incoming: Incoming, lending: Lending) {
    this.#lending = lending;
    this.#store = new S3mini(settings);
    this.#prefix = prefix;
    this.#incoming = incoming;
  }

  keep(hash: OriginalHash, bytes: Uint8Array): Promise<void> {
    return this.#keep(hash, bytes.length, Buffer.from(bytes));
  }

  receive(bytes: AsyncIterable<Uint8Array>): Promise<Received> {
    return this.#incoming.receive(bytes);
  }

  async keepReceived(received: Received): Promise<void> {
    await this.#keep(received.hash, received.size, await openAsBlob(received.path));
    await this.drop(received);
  }

  drop(received: Received): Promise<void> {
    return this.#incoming.drop(received);
  }

  async #keep(hash: OriginalHash, size: number, bytes: Buffer | Blob): Promise<void> {
    const key = this.#key(hash);
    if ((await this.#store.objectExists(key)) === true && (await this.#store.getContentLength(key)) === size) return;
    const { ok, status } = await this.#store.putAnyObject(key, bytes, 'application/octet-stream');
    if (!ok) throw new Error(`the store of originals answered ${status}`);
  }

  /** What the store has answered for, it has kept. */
  async settle(): Promise<void> {}

  async read(hash: OriginalHash): Promise<Uint8Array> {
    const bytes = await this.#store.getObjectArrayBuffer(this.#key(hash));
    if (bytes === null) throw new MissingOriginal(hash);
    return new Uint8Array(bytes);
  }

  async *pieces(hash: OriginalHash): AsyncGenerator<Uint8Array> {
    const answer = await this.#store.getObjectResponse(this.#key(hash));
    if (answer?.body === null || answer?.body === undefined) throw new MissingOriginal(hash);
    yield* answer.body;
  }

  lend<T>(hash: OriginalHash, work: (path: string) => Promise<T>): Promise<T> {
    return this.#lending.lend(hash, () => this.pieces(hash), work);
  }

  async examine(hash: OriginalHash): Promise<Examined | null> {
    try {
      return await examined(this.pieces(hash));
    } catch (error) {
      if (error instanceof MissingOriginal) return null;
      throw error;
    }
  }

  async *names(): AsyncGenerator<string> {
    const { length } = this.#key('');
    let next: string | undefined;
    do {
      const page = await this.#store.listObjectsPaged('/', this.#key(''), LISTED, next);
      for (const { Key } of page?.objects ?? []) yield Key.slice(length);
      next = page?.nextContinuationToken;
    } while (next !== undefined);
  }

  #key(hash: string): string {
    return `${this.#prefix}/${hash}`;
  }
}
