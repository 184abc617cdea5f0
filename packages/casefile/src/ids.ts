import { z } from 'zod';

/** The names of things in a case, each of a type of its own so that one is not taken for another. */

/** SHA-256 of an original's bytes, 64 small hexadecimal digits. */
export const originalHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'a SHA-256 in small hexadecimal digits')
  .brand<'OriginalHash'>();
export type OriginalHash = z.infer<typeof originalHash>;

/** Id of a document: derived from its original, or as given with a JSONL record. */
export const documentId = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'an id of characters, none of them for control')
  .brand<'DocumentId'>();
export type DocumentId = z.infer<typeof documentId>;

/** Place of an entry in the case's log, from 1 and without gaps. */
export const logSeq = z.int().positive().brand<'LogSeq'>();
export type LogSeq = z.infer<typeof logSeq>;

/** SHA-256 of a text, a Reading or a log entry, in hexadecimal digits. */
export const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Digest'>();
export type Digest = z.infer<typeof digest>;
