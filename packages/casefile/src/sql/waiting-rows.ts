import type { Insertable } from 'kysely';
import { ARRIVAL_TABLES, type ArrivalRows, type ArrivalTable, type RowWriter } from './document-rows.ts';
import type { Tables } from './tables.ts';

type Waiting = { readonly [table in ArrivalTable]: Insertable<Tables[table]>[] };

/** UTF-16 units of texts that wait. */
const MOST = 4 * 1024 * 1024;

/**
 * Rows of arrivals wait here and are written together: a statement for each of the dozen rows of a document would be
 * most of the work of keeping it, and whoever else writes to the case waits meanwhile.
 */
export class WaitingRows implements RowWriter {
  readonly #writer: RowWriter;
  #waiting: Waiting = nothing();
  #size = 0;
  #isStraight = false;

  constructor(writer: RowWriter) {
    this.#writer = writer;
  }

  async write(rows: ArrivalRows): Promise<void> {
    for (const table of ARRIVAL_TABLES) this.#add(table, rows[table] ?? []);
    for (const { text } of rows.bodies ?? []) this.#size += text.length;
    if (this.#isStraight || this.#size > MOST) await this.flush();
  }

  /** Does what asks the tables, or writes to others that point at these: nothing waits meanwhile. */
  async straight<T>(work: () => Promise<T>): Promise<T> {
    await this.flush();
    this.#isStraight = true;
    try {
      return await work();
    } finally {
      this.#isStraight = false;
    }
  }

  async flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = nothing();
    this.#size = 0;
    await this.#writer.write(waiting);
  }

  #add<T extends ArrivalTable>(table: T, rows: ReadonlyArray<Insertable<Tables[T]>>): void {
    const waiting: Insertable<Tables[T]>[] = this.#waiting[table];
    for (const row of rows) waiting.push(row);
  }
}

function nothing(): Waiting {
  return {
    ...{ log: [], originals: [], origins: [], documents: [], bodies: [] },
    ...{ document_sources: [], claims: [], claim_places: [], causes: [], attributions: [] },
    ...{ figures: [], figure_bounds: [], acts: [], document_flags: [] },
  };
}
