import type { ChainLink } from '@isnad/reading';
import type { CaseFlag, CopyPair, FigureSeries, Grade, Group } from '@isnad/weighing';
import type { Digest, DocumentId, LogSeq, OriginalHash } from '../ids.ts';
import type { Act, LogEntry, LogHead, Stamp } from '../log/entry.ts';
import type { DecisionsReplay } from '../log/replay.ts';
import type { Reviewers, ReviewRequest } from '../log/review.ts';
import type { StandingState } from '../log/standing.ts';
import type { ItemRef, ReviewKind, ReviewSubject } from '../log/subject.ts';
import type { Filter, SearchScope } from '../search/fields.ts';
import type { Query } from '../search/query.ts';
import type { Rarity } from '../search/rerank.ts';
import type {
  ActRecord,
  Arrival,
  AttributionRecord,
  CarryRecord,
  CarryReport,
  CaseFlagRecord,
  CaseInfo,
  CaseSummary,
  CauseRecord,
  ClaimRecord,
  CountedPage,
  DatedClaim,
  DocumentEdition,
  DocumentRecord,
  FigureRecord,
  FlagRecord,
  GroupCard,
  GroupGlance,
  HistoryEntry,
  Kept,
  MeasureRecord,
  OpenDocument,
  OriginalRecord,
  Page,
  PageRequest,
  PlaceTally,
  PreparedDocument,
  QueueItem,
  ReviewRecord,
  ReviewState,
  SavedSearch,
  SeriesRecord,
  SourceEdge,
  SourceGraph,
  SourceName,
  SourceRecord,
  StandingDecision,
  StoredDocument,
  UnreadableRecord,
} from './records.ts';

/**
 * Where a case is kept. Everything is asynchronous and says nothing of the database behind it; whatever changes the
 * case does so in one step that either happened whole, its log entries with it, or not at all. The tests of the
 * contract (`test/store-contract.ts`) are the rest of this definition: every store passes them.
 */
export interface Store extends Arrivals, Lists, Search, SavedSearches, FindingsShelf, Reviews, Log {
  info(): Promise<CaseInfo>;
  summary(): Promise<CaseSummary>;
  /** What the database finds wrong with itself; empty when sound. */
  faults(): Promise<readonly string[]>;
  /** A copy of the database in one file, as it is at one moment. */
  backup(path: string): Promise<void>;
  close(): Promise<void>;
}

/** A claim by its id, or the smallest one that holds a place of a document's text. */
export type ClaimPlace = { readonly document: DocumentId } & ({ readonly claim: string } | { readonly at: number });

export interface Arrivals {
  /** Keeps all arrivals in one step and says, in their order, what became of each. */
  keep(arrivals: readonly Arrival[], stamp: Stamp): Promise<readonly Kept[]>;
  /** Null for bytes that are not in the case. */
  original(hash: OriginalHash): Promise<OriginalRecord | null>;
  originals(page: PageRequest): Promise<Page<OriginalRecord>>;
  /** Documents that a transcription made a newer version of, and that version. */
  replacements(): Promise<ReadonlyMap<DocumentId, DocumentId>>;
  unreadable(page: PageRequest): Promise<Page<UnreadableRecord>>;
}

