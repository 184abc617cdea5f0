import { randomUUID } from 'node:crypto';
import type { CopyPair, Group } from '@isnad/weighing';
import type { Digest, DocumentId, LogSeq, OriginalHash } from '../ids.ts';
import type { Act, LogEntry, LogHead, Stamp } from '../log/entry.ts';
import type { DecisionsReplay } from '../log/replay.ts';
import type { Reviewers, ReviewRequest } from '../log/review.ts';
import type { ItemRef, ReviewSubject } from '../log/subject.ts';
import { TermIndex } from '../search/index/term-index.ts';
import type { Query } from '../search/query.ts';
import type * as records from '../store/records.ts';
import {
  CaseError,
  type ClaimFilter,
  type ClaimPlace,
  type DateFilter,
  type DocumentFilter,
  type FindingsFeed,
  type FlagFilter,
  type GroupFilter,
  type Matches,
  type MeasureFilter,
  type PutFindings,
  type QueueRequest,
  type ReviewFilter,
  type StandingFilter,
  type Store,
} from '../store/store.ts';
import { keepArrivals } from './arrivals.ts';
import { Bodies } from './bodies.ts';
import * as claims from './claims.ts';
import type { Database } from './database.ts';
import { derive, needsDeriving } from './derived.ts';
import type { Engine } from './engine.ts';
import { faultsOf } from './faults.ts';
import * as findings from './findings.ts';
import * as groups from './groups.ts';
import { historyOf, listCarries } from './history.ts';
import { IndexRows } from './index-shelf.ts';
import * as items from './items.ts';
import * as lists from './lists.ts';
import { LogWriter, logAfter, logHead } from './log.ts';
import { matchTerms } from './match.ts';
import { openDocument } from './open-document.ts';
import { partsOf } from './parts.ts';
import { readAgain, settleRereading } from './rereading.ts';
import { deriveReviews, needsReviews, replayed } from './review-state.ts';
import * as reviews from './reviews.ts';
import * as saved from './saved-searches.ts';
import * as series from './series.ts';
import * as sources from './sources.ts';
import * as standings from './standings.ts';
import { summaryOf } from './summary.ts';
import { newestVersions, replacements } from './versions.ts';

type Page<T> = Promise<records.Page<T>>;
type CountedPage<T> = Promise<records.CountedPage<T>>;

/** A case in the tables of a database, whichever engine it is. */
export class SqlStore implements Store {
  readonly #engine: Engine;
  readonly #reading: Database;
  readonly #info: records.CaseInfo;
  readonly #index: TermIndex;
  readonly #bodies = new Bodies();

  private constructor(engine: Engine, info: records.CaseInfo) {
    this.#engine = engine;
    this.#reading = engine.reading;
    this.#info = info;
    this.#index = new TermIndex(new IndexRows(engine.reading));
  }

