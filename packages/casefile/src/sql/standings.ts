import { type Selectable, sql, type Transaction } from 'kysely';
import { type StandingDecision, voiceOf } from '../log/replay.ts';
import type { Decision, Reviewers } from '../log/review.ts';
import { type StandingState, standingOf } from '../log/standing.ts';
import { type ItemKind, isItemTarget, itemKind, type ReviewKind } from '../log/subject.ts';
import type { Page, PageRequest, ReviewState } from '../store/records.ts';
import type { StandingFilter } from '../store/store.ts';
import type { Database } from './database.ts';
import { keyAfter, numberKey, pageOf } from './paging.ts';
import type { Tables } from './tables.ts';
import { documentNumber, votesFor } from './votes.ts';

/** What the decisions about each thing come to, kept so that lists can ask for it. */

export async function reviewersOf(database: Database): Promise<Reviewers> {
  const rule = await database.selectFrom('review_rule').select('reviewers').executeTakeFirst();
  return rule?.reviewers ?? 1;
}

/** Of each of the subjects, by key: what stands, computed from the decisions. */
async function standingsOf(database: Database, keys: readonly string[]): Promise<Map<string, StandingDecision>> {
  if (keys.length === 0) return new Map();
  const reviewers = await reviewersOf(database);
  const votes = await votesFor(database, keys);
  const standings = new Map<string, StandingDecision>();
  for (const [key, ofKey] of Map.groupBy(votes, (vote) => vote.key)) {
    const standing = standingOf(ofKey.map(voiceOf), reviewers);
    const shown = ofKey.find(({ entry }) => entry === standing?.shown.entry);
    if (standing === null || shown === undefined) continue;
    standings.set(key, { ...standing, key, target: shown.target, refs: shown.refs });
  }
  return standings;
}

/** Settles subjects anew after something was decided, taken back or carried over about them. */
export async function settle(transaction: Transaction<Tables>, keys: readonly string[]): Promise<void> {
  const standings = await standingsOf(transaction, keys);
  for (const key of new Set(keys)) {
    await transaction.deleteFrom('standings').where('key', '=', key).execute();
    const standing = standings.get(key);
    if (standing !== undefined) await writeStanding(transaction, standing);
  }
}

async function writeStanding(transaction: Transaction<Tables>, standing: StandingDecision): Promise<void> {
  await transaction
    .insertInto('standings')
    .values(await standingRow(transaction, standing))
    .execute();
}

/** What stands, as its row has it. */
export async function standingRow(
  database: Database,
  { key, target, refs, state, shown, dissent }: StandingDecision,
): Promise<Selectable<Tables['standings']>> {
  const [ref] = refs;
  const item = isItemTarget(target) && ref !== undefined ? ref : null;
  return {
    key,
    kind: target.kind,
    document: item === null ? null : await documentNumber(database, item.document),
    item: item?.item ?? null,
    entry: shown.entry,
    state,
    decision: shown.decision.kind,
    dissent: dissent ? 1 : 0,
  };
}

/** Sets how many must agree, and settles everything by that. */
export async function setRule(transaction: Transaction<Tables>, reviewers: Reviewers): Promise<void> {
  await transaction.deleteFrom('review_rule').execute();
  await transaction.insertInto('review_rule').values({ reviewers }).execute();
  const rows = await transaction.selectFrom('reviews').select('key').distinct().execute();
  await settle(
    transaction,
    rows.map(({ key }) => key),
  );
}

/** What stands on some items, by document and item. */
export class StandingReviews {
  readonly #states = new Map<string, ReviewState>();

  set(document: number, item: string, state: ReviewState): void {
    this.#states.set(`${document} ${item}`, state);
  }

  get(document: number, item: string): ReviewState | null {
    return this.#states.get(`${document} ${item}`) ?? null;
  }
}

const SETTLED = { accept: 'a', correct: 'c', reject: 'r' } as const;
const UNSETTLED = { waiting: 'w', disputed: 'd' } as const;

/** The letter of a claim on which this stands: see `DocumentRecord.rings`. */
function ringOf(state: StandingState, decision: Decision['kind']): string {
  return state === 'settled' ? SETTLED[decision] : UNSETTLED[state];
}

