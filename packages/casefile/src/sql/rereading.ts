import { findAnchor } from '@isnad/intake';
import type { Transaction } from 'kysely';
import { digestOf } from '../hashing.ts';
import type { LogSeq } from '../ids.ts';
import { carry, type Find, type ReadItem, type Sought } from '../log/carry.ts';
import type { Stamp } from '../log/entry.ts';
import { mapRanges, rangesOf } from '../log/ranges.ts';
import { carried, type Vote } from '../log/replay.ts';
import type { CarriedItem, Correction } from '../log/review.ts';
import { anchorIn, type ItemKind, itemKind, refsOf, type TargetRef } from '../log/subject.ts';
import { indexTerms } from '../search/terms.ts';
import { layoutDigest, pack } from '../store/packed.ts';
import type { CarryReport, PreparedDocument, ReadingRows } from '../store/records.ts';
import { CaseError } from '../store/store.ts';
import { DERIVED, deriveDocument, recountSources } from './derived.ts';
import type { Engine } from './engine.ts';
import { IndexWriter } from './index-writer.ts';
import { LogWriter } from './log.ts';
import { rowsOfDocument } from './rows.ts';
import { settle } from './standings.ts';
import type { Tables } from './tables.ts';
import { reviewRow, VOTE_COLUMNS, votesOf } from './votes.ts';

/** Puts new Readings in the place of old ones, and carries over what was decided on these. */

/**
 * Replaces the Readings of documents, in one step.
 * @throws CaseError for a document that the case does not have
 */
export async function readAgain(
  engine: Engine,
  transaction: Transaction<Tables>,
  documents: readonly PreparedDocument[],
  stamp: Stamp,
): Promise<CarryReport[]> {
  const log = await LogWriter.begin(transaction, stamp);
  const reports: CarryReport[] = [];
  let worded = false;
  for (const prepared of documents) {
    worded ||= await saysOtherwise(transaction, prepared);
    reports.push(await replace(engine, transaction, prepared, log));
  }
  // Until all is settled, whoever opens the case makes all that is derived anew.
  if (reports.some(({ changed }) => changed)) {
    const { version } = await transaction.selectFrom('derived').select('version').executeTakeFirstOrThrow();
    const unsettled = worded || version === UNINDEXED ? UNINDEXED : UNCOUNTED;
    await transaction.updateTable('derived').set({ version: unsettled }).execute();
  }
  return reports;
}

/** Versions of what is derived while documents are read again: sources to be counted, or words to be indexed as well. */
const UNCOUNTED = 0;
const UNINDEXED = -1;

/** Counts the sources again when all that was to be read again was; words that changed are left to `derive`. */
export async function settleRereading(transaction: Transaction<Tables>): Promise<void> {
  const { version } = await transaction.selectFrom('derived').select('version').executeTakeFirstOrThrow();
  if (version !== UNCOUNTED) return;
  await recountSources(transaction);
  await transaction.updateTable('derived').set({ version: DERIVED }).execute();
}

/** Whether the words that a document is found by are others than they were. */
async function saysOtherwise(
  transaction: Transaction<Tables>,
  { id, text, metadata }: PreparedDocument,
): Promise<boolean> {
  const { title, outlet, author } = metadata;
  const same = await transaction
    .selectFrom('documents')
    .innerJoin('bodies', 'bodies.document', 'documents.number')
    .select('documents.number')
    .where('documents.id', '=', id)
    .where('bodies.text', '=', text)
    .where('title', 'is not distinct from', title)
    .where('outlet', 'is not distinct from', outlet)
    .where('author', 'is not distinct from', author)
    .executeTakeFirst();
  return same === undefined;
}

