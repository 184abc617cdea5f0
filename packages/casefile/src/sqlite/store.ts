import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { backup } from 'node:sqlite';
import type { CaseFlag, CopyPair, Group } from '@isnad/weighing';
import type { Transaction } from 'kysely';
import type { Digest, DocumentId, LogSeq, OriginalHash } from '../ids.ts';
import type { Act, LogEntry, LogHead, Stamp } from '../log/entry.ts';
import type { DecisionsReplay } from '../log/replay.ts';
import type { Reviewers, ReviewRequest } from '../log/review.ts';
import type { ReviewSubject } from '../log/subject.ts';
import { TermIndex } from '../search/index/term-index.ts';
import type { Query } from '../search/query.ts';
import { keepArrivals } from '../sql/arrivals.ts';
import * as claims from '../sql/claims.ts';
import type { Database } from '../sql/database.ts';
import { derive, needsDeriving } from '../sql/derived.ts';
import { faultsOf } from '../sql/faults.ts';
import * as findings from '../sql/findings.ts';
import * as groups from '../sql/groups.ts';
import { historyOf, listCarries } from '../sql/history.ts';
import { SqliteIndexShelf } from '../sql/index-shelf.ts';
import * as items from '../sql/items.ts';
import * as lists from '../sql/lists.ts';
import { LogWriter, logAfter, logHead } from '../sql/log.ts';
import { matchTerms } from '../sql/match.ts';
import { partsOf } from '../sql/parts.ts';
import { readAgain, settleRereading } from '../sql/rereading.ts';
import { deriveReviews, needsReviews, replayed } from '../sql/review-state.ts';
import * as reviews from '../sql/reviews.ts';
import * as saved from '../sql/saved-searches.ts';
import * as sources from '../sql/sources.ts';
import * as standings from '../sql/standings.ts';
import { summaryOf } from '../sql/summary.ts';
import type { Tables } from '../sql/tables.ts';
import { Replaced, replacements } from '../sql/versions.ts';
import type * as records from '../store/records.ts';
import {
  CaseError,
  type ClaimFilter,
  type DateFilter,
  type DocumentFilter,
  type FindingsCount,
  type FindingsFeed,
  type FlagFilter,
  type GroupFilter,
  type Matches,
  type QueueRequest,
  type ReviewFilter,
  type SourceOrder,
  type StandingFilter,
  type Store,
} from '../store/store.ts';
import { closed, type Opened, openAsItLies, openForReading, openForWriting, PATIENCE, waitAside } from './database.ts';
import { IndexWriter } from './index-writer.ts';
import { migrate, needsMigration } from './migrate.ts';
import { telling } from './refusals.ts';
import { RowWriter } from './row-writer.ts';

type Page<T> = Promise<records.Page<T>>;
type CountedPage<T> = Promise<records.CountedPage<T>>;

/** A case in one SQLite file: a connection that writes, and one that reads and never waits for it. */
export class SqliteStore implements Store {
  /** Opens another connection that only reads. */
  readonly #another: () => Opened;
  readonly #opened: { readonly writing: Opened; readonly reading: Opened };
  readonly #writing: Database;
  readonly #reading: Database;
  readonly #rows: RowWriter;
  readonly #info: records.CaseInfo;
  readonly #replaced: Replaced;
  readonly #indexWriter: IndexWriter;
  readonly #index: TermIndex;

  private constructor(writing: Opened, another: () => Opened, info: records.CaseInfo) {
    const reading = another();
    this.#another = another;
    this.#opened = { writing, reading };
    this.#rows = new RowWriter(writing.connection);
    this.#writing = writing.database;
    this.#reading = reading.database;
    this.#info = info;
    this.#replaced = new Replaced(reading.database);
    this.#indexWriter = new IndexWriter(writing.connection);
    this.#index = new TermIndex(new SqliteIndexShelf(reading.database));
  }

