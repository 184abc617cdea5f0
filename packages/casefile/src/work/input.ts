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
  /** `name` as the person who added it would call it; it says nothing of the format. */
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'record'; readonly record: TextRecord }
  /** A document with a page as a person transcribed it. */
  | { readonly kind: 'version'; readonly document: IntakeDocument };
