import { type Selectable, sql, type Transaction } from 'kysely';
import type { LogSeq } from '../ids.ts';
import { canonical } from '../log/canonical.ts';
import { EMPTY_LOG, seal } from '../log/chain.ts';
import { type Act, type ActKind, act as actSchema, type LogEntry, type LogHead, type Stamp } from '../log/entry.ts';
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

/** Entries after `seq`, oldest first; of some kinds only, where they are given. */
export async function logAfter(
  database: Database,
  seq: number,
  limit: number,
  kinds?: readonly ActKind[],
): Promise<LogEntry[]> {
  let query = database.selectFrom('log').selectAll().where(sql<boolean>`seq > ${seq}`);
  if (kinds !== undefined) query = query.where('kind', 'in', kinds);
  const rows = await query.orderBy('seq').limit(limit).execute();
  return rows.map(entryOf);
}

function entryOf({ seq, at, by, tool, act, clock, previous, hash }: Selectable<Tables['log']>): LogEntry {
  const entry = { seq, at, by, tool, act: actSchema.parse(JSON.parse(act)), previous, hash };
  return clock === null ? entry : { ...entry, clock };
}

/** Appends to the log inside one transaction, which holds the write lock: nobody else can append meanwhile. */
export class LogWriter {
  readonly #transaction: Transaction<Tables>;
  readonly #stamp: Stamp;
  /** What the clock said, where the last entry is later than that. */
  readonly #clock: string | null;
  #head: LogHead;

  private constructor(transaction: Transaction<Tables>, stamp: Stamp, clock: string | null, head: LogHead) {
    this.#transaction = transaction;
    this.#stamp = stamp;
    this.#clock = clock;
    this.#head = head;
  }

  /** Times in the log never fall: when the clock was put back, entries repeat the last time and say what the clock said. */
  static async begin(transaction: Transaction<Tables>, stamp: Stamp): Promise<LogWriter> {
    const { at = '' } =
      (await transaction.selectFrom('log').select('at').orderBy('seq', 'desc').limit(1).executeTakeFirst()) ?? {};
    const behind = stamp.at < at;
    const kept = behind ? { ...stamp, at } : stamp;
    return new LogWriter(transaction, kept, behind ? stamp.at : null, await logHead(transaction));
  }

  /** The time of what is appended. */
  get at(): string {
    return this.#stamp.at;
  }

  async append(act: Act): Promise<LogSeq> {
    const row = this.sealed(act);
    await this.#transaction.insertInto('log').values(row).execute();
    return row.seq;
  }

  /** The row of the next entry, which whoever asks for it must write, and those asked for before it. */
  sealed(act: Act): Selectable<Tables['log']> {
    const entry = seal(this.#head, act, this.#stamp, this.#clock);
    const { seq, at, by, tool, previous, hash } = entry;
    this.#head = entry;
    return { seq, at, by, tool, kind: act.kind, act: canonical(act), clock: this.#clock, previous, hash };
  }
}
