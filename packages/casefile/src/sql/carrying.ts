import { findAnchor } from '@isnad/intake';
import type { Transaction } from 'kysely';
import type { Digest, DocumentId, LogSeq } from '../ids.ts';
import { carry, type Find, type ReadItem, type Sought } from '../log/carry.ts';
import { mapRanges, rangesOf } from '../log/ranges.ts';
import { carried, type Vote } from '../log/replay.ts';
import type { CarriedItem, Correction } from '../log/review.ts';
import { anchorIn, type ItemKind, itemKind, refsOf, type TargetRef } from '../log/subject.ts';
import type { ReadingRows } from '../store/records.ts';
import type { LogWriter } from './log.ts';
import { settle } from './standings.ts';
import type { Tables } from './tables.ts';
import { documentNumber, reviewRow, VOTE_COLUMNS, votesOf } from './votes.ts';

/**
 * Carries what was decided on one Reading over to another: of the same document read again, or of the version that takes
 * its place.
 */

/** A document as it was read. */
export interface Said {
  readonly id: DocumentId;
  readonly text: string;
  readonly items: readonly ReadItem[];
}

/** Carries decisions over, tells it in the log, and settles anew what they are on. */
export async function carryDecisions(
  transaction: Transaction<Tables>,
  log: LogWriter,
  votes: readonly Vote[],
  before: Said,
  after: Said & { readonly number: number; readonly reading: Digest },
): Promise<{ readonly entry: LogSeq; readonly items: readonly CarriedItem[] }> {
  const { items, corrections } = carriedOver(votes, before, after);
  const { id: document, reading } = after;
  const from = before.id === document ? {} : { from: before.id };
  const entry = await log.append({ kind: 'decisions carried', document, ...from, reading, items, corrections });
  await transaction.insertInto('carries').values({ entry, document: after.number }).execute();
  const moved = new Map(corrections.map((one) => [one.entry, one.correction]));
  const keys: string[] = [];
  for (const vote of votes) {
    const own = items.filter((item) => item.entry === vote.entry);
    const now = carried(vote, document, own, moved.get(vote.entry) ?? null, entry);
    keys.push(vote.key, now.key);
    await updateVote(transaction, now);
  }
  await settle(transaction, keys);
  return { entry, items };
}

/** Decisions that name something of a document and were not taken back. */
export async function votesOn(transaction: Transaction<Tables>, document: number): Promise<Vote[]> {
  const rows = await transaction
    .selectFrom('reviews')
    .innerJoin('log', 'log.seq', 'reviews.entry')
    .select(VOTE_COLUMNS)
    .where('reviews.undone', 'is', null)
    .where('reviews.entry', 'in', (from) =>
      from.selectFrom('review_refs').select('review_refs.entry').where('review_refs.document', '=', document),
    )
    .orderBy('reviews.entry')
    .execute();
  return votesOf(transaction, rows);
}

async function updateVote(transaction: Transaction<Tables>, vote: Vote): Promise<void> {
  const { entry, refs } = vote;
  const { key, correction, lost } = reviewRow(vote);
  await transaction.updateTable('reviews').set({ key, correction, lost }).where('entry', '=', entry).execute();
  for (const [place, { document, item, lost: gone }] of refs.entries()) {
    await transaction
      .updateTable('review_refs')
      .set({ document: await documentNumber(transaction, document), item, lost: gone ? 1 : 0 })
      .where('entry', '=', entry)
      .where('place', '=', place)
      .execute();
  }
}

/** Items of a Reading, with the kinds by which they are compared: a flag is found again as a flag of its sort. */
export function itemsOf({ claims, attributions, figures, acts, flags }: ReadingRows): ReadItem[] {
  return [
    ...claims.map(({ id, start, end }) => ({ kind: 'claim', item: id, start, end })),
    ...attributions.map(({ id, start, end }) => ({ kind: 'attribution', item: id, start, end })),
    ...figures.map(({ index, start, end }) => ({ kind: 'figure', item: String(index), start, end })),
    ...acts.map(({ index, start, end }) => ({ kind: 'act', item: String(index), start, end })),
    ...flags.map(({ index, kind, start, end }) => ({ kind: `flag ${kind}`, item: String(index), start, end })),
  ];
}

const find: Find = ({ exact, ...anchor }, text) => findAnchor({ ...anchor, quote: exact }, text);

interface SoughtRef extends Sought {
  readonly entry: LogSeq;
  readonly ref: number;
}

function carriedOver(
  votes: readonly Vote[],
  { id, items: before, text: oldText }: Said,
  { items: after, text: newText }: Said,
): { items: CarriedItem[]; corrections: { entry: LogSeq; correction: Correction }[] } {
  const sought = votes.flatMap((vote): SoughtRef[] =>
    refsOf(vote.target).flatMap((named, ref) => {
      if (vote.refs[ref]?.document !== id) return [];
      return [{ entry: vote.entry, ref, ...soughtOf(vote, named, ref, before, oldText) }];
    }),
  );
  const found = carry(sought, after, newText, find);
  const corrections: { entry: LogSeq; correction: Correction }[] = [];
  const broken = new Set<LogSeq>();
  for (const { entry, decision, lost } of votes) {
    if (decision.kind !== 'correct') continue;
    if (lost !== null && rangesOf(decision.correction).length > 0) {
      // Its offsets are of a text before the last one.
      broken.add(entry);
      continue;
    }
    const moved = mapRanges(decision.correction, ({ start, end }) => {
      const place = find(anchorIn(oldText, start, end), newText);
      return place === null ? null : { start: place.start, end: place.end };
    });
    if (moved === null) broken.add(entry);
    else if (JSON.stringify(moved) !== JSON.stringify(decision.correction))
      corrections.push({ entry, correction: moved });
  }
  const items = sought.map(({ entry, ref }, index): CarriedItem => {
    const own = found[index]!;
    const lost = own.outcome !== 'lost' && broken.has(entry);
    return lost
      ? { entry, ref, outcome: 'lost', to: null, anchor: null, because: 'correction' }
      : { entry, ref, ...own };
  });
  return { items, corrections };
}

/** The words that a decision's item stood in last; of one that was lost, those when it was decided. */
function soughtOf(vote: Vote, named: TargetRef, ref: number, before: readonly ReadItem[], oldText: string): Sought {
  const { item, lost } = vote.refs[ref]!;
  const last = lost ? undefined : before.find((one) => kindOf(one) === named.kind && one.item === item);
  const anchor = last === undefined ? named.anchor : anchorIn(oldText, last.start, last.end);
  const { decision } = vote;
  const span =
    !lost && decision.kind === 'correct' && (decision.correction.of === 'claim' || decision.correction.of === 'figure')
      ? decision.correction.span
      : undefined;
  const corrected = span === undefined ? null : anchorIn(oldText, span.start, span.end);
  return { kind: last?.kind ?? named.kind, item: lost ? `lost ${vote.entry}` : item, anchor, corrected };
}

function kindOf({ kind }: ReadItem): ItemKind {
  return kind.startsWith('flag ') ? 'flag' : itemKind.parse(kind);
}
