import type { IntakeDocument } from '@isnad/intake';
import type { DocumentId, LogSeq } from '../ids.ts';
import type { PreparedDocument } from '../store/records.ts';

/** What goes to a reading thread and comes back. */

export type Job =
  | { readonly want: 'prepared'; readonly id: DocumentId; readonly document: IntakeDocument }
  | { readonly want: 'line'; readonly id: string; readonly document: IntakeDocument };

export type Answer =
  /** The thread's first word: it has loaded its lists and waits for work. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'prepared'; readonly prepared: PreparedDocument }
  | { readonly kind: 'line'; readonly line: string }
  /** The reader itself threw: a fault of Isnad's, told as such. */
  | { readonly kind: 'failed'; readonly message: string };

/** What goes to a thread that weighs. */
export interface WeighingJob {
  readonly place: string;
  /** For the files of what is found. */
  readonly folder: string;
  /** The entry of the log under which what the thread found last was kept; null where it was not. */
  readonly since: LogSeq | null;
}

export interface WeighingAnswer {
  /** What went wrong; null where nothing did. */
  readonly failure: string | null;
  /** The first copies, so many of them, that stay as they are kept, with the groups that are named; null where all is new. */
  readonly copies: number | null;
}
