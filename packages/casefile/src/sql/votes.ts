import type { ExpressionBuilder, Selectable, Transaction } from 'kysely';
import type { DocumentId, LogSeq } from '../ids.ts';
import { act as actSchema } from '../log/entry.ts';
import type { Vote } from '../log/replay.ts';
import { correction as correctionSchema, type Decision } from '../log/review.ts';
import { type CurrentRef, refsOf } from '../log/subject.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';
import { inSome } from './wanted.ts';

/** Decisions as the log has them, with what the tables know of them since. */

export const VOTE_COLUMNS = [
  'log.seq',
  'log.by',
  'log.at',
  'log.act',
  'reviews.key',
  'reviews.correction',
  'reviews.undone',
  'reviews.lost',
] as const;

export type VoteRow = Pick<Selectable<Tables['log']>, 'seq' | 'by' | 'at' | 'act'> &
  Pick<Selectable<Tables['reviews']>, 'key' | 'correction' | 'undone' | 'lost'>;

/** Decisions of rows that have `VOTE_COLUMNS`, in their order. */
export async function votesOf(database: Database, rows: readonly VoteRow[]): Promise<Vote[]> {
  const refs = await refsByEntry(
    database,
    rows.map(({ seq }) => seq),
  );
  return rows.map(({ seq, by, at, act: json, key, correction, undone, lost }) => {
    const act = actSchema.parse(JSON.parse(json));
    if (act.kind !== 'review') throw new Error(`entry ${seq} of the log is no decision`);
    const { target, note } = act;
    const carried = correction === null ? null : correctionSchema.parse(JSON.parse(correction));
    const decision: Decision = carried === null ? act.decision : { kind: 'correct', correction: carried };
    const known = { refs: refs.get(seq) ?? [], key, correction: carried, undone, lost };
    return { entry: seq, by, at, decision, note, target, ...known };
  });
}

async function refsByEntry(database: Database, entries: readonly LogSeq[]): Promise<Map<LogSeq, CurrentRef[]>> {
  const rows = await inSome([...new Set(entries)], (some) =>
    database
      .selectFrom('review_refs')
      .innerJoin('documents', 'documents.number', 'review_refs.document')
      .select(['review_refs.entry', 'documents.id', 'review_refs.item', 'review_refs.lost'])
      .where('review_refs.entry', 'in', some)
      .orderBy('review_refs.entry')
      .orderBy('review_refs.place')
      .execute(),
  );
  const refs = new Map<LogSeq, CurrentRef[]>();
  for (const { entry, id, item, lost } of rows) {
    const known = refs.get(entry) ?? [];
    known.push({ document: id, item, lost: lost !== 0 });
    refs.set(entry, known);
  }
  return refs;
}

/** Decisions that count: not taken back, and on something that is still there. */
export function counts(row: ExpressionBuilder<Tables, 'reviews'>): ReturnType<typeof row.and> {
  return row.and([row('reviews.undone', 'is', null), row('reviews.lost', 'is', null)]);
}

/** Decisions about one thing that count, in the order of the log. */
export async function votesFor(database: Database, keys: readonly string[]): Promise<Vote[]> {
  const rows = await inSome([...new Set(keys)], (some) =>
    database
      .selectFrom('reviews')
      .innerJoin('log', 'log.seq', 'reviews.entry')
      .select(VOTE_COLUMNS)
      .where('reviews.key', 'in', some)
      .where(counts)
      .execute(),
  );
  return votesOf(
    database,
    rows.toSorted((a, b) => a.seq - b.seq),
  );
}

/** A decision as its row has it. */
export function reviewRow({ entry, target, key, by, correction, undone, lost }: Vote): Selectable<Tables['reviews']> {
  return { entry, kind: target.kind, key, by, correction: correction && JSON.stringify(correction), undone, lost };
}

/** Keeps a decision and the items that it names. */
export async function writeVote(transaction: Transaction<Tables>, vote: Vote): Promise<void> {
  const { entry, target, refs } = vote;
  await transaction.insertInto('reviews').values(reviewRow(vote)).execute();
  for (const [place, { kind }] of refsOf(target).entries()) {
    const { document: id, item, lost } = refs[place]!;
    const document = await documentNumber(transaction, id);
    await transaction
      .insertInto('review_refs')
      .values({ entry, place, kind, document, item, lost: lost ? 1 : 0 })
      .execute();
  }
}

export async function documentNumber(database: Database, id: DocumentId): Promise<number> {
  const row = await database.selectFrom('documents').select('number').where('id', '=', id).executeTakeFirstOrThrow();
  return row.number;
}
