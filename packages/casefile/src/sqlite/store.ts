import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { backup } from 'node:sqlite';
import type { CaseFlag, CopyPair, Group } from '@isnad/weighing';
import type { Transaction } from 'kysely';
import type { Digest, DocumentId, LogSeq, OriginalHash } from '../ids.ts';
import type { Act, LogEntry, LogHead, Stamp } from '../log/entry.ts';
import type { ReviewRequest } from '../log/review.ts';
import { TermIndex } from '../search/index/term-index.ts';
import type { Query } from '../search/query.ts';
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
  type ReviewFilter,
  type SourceOrder,
  type Store,
} from '../store/store.ts';
import { keepArrivals } from './arrivals.ts';
import * as claims from './claims.ts';
import {
  closed,
  type Database,
  type Opened,
  openAsItLies,
  openForReading,
  openForWriting,
  waitAside,
} from './database.ts';
import { derive, needsDeriving } from './derived.ts';
import { faultsOf } from './faults.ts';
import * as findings from './findings.ts';
import * as groups from './groups.ts';
import { SqliteIndexShelf } from './index-shelf.ts';
import { IndexWriter } from './index-writer.ts';
import * as items from './items.ts';
import * as lists from './lists.ts';
import { LogWriter, logAfter, logHead } from './log.ts';
import { matchTerms } from './match.ts';
import { migrate, needsMigration } from './migrate.ts';
import { partsOf } from './parts.ts';
import { telling } from './refusals.ts';
import * as reviews from './reviews.ts';
import { RowWriter } from './row-writer.ts';
import * as saved from './saved-searches.ts';
import * as sources from './sources.ts';
import { summaryOf } from './summary.ts';
import type { Tables } from './tables.ts';
import { replacements } from './versions.ts';

type Page<T> = Promise<records.Page<T>>;
type CountedPage<T> = Promise<records.CountedPage<T>>;

/** A case in one SQLite file: a connection that writes, and one that reads and never waits for it. */
export class SqliteStore implements Store {
  readonly #opened: { readonly writing: Opened; readonly reading: Opened };
  readonly #writing: Database;
  readonly #reading: Database;
  readonly #rows: RowWriter;
  readonly #info: records.CaseInfo;
  readonly #indexWriter: IndexWriter;
  readonly #index: TermIndex;

  private constructor(writing: Opened, reading: Opened, info: records.CaseInfo) {
    this.#opened = { writing, reading };
    this.#rows = new RowWriter(writing.connection);
    this.#writing = writing.database;
    this.#reading = reading.database;
    this.#info = info;
    this.#indexWriter = new IndexWriter(writing.connection);
    this.#index = new TermIndex(new SqliteIndexShelf(reading.database));
  }

  /**
   * Makes the database of a new case.
   * @throws CaseError when the file holds one already
   */
  static async create(path: string, name: string, stamp: Stamp): Promise<SqliteStore> {
    const { connection, database } = openForWriting(path);
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
    return new SqliteStore({ connection, database }, openForReading(path), info);
  }

  /**
   * @throws MigrationError for a case from a newer Isnad
   * @throws CaseError when the making of the case was broken off
   */
  static open(path: string): Promise<SqliteStore> {
    return telling(() => SqliteStore.#open(path));
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
      if (needsMigration(connection) || (await needsDeriving(database)))
        throw new CaseError('an older Isnad made it: open it once where it can be written to');
      const info = await database.selectFrom('case_info').selectAll().executeTakeFirst();
      if (info === undefined) throw new CaseError('the making of this case was broken off');
      return new SqliteStore({ connection, database }, openAsItLies(path), info);
    });
  }

  static async #open(path: string): Promise<SqliteStore> {
    const { connection, database } = openForWriting(path);
    migrate(connection);
    waitAside(connection);
    const info = await database.selectFrom('case_info').selectAll().executeTakeFirst();
    if (info === undefined) {
      await database.destroy();
      throw new CaseError('the making of this case was broken off: make it again');
    }
    await derive(connection, database);
    return new SqliteStore({ connection, database }, openForReading(path), info);
  }

  async info(): Promise<records.CaseInfo> {
    return this.#info;
  }

  async summary(): Promise<records.CaseSummary> {
    return summaryOf(this.#reading, this.#info);
  }

  async faults(): Promise<readonly string[]> {
    return faultsOf(this.#reading);
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

  match(query: Query, limit: number, after = 0): Promise<Matches> {
    return matchTerms(this.#reading, this.#index, query, limit, after);
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

  queue(page: records.PageRequest): Page<records.QueueItem> {
    return groups.listQueue(this.#reading, page);
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