/** What stands on the items of one document. */
export class DocumentReviews {
  readonly #states: ReadonlyMap<string, ReviewState>;

  /** @param states by kind and item */
  constructor(states: ReadonlyMap<string, ReviewState>) {
    this.#states = states;
  }

  of(kind: ItemKind, item: string): ReviewState | null {
    return this.#states.get(`${kind} ${item}`) ?? null;
  }

  /** A letter for each of the claims. */
  rings(claims: ReadonlyArray<{ readonly id: string }>): string {
    const letters = claims.map(({ id }) => {
      const state = this.of('claim', id);
      return state === null ? '.' : ringOf(state.state, state.decision.kind);
    });
    return letters.join('');
  }
}

export async function reviewsInDocument(database: Database, document: number): Promise<DocumentReviews> {
  const rows = await database
    .selectFrom('standings')
    .select(['key', 'kind', 'item'])
    .where('document', '=', document)
    .execute();
  const found = await standingsOf(
    database,
    rows.map(({ key }) => key),
  );
  const states = new Map<string, ReviewState>();
  for (const { key, kind, item } of rows) {
    const one = found.get(key);
    if (one !== undefined) states.set(`${kind} ${item}`, stateOf(one));
  }
  return new DocumentReviews(states);
}

/** What stands on these items of one kind. */
export async function standingReviews(
  database: Database,
  kind: ItemKind,
  items: ReadonlyArray<{ readonly number: number; readonly item: string }>,
): Promise<StandingReviews> {
  const standing = new StandingReviews();
  const documents = [...new Set(items.map((item) => item.number))];
  if (documents.length === 0) return standing;
  const rows = await database
    .selectFrom('standings')
    .select(['key', 'document', 'item'])
    .where('kind', '=', kind)
    .where('document', 'in', documents)
    .execute();
  const wanted = new Set(items.map(({ number, item }) => `${number} ${item}`));
  const asked = rows.filter(({ document, item }) => wanted.has(`${document} ${item}`));
  const found = await standingsOf(
    database,
    asked.map(({ key }) => key),
  );
  for (const { key, document, item } of asked) {
    const one = found.get(key);
    if (one !== undefined && document !== null && item !== null) standing.set(document, item, stateOf(one));
  }
  return standing;
}

export function stateOf({ state, shown, voices, dissent }: StandingDecision): ReviewState {
  return { ...shown, state, voices, dissent };
}

/** What stands about subjects, by key. */
export async function statesByKey(
  database: Database,
  keys: readonly string[],
): Promise<ReadonlyMap<string, ReviewState>> {
  const found = await standingsOf(database, keys);
  return new Map([...found].map(([key, standing]) => [key, stateOf(standing)]));
}

/** What stands, the latest first. */
export async function listStandings(
  database: Database,
  { state, dissent, acrossDocuments, document }: StandingFilter,
  page: PageRequest,
): Promise<Page<StandingDecision>> {
  const after = keyAfter(page, numberKey);
  let query = database.selectFrom('standings').select(['key', 'standings.entry']);
  if (state !== undefined) query = query.where('state', '=', state);
  if (dissent !== undefined) query = query.where('dissent', '=', dissent ? 1 : 0);
  const across: readonly ReviewKind[] = ['link', 'group', 'membership', 'source', 'case flag'];
  if (acrossDocuments !== undefined)
    query = query.where('standings.kind', 'in', acrossDocuments ? across : itemKind.options);
  if (document !== undefined) {
    query = query.innerJoin('documents', 'documents.number', 'standings.document').where('documents.id', '=', document);
  }
  if (after !== null) query = query.where(sql<boolean>`standings.entry < ${after[0]}`);
  const rows = await query
    .orderBy('standings.entry', 'desc')
    .limit(page.limit + 1)
    .execute();
  const found = await standingsOf(
    database,
    rows.map(({ key }) => key),
  );
  return pageOf(
    rows,
    page.limit,
    ({ entry }) => [entry],
    ({ key }) => found.get(key)!,
  );
}
