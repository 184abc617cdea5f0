import type {
  Briefing,
  CaseSummary,
  ClaimRecord,
  CopyPair,
  Decision,
  DocumentRecord,
  FlagRecord,
  Grade,
  Group,
  ImportState,
  OpenDocument,
  OpenGroup,
  Page,
  ReviewRecord,
  SearchHit,
  SourceRecord,
  UnreadableRecord,
} from '@isnad/server/api';
import { send, sendFile } from './client.ts';
import { type Remote, remotes } from './remote.ts';

/** What the page asks of the API: the paths are written here and nowhere else. */

const summaries = remotes<CaseSummary>();
const documentPages = remotes<Page<DocumentRecord>>();
const openDocuments = remotes<OpenDocument>();
const claimPages = remotes<Page<ClaimRecord>>();
const groupPages = remotes<Page<Group>>();
const openGroups = remotes<OpenGroup>();
const copyPages = remotes<Page<CopyPair>>();
const sourcePages = remotes<Page<SourceRecord>>();
const flagPages = remotes<Page<FlagRecord>>();
const unreadablePages = remotes<Page<UnreadableRecord>>();
const briefings = remotes<Briefing>();
const searches = remotes<readonly SearchHit[]>();

/** A page of a list: its length, and the cursor after which it begins. */
export type PageOf = { readonly limit: number; readonly after?: string | null };
export type OfDocument = { readonly document?: string };

export function theCase(): Remote<CaseSummary> {
  return summaries('/api/case');
}

export function documents(page: PageOf): Remote<Page<DocumentRecord>> {
  return documentPages(`/api/documents${query(page)}`);
}

export function openDocument(id: string): Remote<OpenDocument> {
  return openDocuments(`/api/documents/${encodeURIComponent(id)}`);
}

export function claims(filter: OfDocument, page: PageOf): Remote<Page<ClaimRecord>> {
  return claimPages(`/api/claims${query({ ...filter, ...page })}`);
}

export type GroupsWanted = OfDocument & { readonly grade?: Grade | null };

export function groups(wanted: GroupsWanted, page: PageOf): Remote<Page<Group>> {
  return groupPages(`/api/groups${query({ ...wanted, ...page })}`);
}

export function openGroup(id: string): Remote<OpenGroup> {
  return openGroups(`/api/groups/${encodeURIComponent(id)}`);
}

export function copies(filter: OfDocument, page: PageOf): Remote<Page<CopyPair>> {
  return copyPages(`/api/copies${query({ ...filter, ...page })}`);
}

export function sources(page: PageOf): Remote<Page<SourceRecord>> {
  return sourcePages(`/api/sources${query(page)}`);
}

/** What looks wrong inside documents. */
export function documentFlags(filter: OfDocument, page: PageOf): Remote<Page<FlagRecord>> {
  return flagPages(`/api/document-flags${query({ ...filter, ...page })}`);
}

/** What could not be read, and why. */
export function unreadable(page: PageOf): Remote<Page<UnreadableRecord>> {
  return unreadablePages(`/api/unreadable${query(page)}`);
}

export function search(q: string, limit: number): Remote<readonly SearchHit[]> {
  return searches(`/api/search${query({ q, limit })}`);
}

export function briefing(): Remote<Briefing> {
  return briefings('/api/briefing?format=json');
}

/** What a person points at. */
export interface Subject {
  readonly kind: 'claim' | 'attribution' | 'figure';
  readonly document: string;
  readonly item: string;
}

export function decide(subject: Subject, decision: Decision, note: string | null = null): Promise<ReviewRecord> {
  return send('/api/reviews', { subject, decision, note });
}

export function takeBack(entry: number): Promise<ReviewRecord> {
  return send(`/api/reviews/${entry}/undo`, { note: null });
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
