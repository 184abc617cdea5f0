import { sql } from 'kysely';
import { ByteReader, ByteWriter } from '../search/index/bytes.ts';
import type { Database } from './database.ts';
import { pagesInOrder } from './paging.ts';

/**
 * Which groups have a word, go back to an origin or are of a grade: for each one list of ranks, ascending. Whoever lists
 * groups wants those of the first ranks and how many there are: both are read off the lists, however long.
 */

const KINDS = ['grade', 'origin', 'word'] as const;
export type RankListKind = (typeof KINDS)[number];

/** Lists in the making. Groups come in by their numbers, before any has a rank. */
export class RankLists {
  readonly #lists = {
    grade: new Map<string, Numbers>(),
    origin: new Map<string, Numbers>(),
    word: new Map<string, Numbers>(),
  };

  /** @param number not in the list yet */
  add(kind: RankListKind, key: string, number: number): void {
    const lists = this.#lists[kind];
    let list = lists.get(key);
    if (list === undefined) {
      list = new Numbers();
      lists.set(key, list);
    }
    list.push(number);
  }

  /** The numbers in a list, ascending; none where there is none. */
  numbers(kind: RankListKind, key: string): Int32Array {
    return this.#lists[kind].get(key)?.sorted() ?? new Int32Array();
  }

  /** Makes one list of several, under the first of their keys. */
  join(kind: RankListKind, keys: readonly [string, ...string[]]): void {
    const numbers = new Set(keys.flatMap((key) => [...this.numbers(kind, key)]));
    if (numbers.size === 0) return;
    for (const key of keys) this.#lists[kind].delete(key);
    for (const number of Int32Array.from(numbers).sort()) this.add(kind, keys[0], number);
  }

  /** @param ranks of all groups, by their numbers */
  *rows(ranks: Int32Array): Generator<{ kind: RankListKind; key: string; ranks: Uint8Array }> {
    for (const kind of KINDS) {
      const lists = this.#lists[kind];
      for (const key of [...lists.keys()].sort()) {
        const list = new NumberList();
        const ofKey = lists.get(key)!.sorted();
        for (const [at, number] of ofKey.entries()) ofKey[at] = ranks[number]!;
        for (const rank of ofKey.sort()) list.push(rank);
        yield { kind, key, ranks: list.bytes() };
      }
    }
  }
}

/** Numbers in any order, each as its distance to the one before: twice as much, less one where it is smaller. */
class Numbers {
  readonly #bytes = new ByteWriter();
  #last = 0;
  #count = 0;

  push(number: number): void {
    const distance = number - this.#last;
    this.#bytes.number(distance < 0 ? -2 * distance - 1 : 2 * distance);
    this.#last = number;
    this.#count++;
  }

  sorted(): Int32Array {
    const numbers = new Int32Array(this.#count);
    const reader = new ByteReader(this.#bytes.bytes());
    for (let at = 0, last = 0; at < this.#count; at++) {
      const distance = reader.number();
      last += distance % 2 === 1 ? -(distance + 1) / 2 : distance / 2;
      numbers[at] = last;
    }
    return numbers.sort();
  }
}

/** Ascending numbers, each as its distance to the one before (the first from 0). */
class NumberList {
  readonly #bytes = new ByteWriter();
  #last = 0;

  push(number: number): void {
    this.#bytes.number(number - this.#last);
    this.#last = number;
  }

  bytes(): Uint8Array {
    return this.#bytes.bytes();
  }
}

export function unpackRanks(bytes: Uint8Array): Int32Array {
  // A number takes a byte or more.
  const ranks = new Int32Array(bytes.length);
  const reader = new ByteReader(bytes);
  let count = 0;
  for (let last = 0; reader.at < bytes.length; count++) {
    last += reader.number();
    ranks[count] = last;
  }
  return ranks.subarray(0, count);
}

/** The ranks of the groups that have one of these; none for what no group has. */
export async function ranksWith(database: Database, kind: RankListKind, key: string): Promise<Int32Array> {
  const row = await database
    .selectFrom('group_lists')
    .select('ranks')
    .where('kind', '=', kind)
    .where('key', '=', key)
    .executeTakeFirst();
  return row === undefined ? new Int32Array() : unpackRanks(row.ranks);
}

/** What stands in all of some lists, each ascending. */
export function inAll([first = new Int32Array(), ...others]: readonly Int32Array[]): Int32Array {
  return others.reduce((found, other) => sifted(found, other, true), first);
}

/** What stands in a list and not in another, both ascending. */
export function without(list: Int32Array, other: Int32Array): Int32Array {
  return other.length === 0 ? list : sifted(list, other, false);
}

/** Those of a list that stand in another, or those that do not. Lists are half a million long: a call for each tells. */
function sifted(list: Int32Array, other: Int32Array, wanted: boolean): Int32Array {
  const found = new Int32Array(list.length);
  let count = 0;
  let at = 0;
  for (let i = 0; i < list.length; i++) {
    const rank = list[i]!;
    while (at < other.length && other[at]! < rank) at++;
    if ((other[at] === rank) === wanted) found[count++] = rank;
  }
  return found.subarray(0, count);
}

/** Where in an ascending list the ranks begin that are larger than `rank`. */
export function placeAfter(list: Int32Array, rank: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]! <= rank) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The ranks of all groups, by their numbers.
 * @param numbers larger than those of all groups
 */
export async function ranksByNumber(database: Database, numbers: number): Promise<Int32Array> {
  const ranks = new Int32Array(numbers);
  for (let after = -1; ; ) {
    const rows = await database
      .selectFrom('groups')
      .select(['number', sql<number>`rank`.as('rank')])
      .where('number', '>', after)
      .orderBy('number')
      .limit(TOGETHER)
      .execute();
    for (const { number, rank } of rows) ranks[number] = rank;
    const last = rows.at(-1);
    if (last === undefined) return ranks;
    after = last.number;
  }
}

const TOGETHER = 10_000;
/** Lists of words that are looked at together. */
const LISTS = 500;

/** Adds to lists in the making which of the groups that stay as they are have which words, by the lists that are there. */
export async function keepWords(
  database: Database,
  lists: RankLists,
  groups: readonly { readonly number: number; readonly rank: number }[],
): Promise<void> {
  const byRank = new Int32Array(groups.reduce((most, { rank }) => Math.max(most, rank + 1), 0)).fill(-1);
  for (const { number, rank } of groups) byRank[rank] = number;
  const pages = pagesInOrder(
    [''],
    ([after = '']) =>
      database
        .selectFrom('group_lists')
        .select(['key', 'ranks'])
        .where('kind', '=', 'word')
        .where('key', '>', after)
        .orderBy('key')
        .limit(LISTS)
        .execute(),
    ({ key }): string[] => [key],
  );
  for await (const rows of pages) {
    for (const { key, ranks } of rows) {
      for (const rank of unpackRanks(ranks)) {
        const number = byRank[rank] ?? -1;
        if (number >= 0) lists.add('word', key, number);
      }
    }
  }
}
