import { sql } from 'kysely';
import type { Database } from './database.ts';
import { lastWeighing } from './findings.ts';

/**
 * Between which days the reports of each group came out, by rank. Most groups lie in most spans of time that anybody
 * asks for: to pick those that do not out of half a million rows takes half a second, out of numbers a millisecond.
 */
interface GroupDays {
  /** The entry of the log that brought these groups. */
  readonly weighed: number | null;
  readonly earliest: Int32Array;
  readonly latest: Int32Array;
}

const known = new WeakMap<Database, GroupDays>();

/** Ranks of the groups whose reports came out between two days (ISO), both included; ascending. */
export async function ranksBetween(database: Database, from: string, to: string): Promise<Int32Array> {
  const { earliest, latest } = await daysOf(database);
  const [first, last] = [dayNumber(from), dayNumber(to)];
  return Int32Array.from(earliest.keys()).filter((rank) => latest[rank]! >= first && earliest[rank]! <= last);
}

async function daysOf(database: Database): Promise<GroupDays> {
  const weighed = await lastWeighing(database);
  const before = known.get(database);
  if (before !== undefined && before.weighed === weighed) return before;
  const { rows } = await sql<{ earliest: string | null; latest: string | null }>`
    select string_agg(coalesce(substr(earliest, 1, 10), ''), ',' order by rank) as earliest,
      string_agg(coalesce(substr(latest, 1, 10), ''), ',' order by rank) as latest from groups`.execute(database);
  const numbers = (days: string | null | undefined, none: number): Int32Array =>
    Int32Array.from(days?.split(',') ?? [], (day) => (day === '' ? none : dayNumber(day)));
  // A group without a date lies in no span.
  const days = { weighed, earliest: numbers(rows[0]?.earliest, NEVER), latest: numbers(rows[0]?.latest, 0) };
  known.set(database, days);
  return days;
}

const NEVER = 99_999_999;

/** 2024-03-12 as 20240312. */
function dayNumber(day: string): number {
  return Number(day.replaceAll('-', ''));
}
