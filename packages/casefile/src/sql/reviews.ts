import { sql, type Transaction } from 'kysely';
import type { LogSeq } from '../ids.ts';
import type { Stamp } from '../log/entry.ts';
import { rangesOf } from '../log/ranges.ts';
import type { Vote } from '../log/replay.ts';
import type { Reviewers, ReviewRequest } from '../log/review.ts';
import {
  flagKey,
  isItemTarget,
  itemKey,
  keyOf,
  linkKey,
  type ReviewSubject,
  refsOf,
  sourceReviewKey,
} from '../log/subject.ts';
import type { Page, PageRequest, ReviewRecord, ReviewState } from '../store/records.ts';
import { NothingToReview, type ReviewFilter } from '../store/store.ts';
import type { Database } from './database.ts';
import { LogWriter } from './log.ts';
import { keyAfter, numberKey, pageOf } from './paging.ts';
import { setRule, settle, statesByKey } from './standings.ts';
import type { Tables } from './tables.ts';
import { oldestOf, targetOf } from './targets.ts';
import { VOTE_COLUMNS, votesOf, writeVote } from './votes.ts';

/** Deciding, taking back, and what was decided: decisions lie in the log, and the tables follow. */

export async function decide(
  transaction: Transaction<Tables>,
  { subject, decision, note }: ReviewRequest,
  stamp: Stamp,
): Promise<ReviewRecord> {
  const target = await targetOf(transaction, subject, decision);
  if (decision.kind === 'correct' && isItemTarget(target)) {
    const { length } = await transaction
      .selectFrom('documents')
      .select('length')
      .where('id', '=', target.document)
      .executeTakeFirstOrThrow();
    for (const { start, end } of rangesOf(decision.correction)) {
      if (end > length) throw new NothingToReview(`document «${target.document}» has no words ${start}–${end}`);
    }
  }
  const log = await LogWriter.begin(transaction, stamp);
  const entry = await log.append({ kind: 'review', target, decision, note });
  const refs = refsOf(target).map(({ document, item }) => ({ document, item, lost: false }));
  const key = keyOf(target, refs);
  const fresh = { correction: null, undone: null, lost: null };
  const vote: Vote = { entry, by: stamp.by, at: log.at, target, decision, note, refs, key, ...fresh };
  await writeVote(transaction, vote);
  await settle(transaction, [key]);
  return recordOf(vote);
}

function recordOf({ key: _, correction: __, ...record }: Vote): ReviewRecord {
  return record;
}

export async function undo(
  transaction: Transaction<Tables>,
  entry: LogSeq,
  note: string | null,
  stamp: Stamp,
): Promise<ReviewRecord> {
  const row = await transaction.selectFrom('reviews').selectAll().where('entry', '=', entry).executeTakeFirst();
  if (row === undefined) throw new NothingToReview(`entry ${entry} of the log is no decision`);
  if (row.undone !== null) throw new NothingToReview(`entry ${entry} was taken back already`);
  const log = await LogWriter.begin(transaction, stamp);
  const undone = await log.append({ kind: 'undo', entry, note });
  await transaction.updateTable('reviews').set({ undone }).where('entry', '=', entry).execute();
  await settle(transaction, [row.key]);
  const [record] = (await listReviews(transaction, { entry }, { limit: 1 })).items;
  return record!;
}

/** Sets how many people must agree before anything is settled. */
export async function setReviewers(
  transaction: Transaction<Tables>,
  reviewers: Reviewers,
  stamp: Stamp,
): Promise<LogSeq> {
  const log = await LogWriter.begin(transaction, stamp);
  const entry = await log.append({ kind: 'reviewers set', reviewers });
  await setRule(transaction, reviewers);
  return entry;
}

export async function listReviews(
  database: Database,
  { entry, kind, document, by, state, subject }: ReviewFilter,
  page: PageRequest,
): Promise<Page<ReviewRecord>> {
  const after = keyAfter(page, numberKey);
  let query = database
    // In this order: the log has an entry for whatever was done, and most of them are no reviews.
    .selectFrom('reviews')
    .crossJoin('log')
    .select(VOTE_COLUMNS)
    .whereRef('log.seq', '=', 'reviews.entry');
  if (entry !== undefined) query = query.where('reviews.entry', '=', entry);
  if (kind !== undefined) query = query.where('reviews.kind', '=', kind);
  if (by !== undefined) query = query.where('reviews.by', '=', by);
  if (state === 'undone') query = query.where('reviews.undone', 'is not', null);
  if (state === 'lost') query = query.where('reviews.lost', 'is not', null).where('reviews.undone', 'is', null);
  if (state === 'standing') query = query.where('reviews.lost', 'is', null).where('reviews.undone', 'is', null);
  if (document !== undefined) {
    query = query.where(sql<boolean>`reviews.entry in (select review_refs.entry from review_refs
      join documents on documents.number = review_refs.document where documents.id = ${document})`);
  }
  if (subject !== undefined) query = query.where('reviews.key', '=', await subjectKey(database, subject));
  if (after !== null) query = query.where(sql<boolean>`reviews.entry < ${after[0]}`);
  const rows = await query
    .orderBy('reviews.entry', 'desc')
    .limit(page.limit + 1)
    .execute();
  const votes = await votesOf(database, rows);
  return pageOf(
    rows,
    page.limit,
    (row) => [row.seq],
    (_, index) => recordOf(votes[index]!),
  );
}

/**
 * By what decisions about a subject are known.
 * @throws NothingToReview for a group that is no more
 */
export async function subjectKey(database: Database, subject: ReviewSubject): Promise<string> {
  switch (subject.kind) {
    case 'link':
      return linkKey(subject.a, subject.b);
    case 'group':
      return itemKey('group', await oldestOf(database, subject.group));
    case 'source':
      return sourceReviewKey(subject.source);
    case 'case flag':
      return flagKey(subject.flag, subject.claims);
    default:
      return itemKey(subject.kind, subject);
  }
}

/** Where the review of each of the subjects stands, in their order; null also for a subject that is no more. */
export async function statesOf(
  database: Database,
  subjects: readonly ReviewSubject[],
): Promise<(ReviewState | null)[]> {
  const keys = await Promise.all(
    subjects.map((subject) =>
      subjectKey(database, subject).catch((error: unknown) => {
        if (error instanceof NothingToReview) return '';
        throw error;
      }),
    ),
  );
  const states = await statesByKey(database, keys);
  return keys.map((key) => states.get(key) ?? null);
}
