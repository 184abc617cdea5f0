import type {
  CaseFlagRecord,
  ClaimRecord,
  DocumentRecord,
  GroupGlance,
  ReviewRecord,
  ReviewState,
  SavedSearch,
  SeriesRecord,
  SourceLink,
  SourceRecord,
  StandingDecision,
} from '@isnad/casefile/records';
import type { Reviewers } from '@isnad/casefile/review';
import type { ItemRef, reviewSubject } from '@isnad/casefile/subject';
import type { ClaimRef, Conflict, Group } from '@isnad/weighing';
import type { z } from 'zod';

export type { OpenDocument } from '@isnad/casefile/records';

/** What the API gives beyond the records of the case. */

/** A group, and what its claims and documents are. */
export interface OpenGroup {
  readonly group: Group;
  /** In the order of `group.claims`. */
  readonly claims: readonly ClaimRecord[];
  readonly documents: readonly DocumentRecord[];
  readonly related: ReadonlyArray<{ readonly id: string; readonly head: ClaimRef }>;
  /** What the case calls the nodes of `group.routes`, by the node's id; a node of no source has none. */
  readonly sources: { readonly [node: string]: Pick<SourceRecord, 'key' | 'name' | 'named' | 'order'> };
  readonly reviews: GroupReviews;
  /** What is flagged across the reports that it stands in. */
  readonly flags: readonly CaseFlagRecord[];
}

/** A contradiction, and the heaviest group that it stands in. */
export interface Contradiction {
  /** Id of the group. */
  readonly group: string;
  readonly conflict: Conflict;
}

/** A series, and for each of its points the heaviest group of its claim: by how many routes its words came. */
export interface OpenSeries extends SeriesRecord {
  /** In the order of `points`; null of a claim in no group. */
  readonly groups: ReadonlyArray<GroupGlance | null>;
  readonly flags: readonly CaseFlagRecord[];
}

/** What people decided about a group. */
export interface GroupReviews {
  readonly group: ReviewState | null;
  /** On the place of its claims in it, by claim and document: `c1 report`. */
  readonly memberships: { readonly [claim: string]: ReviewState };
  /** On its conflicts. */
  readonly links: ReadonlyArray<{ readonly a: ItemRef; readonly b: ItemRef; readonly review: ReviewState }>;
}

/** What somebody points at, before the case has looked it up. */
export type AskedSubject = z.input<typeof reviewSubject>;

/** A decision as it stands in the log, and what it touched. */
export interface Decided extends ReviewRecord {
  /** Where the review of its subject stands now. */
  readonly review: ReviewState | null;
  /** Of the claim that it is on. */
  readonly group: GroupGlance | null;
  /** All groups that have to do with it, as they are now. */
  readonly groups: readonly GroupGlance[];
  /** False while the case is weighed with it: a `case` event tells when that is done. */
  readonly weighed: boolean;
}

/** What was decided at some moment, by the log. */
export interface AsOf {
  /** ISO instant. */
  readonly at: string;
  readonly reviewers: Reviewers;
  /** The latest first. */
  readonly decisions: readonly StandingDecision[];
  readonly next: string | null;
  readonly total: number;
}

/** How a case is reviewed. */
export interface Settings {
  /** People who must agree before anything is settled. */
  readonly reviewers: Reviewers;
  /** Under what name the decisions of whoever asks stand in the log. */
  readonly by: string;
}

export interface SearchHit {
  /** What was found: a document, or a claim or figure of it, whose own span the hit then is. */
  readonly scope: 'documents' | 'claims' | 'figures';
  readonly document: DocumentRecord['id'];
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly score: number;
  /** The words of the query. Offsets into the document's text, like `start` and `end`. */
  readonly marks: ReadonlyArray<{ readonly start: number; readonly end: number }>;
  /** A little of the text around the hit. */
  readonly before: string;
  readonly after: string;
  readonly record: DocumentRecord;
  /** The claim in which the words stand. */
  readonly claim: {
    readonly id: string;
    readonly chain: readonly SourceLink[];
  } | null;
  /** Index of the figure in its document. */
  readonly figure: number | null;
}

/** Where adding stands; counts are since the server was started. */
export interface ImportState {
  /** Files taken in and not dealt with yet. */
  readonly waiting: number;
  readonly new: number;
  readonly known: number;
  readonly unreadable: number;
  readonly weighing: boolean;
  /** The last files, oldest first. */
  readonly items: readonly ImportItem[];
}

export interface ImportItem {
  readonly name: string;
  readonly stage: 'waiting' | 'reading' | 'kept' | 'failed';
  /** Why it, or a part of it, could not be read. */
  readonly message: string | null;
}

/** What comes over `/api/events`: the event's name is its `kind`, its data the whole. */
export type LiveEvent =
  | { readonly kind: 'imports'; readonly state: ImportState }
  /** A file, or a part of one, could not be read. */
  | { readonly kind: 'unreadable'; readonly name: string; readonly part: string | null; readonly message: string }
  /** Adding or weighing broke off; what was kept before is kept. */
  | { readonly kind: 'fault'; readonly message: string }
  /** The case has changed: what was fetched before may be old. */
  | { readonly kind: 'case'; readonly head: { readonly seq: number; readonly hash: string } };

/** An error (RFC 9457). `title` is for the reader, in the language of the request; `detail` names the thing. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string | null;
}

/** A search that was saved, and how many new answers it has; null when it can't be answered any more. */
export interface WatchedSearch extends SavedSearch {
  readonly fresh: number | null;
}
