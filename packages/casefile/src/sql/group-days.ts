import { type RawBuilder, sql } from 'kysely';
import { KeptSince } from '../kept-since.ts';
import type { Database } from './database.ts';
import { lastWeighing } from './findings.ts';
import { listOf, numbersOf } from './wanted.ts';

/**
 * Between which days the reports of each group came out, by rank. Most groups lie in most spans of time that anybody
 * asks for: to pick those that do not out of half a million rows takes half a second, out of numbers a millisecond.
 */
interface GroupDays {
  readonly earliest: Int32Array;
  readonly latest: Int32Array;
}

const known = new KeptSince<Database, GroupDays>();

/** Ranks of the groups whose reports came out between two days (ISO), both included; ascending. */
export async function ranksBetween(database: Database, from: string, to: string): Promise<Int32Array> {
  const { earliest, latest } = await known.of(database, await lastWeighing(database), () => daysOf(database));
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const ranks = new Int32Array(earliest.length);
  let count = 0;
  for (let rank = 0; rank < ranks.length; rank++) {
    if (latest[rank]! >= first && earliest[rank]! <= last) ranks[count++] = rank;
  }
  return ranks.subarray(0, count);
}

async function daysOf(database: Database): Promise<GroupDays> {
  // One pass gives three lists in one order, whichever it is: to have them sorted would take longer.
  const { rows } = await sql<{ ranks: string | null; earliest: string | null; latest: string | null }>`
    select ${listOf('rank')} as ranks, ${listOf('earliest')} as earliest, ${listOf('latest')} as latest
    from (select rank, ${dayOf('earliest', NEVER)}, ${dayOf('latest', 0)} from groups) as days`.execute(database);
  const ranks = numbersOf(rows[0]?.ranks ?? '');
  const byRank = (list: string | null | undefined): Int32Array => {
    const days = new Int32Array(ranks.length);
    for (const [place, day] of numbersOf(list ?? '').entries()) days[ranks[place]!] = day;
    return days;
  };
  return { earliest: byRank(rows[0]?.earliest), latest: byRank(rows[0]?.latest) };
}

/** Of a group without a date: it lies in no span. */
const NEVER = 99_999_999;

/**
 * A column of days as the digits of numbers: 2024-03-12 as 20240312. What is no day, in a case that came from elsewhere,
 * becomes some number or other, and must not become two.
 */
function dayOf(column: 'earliest' | 'latest', none: number): RawBuilder<unknown> {
  const day = sql.ref(column);
  return sql`coalesce(replace(replace(substr(${day}, 1, 10), '-', ''), ',', ''), ${String(none)}) as ${day}`;
}

function dayNumber(day: string): number {
  return Number(day.replaceAll('-', ''));
}
