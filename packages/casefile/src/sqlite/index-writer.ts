import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { joinRows, withDocument } from '../search/index/postings.ts';
import {
  placesByKin,
  type Segment,
  SegmentWriter,
  segmentsToJoin,
  withLength,
  wordsOf,
} from '../search/index/segment.ts';
import { wordOf } from '../search/word.ts';
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
    this.#segments = connection.prepare('select id, first, last, words from index_segments order by first');
    this.#segment = connection.prepare('insert into index_segments (first, last, words, lengths) values (?, ?, ?, ?)');
    this.#row = connection.prepare('insert into index_rows (segment, kin, row) values (?, ?, ?)');
    this.#word = connection.prepare('insert into index_words (word, kin) values (?, ?) on conflict do nothing');
  }

  /** @param terms of documents that come after all of the index, with their numbers */
  async write(terms: ReadonlyArray<{ readonly number: number; readonly terms: IndexTerms }>): Promise<void> {
    if (terms.length === 0) return;
    const writer = new SegmentWriter();
    for (const one of terms) writer.add(one.number, one.terms);
    const id = this.#add({ ...writer.bounds, lengths: writer.lengths() });
    await this.#rows(id, writer.rows());
    this.#keepWords(writer.forms());
    await this.#join();
  }

  /** Puts the words of a document that was read again in the place of those that it had before. */
  replace(number: number, before: IndexTerms, now: IndexTerms): void {
    if (before.forms === now.forms && before.body === now.body) return;
    const [old, places] = [placesByKin(before), placesByKin(now)];
    const there = this.#connection
      .prepare('select id, first, lengths from index_segments where ? between first and last')
      .get(number);
    if (there === undefined) throw new RangeError(`the index has no document ${number}`);
    const segment = Number(there.id);
    const rowOfKin = this.#connection.prepare('select row from index_rows where segment = ? and kin = ?');
    const keep = this.#connection.prepare(
      'insert into index_rows (segment, kin, row) values (?, ?, ?) on conflict do update set row = excluded.row',
    );
    const drop = this.#connection.prepare('delete from index_rows where segment = ? and kin = ?');
    for (const kin of new Set([...old.keys(), ...places.keys()])) {
      const row = rowOfKin.get(segment, kin)?.row;
      const bytes = row === undefined ? new Uint8Array() : blobOf(row);
      const changed = withDocument(bytes, number, places.get(kin) ?? new Map());
      if (changed.length === 0) drop.run(segment, kin);
      else keep.run(segment, kin, changed);
    }
    this.#keepWords([...places].flatMap(([kin, forms]) => [...forms.keys()].map((form) => [kin, form] as const)));
    const length = [...places.values()].reduce((sum, forms) => sum + [...forms.values()].flat().length, 0);
    const lengths = withLength(blobOf(there.lengths), number - Number(there.first), length);
    this.#connection
      .prepare('update index_segments set lengths = ?, words = ? where id = ?')
      .run(lengths, wordsOf(lengths), segment);
  }

  async #join(): Promise<void> {
    const segments = this.#segments.all().map(
      (row): Segment => ({
        id: Number(row.id),
        first: Number(row.first),
        last: Number(row.last),
        words: Number(row.words),
      }),
    );
    const some = segmentsToJoin(segments);
    const [from] = some;
    const to = some.at(-1);
    if (from === undefined || to === undefined) return;
    const lengths = this.#connection.prepare('select lengths from index_segments where id = ?');
    const all = some.map(({ id }) => blobOf(lengths.get(id)?.lengths));
    const words = some.reduce((sum, one) => sum + one.words, 0);
    const joined = this.#add({ first: from.first, last: to.last, words, lengths: Buffer.concat(all) });
    await this.#rows(joined, this.#joinedRows(some));
    for (const { id } of some) {
      this.#connection.prepare('delete from index_rows where segment = ?').run(id);
      this.#connection.prepare('delete from index_segments where id = ?').run(id);
    }
  }

  #add({ first, last, words, lengths }: Omit<Segment, 'id'> & { readonly lengths: Uint8Array }): number {
    return Number(this.#segment.run(first, last, words, lengths).lastInsertRowid);
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
      const stem = wordOf(form).stem;
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