  /**
   * Makes a new case in a database that has the tables and nothing in them.
   * @throws CaseError when it holds one already
   */
  static create(engine: Engine, name: string, stamp: Stamp): Promise<SqlStore> {
    const info = { id: randomUUID(), name, made: stamp.at };
    return SqlStore.#opened(engine, async () => {
      await engine.write(async (transaction) => {
        const there = await transaction.selectFrom('case_info').select('id').executeTakeFirst();
        if (there !== undefined) throw new CaseError('there is a case already');
        await transaction.insertInto('case_info').values(info).execute();
        const log = await LogWriter.begin(transaction, stamp);
        await log.append({ kind: 'case made', id: info.id, name });
      });
      await derive(engine);
      await deriveReviews(engine);
      return info;
    });
  }

  /**
   * Opens the case of a database that has the tables; makes anew what an older Isnad derived in another way.
   * @throws CaseError when the making of the case was broken off
   */
  static open(engine: Engine): Promise<SqlStore> {
    return SqlStore.#opened(engine, async () => {
      const info = await infoOf(engine.reading);
      await derive(engine);
      await deriveReviews(engine);
      return info;
    });
  }

  /**
   * Opens a case that can't be written to.
   * @throws CaseError when it must be brought up to date first
   */
  static openAsItIs(engine: Engine): Promise<SqlStore> {
    return SqlStore.#opened(engine, async () => {
      if ((await needsDeriving(engine.reading)) || (await needsReviews(engine.reading))) throw new CaseError(OUTDATED);
      return infoOf(engine.reading);
    });
  }

  static async #opened(engine: Engine, open: () => Promise<records.CaseInfo>): Promise<SqlStore> {
    try {
      return new SqlStore(engine, await engine.telling(open));
    } catch (error) {
      await engine.close();
      throw error;
    }
  }

  async info(): Promise<records.CaseInfo> {
    return this.#info;
  }

  async summary(): Promise<records.CaseSummary> {
    return summaryOf(this.#reading, this.#info);
  }

  faults(): Promise<readonly string[]> {
    // A connection that searched before may check the index by what it remembers of it, and find it damaged.
    return this.#engine.afresh(async (database) => [
      ...(await this.#engine.faults(database)),
      ...(await faultsOf(database)),
    ]);
  }

  backup(path: string): Promise<void> {
    return this.#engine.backup(path);
  }

  close(): Promise<void> {
    return this.#engine.close();
  }

  keep(arrivals: readonly records.Arrival[], stamp: Stamp): Promise<readonly records.Kept[]> {
    return this.#engine.write((transaction) => keepArrivals(this.#engine, transaction, arrivals, stamp));
  }

  original(hash: OriginalHash): Promise<records.OriginalRecord | null> {
    return lists.originalRecord(this.#reading, hash);
  }

  originals(page: records.PageRequest): Page<records.OriginalRecord> {
    return lists.listOriginals(this.#reading, page);
  }

  replacements(): Promise<ReadonlyMap<DocumentId, DocumentId>> {
    return replacements(this.#reading);
  }

  unreadable(page: records.PageRequest): Page<records.UnreadableRecord> {
    return lists.listUnreadable(this.#reading, page);
  }

  documents(page: records.PageRequest): CountedPage<records.DocumentRecord> {
    return lists.listDocuments(this.#reading, page);
  }

  editions(page: records.PageRequest): Promise<records.Page<records.DocumentEdition>> {
    return lists.listEditions(this.#reading, page);
  }

  latest(limit: number): CountedPage<records.DocumentRecord> {
    return lists.latestDocuments(this.#reading, limit);
  }

  documentAt(number: number): Promise<DocumentId | null> {
    return lists.documentAt(this.#reading, number);
  }

  document(id: DocumentId): Promise<records.StoredDocument | null> {
    return lists.storedDocument(this.#reading, id);
  }

  openDocument(id: DocumentId): Promise<records.OpenDocument | null> {
    return openDocument(this.#reading, this.#bodies, id);
  }

  record(id: DocumentId): Promise<records.DocumentRecord | null> {
    return lists.oneRecord(this.#reading, id);
  }

  records(ids: readonly DocumentId[]): Promise<ReadonlyMap<DocumentId, records.DocumentRecord>> {
    return lists.recordsOf(this.#reading, ids);
  }

  text(id: DocumentId): Promise<string | null> {
    return lists.oneText(this.#reading, id);
  }

  async texts(documents: readonly records.DocumentRecord[]): Promise<ReadonlyMap<DocumentId, string>> {
    const told = await this.#bodies.texts(this.#reading, documents);
    return new Map(told.map(({ id, text }) => [id, text]));
  }

  claims(filter: ClaimFilter, page: records.PageRequest): CountedPage<records.ClaimRecord> {
    return claims.listClaims(this.#reading, filter, page);
  }

  async claimAt(document: DocumentId, at: number): Promise<records.ClaimRecord | null> {
    const [claim = null] = await claims.claimsAt(this.#reading, [{ document, at }]);
    return claim;
  }

  claimsAt(places: readonly ClaimPlace[]): Promise<readonly (records.ClaimRecord | null)[]> {
    return claims.claimsAt(this.#reading, places);
  }

  dates(filter: DateFilter, page: records.PageRequest): Page<records.DatedClaim> {
    return claims.listDates(this.#reading, filter, page);
  }

  attributions(filter: DocumentFilter, page: records.PageRequest): Page<records.AttributionRecord> {
    return items.listAttributions(this.#reading, filter, page);
  }

  figures(filter: DocumentFilter, page: records.PageRequest): Page<records.FigureRecord> {
    return items.listFigures(this.#reading, filter, page);
  }

  causes(filter: DocumentFilter, page: records.PageRequest): Page<records.CauseRecord> {
    return items.listCauses(this.#reading, filter, page);
  }

  acts(filter: DocumentFilter, page: records.PageRequest): Page<records.ActRecord> {
    return items.listActs(this.#reading, filter, page);
  }

  documentFlags(filter: FlagFilter, page: records.PageRequest): CountedPage<records.FlagRecord> {
    return items.listDocumentFlags(this.#reading, filter, page);
  }

  sources(page: records.PageRequest): Page<records.SourceRecord> {
    return sources.listSources(this.#reading, page);
  }

  sourceNames(page: records.PageRequest): Page<records.SourceName> {
    return sources.listSourceNames(this.#reading, page);
  }

  sourcesByKey(keys: Iterable<string>): Promise<ReadonlyMap<string, records.SourceName>> {
    return sources.sourcesByKey(this.#reading, keys);
  }

  places(limit: number): Promise<readonly records.PlaceTally[]> {
    return claims.tallyPlaces(this.#reading, limit);
  }

  sourceGraph(limit: number): Promise<records.SourceGraph> {
    return sources.sourceGraph(this.#reading, limit);
  }

  sourceEdges(limit: number): Promise<readonly records.SourceEdge[]> {
    return sources.listSourceEdges(this.#reading, limit);
  }

  async match(query: Query, limit: number, after = 0): Promise<Matches> {
    const parts = { index: this.#index, bodies: this.#bodies };
    return matchTerms(this.#reading, parts, query, limit, after, await newestVersions(this.#reading));
  }

  parts(...request: Parameters<Store['parts']>): ReturnType<Store['parts']> {
    return partsOf(this.#reading, ...request);
  }

  searches(): Promise<readonly records.SavedSearch[]> {
    return saved.listSearches(this.#reading);
  }

  saveSearch(name: string, query: string, stamp: Stamp): Promise<records.SavedSearch> {
    return this.#engine.write((transaction) => saved.saveSearch(transaction, name, query, stamp));
  }

  lookAtSearch(id: LogSeq, stamp: Stamp): Promise<records.SavedSearch | null> {
    return this.#engine.write((transaction) => saved.lookAtSearch(transaction, id, stamp));
  }

  dropSearch(id: LogSeq, stamp: Stamp): Promise<boolean> {
    return this.#engine.write((transaction) => saved.dropSearch(transaction, id, stamp));
  }

  putFindings(found: FindingsFeed, stamp: Stamp): Promise<PutFindings> {
    return this.#engine.write((transaction) => findings.putFindings(transaction, found, stamp, this.#engine));
  }

  findingsDigest(): Promise<Digest> {
    return findings.findingsDigest(this.#reading);
  }

  lastWeighing(): Promise<LogSeq | null> {
    return findings.lastWeighing(this.#reading);
  }

  groups(filter: GroupFilter, page: records.PageRequest): CountedPage<Group> {
    return groups.listGroups(this.#reading, filter, page);
  }

  cards(filter: GroupFilter, page: records.PageRequest): CountedPage<records.GroupCard> {
    return groups.listCards(this.#reading, filter, page);
  }

  group(id: string): Promise<Group | null> {
    return groups.oneGroup(this.#reading, id);
  }

  cardsOf(ids: readonly string[]): Promise<readonly records.GroupCard[]> {
    return groups.cardsOf(this.#reading, ids);
  }

  groupsOfClaims(document: DocumentId): Promise<ReadonlyMap<string, records.GroupGlance>> {
    return groups.groupsOfClaims(this.#reading, document);
  }

  groupsOf(refs: readonly ItemRef[]): Promise<readonly (records.GroupGlance | null)[]> {
    return groups.groupsOf(this.#reading, refs);
  }

  queue(request: QueueRequest): Page<records.QueueItem> {
    return groups.listQueue(this.#reading, request);
  }

  copies(filter: DocumentFilter, page: records.PageRequest): Page<CopyPair> {
    return findings.listCopies(this.#reading, filter, page);
  }

  series(page: records.PageRequest): Page<records.SeriesRecord> {
    return series.listSeries(this.#reading, page);
  }

  oneSeries(id: string): Promise<records.SeriesRecord | null> {
    return series.oneSeries(this.#reading, id);
  }

  measures(filter: MeasureFilter, page: records.PageRequest): Promise<records.CountedPage<records.MeasureRecord>> {
    return series.listMeasures(this.#reading, filter, page);
  }

  flags(page: records.PageRequest): Page<records.CaseFlagRecord> {
    return findings.listFlags(this.#reading, page);
  }

  decide(request: ReviewRequest, stamp: Stamp): Promise<records.ReviewRecord> {
    return this.#engine.write((transaction) => reviews.decide(transaction, request, stamp));
  }

  undo(entry: LogSeq, note: string | null, stamp: Stamp): Promise<records.ReviewRecord> {
    return this.#engine.write((transaction) => reviews.undo(transaction, entry, note, stamp));
  }

  reviews(filter: ReviewFilter, page: records.PageRequest): Page<records.ReviewRecord> {
    return reviews.listReviews(this.#reading, filter, page);
  }

  noteJoined(act: Act & { readonly kind: 'case joined' }, stamp: Stamp): Promise<void> {
    return this.#engine.write(async (transaction) => {
      const log = await LogWriter.begin(transaction, stamp);
      await log.append(act);
    });
  }

  standings(filter: StandingFilter, page: records.PageRequest): Page<records.StandingDecision> {
    return standings.listStandings(this.#reading, filter, page);
  }

  statesOf(subjects: readonly ReviewSubject[]): Promise<readonly (records.ReviewState | null)[]> {
    return reviews.statesOf(this.#reading, subjects);
  }

  history(subject: ReviewSubject): Promise<readonly records.HistoryEntry[]> {
    return historyOf(this.#reading, subject);
  }

  reviewers(): Promise<Reviewers> {
    return standings.reviewersOf(this.#reading);
  }

  setReviewers(reviewers: Reviewers, stamp: Stamp): Promise<LogSeq> {
    return this.#engine.write((transaction) => reviews.setReviewers(transaction, reviewers, stamp));
  }

  replay(until?: string): Promise<DecisionsReplay> {
    return replayed(this.#reading, until);
  }

  readAgain(documents: readonly records.PreparedDocument[], stamp: Stamp): Promise<readonly records.CarryReport[]> {
    return this.#engine.write((transaction) => readAgain(this.#engine, transaction, documents, stamp));
  }

  async settleRereading(): Promise<void> {
    await this.#engine.write(settleRereading);
    await derive(this.#engine);
  }

  carries(filter: DocumentFilter, page: records.PageRequest): Page<records.CarryRecord> {
    return listCarries(this.#reading, filter, page);
  }

  head(): Promise<LogHead> {
    return logHead(this.#reading);
  }

  log(after: number, limit: number): Promise<readonly LogEntry[]> {
    return logAfter(this.#reading, after, limit);
  }
}

/** Told of a case that can only be read, and not before it was brought up to date. */
export const OUTDATED = 'an older Isnad made it: open it once where it can be written to';

async function infoOf(database: Database): Promise<records.CaseInfo> {
  const info = await database.selectFrom('case_info').selectAll().executeTakeFirst();
  if (info === undefined) throw new CaseError('the making of this case was broken off: make it again');
  return info;
}
