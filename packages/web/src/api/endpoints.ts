import type {
  ActRecord,
  AgreementReport,
  AskedSubject,
  Briefing,
  CaseFlagRecord,
  CaseSummary,
  CauseGraph,
  CauseRecord,
  Contradiction,
  CountedPage,
  DatedClaim,
  Decided,
  Decision,
  DocumentRecord,
  FlagRecord,
  Grade,
  GroupCard,
  ImportState,
  MeasureRecord,
  OpenDocument,
  OpenGroup,
  OpenSeries,
  Page,
  PageView,
  PlaceRecord,
  QueueItem,
  SearchHit,
  Settings,
  SourceGraph,
  SourceName,
  SourceRecord,
  StandingDecision,
  TopicRecord,
  Transcribed,
  UnreadableRecord,
  WatchedSearch,
} from '@isnad/server/api';
import { remove, send, sendFile, sendForFile } from './client.ts';
import { type Remote, remotes } from './remote.ts';

/** What the page asks of the API: the paths are written here and nowhere else. */

const summaries = remotes<CaseSummary>();
const documentPages = remotes<Page<DocumentRecord>>();
const openDocuments = remotes<OpenDocument>();
const contradictionLists = remotes<readonly Contradiction[]>();
const cardPages = remotes<CountedPage<GroupCard>>();
const sourceGraphs = remotes<SourceGraph>();
const openSeries = remotes<OpenSeries>();
const measurePages = remotes<CountedPage<MeasureRecord>>();
const topicLists = remotes<readonly TopicRecord[]>();
const causePages = remotes<Page<CauseRecord>>();
const latestPages = remotes<CountedPage<DocumentRecord>>();
const pageViews = remotes<PageView>();
const replacedLists = remotes<Readonly<Record<string, string>>>();
const versionLists = remotes<Versions>();
const causeGraphs = remotes<CauseGraph>();
const placeLists = remotes<readonly PlaceRecord[]>();
const datedPages = remotes<Page<DatedClaim>>();
const queuePages = remotes<Page<QueueItem>>();
const openGroups = remotes<OpenGroup>();
const sourcePages = remotes<Page<SourceRecord>>();
const sourceNames = remotes<Page<SourceName>>();
const flagPages = remotes<CountedPage<FlagRecord>>();
const caseFlagPages = remotes<Page<CaseFlagRecord>>();
const actPages = remotes<Page<ActRecord>>();
const unreadablePages = remotes<Page<UnreadableRecord>>();
const briefings = remotes<Briefing>();
const searches = remotes<readonly SearchHit[]>();
const watchLists = remotes<readonly WatchedSearch[]>();
const settingsOf = remotes<Settings>();
const standingPages = remotes<Page<StandingDecision>>();
const agreements = remotes<AgreementReport>();

/** Hits of a saved search that are told of as new. */
const NEW = 100;

/** A page of a list: its length, and the cursor after which it begins. */
export type PageOf = { readonly limit: number; readonly after?: string | null };

export function theCase(): Remote<CaseSummary> {
  return summaries('/api/case');
}

export function documents(page: PageOf): Remote<Page<DocumentRecord>> {
  return documentPages(`/api/documents${query(page)}`);
}

export function openDocument(id: string): Remote<OpenDocument> {
  return openDocuments(`/api/documents/${encodeURIComponent(id)}`);
}

export type GroupsWanted = {
  readonly grade?: Grade | null;
  readonly q?: string | null;
  readonly origin?: string | null;
  /** ISO days of publication. */
  readonly from?: string | null;
  readonly to?: string | null;
  /** Words of a heading. */
  readonly topic?: string | null;
  readonly reviewed?: 'false' | null;
};

/** Groups as lists show them. */
export function groupCards(wanted: GroupsWanted, page: PageOf): Remote<CountedPage<GroupCard>> {
  return cardPages(`/api/group-cards${query({ ...wanted, ...page })}`);
}

