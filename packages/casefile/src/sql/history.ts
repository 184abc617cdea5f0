import { sql } from 'kysely';
import type { DocumentId, LogSeq } from '../ids.ts';
import { act as actSchema, type LogEntry } from '../log/entry.ts';
import { type ReviewSubject, refsOf } from '../log/subject.ts';
import type { CarryRecord, HistoryEntry, Page, PageRequest } from '../store/records.ts';
import type { DocumentFilter } from '../store/store.ts';
import type { Database } from './database.ts';
import { keyAfter, numberKey, pageOf } from './paging.ts';
import { subjectKey } from './reviews.ts';
import { VOTE_COLUMNS, votesOf } from './votes.ts';

/** Who decided what and when, and what became of it. */

/**
 * All that was ever decided about a subject, the oldest first.
 * @throws NothingToReview when there is no such thing
 */
export async function historyOf(database: Database, subject: ReviewSubject): Promise<HistoryEntry[]> {
  const rows = await database
    .selectFrom('reviews')
    .innerJoin('log', 'log.seq', 'reviews.entry')
    .select(VOTE_COLUMNS)
    .where('reviews.key', '=', await subjectKey(database, subject))
    .orderBy('reviews.entry')
    .execute();
  const votes = await votesOf(database, rows);
  const ids = new Set(votes.map(({ entry }) => entry));
  const decided = votes.map(({ entry, at, by, target, decision, note }): HistoryEntry => {
    return { kind: 'decided', entry, at, by, target, decision, note };
  });
  const undone = (
    await entriesOf(
      database,
      votes.map(({ undone: seq }) => seq).filter((seq) => seq !== null),
    )
  ).flatMap(({ seq, at, by, act }): HistoryEntry[] =>
    act.kind === 'undo' ? [{ kind: 'undone', entry: seq, at, by, of: act.entry, note: act.note }] : [],
  );
  const carried = (
    await carriesOf(
      database,
      votes.flatMap(({ target, refs }) => [...refsOf(target), ...refs].map(({ document }) => document)),
    )
  ).flatMap(({ seq, at, by, act }): HistoryEntry[] =>
    act.kind === 'decisions carried'
      ? act.items
          .filter((item) => ids.has(item.entry))
          .map(({ entry: of, ref, outcome, because }) => ({
            kind: 'carried',
            entry: seq,
            at,
            by,
            of,
            ref,
            outcome,
            because,
          }))
      : [],
  );
  return [...decided, ...undone, ...carried].toSorted((a, b) => a.entry - b.entry);
}

type Entry = Pick<LogEntry, 'seq' | 'at' | 'by' | 'act'>;

/** What was carried over to these documents, and to the versions that it came from. */
async function carriesOf(database: Database, documents: readonly DocumentId[]): Promise<Entry[]> {
  const found = new Map<LogSeq, Entry>();
  const seen = new Set<DocumentId>();
  for (let next = new Set(documents); next.size > 0; ) {
    const rows = await database
      .selectFrom('carries')
      .innerJoin('documents', 'documents.number', 'carries.document')
      .select('carries.entry')
      .where('documents.id', 'in', [...next])
      .execute();
    const entries = await entriesOf(
      database,
      rows.map(({ entry }) => entry),
    );
    for (const entry of entries) found.set(entry.seq, entry);
    for (const document of next) seen.add(document);
    const before = entries.flatMap(({ act }) => (act.kind === 'decisions carried' ? (act.from ?? []) : []));
    next = new Set(before).difference(seen);
  }
  return [...found.values()];
}

async function entriesOf(database: Database, seqs: readonly LogSeq[]): Promise<Entry[]> {
  if (seqs.length === 0) return [];
  const rows = await database.selectFrom('log').select(['seq', 'at', 'by', 'act']).where('seq', 'in', seqs).execute();
  return rows.map(({ act, ...row }) => ({ ...row, act: actSchema.parse(JSON.parse(act)) }));
}

/** What became of decisions when documents were read again, the latest first. */
export async function listCarries(
  database: Database,
  { document }: DocumentFilter,
  page: PageRequest,
): Promise<Page<CarryRecord>> {
  const after = keyAfter(page, numberKey);
  let query = database
    .selectFrom('carries')
    .innerJoin('log', 'log.seq', 'carries.entry')
    .innerJoin('documents', 'documents.number', 'carries.document')
    .select(['log.seq', 'log.at', 'log.by', 'log.act']);
  if (document !== undefined) query = query.where('documents.id', '=', document);
  if (after !== null) query = query.where(sql<boolean>`carries.entry < ${after[0]}`);
  const rows = await query
    .orderBy('carries.entry', 'desc')
    .limit(page.limit + 1)
    .execute();
  return pageOf(
    rows,
    page.limit,
    ({ seq }) => [seq],
    ({ seq, at, by, act }) => {
      const said = actSchema.parse(JSON.parse(act));
      if (said.kind !== 'decisions carried') throw new Error(`entry ${seq} of the log carries nothing`);
      return { entry: seq, at, by, document: said.document, items: said.items };
    },
  );
}
