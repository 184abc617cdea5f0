import { sql, type Transaction } from 'kysely';
import type { LogSeq } from '../ids.ts';
import { canonical } from '../log/canonical.ts';
import { EMPTY_LOG, seal } from '../log/chain.ts';
import { type Act, act as actSchema, type LogEntry, type LogHead, type Stamp } from '../log/entry.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

export async function logHead(database: Database): Promise<LogHead> {
  const last = await database
    .selectFrom('log')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ?? EMPTY_LOG;
}

/** Entries after `seq`, oldest first. */
export async function logAfter(database: Database, seq: number, limit: number): Promise<LogEntry[]> {
  const rows = await database
    .selectFrom('log')
    .selectAll()
    .where(sql<boolean>`seq > ${seq}`)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(({ seq, at, by, tool, act, previous, hash }) => ({
    seq,
    at,
    by,
    tool,
    act: actSchema.parse(JSON.parse(act)),
    previous,
    hash,
  }));
}

/** Appends to the log inside one transaction, which holds the write lock: nobody else can append meanwhile. */
export class LogWriter {
  readonly #transaction: Transaction<Tables>;
  readonly #stamp: Stamp;
  #head: LogHead;

  private constructor(transaction: Transaction<Tables>, stamp: Stamp, head: LogHead) {
    this.#transaction = transaction;
    this.#stamp = stamp;
    this.#head = head;
  }

  static async begin(transaction: Transaction<Tables>, stamp: Stamp): Promise<LogWriter> {
    return new LogWriter(transaction, stamp, await logHead(transaction));
  }

  async append(act: Act): Promise<LogSeq> {
    const entry = seal(this.#head, act, this.#stamp);
    const { seq, at, by, tool, previous, hash } = entry;
    await this.#transaction
      .insertInto('log')
      .values({ seq, at, by, tool, kind: act.kind, act: canonical(act), previous, hash })
      .execute();
    this.#head = entry;
    return seq;
  }
}