export interface Lists {
  /** In the order they came in. */
  documents(page: PageRequest): Promise<CountedPage<DocumentRecord>>;
  /** The same list, of each document no more than which Reading of it there is. */
  editions(page: PageRequest): Promise<Page<DocumentEdition>>;
  /** The document that has a place in the case, from 1; null where there is none. */
  documentAt(number: number): Promise<DocumentId | null>;
  /** The last one first. */
  latest(limit: number): Promise<CountedPage<DocumentRecord>>;
  document(id: DocumentId): Promise<StoredDocument | null>;
  openDocument(id: DocumentId): Promise<OpenDocument | null>;
  record(id: DocumentId): Promise<DocumentRecord | null>;
  /** These of the documents; ids of none are passed over. */
  records(ids: readonly DocumentId[]): Promise<ReadonlyMap<DocumentId, DocumentRecord>>;
  text(id: DocumentId): Promise<string | null>;
  texts(documents: readonly DocumentRecord[]): Promise<ReadonlyMap<DocumentId, string>>;
  /** In the order of documents and, within one, of the text. */
  claims(filter: ClaimFilter, page: PageRequest): Promise<CountedPage<ClaimRecord>>;
  /** The smallest claim of a document that holds a place of its text; null where none does. */
  claimAt(document: DocumentId, at: number): Promise<ClaimRecord | null>;
  /** The claims that are meant, in their order; null where there is none. */
  claimsAt(places: readonly ClaimPlace[]): Promise<readonly (ClaimRecord | null)[]>;
  /** Claims that tell the time they speak of, in the order of that time. */
  dates(filter: DateFilter, page: PageRequest): Promise<Page<DatedClaim>>;
  /** The places that claims name, those in most claims first, at most `limit`. */
  places(limit: number): Promise<readonly PlaceTally[]>;
  attributions(filter: DocumentFilter, page: PageRequest): Promise<Page<AttributionRecord>>;
  figures(filter: DocumentFilter, page: PageRequest): Promise<Page<FigureRecord>>;
  causes(filter: DocumentFilter, page: PageRequest): Promise<Page<CauseRecord>>;
  acts(filter: DocumentFilter, page: PageRequest): Promise<Page<ActRecord>>;
  documentFlags(filter: FlagFilter, page: PageRequest): Promise<CountedPage<FlagRecord>>;
  /** Those that stand in most claims first. */
  sources(page: PageRequest): Promise<Page<SourceRecord>>;
  /** The names of sources one by one, in the order in which the case met them. */
  sourceNames(page: PageRequest): Promise<Page<SourceName>>;
  /** These of the names; keys of none are passed over. */
  sourcesByKey(keys: Iterable<string>): Promise<ReadonlyMap<string, SourceName>>;
  /** Who passes on whose claims: the heaviest edges, at most `limit`, and what they join. */
  sourceGraph(limit: number): Promise<SourceGraph>;
  /** The same between names, as the documents have them. */
  sourceEdges(limit: number): Promise<readonly SourceEdge[]>;
}

export interface DocumentFilter {
  readonly document?: DocumentId | undefined;
}

export interface ClaimFilter extends DocumentFilter {
  /** Key of the source that the chain ends in. */
  readonly origin?: string | undefined;
  readonly reviewed?: boolean | undefined;
}

export interface DateFilter {
  /** ISO dates: claims that speak of a time within. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Key of the source that the chain ends in. */
  readonly origin?: string | undefined;
  /** Key of a place that they name, by this or another of its names. */
  readonly place?: string | undefined;
}

export interface FlagFilter extends DocumentFilter {
  readonly kinds?: readonly string[] | undefined;
}

/** A document that answers a query. */
export interface Match {
  readonly document: DocumentId;
  readonly text: string;
  /** Larger is better; comparable within one answer only. */
  readonly score: number;
}

export interface Matches {
  /** Best first. */
  readonly matches: readonly Match[];
  /** How many documents answer in all. */
  readonly total: number;
  /** How rare each of the words that rank (`wordsOf`) is in the case. */
  readonly rarities: readonly Rarity[];
}

/** A claim, or a figure with the claim that it stands in. */
export interface Part {
  readonly document: DocumentId;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What it is found by: the claim's words. */
  readonly words: string;
  readonly claim: string | null;
  readonly figure: number | null;
  readonly chain: readonly ChainLink[];
}

export interface Search {
  /** Documents that answer; after the one of that number, where one is told. */
  match(query: Query, limit: number, after?: number): Promise<Matches>;
  /**
   * The claims or figures of these documents, in their order and that of the text, that fields let through; fields that
   * ask for names of the chain are left to whoever asks.
   */
  parts(
    scope: Exclude<SearchScope, 'documents'>,
    documents: readonly DocumentId[],
    filters: readonly Filter[],
  ): Promise<readonly Part[]>;
}

export interface SavedSearches {
  /** In the order in which they were saved. */
  searches(): Promise<readonly SavedSearch[]>;
  /** What the case holds now counts as seen. */
  saveSearch(name: string, query: string, stamp: Stamp): Promise<SavedSearch>;
  /** What the case holds now was seen; null when there is no such search. */
  lookAtSearch(id: LogSeq, stamp: Stamp): Promise<SavedSearch | null>;
  /** False when there is no such search. */
  dropSearch(id: LogSeq, stamp: Stamp): Promise<boolean>;
}

