import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { joinRows } from '../search/index/postings.ts';
import { type Segment, SegmentWriter, segmentsToJoin } from '../search/index/segment.ts';
import { stemOfForm } from '../search/terms.ts';
import type { IndexTerms } from '../store/records.ts';

/** Rows that are written before something else gets its turn. */
const AT_A_TIME = 500;

/** Writes the index of words, within whatever transaction the connection is in. */
export class IndexWriter {
  readonly #connection: DatabaseSync;
  readonly #segments: StatementSync;
  readonly #segment: StatementSync;
  readonly #row: StatementSync;
  readonly #word: StatementSync;

  constructor(connection: DatabaseSync) {
    this.#connection = connection;
    this.#segments = connection.prepare('select id, first, last from index_segments order by first');
    this.#segment = connection.prepare('insert into index_segments (first, last, lengths) values (?, ?, ?)');
    this.#row = connection.prepare('insert into index_rows (segment, kin, row) values (?, ?, ?)');
    this.#word = connection.prepare('insert into index_words (word, kin) values (?, ?) on conflict do nothing');
  }

  /** @param terms of documents that come after all of the index, with their numbers */
  async write(terms: ReadonlyArray<{ readonly number: number; readonly terms: IndexTerms }>): Promise<void> {
    if (terms.length === 0) return;
    const writer = new SegmentWriter();
    for (const one of terms) writer.add(one.number, one.terms);
    const id = this.#add(writer.first, writer.last, writer.lengths());
    await this.#rows(id, writer.rows());
    this.#keepWords(writer.forms());
    await this.#join();
  }

  async #join(): Promise<void> {
    const segments = this.#segments
      .all()
      .map(({ id, first, last }): Segment => ({ id: Number(id), first: Number(first), last: Number(last) }));
    const some = segmentsToJoin(segments);
    const [from] = some;
    const to = some.at(-1);
    if (from === undefined || to === undefined) return;
    const lengths = this.#connection.prepare('select lengths from index_segments where id = ?');
    const all = some.map(({ id }) => blobOf(lengths.get(id)?.lengths));
    const joined = this.#add(from.first, to.last, Buffer.concat(all));
    await this.#rows(joined, this.#joinedRows(some));
    for (const { id } of some) {
      this.#connection.prepare('delete from index_rows where segment = ?').run(id);
      this.#connection.prepare('delete from index_segments where id = ?').run(id);
    }
  }

  #add(first: number, last: number, lengths: Uint8Array): number {
    return Number(this.#segment.run(first, last, lengths).lastInsertRowid);
  }

  async #rows(segment: number, rows: Iterable<readonly [kin: string, row: Uint8Array]>): Promise<void> {
    let written = 0;
    for (const [kin, row] of rows) {
      this.#row.run(segment, kin, row);
      if (++written % AT_A_TIME === 0) await setImmediate();
    }
  }

  /** The rows of segments, in the order of their kin, those of one kin joined. */
  *#joinedRows(segments: readonly Segment[]): Generator<readonly [kin: string, row: Uint8Array]> {
    const cursors = segments.map(({ id }) => new Cursor(this.#connection, id));
    for (;;) {
      let least: string | null = null;
      for (const { kin } of cursors) if (kin !== null && (least === null || kin < least)) least = kin;
      if (least === null) return;
      const parts = cursors.filter(({ kin }) => kin === least);
      yield [least, joinRows(parts.map(({ row }) => row))];
      for (const cursor of parts) cursor.next();
    }
  }

  #keepWords(forms: Iterable<readonly [kin: string, form: string]>): void {
    const stems = new Set<string>();
    for (const [kin, form] of forms) {
      this.#word.run(form, kin);
      const stem = stemOfForm(form);
      if (stem === form || stems.has(stem)) continue;
      stems.add(stem);
      this.#word.run(stem, kin);
    }
  }
}

/** Goes through the rows of a segment. */
class Cursor {
  kin: string | null = null;
  row: Uint8Array = new Uint8Array();
  readonly #rows: Iterator<Record<string, unknown>>;

  constructor(connection: DatabaseSync, segment: number) {
    // A statement of its own: the others are being read at the same time.
    this.#rows = connection.prepare('select kin, row from index_rows where segment = ? order by kin').iterate(segment);
    this.next();
  }

  next(): void {
    const { done, value } = this.#rows.next();
    this.kin = done === true ? null : String(value.kin);
    this.row = done === true ? new Uint8Array() : blobOf(value.row);
  }
}

function blobOf(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new TypeError('the index holds something that is no row of it');
  return value;
}
