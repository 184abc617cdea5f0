import type { IntakeDocument } from '@isnad/intake';
import { z } from 'zod';
import { documentId } from '../ids.ts';

/** A line of JSONL input: a document that is text already. */
export const textRecord = z.object({
  id: documentId,
  text: z.string(),
  /** An ISO date; of an instant the date is taken. */
  published: z
    .union([z.iso.date(), z.iso.datetime({ offset: true, local: true }).transform((instant) => instant.slice(0, 10))])
    .nullable()
    .default(null),
  outlet: z.string().nullable().default(null),
});
export type TextRecord = z.infer<typeof textRecord>;

export type ReadInput =
  /** Bytes, or a place on disk; `name` as the person who added it would call it: it says nothing of the format. */
  | { readonly kind: 'file'; readonly name: string; readonly file: Uint8Array | string }
  | { readonly kind: 'record'; readonly record: TextRecord }
  /** A document with a page as a person transcribed it. */
  | { readonly kind: 'version'; readonly document: IntakeDocument };
