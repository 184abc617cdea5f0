import { canonical } from '../log/canonical.ts';
import { DecisionsReplay } from '../log/replay.ts';
import { refsOf } from '../log/subject.ts';
import type { Database } from './database.ts';
import type { Engine } from './engine.ts';
import { logAfter } from './log.ts';
import { setRule, standingRow } from './standings.ts';
import { reviewRow, writeVote } from './votes.ts';

/** The tables of review against the log that they follow from: made anew from it, and checked against it. */

/** Entries read at a time. */
const PAGE = 1000;

/**
 * The decisions of the log, as far as some moment.
 * @param until ISO instant: entries up to the last one that is not after it; all of them unless told
 */
export async function replayed(database: Database, until?: string): Promise<DecisionsReplay> {
  const replay = new DecisionsReplay();
  const last = until === undefined ? Number.MAX_SAFE_INTEGER : await lastAt(database, until);
  for (let after = 0; ; ) {
    const rows = await logAfter(database, after, PAGE, REVIEW_ACTS);
    for (const entry of rows) if (entry.seq <= last) replay.apply(entry);
    const end = rows.at(-1);
    if (end === undefined || end.seq >= last) return replay;
    after = end.seq;
  }
}

/** The last entry that is not after a moment; 0 where there is none. */
async function lastAt(database: Database, until: string): Promise<number> {
  const row = await database
    .selectFrom('log')
    .select('seq')
    .where('at', '<=', until)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

const REVIEW_ACTS = ['review', 'undo', 'reviewers set', 'decisions carried'] as const;

/** Whether the case has no tables of review yet. */
export async function needsReviews(database: Database): Promise<boolean> {
  return (await database.selectFrom('review_rule').select('reviewers').executeTakeFirst()) === undefined;
}

/** Makes the tables of review where the case has none yet. */
export async function deriveReviews(engine: Engine): Promise<void> {
  if (!(await needsReviews(engine.reading))) return;
  await engine.write(async (transaction) => {
    // Asked again under the lock: another process may have got here first.
    if (!(await needsReviews(transaction))) return;
    const replay = await replayed(transaction);
    for (const vote of replay.votes.values()) await writeVote(transaction, vote);
    await setRule(transaction, replay.reviewers);
  });
}

/** Where the tables say something else than the log. */
export async function reviewFaults(database: Database): Promise<string[]> {
  const replay = await replayed(database);
  const votes = [...replay.votes.values()];
  const refs = votes.flatMap(({ entry, target, refs: current }) =>
    refsOf(target).map(({ kind }, place) => {
      const { document, item, lost } = current[place]!;
      return { entry, place, kind, document, item, lost: lost ? 1 : 0 };
    }),
  );
  const standings: object[] = [];
  for (const standing of replay.standings().values()) standings.push(await standingRow(database, standing));
  return [
    ...(await differences(database, 'review_rule', [{ reviewers: replay.reviewers }])),
    ...(await differences(database, 'reviews', votes.map(reviewRow))),
    ...(await differences(database, 'standings', standings)),
    ...compared(
      'review_refs',
      refs,
      await database
        .selectFrom('review_refs')
        .innerJoin('documents', 'documents.number', 'review_refs.document')
        .select(['review_refs.entry', 'review_refs.place', 'review_refs.kind', 'review_refs.item', 'review_refs.lost'])
        .select('documents.id as document')
        .execute(),
    ),
  ];
}

async function differences(
  database: Database,
  table: 'review_rule' | 'reviews' | 'standings',
  told: readonly object[],
): Promise<string[]> {
  return compared(table, told, await database.selectFrom(table).selectAll().execute());
}

/** Rows that only one of the two has. */
function compared(table: string, told: readonly object[], kept: readonly object[]): string[] {
  const [one, other] = [told, kept].map((rows) => new Set(rows.map(canonical)));
  return [
    ...[...other!.difference(one!)].map((row) => `${row} of ${table} is not as the log says`),
    ...[...one!.difference(other!)].map((row) => `${row} of ${table} is missing, though the log says it`),
  ];
}