export interface GroupFilter {
  readonly grade?: Grade | undefined;
  /** Groups with a claim of this document. */
  readonly document?: DocumentId | undefined;
  /** Words that its claims hold, in whatever inflection. */
  readonly q?: string | undefined;
  /** Key of a source that its claims go back to. */
  readonly origin?: string | undefined;
  /** Key of a place that its claims name. */
  readonly place?: string | undefined;
  /** ISO dates: groups with a document published within. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Words of a heading: groups that have them all, whatever else is asked of their words. */
  readonly topic?: string | undefined;
  /** True when every claim of it is settled. */
  readonly reviewed?: boolean | undefined;
}

export interface MeasureFilter {
  /** Series of several figures, that can be set against each other, or of one. */
  readonly points: 'several' | 'one';
}

/** Findings as weighing hands them over, one after another. */
export interface FindingsFeed {
  readonly groups: Iterable<Group> | AsyncIterable<Group>;
  readonly copies: Iterable<CopyPair> | AsyncIterable<CopyPair>;
  readonly figures: Iterable<FigureSeries> | AsyncIterable<FigureSeries>;
  readonly flags: Iterable<CaseFlag> | AsyncIterable<CaseFlag>;
  /** Told where the groups and copies are only those that are new or other than they were. */
  readonly known?: KnownFindings;
}

/** What stays of the findings that a case has. */
export interface KnownFindings {
  /** The entry of the log that brought them. */
  readonly since: LogSeq;
  /** Ids of the groups that are as they were. */
  readonly groups: Iterable<string> | AsyncIterable<string>;
  /** The first copies, so many of them. */
  readonly copies: number;
}

/** How many findings of each kind there are. */
export interface FindingsCount {
  readonly groups: number;
  readonly copies: number;
  readonly series: number;
  readonly flags: number;
}

export interface PutFindings extends FindingsCount {
  /** The entry of the log that says so. */
  readonly logged: LogSeq;
}

export interface FindingsShelf {
  /**
   * Puts these findings in the place of the last ones, or brings those up to date.
   * @throws OtherFindings when the case has none, or others than those that are said to be known
   */
  putFindings(findings: FindingsFeed, stamp: Stamp): Promise<PutFindings>;
  /** Of the findings as they are kept. */
  findingsDigest(): Promise<Digest>;
  /** The entry of the log that brought the findings which are there; null when there are none. */
  lastWeighing(): Promise<LogSeq | null>;
  /** Heaviest first: certain routes, then possible ones, then claims. */
  groups(filter: GroupFilter, page: PageRequest): Promise<CountedPage<Group>>;
  /** The same list, of each group what lists show. */
  cards(filter: GroupFilter, page: PageRequest): Promise<CountedPage<GroupCard>>;
  group(id: string): Promise<Group | null>;
  /** The cards of groups by id; an id of none is passed over. */
  cardsOf(ids: readonly string[]): Promise<readonly GroupCard[]>;
  /** The group of each claim of a document, by the claim's id. */
  groupsOfClaims(document: DocumentId): Promise<ReadonlyMap<string, GroupGlance>>;
  /** The group of each of these claims, in their order; null where a claim is in none. */
  groupsOf(claims: readonly ItemRef[]): Promise<readonly (GroupGlance | null)[]>;
  /** Claims that are not settled, those of the heaviest groups first. */
  queue(request: QueueRequest): Promise<Page<QueueItem>>;
  copies(filter: DocumentFilter, page: PageRequest): Promise<Page<CopyPair>>;
  series(page: PageRequest): Promise<Page<SeriesRecord>>;
  oneSeries(id: string): Promise<SeriesRecord | null>;
  /** What series measure: those with conflicts first, then those of most points. */
  measures(filter: MeasureFilter, page: PageRequest): Promise<CountedPage<MeasureRecord>>;
  flags(page: PageRequest): Promise<Page<CaseFlagRecord>>;
}

