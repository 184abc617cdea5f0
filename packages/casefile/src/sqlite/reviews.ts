import { type Selectable, sql, type Transaction } from 'kysely';
import type { LogSeq } from '../ids.ts';
import { act as actSchema, type Stamp } from '../log/entry.ts';
import { anchorIn, type ReviewKind, type ReviewRequest, type ReviewSubject } from '../log/review.ts';
import type { Page, PageRequest, ReviewRecord, ReviewState } from '../store/records.ts';
import { NothingToReview, type ReviewFilter } from '../store/store.ts';
import type { Database } from './database.ts';
import { LogWriter } from './log.ts';
import { keyAfter, numberKey, pageOf } from './paging.ts';
import type { Tables } from './tables.ts';

/** Decisions lie in the log; the table of reviews only says which entries they are and which were taken back. */

export async function decide(
  transaction: Transaction<Tables>,
  { subject, decision, note }: ReviewRequest,
  stamp: Stamp,
): Promise<ReviewRecord> {
  const { kind, document, item } = subject;
  const body = await transaction
    .selectFrom('documents')
    .innerJoin('bodies', 'bodies.document', 'documents.number')
    .select(['documents.number', 'bodies.text', 'bodies.reading_digest as reading'])
    .where('documents.id', '=', document)
    .executeTakeFirst();
  if (body === undefined) throw new NothingToReview(`the case has no document «${document}»`);
  const span = await spanOf(transaction, body.number, subject);
  if (span === undefined) throw new NothingToReview(`document «${document}» has no ${kind} «${item}»`);
  const target = { ...subject, anchor: anchorIn(body.text, span.start, span.end), reading: body.reading };
  const log = await LogWriter.begin(transaction, stamp);
  const entry = await log.append({ kind: 'review', target, decision, note });
  await transaction.insertInto('reviews').values({ entry, kind, document: body.number, item, undone: null }).execute();
  return { entry, by: stamp.by, at: stamp.at, target, decision, note, undone: null };
}

async function spanOf(
  database: Database,
  document: number,
  { kind, item }: ReviewSubject,
): Promise<{ start: number; end: number } | undefined> {
  switch (kind) {
    case 'claim':
    case 'attribution':
      return database
        .selectFrom(kind === 'claim' ? 'claims' : 'attributions')
        .select(['start', 'end'])
        .where('document', '=', document)
        .where('id', '=', item)
        .executeTakeFirst();
    case 'figure':
      return /^\d+$/.test(item)
        ? database
            .selectFrom('figures')
            .select(['start', 'end'])
            .where('document', '=', document)
            .where('position', '=', Number(item))
            .executeTakeFirst()
        : undefined;
  }
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
  return recordOf(await loggedReview(transaction, entry), undone);
}

async function loggedReview(database: Database, entry: LogSeq): Promise<Selectable<Tables['log']>> {
  return database.selectFrom('log').selectAll().where('seq', '=', entry).executeTakeFirstOrThrow();
}

function recordOf(row: Pick<Tables['log'], 'seq' | 'by' | 'at' | 'act'>, undone: LogSeq | null): ReviewRecord {
  const act = actSchema.parse(JSON.parse(row.act));
  if (act.kind !== 'review') throw new Error(`entry ${row.seq} of the log is no decision`);
  const { target, decision, note } = act;
  return { entry: row.seq, by: row.by, at: row.at, target, decision, note, undone };
}

export async function listReviews(
  database: Database,
  filter: ReviewFilter,
  page: PageRequest,
): Promise<Page<ReviewRecord>> {
  const after = keyAfter(page, numberKey);
  let query = database
    .selectFrom('reviews')
    .innerJoin('log', 'log.seq', 'reviews.entry')
    .innerJoin('documents', 'documents.number', 'reviews.document')
    .select(['log.seq', 'log.by', 'log.at', 'log.act', 'reviews.undone']);
  const { kind, document, subject } = filter;
  if (kind !== undefined) query = query.where('reviews.kind', '=', kind);
  if (document !== undefined) query = query.where('documents.id', '=', document);
  if (subject !== undefined) {
    query = query
      .where('documents.id', '=', subject.document)
      .where('reviews.kind', '=', subject.kind)
      .where('reviews.item', '=', subject.item);
  }
  if (after !== null) query = query.where(sql<boolean>`reviews.entry < ${after[0]}`);
  const rows = await query
    .orderBy('reviews.entry', 'desc')
    .limit(page.limit + 1)
    .execute();
  return pageOf(
    rows,
    page.limit,
    (row) => [row.seq],
    (row) => recordOf(row, row.undone),
  );
}

/** The decisions that stand for some items, by document and item. */
export class StandingReviews {
  readonly #states = new Map<string, ReviewState>();

  set(document: number, item: string, state: ReviewState): void {
    this.#states.set(`${document} ${item}`, state);
  }

  get(document: number, item: string): ReviewState | null {
    return this.#states.get(`${document} ${item}`) ?? null;
  }
}

/** The last decision on each item that was not taken back. */
export async function standingReviews(
  database: Database,
  kind: ReviewKind,
  items: ReadonlyArray<{ readonly number: number; readonly id: string }>,
): Promise<StandingReviews> {
  const standing = new StandingReviews();
  const documents = [...new Set(items.map((item) => item.number))];
  if (documents.length === 0) return standing;
  const rows = await database
    .selectFrom('reviews')
    .innerJoin('log', 'log.seq', 'reviews.entry')
    .select(['reviews.document', 'reviews.item', 'log.seq', 'log.by', 'log.at', 'log.act'])
    .where('reviews.kind', '=', kind)
    .where('reviews.document', 'in', documents)
    .where('reviews.undone', 'is', null)
    .orderBy('reviews.entry')
    .execute();
  for (const row of rows) {
    const { entry, by, at, decision, note } = recordOf(row, null);
    standing.set(row.document, row.item, { entry, by, at, decision, note });
  }
  return standing;
}
