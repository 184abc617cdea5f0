import { sql } from 'kysely';
import { ByteReader, ByteWriter } from '../search/index/bytes.ts';
import type { Database } from './database.ts';

/**
 * Which groups have a word, go back to an origin or are of a grade: for each one list of ranks, ascending. Whoever lists
 * groups wants those of the first ranks and how many there are: both are read off the lists, however long.
 */

const KINDS = ['grade', 'origin', 'word'] as const;
export type RankListKind = (typeof KINDS)[number];

/** Lists in the making. Groups come in by their numbers, before any has a rank. */
export class RankLists {
  readonly #lists = {
    grade: new Map<string, NumberList>(),
    origin: new Map<string, NumberList>(),
    word: new Map<string, NumberList>(),
  };

  /** @param number larger than those of the groups before */
  add(kind: RankListKind, key: string, number: number): void {
    const lists = this.#lists[kind];
    let list = lists.get(key);
    if (list === undefined) {
      list = new NumberList();
      lists.set(key, list);
    }
    list.push(number);
  }

  /** The numbers in a list, ascending; none where there is none. */
  numbers(kind: RankListKind, key: string): Int32Array {
    const list = this.#lists[kind].get(key);
    return list === undefined ? new Int32Array() : unpackRanks(list.bytes());
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
        const ofKey = unpackRanks(lists.get(key)!.bytes()).map((number) => ranks[number]!);
        for (const rank of ofKey.sort()) list.push(rank);
        yield { kind, key, ranks: list.bytes() };
      }
    }
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

/** The ranks of all groups, by their numbers. */
export async function ranksByNumber(database: Database, groups: number): Promise<Int32Array> {
  const ranks = new Int32Array(groups);
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
