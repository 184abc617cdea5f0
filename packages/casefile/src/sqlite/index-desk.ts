import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { IndexDesk, KinRow, Word } from '../sql/index-writer.ts';

/** Rows that are written before something else gets its turn. */
const AT_A_TIME = 500;

/** Words that are remembered. */
const REMEMBERED = 300_000;

/** Rows of the index by the thousand, within whatever transaction the connection is in. */
export class SqliteIndexDesk implements IndexDesk {
  readonly #connection: DatabaseSync;
  readonly #row: StatementSync;
  readonly #word: StatementSync;
  /** Words that are there, each with its kin: most of a report's words are, and to ask costs more than to remember. */
  readonly #kept = new Map<string, string>();

  constructor(connection: DatabaseSync) {
    this.#connection = connection;
    this.#row = connection.prepare('insert into index_rows (segment, kin, row) values (?, ?, ?)');
    this.#word = connection.prepare('insert into index_words (word, kin) values (?, ?) on conflict do nothing');
  }

  async put(segment: number, rows: AsyncIterable<KinRow>): Promise<void> {
    let written = 0;
    for await (const [kin, row] of rows) {
      this.#row.run(segment, kin, row);
      if (++written % AT_A_TIME === 0) await setImmediate();
    }
  }

  async *rows(segment: number): AsyncGenerator<KinRow> {
    // A statement of its own: rows of other segments are being read at the same time.
    const select = this.#connection.prepare('select kin, row from index_rows where segment = ? order by kin');
    for (const { kin, row } of select.iterate(segment)) {
      if (!(row instanceof Uint8Array)) throw new TypeError('the index holds something that is no row of it');
      yield [String(kin), row];
    }
  }

  async keepWords(words: readonly Word[]): Promise<void> {
    for (const [word, kin] of words) {
      // A word that has two of them is written again as they alternate, to no effect.
      if (this.#kept.get(word) === kin) continue;
      this.#word.run(word, kin);
      if (this.#kept.size >= REMEMBERED) this.#kept.clear();
      this.#kept.set(word, kin);
    }
  }

  async clear(): Promise<void> {
    this.forget();
    this.#connection.exec('delete from index_rows; delete from index_words');
  }

  /** To be called when a transaction was taken back: what it kept is there no more. */
  forget(): void {
    this.#kept.clear();
  }
}
