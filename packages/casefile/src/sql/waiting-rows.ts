import type { Insertable } from 'kysely';
import { ARRIVAL_TABLES, type ArrivalRows, type ArrivalTable, type RowWriter } from './document-rows.ts';
import type { Tables } from './tables.ts';

/** UTF-16 units of texts that wait, at most. */
const MOST = 4 * 1024 * 1024;

/**
 * Rows of arrivals wait here and are written together: a statement for each of the dozen rows of a document would be
 * most of the work of keeping it, and others wait meanwhile.
 */
export class WaitingRows {
  readonly #writer: RowWriter;
  #waiting: ArrivalRows[] = [];
  #size = 0;

  constructor(writer: RowWriter) {
    this.#writer = writer;
  }

  /** True when it is time to write. */
  get isFull(): boolean {
    return this.#size > MOST;
  }

  /** @param length UTF-16 units of the texts among them */
  add(rows: ArrivalRows, length = 0): void {
    this.#waiting.push(rows);
    this.#size += length;
  }

  async write(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#size = 0;
    if (waiting.length > 0) await this.#writer.write(together(waiting));
  }
}

function together(waiting: readonly ArrivalRows[]): ArrivalRows {
  const of = <T extends ArrivalTable>(table: T): Insertable<Tables[T]>[] =>
    waiting.flatMap((rows): ReadonlyArray<Insertable<Tables[T]>> => rows[table] ?? []);
  return Object.fromEntries(ARRIVAL_TABLES.map((table) => [table, of(table)]));
}