/** Where the case disagrees with itself, in its heaviest groups. */
export function contradictions(limit: number): Remote<readonly Contradiction[]> {
  return contradictionLists(`/api/contradictions${query({ limit })}`);
}

export function openGroup(id: string): Remote<OpenGroup> {
  return openGroups(`/api/groups/${encodeURIComponent(id)}`);
}

/** The path of these names of sources, by their keys. */
export function sourcesNamed(keys: readonly string[]): string {
  return `/api/sources/names${query({ keys: keys.join(','), limit: keys.length })}`;
}

export function sourceByKey(key: string): Remote<Page<SourceName>> {
  return sourceNames(sourcesNamed([key]));
}

/** Sources by how much goes back to them. */
export function sources(page: PageOf): Remote<Page<SourceRecord>> {
  return sourcePages(`/api/sources${query(page)}`);
}

/** Who passes on whose claims. */
export function sourceGraph(limit: number): Remote<SourceGraph> {
  return sourceGraphs(`/api/sources/graph${query({ limit })}`);
}

/** What is measured: by several figures that can be set against each other, or by one. */
export function measures(points: 'several' | 'one', page: PageOf): Remote<CountedPage<MeasureRecord>> {
  return measurePages(`/api/measures${query({ points, ...page })}`);
}

export function seriesOf(id: string): Remote<OpenSeries> {
  return openSeries(`/api/series/${encodeURIComponent(id)}`);
}

/** What the weightiest groups speak of. */
export function topics(): Remote<readonly TopicRecord[]> {
  return topicLists('/api/topics');
}

export function causes(page: PageOf): Remote<Page<CauseRecord>> {
  return causePages(`/api/causes${query(page)}`);
}

/** Where the picture of a page lies. */
export function pageImage(document: string, page: number): string {
  return `/api/documents/${encodeURIComponent(document)}/pages/${page}`;
}

/** The words of a page where they stand. */
export function pageWords(document: string, page: number): Remote<PageView> {
  return pageViews(`${pageImage(document, page)}/words`);
}

interface Versions {
  readonly versions: readonly string[];
}

/** The versions that transcriptions made of a document, the oldest first. */
export function versions(document: string): Remote<Versions> {
  return versionLists(`/api/documents/${encodeURIComponent(document)}/versions`);
}

/** Reports that have a newer version by a transcription, each with the newest. */
export function replaced(): Remote<Readonly<Record<string, string>>> {
  return replacedLists('/api/replaced');
}

/** Keeps what a person reads on a page as a new version. */
export async function transcribe(document: string, page: number, text: string): Promise<Transcribed> {
  return await send(`${pageImage(document, page)}/transcription`, { text });
}

/** The reports that came in last, the last one first. */
export function latest(limit: number): Remote<CountedPage<DocumentRecord>> {
  return latestPages(`/api/latest${query({ limit })}`);
}

export function causeGraph(): Remote<CauseGraph> {
  return causeGraphs('/api/causes/graph?limit=1000');
}

/** The places that claims name. */
export function placesNamed(): Remote<readonly PlaceRecord[]> {
  return placeLists('/api/places?limit=200');
}

/** Claims by the time they speak of. */
export function datedClaims(wanted: { readonly place: string | null }, page: PageOf): Remote<Page<DatedClaim>> {
  return datedPages(`/api/dates${query({ ...wanted, ...page })}`);
}

/** Claims that wait for a decision of whoever asks, heaviest groups first. */
export function queue(page: PageOf): Remote<Page<QueueItem>> {
  return queuePages(`/api/queue${query({ ...page, mine: 'false' })}`);
}

/** Decisions that a second reviewer is waited for, or that reviewers do not share. */
export function standings(state: 'waiting' | 'disputed', page: PageOf): Remote<Page<StandingDecision>> {
  return standingPages(`/api/disputes${query({ ...page, state })}`);
}

/** How far reviewers agree. */
export function agreement(): Remote<AgreementReport> {
  return agreements('/api/agreement');
}