export interface Reviews {
  /** @throws NothingToReview when there is no such thing, or a correction points at nothing */
  decide(request: ReviewRequest, stamp: Stamp): Promise<ReviewRecord>;
  /** @throws NothingToReview when the entry is no decision, or was taken back already */
  undo(entry: LogSeq, note: string | null, stamp: Stamp): Promise<ReviewRecord>;
  /** Decisions, the latest first, those taken back included. */
  reviews(filter: ReviewFilter, page: PageRequest): Promise<Page<ReviewRecord>>;
  /** What the decisions about each thing come to, the latest first. */
  standings(filter: StandingFilter, page: PageRequest): Promise<Page<StandingDecision>>;
  /** Where the review of each of the subjects stands, in their order; null where nothing stands, or there is no such thing. */
  statesOf(subjects: readonly ReviewSubject[]): Promise<readonly (ReviewState | null)[]>;
  /**
   * All that was ever decided about a subject, the oldest first.
   * @throws NothingToReview when there is no such thing
   */
  history(subject: ReviewSubject): Promise<readonly HistoryEntry[]>;
  /** How many people must agree before anything is settled. */
  reviewers(): Promise<Reviewers>;
  setReviewers(reviewers: Reviewers, stamp: Stamp): Promise<LogSeq>;
  /** The decisions of the log alone, as far as the last entry that is not after `until`, an ISO instant. */
  replay(until?: string): Promise<DecisionsReplay>;
  /**
   * Puts new Readings in the place of documents', in one step, and carries over what was decided. Findings are gone
   * until the case is weighed again, sources are counted anew by `settleRereading`.
   * @throws CaseError for a document that the case does not have
   */
  readAgain(documents: readonly PreparedDocument[], stamp: Stamp): Promise<readonly CarryReport[]>;
  settleRereading(): Promise<void>;
  /** What became of decisions when documents were read again, the latest first. */
  carries(filter: DocumentFilter, page: PageRequest): Promise<Page<CarryRecord>>;
}

export interface ReviewFilter extends DocumentFilter {
  readonly entry?: LogSeq | undefined;
  readonly kind?: ReviewKind | undefined;
  readonly by?: string | undefined;
  readonly state?: 'standing' | 'undone' | 'lost' | undefined;
  readonly subject?: ReviewSubject | undefined;
}

export interface StandingFilter extends DocumentFilter {
  readonly state?: StandingState | undefined;
  readonly dissent?: boolean | undefined;
  /** True for what weighing says across documents, false for what Readings say. */
  readonly acrossDocuments?: boolean | undefined;
}

export interface QueueRequest extends PageRequest {
  /** Leaves out what this reviewer has decided on, and somebody else is to. */
  readonly notBy?: string | undefined;
}

export interface Log {
  /** Notes that another case was joined to this one. */
  noteJoined(act: Act & { readonly kind: 'case joined' }, stamp: Stamp): Promise<void>;
  head(): Promise<LogHead>;
  /** Entries after `seq` (0 for all), oldest first. */
  log(after: number, limit: number): Promise<readonly LogEntry[]>;
}

/** Thrown when a folder is no case, or can't become one; the message is for the person who named it. */
export class CaseError extends Error {
  override readonly name = 'CaseError';
}

/** The findings that a case has are not those that were to be brought up to date. */
export class OtherFindings extends CaseError {}

/** Thrown when another program keeps the case from being written to for too long. */
export class CaseBusy extends CaseError {}

/** Thrown when a decision points at nothing. */
export class NothingToReview extends Error {
  override readonly name = 'NothingToReview';
}

/** Thrown for a cursor that no list gave. */
export class BadCursor extends Error {
  override readonly name = 'BadCursor';
}

/** Every item of a paged list, a page at a time. */
export async function* everyItem<T>(list: (page: PageRequest) => Promise<Page<T>>, limit = 200): AsyncGenerator<T> {
  let after: string | null = null;
  do {
    const page: Page<T> = await list({ limit, after });
    yield* page.items;
    // Keys whose bytes are no text are read as others, which may stand before them.
    if (page.next !== null && page.next === after)
      throw new CaseError('a list goes round in circles: a key of it is damaged');
    after = page.next;
  } while (after !== null);
}
