import { createHash } from 'node:crypto';
import { S3mini } from 's3mini';
import type { OriginalHash } from '../ids.ts';
import { MissingOriginal, type Originals } from '../originals.ts';

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

/** Objects named at a time. */
const LISTED = 1000;

export class S3Originals implements Originals {
  readonly #store: S3mini;
  readonly #prefix: string;

  /** @param prefix of the case, without a slash at its end */
  constructor(settings: S3Settings, prefix: string) {
    this.#store = new S3mini(settings);
    this.#prefix = prefix;
  }

  async keep(hash: OriginalHash, bytes: Uint8Array): Promise<void> {
    const key = this.#key(hash);
    if ((await this.#store.objectExists(key)) === true && (await this.#store.getContentLength(key)) === bytes.length)
      return;
    const { ok, status } = await this.#store.putObject(key, Buffer.from(bytes), 'application/octet-stream');
    if (!ok) throw new Error(`the store of originals answered ${status}`);
  }

  /** What the store has answered for, it has kept. */
  async settle(): Promise<void> {}

  async read(hash: OriginalHash): Promise<Uint8Array> {
    const bytes = await this.#store.getObjectArrayBuffer(this.#key(hash));
    if (bytes === null) throw new MissingOriginal(hash);
    return new Uint8Array(bytes);
  }

  async examine(hash: OriginalHash): Promise<{ readonly hash: string; readonly size: number } | null> {
    const answer = await this.#store.getObjectResponse(this.#key(hash));
    if (answer?.body === null || answer?.body === undefined) return null;
    const digest = createHash('sha256');
    let size = 0;
    for await (const piece of answer.body) {
      digest.update(piece);
      size += piece.length;
    }
    return { hash: digest.digest('hex'), size };
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
