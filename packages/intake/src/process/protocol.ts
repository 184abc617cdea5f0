import type { Part } from '../formats/part.ts';

/** What goes between the program and the processes in which parsers run. */

/** Bytes, or the path of a file that the process reads itself. */
export type Source = Uint8Array | string;

export type Request =
  | { readonly kind: 'read'; readonly source: Source; readonly name: string }
  | { readonly kind: 'next' };

export type Answer =
  | { readonly kind: 'ready' }
  /** A part was read; the process waits for `next`. */
  | { readonly kind: 'part'; readonly part: Part }
  | { readonly kind: 'done'; readonly format: string };