/** How the case is reviewed, and by whom. */
export function settings(): Remote<Settings> {
  return settingsOf('/api/settings');
}

/** Has so many people agree before anything is settled. */
export async function setReviewers(reviewers: Settings['reviewers']): Promise<void> {
  const set = await send<Settings>('/api/settings', { reviewers }, 'PUT');
  settings().patch(() => set);
}

/** What looks wrong inside documents; of every sort where none is told. */
export function documentFlags(kinds: readonly string[], page: PageOf): Remote<CountedPage<FlagRecord>> {
  return flagPages(`/api/document-flags${query({ kind: kinds.join(',') || null, ...page })}`);
}

/** What looks wrong across documents. */
export function caseFlags(page: PageOf): Remote<Page<CaseFlagRecord>> {
  return caseFlagPages(`/api/flags${query(page)}`);
}

/** What people whom the reports describe did, in one report or in all. */
export function acts(document: string | null, page: PageOf): Remote<Page<ActRecord>> {
  return actPages(`/api/acts${query({ document, ...page })}`);
}

/** What could not be read, and why. */
export function unreadable(page: PageOf): Remote<Page<UnreadableRecord>> {
  return unreadablePages(`/api/unreadable${query(page)}`);
}

export function search(q: string, limit: number): Remote<readonly SearchHit[]> {
  return searches(`/api/search${query({ q, limit })}`);
}

/** Searches that were saved, with how much of what they find is new. */
export function watched(): Remote<readonly WatchedSearch[]> {
  return watchLists('/api/searches');
}

/** What came in since a saved search was last looked at. */
export function newIn(id: number): Remote<readonly SearchHit[]> {
  return searches(`/api/searches/${id}/new${query({ limit: NEW })}`);
}

export async function saveSearch(name: string, words: string): Promise<void> {
  const saved = await send<WatchedSearch>('/api/searches', { name, query: words });
  watched().patch((known) => [...known, saved]);
}

export async function lookAt(id: number): Promise<void> {
  const seen = await send<WatchedSearch>(`/api/searches/${id}/seen`, {});
  watched().patch((known) => known.map((one) => (one.id === id ? seen : one)));
  newIn(id).outdate();
}

export async function forgetSearch(id: number): Promise<void> {
  await remove(`/api/searches/${id}`);
  watched().patch((known) => known.filter((one) => one.id !== id));
}

/** The findings by topic, or what stands beside them. */
export function briefing(part: 'findings' | 'beside'): Remote<Briefing> {
  return briefings(`/api/briefing?format=json&part=${part}`);
}

export function decide(subject: AskedSubject, decision: Decision, note: string | null): Promise<Decided> {
  return send('/api/reviews', { subject, decision, note });
}

export function takeBack(entry: number): Promise<Decided> {
  return send(`/api/reviews/${entry}/undo`, { note: null });
}

/** Lets go of the files that wait and are not being read yet. */
export function dropWaiting(): Promise<ImportState> {
  return remove('/api/imports/waiting');
}

/** A briefing as an editor chose it. */
export interface BriefingWanted {
  readonly language: 'ar' | 'en';
  readonly format: 'html' | 'md' | 'docx';
  readonly title: string | null;
  readonly introduction: string | null;
  /** Ids of groups, in the order in which they are told of. */
  readonly items: readonly string[];
  /** Names that are left out. */
  readonly withhold: ReadonlyArray<'people' | 'places' | 'sources'>;
}

export function editedBriefing(wanted: BriefingWanted): Promise<Blob> {
  return sendForFile('/api/briefing', wanted);
}

export function upload(name: string, file: Blob): Promise<ImportState> {
  return sendFile(`/api/uploads${query({ name })}`, file);
}

function query(values: Readonly<Record<string, string | number | null | undefined>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined) search.set(name, String(value));
  }
  return search.size === 0 ? '' : `?${search}`;
}
