import type { OriginalHash } from '../ids.ts';
import type { ReadInput } from './input.ts';
import type { Prepared, ReadLines } from './prepare.ts';

/** What goes to a reading worker and comes back. */

export type Job =
  | { readonly want: 'documents'; readonly input: ReadInput; readonly original: OriginalHash }
  | { readonly want: 'lines'; readonly input: ReadInput };

export type Answer =
  /** The thread's first word: it has loaded its lists and waits for work. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'documents'; readonly prepared: Prepared }
  | { readonly kind: 'lines'; readonly read: ReadLines }
  /** The reader itself threw: a fault of Isnad's, told as such. */
  | { readonly kind: 'failed'; readonly message: string };
