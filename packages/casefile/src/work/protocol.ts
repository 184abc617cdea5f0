import type { IntakeDocument } from '@isnad/intake';
import type { DocumentId } from '../ids.ts';
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
