import type { IntakeDocument, IntakeNote, Unreadable } from '../document.ts';

/** What a format's reader gives, one by one. */
export type Part =
  | { readonly kind: 'document'; readonly document: IntakeDocument }
  | { readonly kind: 'unreadable'; readonly unreadable: Unreadable };

/** Thrown by a reader for a file that gives nothing; its message is for the person who added the file. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
  readonly kind: Unreadable['kind'];

  constructor(kind: Unreadable['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** A document of text alone, with what is known of it. */
export function plainDocument(
  text: string,
  known: Partial<IntakeDocument> & { readonly notes: readonly IntakeNote[] },
): IntakeDocument {
  return {
    part: null,
    title: null,
    outlet: null,
    author: null,
    published: null,
    modified: null,
    address: null,
    pages: [],
    places: [],
    ...known,
    text,
  };
}
