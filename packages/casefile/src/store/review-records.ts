import type { Alpha } from '../agreement/alpha.ts';
import type { DocumentId, LogSeq } from '../ids.ts';
import type { CarriedItem, Decision } from '../log/review.ts';
import type { StandingState, Voice } from '../log/standing.ts';
import type { CurrentRef, ReviewKind, ReviewTarget } from '../log/subject.ts';

/** What the store gives of review. */

export type { StandingDecision } from '../log/replay.ts';
export type { CarriedItem } from '../log/review.ts';
export type { StandingState, Voice } from '../log/standing.ts';

/** Where the review of a suggestion stands: the decision that settles it or, while none does, the latest. */
export interface ReviewState extends Voice {
  readonly state: StandingState;
  /** The last decision of each reviewer, the latest first. */
  readonly voices: readonly Voice[];
  /** True where not all of them say the same, settled or not. */
  readonly dissent: boolean;
}

/** A decision; where later Readings moved the words of its correction, with the offsets that these have now. */
export interface ReviewRecord extends Voice {
  readonly target: ReviewTarget;
  /** The items that it names, in the order of the target, as they are called now. */
  readonly refs: readonly CurrentRef[];
  /** The entry that took it back. */
  readonly undone: LogSeq | null;
  /** The entry that reported it lost when its document was read again. */
  readonly lost: LogSeq | null;
}

/** Something that happened to what is decided about one thing. */
export type HistoryEntry = { readonly entry: LogSeq; readonly at: string; readonly by: string } & (
  | {
      readonly kind: 'decided';
      readonly target: ReviewTarget;
      readonly decision: Decision;
      readonly note: string | null;
    }
  | { readonly kind: 'undone'; readonly of: LogSeq; readonly note: string | null }
  | ({ readonly kind: 'carried'; readonly of: LogSeq } & Pick<CarriedItem, 'ref' | 'outcome' | 'because'>)
);

/** What became of the decisions on a document when it was read again. */
export interface CarryReport {
  readonly document: DocumentId;
  /** False when the new Reading says just what the old one said: then nothing was written. */
  readonly changed: boolean;
  /** Of the log; null when there was nothing to carry over. */
  readonly entry: LogSeq | null;
  readonly items: readonly CarriedItem[];
}

/** The same as it stands in the log. */
export interface CarryRecord {
  readonly entry: LogSeq;
  readonly at: string;
  readonly by: string;
  readonly document: DocumentId;
  readonly items: readonly CarriedItem[];
}

/** How far reviewers agree, over what at least two of them decided. */
export interface AgreementReport {
  /** With the things that each has decided on. */
  readonly reviewers: ReadonlyArray<{ readonly name: string; readonly decisions: number }>;
  readonly measures: readonly AgreementMeasure[];
}

/** Krippendorff's alpha for one question put to all. */
export interface AgreementMeasure extends Alpha {
  /** Whether to accept, correct or reject; which words, word by word; how what is there is labelled. */
  readonly measure: 'decisions' | 'spans' | 'labels';
  readonly kind: ReviewKind;
}
