import type { IntakeDocument, Unreadable } from '@isnad/intake/document';
import type { ActReason, CauseKind, ChainLink, Hedge, Modality, Per, Reading, Stance } from '@isnad/reading';
import type { CaseFlag, ClaimRef, Grade } from '@isnad/weighing';
import type { Digest, DocumentId, LogSeq, OriginalHash } from '../ids.ts';
import type { Metadata, Origin } from '../log/entry.ts';
import type { ReviewKind } from '../log/subject.ts';
import type { CarriedItem, ReviewState } from './review-records.ts';
import type { DocumentSources, SourceLink, SourceRecord, SourceRole } from './source-records.ts';

/** What the store keeps and gives: plain records, none of which knows what database is behind it. */

export type { Metadata, Origin } from '../log/entry.ts';
export type * from './open-document.ts';
export type * from './pictures.ts';
export type * from './review-records.ts';
export type * from './series-records.ts';
export type * from './source-records.ts';

/** A page of a list, and where the next begins; null at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: Cursor | null;
}

/** A page of a list that tells how long the whole is. */
export interface CountedPage<T> extends Page<T> {
  readonly total: number;
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

/** Words for search, those of the text first and then those of title, outlet and author; a space between. */
export interface IndexTerms {
  readonly forms: string;
  /** What each word shares with its kindred, in step with the forms. */
  readonly kin: string;
  /** How many are words of the text. */
  readonly body: number;
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
  readonly sources: DocumentSources;
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
  readonly causes: readonly CauseRow[];
  readonly acts: readonly ActRow[];
  /** Places that claims name: `position` is the claim's in the order of the text. */
  readonly places: ReadonlyArray<{ readonly key: string; readonly position: number }>;
  readonly flags: readonly FlagRow[];
}

export interface ClaimRow {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly modality: Modality;
  readonly chain: readonly ChainLink[];
  /** ISO dates between which it speaks of, as far as a date in it tells. */
  readonly earliest: string | null;
  readonly latest: string | null;
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

/** A stated cause: spans as offsets into the text. */
export interface CauseRow {
  readonly index: number;
  readonly kind: CauseKind;
  readonly cause: Range;
  readonly effect: Range;
  readonly marker: Range;
  readonly attribution: string | null;
}

/** What people whom the text describes did: spans as offsets into the text. */
export interface ActRow {
  readonly index: number;
  /** All that is told in it. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly who: Range;
  readonly act: Range;
  readonly count: number | null;
  readonly nationality: string | null;
  readonly reason: Range | null;
  readonly reasonKind: ActReason | null;
  readonly attribution: string | null;
}

export interface Range {
  readonly start: number;
  readonly end: number;
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

/** Which Reading of a document the case has. */
export interface DocumentEdition {
  readonly id: DocumentId;
  /** When the document came out: an ISO date. */
  readonly published: string | null;
  /** The log entry that brought the Reading. */
  readonly logged: LogSeq;
}

export interface DocumentRecord extends Metadata {
  readonly id: DocumentId;
  /** Place in the case, from 1. */
  readonly number: number;
  /** Key of the outlet among the sources. */
  readonly outletKey: string | null;
  /**
   * A letter a claim, in the order of the text: `.` open, `a` accepted, `c` corrected, `r` rejected, `w` waiting for a
   * second reviewer, `d` disputed.
   */
  readonly rings: string;
  /** The older document that it shares most with, where it is a copy of one; `shared` from 0 to 1. */
  readonly behind: { readonly document: string; readonly shared: number } | null;
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
  /** By which sources it is found: of each claim the key of its origin, and every name by its part. */
  readonly foundBy: {
    readonly origins: ReadonlyArray<string | null>;
    readonly sources: ReadonlyArray<{ readonly key: string; readonly role: SourceRole }>;
  };
}

/** What became of a page that a person transcribed. */
export interface Transcribed {
  /** The new version. */
  readonly document: DocumentId;
  /** The version before it, which stays as it is. */
  readonly replaces: DocumentId;
  /** True when the case had this very transcription. */
  readonly known: boolean;
  /** What became of the decisions on the version before: they are on this one now, or reported lost. */
  readonly reviews: readonly CarriedItem[];
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
  readonly chain: readonly SourceLink[];
  readonly review: ReviewState | null;
}

export interface AttributionRecord extends AttributionRow {
  readonly document: DocumentId;
  /** Key of the source among those of the case. */
  readonly sourceKey: string | null;
  readonly review: ReviewState | null;
}

export interface FigureRecord extends FigureRow {
  readonly document: DocumentId;
  readonly review: ReviewState | null;
}

export interface FlagRecord extends FlagRow {
  readonly document: DocumentId;
  readonly review: ReviewState | null;
  readonly messages: Bilingual;
}

/** A sentence in each of the languages of the screens. */
export interface Bilingual {
  readonly ar: string;
  readonly en: string;
}

/** A stated cause, with the words. */
export interface CauseRecord {
  readonly document: DocumentId;
  /** The document's place in the case. */
  readonly number: number;
  readonly index: number;
  readonly kind: CauseKind;
  readonly cause: Range & { readonly text: string };
  readonly effect: Range & { readonly text: string };
  readonly marker: Range & { readonly text: string };
  /** Of the claim in which the marker stands; empty for the document's own voice. */
  readonly chain: readonly SourceLink[];
}

/** An act, with its words and what was decided about it. */
export interface ActRecord extends Omit<ActRow, 'who' | 'act' | 'reason'> {
  readonly document: DocumentId;
  /** The document's place in the case. */
  readonly number: number;
  readonly who: Range & { readonly text: string };
  readonly act: Range & { readonly text: string };
  readonly reason: (Range & { readonly text: string }) | null;
  /** Of the claim in which it is told; empty for the document's own voice. */
  readonly chain: readonly SourceLink[];
  readonly review: ReviewState | null;
}

/** Something flagged across documents, with what was decided about it. */
export interface CaseFlagRecord extends CaseFlag {
  readonly review: ReviewState | null;
}

/** How many claims name a place. */
export interface PlaceTally {
  /** Normal form of its fullest name in a document. */
  readonly key: string;
  readonly claims: number;
  /** The first document that names it. */
  readonly document: DocumentId;
}

/** A claim that tells the time it speaks of. */
export interface DatedClaim {
  readonly claim: ClaimRecord;
  /** The document's place in the case. */
  readonly number: number;
  readonly earliest: string;
  readonly latest: string;
  readonly published: string | null;
}

/** What lists show of a group. */
export interface GroupCard {
  readonly id: string;
  readonly head: ClaimRef;
  readonly grade: Grade;
  readonly because: Bilingual;
  readonly certain: number;
  readonly possible: number;
  readonly claims: number;
  readonly documents: number;
  readonly conflicts: number;
  /** Whom its claims go back to: origins of chains, and outlets that speak for themselves. */
  readonly origins: ReadonlyArray<Pick<SourceRecord, 'key' | 'name' | 'named'>>;
}

/** The group that a claim is in, in a few words. */
export type GroupGlance = Omit<GroupCard, 'head' | 'origins' | 'documents'>;

/** A claim that waits for a decision. */
export interface QueueItem {
  readonly claim: ClaimRecord;
  /** The document's place in the case. */
  readonly number: number;
  readonly group: GroupGlance;
}

/** A heading in the words of the reports, and how many groups have its words. */
export interface TopicRecord {
  readonly topic: string;
  readonly groups: number;
}

/** A search that somebody wants to run again as documents come in. */
export interface SavedSearch {
  /** The log entry that saved it. */
  readonly id: LogSeq;
  readonly name: string;
  readonly query: string;
  readonly by: string;
  /** ISO instant. */
  readonly made: string;
  /** How many documents the case had when somebody last saw what it finds: whatever came after them is new. */
  readonly seen: number;
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
  /** Sources that published documents of the case. */
  readonly outlets: number;
  readonly groups: { readonly [grade: string]: number };
  readonly copies: number;
  readonly conflicts: number;
  readonly series: number;
  readonly flags: number;
  /** Suggestions that are settled. */
  readonly reviewed: { readonly [kind in ReviewKind]: number };
  /** False when documents came in after the last weighing. */
  readonly weighed: boolean;
  readonly head: { readonly seq: number; readonly hash: Digest };
}
