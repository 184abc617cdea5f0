import type {
  AttributionRecord,
  ClaimRecord,
  DocumentRecord,
  FigureRecord,
  Layout,
  Origin,
} from '@isnad/casefile/records';
import type { Reading } from '@isnad/reading';
import type { Group } from '@isnad/weighing';

/** What the API gives beyond the records of the case. */

/** A document as the reader's page needs it. */
export interface OpenDocument {
  readonly record: DocumentRecord;
  readonly origins: readonly Origin[];
  readonly reading: Reading;
  readonly layout: Layout;
  readonly claims: readonly ClaimRecord[];
  readonly attributions: readonly AttributionRecord[];
  readonly figures: readonly FigureRecord[];
}

/** A group, and what its claims and documents are. */
export interface OpenGroup {
  readonly group: Group;
  /** In the order of `group.claims`. */
  readonly claims: readonly ClaimRecord[];
  readonly documents: readonly DocumentRecord[];
}

export interface SearchHit {
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
}

/** Where adding stands; counts are since the server was started. */
export interface ImportState {
  /** Files taken in and not dealt with yet. */
  readonly waiting: number;
  readonly new: number;
  readonly known: number;
  readonly unreadable: number;
  readonly weighing: boolean;
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
