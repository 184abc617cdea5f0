import type { IntakeDocument, Unreadable } from '@isnad/intake/document';
import type { ChainLink, Hedge, Modality, Per, Reading, Stance } from '@isnad/reading';
import type { Digest, DocumentId, LogSeq, OriginalHash } from '../ids.ts';
import type { Metadata, Origin } from '../log/entry.ts';
import type { Decision, ReviewKind, ReviewTarget } from '../log/review.ts';

/** What the store keeps and gives: plain records, none of which knows what database is behind it. */

export type { Metadata, Origin } from '../log/entry.ts';

/** A page of a list, and where the next begins; null at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: Cursor | null;
}

/** Opaque: made by one call of a list and good for the next call of the same list. */
export type Cursor = string;

export interface PageRequest {
  /** At most this many items, 1 … 1000. */
  readonly limit: number;
  readonly after?: Cursor | null | undefined;
}

export interface CaseInfo {
  readonly id: string;
  readonly name: string;
  /** ISO instant. */
  readonly made: string;
}

export interface OriginalRecord {
  readonly hash: OriginalHash;
  /** Bytes. */
  readonly size: number;
  readonly format: string;
  readonly documents: readonly DocumentId[];
  /** Every place it came from, the first one first. */
  readonly origins: readonly Origin[];
}

/** Terms for search: each a text of analysed words with a space between, in step word by word. */
export interface IndexTerms {
  readonly title: string;
  readonly forms: string;
  readonly stems: string;
}

/** What intake says of a document besides its words and metadata: pages, where words stand on them, notes. */
export type Layout = Omit<IntakeDocument, 'part' | 'text' | keyof Metadata>;

/** A document read and ready to be kept. */
export interface PreparedDocument {
  readonly id: DocumentId;
  readonly part: string | null;
  readonly metadata: Metadata;
  readonly text: string;
  readonly layout: Layout;
  readonly reading: PackedReading;
  readonly rows: ReadingRows;
  readonly terms: IndexTerms;
}

/** A Reading as kept: compressed JSON, and the digest of the JSON itself. */
export interface PackedReading {
  readonly bytes: Uint8Array;
  readonly digest: Digest;
}

/** What lists and searches need of a Reading without opening it. */
export interface ReadingRows {
  readonly claims: readonly ClaimRow[];
  readonly attributions: readonly AttributionRow[];
  readonly figures: readonly FigureRow[];
  readonly flags: readonly FlagRow[];
}

export interface ClaimRow {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly modality: Modality;
  readonly chain: readonly ChainLink[];
}

export interface AttributionRow {
  readonly id: string;
  /** Of the cue. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly source: string | null;
  readonly stance: Stance;
  readonly contentStart: number;
  readonly contentEnd: number;
}

export interface FigureRow {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly hedge: Hedge | null;
  readonly unit: string | null;
  readonly per: Per | null;
}

/** Something wrong inside one document; its message in Arabic, as the Reading has it. */
export interface FlagRow {
  readonly index: number;
  readonly kind: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** One file, upload or record on its way in. */
export interface Arrival {
  readonly original: { readonly hash: OriginalHash; readonly size: number; readonly format: string } | null;
  readonly from: Origin;
  readonly documents: readonly PreparedDocument[];
  readonly unreadable: readonly Unreadable[];
}

/** What became of an arrival. */
export type Kept =
  | { readonly kind: 'new'; readonly documents: readonly DocumentId[] }
  /** The same bytes are here already; `elsewhere` when they now came from another place. */
  | { readonly kind: 'known'; readonly documents: readonly DocumentId[]; readonly elsewhere: boolean }
  | { readonly kind: 'unreadable' }
  /** Another document has the id. */
  | { readonly kind: 'clash'; readonly document: DocumentId };

export interface DocumentRecord extends Metadata {
  readonly id: DocumentId;
  readonly original: OriginalHash;
  readonly part: string | null;
  /** UTF-16 units of the text. */
  readonly length: number;
  readonly claims: number;
  readonly attributions: number;
  readonly figures: number;
  readonly flags: number;
  /** The log entry that brought it. */
  readonly logged: LogSeq;
}

export interface StoredDocument {
  readonly record: DocumentRecord;
  readonly text: string;
  readonly reading: Reading;
  readonly readingDigest: Digest;
  readonly layout: Layout;
  readonly rows: ReadingRows;
}

export interface UnreadableRecord {
  readonly original: OriginalHash | null;
  readonly from: Origin;
  readonly part: string | null;
  readonly cause: string;
  readonly message: string;
  readonly logged: LogSeq;
}

export interface ClaimRecord extends ClaimRow {
  readonly document: DocumentId;
  readonly review: ReviewState | null;
}

export interface AttributionRecord extends AttributionRow {
  readonly document: DocumentId;
  readonly review: ReviewState | null;
}

export interface FigureRecord extends FigureRow {
  readonly document: DocumentId;
  readonly review: ReviewState | null;
}

export interface FlagRecord extends FlagRow {
  readonly document: DocumentId;
}

/** The decision that stands for a suggestion. */
export interface ReviewState {
  readonly entry: LogSeq;
  readonly by: string;
  readonly at: string;
  readonly decision: Decision;
  readonly note: string | null;
}

export interface ReviewRecord extends ReviewState {
  readonly target: ReviewTarget;
  /** The entry that took it back. */
  readonly undone: LogSeq | null;
}

/** A name that stands in chains or publishes, and how often. */
export interface SourceRecord {
  /** Normal form of the name. */
  readonly key: string;
  readonly name: string;
  /** Claims whose chain ends in it. */
  readonly originated: number;
  /** Claims that came through it. */
  readonly relayed: number;
  /** Documents it published. */
  readonly published: number;
}

export interface CaseSummary {
  readonly info: CaseInfo;
  readonly originals: number;
  readonly documents: number;
  readonly unreadable: number;
  readonly claims: number;
  readonly attributions: number;
  readonly figures: number;
  readonly sources: number;
  readonly groups: { readonly [grade: string]: number };
  readonly copies: number;
  readonly conflicts: number;
  readonly series: number;
  readonly flags: number;
  /** Suggestions that a standing decision is on. */
  readonly reviewed: { readonly [kind in ReviewKind]: number };
  /** False when documents came in after the last weighing. */
  readonly weighed: boolean;
  readonly head: { readonly seq: number; readonly hash: Digest };
}