  /**
   * Makes the database of a new case.
   * @param patience milliseconds after which a step that others' steps keep waiting is given up
   * @throws CaseError when the file holds one already
   */
  static async create(path: string, name: string, stamp: Stamp, patience = PATIENCE): Promise<SqliteStore> {
    const { connection, database } = openForWriting(path, patience);
    migrate(connection);
    waitAside(connection);
    const info = { id: randomUUID(), name, made: stamp.at };
    await database.transaction().execute(async (transaction) => {
      const there = await transaction.selectFrom('case_info').select('id').executeTakeFirst();
      if (there !== undefined) throw new CaseError('there is a case already');
      await transaction.insertInto('case_info').values(info).execute();
      const log = await LogWriter.begin(transaction, stamp);
      await log.append({ kind: 'case made', id: info.id, name });
    });
    await derive(connection, database);
    await deriveReviews(database);
    return new SqliteStore({ connection, database }, () => openForReading(path), info);
  }

  /**
   * @throws MigrationError for a case from a newer Isnad
   * @throws CaseError when the making of the case was broken off
   */
  static open(path: string, patience = PATIENCE): Promise<SqliteStore> {
    return telling(() => SqliteStore.#open(path, patience));
  }

  /**
   * Opens a case in a place that can't be written to; whatever would change it is refused.
   * @throws CaseError when it must be brought up to date first, or was not closed when it was put there
   */
  static openReadOnly(path: string): Promise<SqliteStore> {
    return telling(async () => {
      if (existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0)
        throw new CaseError('it was not closed when it was put there: open it once where it can be written to');
      const { connection, database } = openAsItLies(path);
      if (needsMigration(connection) || (await needsDeriving(database)) || (await needsReviews(database)))
        throw new CaseError('an older Isnad made it: open it once where it can be written to');
      const info = await database.selectFrom('case_info').selectAll().executeTakeFirst();
      if (info === undefined) throw new CaseError('the making of this case was broken off');
      return new SqliteStore({ connection, database }, () => openAsItLies(path), info);
    });
  }

  static async #open(path: string, patience: number): Promise<SqliteStore> {
    const { connection, database } = openForWriting(path, patience);
    migrate(connection);
    waitAside(connection);
    const info = await database.selectFrom('case_info').selectAll().executeTakeFirst();
    if (info === undefined) {
      await database.destroy();
      throw new CaseError('the making of this case was broken off: make it again');
    }
    await derive(connection, database);
    await deriveReviews(database);
    return new SqliteStore({ connection, database }, () => openForReading(path), info);
  }

  async info(): Promise<records.CaseInfo> {
    return this.#info;
  }

