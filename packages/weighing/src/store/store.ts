import type { Modality } from '@isnad/reading';
import type { Certainty } from '../claims/certainty.ts';
import type { ClaimContent } from '../content.ts';
import type { CopyText } from '../copies/compare.ts';
import type { CopyPair } from '../findings.ts';
import type { NameWord } from '../sources/identity.ts';

/** A document's number in the order in which the case got it, from 0; never given twice. */
export type DocumentNumber = number;
/** A claim's number over the whole case, from 0, in the order of documents and, within one, of the text. */
export type ClaimNumber = number;
/** A group goes by the number of its oldest claim. */
export type GroupNumber = ClaimNumber;

/** One way to write a source's name. */
export interface Spelling {
  readonly name: string;
  readonly documents: number;
}

/** A source as the documents of the case name it. */
export interface TellerRecord {
  readonly id: string;
  /** As most documents write it. */
  readonly name: string;
  /** Its spellings with how many documents have each. */
  readonly spellings: readonly Spelling[];
  readonly named: boolean;
  /** The name's words, for finding it under other spellings; none for a listed or an unnamed source. */
  readonly words: readonly NameWord[];
  /** Id of the state of whose organs it is one. */
  readonly state: string | null;
  /** Ids of sources that may be the same: for a person to decide. */
  readonly perhaps: readonly string[];
}

/** What a document says that can't be, by reading's own checks. */
export interface DocumentFault {
  readonly kind: string;
  /** In the language of the documents. */
  readonly message: string;
  /** The claims that say it, in the order of the text. */
  readonly claims: readonly ClaimNumber[];
}

/** What weighing keeps of a document. */
export interface DocumentRecord {
  readonly number: DocumentNumber;
  readonly id: string;
  readonly text: string;
  readonly published: string | null;
  /** Id of the source that published it. */
  readonly outlet: string | null;
  readonly copy: CopyText;
  /** Keys of what it is about, ascending. */
  readonly topic: Int32Array;
  readonly faults: readonly DocumentFault[];
}

/** What weighing keeps of a claim. */
export interface ClaimRecord {
  readonly number: ClaimNumber;
  readonly document: DocumentNumber;
  /** Its id in the document. */
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly modality: Modality;
  /** ISO dates between which it speaks of, both ends included, as far as a date in it tells. */
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly content: ClaimContent;
  /** How sure its report is of it. */
  readonly certainty: Certainty;
  /** For each figure of the content the key that it is listed under by what it measures; 0 where a smaller claim tells it, or it measures nothing. */
  readonly measures: readonly number[];
  /** Ids of the sources from the outermost relay to the origin. */
  readonly chain: readonly string[];
  /** True where the text leaves open whether the chain reaches it. */
  readonly open: boolean;
}

/** Kinds of keys: fingerprints lead to documents, what claims speak of leads to claims, measures to claims with a figure. */
export type KeySpace = 'print' | 'claim' | 'measure';

/** The items of one key. */
export interface Listing {
  /** How many items have the key. */
  readonly count: number;
  /** The oldest of them, at most as many as the space keeps. */
  readonly items: readonly number[];
}

/** How many items a key's list holds; later ones are counted, not listed. */
export const LIST_LIMITS: Readonly<Record<KeySpace, number>> = { print: 64, claim: 32, measure: 2048 };

/** Two claims of different groups, or of one, that have to do with each other. */
export interface ClaimLink {
  readonly a: ClaimNumber;
  readonly b: ClaimNumber;
  readonly kind: 'related' | 'conflict';
  /** For a related pair how near they are, for a conflict how sure it is, 0 … 1. */
  readonly strength: number;
}

/** All that one document adds to a case, written at once or not at all. */
export interface Changes {
  readonly document: DocumentRecord;
  readonly claims: readonly ClaimRecord[];
  /** The group of each of the claims, in their order. */
  readonly groups: readonly GroupNumber[];
  /** Groups that became part of another. */
  readonly merged: ReadonlyArray<{ readonly from: GroupNumber; readonly into: GroupNumber }>;
  /** Sources that are new, or known and changed. */
  readonly tellers: readonly TellerRecord[];
  readonly keys: ReadonlyArray<{ readonly space: KeySpace; readonly key: number; readonly item: number }>;
  readonly copies: readonly CopyPair[];
  readonly links: readonly ClaimLink[];
}

/**
 * Where a case's weighing is kept. All operations take many items at once, so that a database is asked a handful of
 * times for a document however many claims it has; the in-memory store is {@link MemoryStore}. Lists of numbers and
 * records come in the order asked for.
 */
export interface WeighingStore {
  /** How many documents and claims there are: the numbers that the next ones get. */
  size(): Promise<{ readonly documents: DocumentNumber; readonly claims: ClaimNumber }>;
  /** The number of a document by its id; null for one that is not there. */
  find(id: string): Promise<DocumentNumber | null>;
  listings(space: KeySpace, keys: readonly number[]): Promise<readonly Listing[]>;
  documents(numbers: readonly DocumentNumber[]): Promise<readonly DocumentRecord[]>;
  claims(numbers: readonly ClaimNumber[]): Promise<readonly ClaimRecord[]>;
  tellers(ids: readonly string[]): Promise<readonly TellerRecord[]>;
  /** The sources with a word of these sounds in their names. */
  tellersBySound(sounds: readonly string[]): Promise<readonly TellerRecord[]>;
  /** The group that each claim is in. */
  groupsOf(claims: readonly ClaimNumber[]): Promise<readonly GroupNumber[]>;
  /** All keys of a space under which there is something. */
  keys(space: KeySpace): Promise<readonly number[]>;
  /** The claims of each group, the oldest first, at most `limit` of each. */
  members(groups: readonly GroupNumber[], limit: number): Promise<readonly (readonly ClaimNumber[])[]>;
  /** The copies that have one of the documents on either side. */
  copiesOf(documents: readonly DocumentNumber[]): Promise<readonly CopyPair[]>;
  /** The copies that have two of the documents on their sides. */
  copiesAmong(documents: readonly DocumentNumber[]): Promise<readonly CopyPair[]>;
  /** The links that have one of the claims on either side. */
  linksOf(claims: readonly ClaimNumber[]): Promise<readonly ClaimLink[]>;
  write(changes: Changes): Promise<void>;
}