async function replace(
  engine: Engine,
  transaction: Transaction<Tables>,
  prepared: PreparedDocument,
  log: LogWriter,
): Promise<CarryReport> {
  const { id, part, metadata, text, reading, layout } = prepared;
  const old = await transaction
    .selectFrom('documents')
    .innerJoin('bodies', 'bodies.document', 'documents.number')
    .selectAll('documents')
    .select(['bodies.text', 'bodies.reading', 'bodies.reading_digest', 'bodies.layout'])
    .where('documents.id', '=', id)
    .executeTakeFirst();
  if (old === undefined) throw new CaseError(`the case has no document «${id}»`);
  const packed = pack(layout);
  if (old.reading_digest === reading.digest && old.text === text && Buffer.compare(old.layout, packed) === 0)
    return { document: id, changed: false, entry: null, items: [] };
  const { number, original } = old;
  const votes = await votesOn(transaction, number);
  const before = itemsOf(await rowsOfDocument(transaction, number));
  const logged = await log.append({
    kind: 'document read',
    document: id,
    original,
    part,
    metadata,
    text: digestOf(text),
    reading: reading.digest,
    layout: layoutDigest(layout),
  });
  await transaction
    .insertInto('earlier_bodies')
    .values({
      document: number,
      until: logged,
      text: old.text,
      reading: old.reading,
      reading_digest: old.reading_digest,
      layout: old.layout,
    })
    .execute();
  await transaction
    .updateTable('bodies')
    .set({ text, reading: reading.bytes, reading_digest: reading.digest, layout: packed })
    .where('document', '=', number)
    .execute();
  const { claims, attributions, figures, flags } = prepared.rows;
  await transaction
    .updateTable('documents')
    .set({
      ...metadata,
      length: text.length,
      claims: claims.length,
      attributions: attributions.length,
      figures: figures.length,
      flags: flags.length,
      logged,
    })
    .where('number', '=', number)
    .execute();
  await deriveDocument(transaction, engine.rows(transaction), number, metadata.outlet);
  const index = new IndexWriter(transaction, engine.index(transaction));
  await index.replace(number, indexTerms(old.text, [old.title, old.outlet, old.author]), prepared.terms);
  if (votes.length === 0) return { document: id, changed: true, entry: null, items: [] };
  const { items, corrections } = carriedOver(votes, id, before, itemsOf(prepared.rows), old.text, text);
  const entry = await log.append({
    kind: 'decisions carried',
    document: id,
    reading: reading.digest,
    items,
    corrections,
  });
  await transaction.insertInto('carries').values({ entry, document: number }).execute();
  const moved = new Map(corrections.map((one) => [one.entry, one.correction]));
  const keys: string[] = [];
  for (const vote of votes) {
    const own = items.filter((item) => item.entry === vote.entry);
    const after = carried(vote, own, moved.get(vote.entry) ?? null, entry);
    keys.push(vote.key, after.key);
    await updateVote(transaction, after);
  }
  await settle(transaction, keys);
  return { document: id, changed: true, entry, items };
}

/** Decisions that name something of a document and were not taken back. */
async function votesOn(transaction: Transaction<Tables>, document: number): Promise<Vote[]> {
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
  for (const [place, { item, lost: gone }] of refs.entries()) {
    await transaction
      .updateTable('review_refs')
      .set({ item, lost: gone ? 1 : 0 })
      .where('entry', '=', entry)
      .where('place', '=', place)
      .execute();
  }
}

/** Items of a Reading, with the kinds by which they are compared: a flag is found again as a flag of its sort. */
function itemsOf({ claims, attributions, figures, flags }: ReadingRows): ReadItem[] {
  return [
    ...claims.map(({ id, start, end }) => ({ kind: 'claim', item: id, start, end })),
    ...attributions.map(({ id, start, end }) => ({ kind: 'attribution', item: id, start, end })),
    ...figures.map(({ index, start, end }) => ({ kind: 'figure', item: String(index), start, end })),
    ...flags.map(({ index, kind, start, end }) => ({ kind: `flag ${kind}`, item: String(index), start, end })),
  ];
}

const find: Find = ({ exact, ...anchor }, text) => findAnchor({ ...anchor, quote: exact }, text);

interface SoughtRef extends Sought {
  readonly entry: LogSeq;
  readonly ref: number;
}

/** What becomes of decisions when one document's Reading takes the place of another. */
function carriedOver(
  votes: readonly Vote[],
  document: string,
  before: readonly ReadItem[],
  after: readonly ReadItem[],
  oldText: string,
  newText: string,
): { items: CarriedItem[]; corrections: { entry: LogSeq; correction: Correction }[] } {
  const sought = votes.flatMap((vote): SoughtRef[] =>
    refsOf(vote.target).flatMap((named, ref) => {
      if (named.document !== document) return [];
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
