import { z } from '@hono/zod-openapi';
import { documentId, logSeq, searchScope } from '@isnad/casefile';
import { bilingual, count, documentRecord, sourceLink, spanned } from './schemas.ts';
import type { SearchHit, WatchedSearch } from './shapes.ts';

/** What the API of search takes and gives. */

const query = z.string().max(2000);

export const hitsQuery = z.object({ q: query, limit: z.coerce.number().int().min(1).max(200).default(20) });
export const explainedQuery = z.object({ q: query });
export const newQuery = hitsQuery.omit({ q: true });
export const searchParam = z.object({ id: z.coerce.number().pipe(logSeq) });
export const saveRequest = z.strictObject({ name: z.string().trim().min(1).max(200), query: query.min(1) });

const hit = z
  .object({
    ...spanned,
    scope: searchScope,
    document: documentId,
    score: z.number(),
    marks: z.array(z.object({ start: count, end: count })).readonly(),
    before: z.string(),
    after: z.string(),
    record: documentRecord,
    claim: z.object({ id: z.string(), chain: z.array(sourceLink).readonly() }).nullable(),
    figure: count.nullable(),
  })
  .openapi('SearchHit') satisfies z.ZodType<SearchHit>;
export const hits = z.array(hit).readonly();

const words = z.array(z.string()).readonly();

export const explanation = z
  .object({
    scope: searchScope,
    words,
    required: z.array(words).readonly(),
    without: words,
    fields: z.array(z.object({ field: z.string() }).catchall(z.unknown())).readonly(),
    notes: z
      .array(z.object({ kind: z.string(), start: count, end: count, text: z.string(), messages: bilingual }))
      .readonly(),
  })
  .openapi('Explanation');

export const watchedSearch = z
  .object({
    id: logSeq,
    name: z.string(),
    query: z.string(),
    by: z.string(),
    made: z.string(),
    seen: count,
    fresh: count.nullable(),
  })
  .openapi('WatchedSearch') satisfies z.ZodType<WatchedSearch>;
export const watchedSearches = z.array(watchedSearch).readonly();
export const dropped = z.object({ id: logSeq });
