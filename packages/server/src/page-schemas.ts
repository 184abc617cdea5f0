import { z } from '@hono/zod-openapi';
import { documentId, type Transcribed } from '@isnad/casefile';
import type { PageView } from '@isnad/intake/document';
import { described } from './schemas.ts';

/** What the API takes and gives of the pages of documents. */

export const pageParam = z.object({ id: documentId, page: z.coerce.number().int().positive() });
export const pageView = described<PageView>('PageView', 'A page: how it was read, and its words with their boxes');
export const versions = z.object({ versions: z.array(documentId).readonly() });
export const replaced = z.record(documentId, documentId);
export const transcription = z.strictObject({
  text: z
    .string()
    .max(500_000)
    .refine((words) => words.trim() !== '' && words.isWellFormed(), 'the words of the page'),
});
export const transcribed = described<Transcribed>(
  'Transcribed',
  'The new version of the document, and what became of the decisions on the version before',
);
