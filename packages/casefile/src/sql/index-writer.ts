import type { Transaction } from 'kysely';
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
import type { Tables } from './tables.ts';

/** A row of a segment: all that it says of one kin of words. */
export type KinRow = readonly [kin: string, row: Uint8Array];

/** A form or stem, and its kin. */
export type Word = readonly [word: string, kin: string];

/** What is written and read by the thousand, each engine in its own way; all of it within one transaction. */
export interface IndexDesk {
  /** Adds rows to a segment. */
  put(segment: number, rows: AsyncIterable<KinRow>): Promise<void>;
  /** The rows of a segment, in the order of the bytes of their kin. */
  rows(segment: number): AsyncIterable<KinRow>;
  /** Keeps those that are not there yet. */
  keepWords(words: readonly Word[]): Promise<void>;
}

/** A document's words, and its number. */
export interface NumberedTerms {
  readonly number: number;
  readonly terms: IndexTerms;
}

/** Writes the index of words, within one transaction. */
export class IndexWriter {
  readonly #transaction: Transaction<Tables>;
  readonly #desk: IndexDesk;

  constructor(transaction: Transaction<Tables>, desk: IndexDesk) {
    this.#transaction = transaction;
    this.#desk = desk;
  }

  /** @param terms of documents that come after all of the index, with their numbers */
  async write(terms: readonly NumberedTerms[]): Promise<void> {
    if (terms.length === 0) return;
    const writer = new SegmentWriter();
    for (const one of terms) writer.add(one.number, one.terms);
    const id = await this.#add({ ...writer.bounds, lengths: writer.lengths() });
    await this.#desk.put(id, eachOf(writer.rows()));
    await this.#keepWords(writer.forms());
    await this.#join();
  }

  /** Puts the words of a document that was read again in the place of those that it had before. */
  async replace(number: number, before: IndexTerms, now: IndexTerms): Promise<void> {
    if (before.forms === now.forms && before.body === now.body) return;
    const [old, places] = [placesByKin(before), placesByKin(now)];
    const there = await this.#transaction
      .selectFrom('index_segments')
      .select(['id', 'first', 'lengths'])
      .where('first', '<=', number)
      .where('last', '>=', number)
      .executeTakeFirst();
    if (there === undefined) throw new RangeError(`the index has no document ${number}`);
    for (const kin of new Set([...old.keys(), ...places.keys()])) {
      await this.#replaceRow(there.id, kin, (row) => withDocument(row, number, places.get(kin) ?? new Map()));
    }
    await this.#keepWords([...places].flatMap(([kin, forms]) => [...forms.keys()].map((form) => [kin, form] as const)));
    const length = [...places.values()].reduce((sum, forms) => sum + [...forms.values()].flat().length, 0);
    const lengths = withLength(there.lengths, number - there.first, length);
    await this.#transaction
      .updateTable('index_segments')
      .set({ lengths, words: wordsOf(lengths) })
      .where('id', '=', there.id)
      .execute();
  }

  async #replaceRow(segment: number, kin: string, change: (row: Uint8Array) => Uint8Array): Promise<void> {
    const there = await this.#transaction
      .selectFrom('index_rows')
      .select('row')
      .where('segment', '=', segment)
      .where('kin', '=', kin)
      .executeTakeFirst();
    const row = change(there?.row ?? new Uint8Array());
    if (row.length === 0) {
      await this.#transaction.deleteFrom('index_rows').where('segment', '=', segment).where('kin', '=', kin).execute();
      return;
    }
    await this.#transaction
      .insertInto('index_rows')
      .values({ segment, kin, row })
      .onConflict((conflict) => conflict.columns(['segment', 'kin']).doUpdateSet({ row }))
      .execute();
  }

  async #join(): Promise<void> {
    const segments = await this.#transaction
      .selectFrom('index_segments')
      .select(['id', 'first', 'last', 'words'])
      .orderBy('first')
      .execute();
    const some = segmentsToJoin(segments);
    const [from] = some;
    const to = some.at(-1);
    if (from === undefined || to === undefined) return;
    const ids = some.map(({ id }) => id);
    const kept = await this.#transaction
      .selectFrom('index_segments')
      .select('lengths')
      .where('id', 'in', ids)
      .orderBy('first')
      .execute();
    const lengths = Buffer.concat(kept.map((row) => row.lengths));
    const words = some.reduce((sum, one) => sum + one.words, 0);
    const joined = await this.#add({ first: from.first, last: to.last, words, lengths });
    await this.#desk.put(joined, joinedRows(ids.map((id) => this.#desk.rows(id))));
    await this.#transaction.deleteFrom('index_rows').where('segment', 'in', ids).execute();
    await this.#transaction.deleteFrom('index_segments').where('id', 'in', ids).execute();
  }

  async #add(segment: Omit<Segment, 'id'> & { readonly lengths: Uint8Array }): Promise<number> {
    const { first, last, words, lengths } = segment;
    const { id } = await this.#transaction
      .insertInto('index_segments')
      .values({ first, last, words, lengths })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  async #keepWords(forms: Iterable<readonly [kin: string, form: string]>): Promise<void> {
    const stems = new Set<string>();
    const words: Word[] = [];
    for (const [kin, form] of forms) {
      words.push([form, kin]);
      const stem = wordOf(form).stem;
      if (stem === form || stems.has(stem)) continue;
      stems.add(stem);
      words.push([stem, kin]);
    }
    await this.#desk.keepWords(words);
  }
}

async function* eachOf<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

/** The rows of segments, in the order of their kin, those of one kin joined. */
async function* joinedRows(segments: ReadonlyArray<AsyncIterable<KinRow>>): AsyncGenerator<KinRow> {
  const cursors = segments.map((rows) => rows[Symbol.asyncIterator]());
  const heads: (KinRow | null)[] = [];
  const step = async (at: number): Promise<void> => {
    const { done, value } = await cursors[at]!.next();
    heads[at] = done === true ? null : value;
  };
  for (const at of cursors.keys()) await step(at);
  for (;;) {
    let least: string | null = null;
    for (const head of heads) if (head !== null && (least === null || isBefore(head[0], least))) least = head[0];
    if (least === null) return;
    const parts = [...heads.keys()].filter((at) => heads[at]?.[0] === least);
    yield [least, joinRows(parts.map((at) => heads[at]![1]))];
    for (const at of parts) await step(at);
  }
}

/** Whether a word comes before another one by their bytes in UTF-8, as databases order them. */
function isBefore(a: string, b: string): boolean {
  for (let at = 0; at < a.length && at < b.length; at++) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (x !== y) return orderOf(x) < orderOf(y);
  }
  return a.length < b.length;
}

/** Surrogates stand for characters beyond all that are one unit. */
function orderOf(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