  async summary(): Promise<records.CaseSummary> {
    return summaryOf(this.#reading, this.#info);
  }

  async faults(): Promise<readonly string[]> {
    // A connection that searched before may check the index by what it remembers of it, and find it damaged.
    const fresh = this.#another();
    try {
      return await faultsOf(fresh.database);
    } finally {
      await closed(fresh);
    }
  }

  async backup(path: string): Promise<void> {
    await telling(() => backup(this.#opened.writing.connection, path));
  }

  async close(): Promise<void> {
    await closed(this.#opened.reading);
    await closed(this.#opened.writing);
  }

  keep(arrivals: readonly records.Arrival[], stamp: Stamp): Promise<readonly records.Kept[]> {
    return this.#write((transaction) => keepArrivals(transaction, this.#rows, this.#indexWriter, arrivals, stamp));
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

  documentAt(number: number): Promise<DocumentId | null> {
    return lists.documentAt(this.#reading, number);
  }

  document(id: DocumentId): Promise<records.StoredDocument | null> {
    return lists.storedDocument(this.#reading, id);
  }

  record(id: DocumentId): Promise<records.DocumentRecord | null> {
    return lists.oneRecord(this.#reading, id);
  }

  text(id: DocumentId): Promise<string | null> {
    return lists.oneText(this.#reading, id);
  }

  claims(filter: ClaimFilter, page: records.PageRequest): CountedPage<records.ClaimRecord> {
    return claims.listClaims(this.#reading, filter, page);
  }

  claimAt(document: DocumentId, at: number): Promise<records.ClaimRecord | null> {
    return claims.claimAt(this.#reading, document, at);
  }

  claimById(document: DocumentId, id: string): Promise<records.ClaimRecord | null> {
    return claims.claimById(this.#reading, document, id);
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

  documentFlags(filter: FlagFilter, page: records.PageRequest): CountedPage<records.FlagRecord> {
    return items.listDocumentFlags(this.#reading, filter, page);
  }

  sources(order: SourceOrder, page: records.PageRequest): Page<records.SourceRecord> {
    return lists.listSources(this.#reading, order, page);
  }

  sourcesByKey(keys: Iterable<string>): Promise<ReadonlyMap<string, records.SourceRecord>> {
    return sources.sourcesByKey(this.#reading, keys);
  }

  places(limit: number): Promise<readonly records.PlaceTally[]> {
    return claims.tallyPlaces(this.#reading, limit);
  }

  sourceGraph(limit: number): Promise<records.SourceGraph> {
    return sources.sourceGraph(this.#reading, limit);
  }

  async match(query: Query, limit: number, after = 0): Promise<Matches> {
    return matchTerms(this.#reading, this.#index, query, limit, after, await this.#replaced.newest());
  }

  parts(...request: Parameters<Store['parts']>): ReturnType<Store['parts']> {
    return partsOf(this.#reading, ...request);
  }

  searches(): Promise<readonly records.SavedSearch[]> {
    return saved.listSearches(this.#reading);
  }

  saveSearch(name: string, query: string, stamp: Stamp): Promise<records.SavedSearch> {
    return this.#write((transaction) => saved.saveSearch(transaction, name, query, stamp));
  }

  lookAtSearch(id: LogSeq, stamp: Stamp): Promise<records.SavedSearch | null> {
    return this.#write((transaction) => saved.lookAtSearch(transaction, id, stamp));
  }

  dropSearch(id: LogSeq, stamp: Stamp): Promise<boolean> {
    return this.#write((transaction) => saved.dropSearch(transaction, id, stamp));
  }

  putFindings(found: FindingsFeed, stamp: Stamp): Promise<FindingsCount> {
    return this.#write((transaction) => findings.putFindings(transaction, found, stamp));
  }

  findingsDigest(): Promise<Digest> {
    return findings.findingsDigest(this.#reading);
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

  queue(request: QueueRequest): Page<records.QueueItem> {
    return groups.listQueue(this.#reading, request);
  }

  copies(filter: DocumentFilter, page: records.PageRequest): Page<CopyPair> {
    return findings.listCopies(this.#reading, filter, page);
  }

  series(page: records.PageRequest): Page<records.SeriesRecord> {
    return findings.listSeries(this.#reading, page);
  }

  flags(page: records.PageRequest): Page<CaseFlag> {
    return findings.listFlags(this.#reading, page);
  }

  decide(request: ReviewRequest, stamp: Stamp): Promise<records.ReviewRecord> {
    return this.#write((transaction) => reviews.decide(transaction, request, stamp));
  }

  undo(entry: LogSeq, note: string | null, stamp: Stamp): Promise<records.ReviewRecord> {
    return this.#write((transaction) => reviews.undo(transaction, entry, note, stamp));
  }

  reviews(filter: ReviewFilter, page: records.PageRequest): Page<records.ReviewRecord> {
    return reviews.listReviews(this.#reading, filter, page);
  }

  noteJoined(act: Act & { readonly kind: 'case joined' }, stamp: Stamp): Promise<void> {
    return this.#write(async (transaction) => {
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
    return this.#write((transaction) => reviews.setReviewers(transaction, reviewers, stamp));
  }

  replay(until?: string): Promise<DecisionsReplay> {
    return replayed(this.#reading, until);
  }

  readAgain(documents: readonly records.PreparedDocument[], stamp: Stamp): Promise<readonly records.CarryReport[]> {
    return this.#write((transaction) => readAgain(transaction, this.#rows, this.#indexWriter, documents, stamp));
  }

  async settleRereading(): Promise<void> {
    await this.#write(settleRereading);
    await derive(this.#opened.writing.connection, this.#writing);
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

  #write<T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> {
    return telling(() => this.#writing.transaction().execute(work));
  }
}
