import { createReadStream } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import type { OriginalHash } from '../ids.ts';
import type { Incoming, Received } from '../incoming.ts';
import type { Lending } from '../lending.ts';
import { type Examined, examined, MissingOriginal, type Originals } from '../originals.ts';

/**
 * Originals as PostgreSQL's large objects, so that one backup holds the whole case. A large object takes up to 4 TB,
 * is written and read piece by piece, and goes in and out with the transaction it is part of.
 */

/** Bytes written or read at a time. */
const PIECE = 1024 * 1024;
const READ_WRITE = 0x60000;

export interface OriginalsTable {
  stored_originals: { hash: string; object: number; size: number };
}

export class LargeObjects implements Originals {
  readonly #database: Kysely<OriginalsTable>;
  readonly #incoming: Incoming;
  readonly #lending: Lending;

  /**
   * @param incoming where bytes are on their way in
   * @param lending where they are while they are lent
   */
  constructor(database: Kysely<OriginalsTable>, incoming: Incoming, lending: Lending) {
    this.#lending = lending;
    this.#database = database;
    this.#incoming = incoming;
  }

  keep(hash: OriginalHash, bytes: Uint8Array): Promise<void> {
    return this.#keep(hash, inPieces(bytes));
  }

  receive(bytes: AsyncIterable<Uint8Array>): Promise<Received> {
    return this.#incoming.receive(bytes);
  }

  async keepReceived(received: Received): Promise<void> {
    await this.#keep(received.hash, createReadStream(received.path, { highWaterMark: PIECE }));
    await this.drop(received);
  }

  drop(received: Received): Promise<void> {
    return this.#incoming.drop(received);
  }

  /** A commit has reached the disk when it returns. */
  async settle(): Promise<void> {}

  async read(hash: OriginalHash): Promise<Uint8Array> {
    const pieces: Buffer[] = [];
    for await (const piece of this.pieces(hash)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  async *pieces(hash: OriginalHash): AsyncGenerator<Buffer> {
    const row = await this.#stored(hash);
    if (row === undefined) throw new MissingOriginal(hash);
    for (let at = 0; at < row.size; at += PIECE) {
      const { rows } = await sql<{ piece: Buffer }>`select lo_get(${row.object}, ${at}, ${PIECE}) as piece`.execute(
        this.#database,
      );
      const { piece } = rows[0]!;
      if (piece.length === 0) return;
      yield piece;
    }
  }

  lend<T>(hash: OriginalHash, work: (path: string) => Promise<T>): Promise<T> {
    return this.#lending.lend(hash, () => this.pieces(hash), work);
  }

  async examine(hash: OriginalHash): Promise<Examined | null> {
    return (await this.#stored(hash)) === undefined ? null : examined(this.pieces(hash));
  }

  async *names(): AsyncGenerator<string> {
    for (let after = ''; ; ) {
      const rows = await this.#database
        .selectFrom('stored_originals')
        .select('hash')
        .where('hash', '>', after)
        .orderBy('hash')
        .limit(1000)
        .execute();
      for (const { hash } of rows) yield hash;
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.hash;
    }
  }

  async #keep(hash: OriginalHash, pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> {
    if ((await this.#stored(hash)) !== undefined) return;
    await this.#database.transaction().execute(async (transaction) => {
      // Whoever brings the same bytes at the same time waits here, and finds them kept.
      await sql`select pg_advisory_xact_lock(hashtextextended(${hash}, 2))`.execute(transaction);
      if ((await stored(transaction, hash)) !== undefined) return;
      const { rows } = await sql<{ object: number }>`select lo_create(0) as object`.execute(transaction);
      const object = rows[0]!.object;
      const opened = await sql<{ fd: number }>`select lo_open(${object}, ${READ_WRITE}) as fd`.execute(transaction);
      const { fd } = opened.rows[0]!;
      let size = 0;
      for await (const piece of pieces) {
        await sql`select lowrite(${fd}, ${Buffer.from(piece)})`.execute(transaction);
        size += piece.length;
      }
      await transaction.insertInto('stored_originals').values({ hash, object, size }).execute();
    });
  }

  #stored(hash: OriginalHash): Promise<{ readonly object: number; readonly size: number } | undefined> {
    return stored(this.#database, hash);
  }
}

function* inPieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

function stored(
  database: Kysely<OriginalsTable>,
  hash: OriginalHash,
): Promise<{ readonly object: number; readonly size: number } | undefined> {
  return database.selectFrom('stored_originals').select(['object', 'size']).where('hash', '=', hash).executeTakeFirst();
}
