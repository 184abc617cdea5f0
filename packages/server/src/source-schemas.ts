import { z } from '@hono/zod-openapi';
import type * as records from '@isnad/casefile/records';
import { count, list, pageQuery } from './schemas.ts';

/** What the API takes and gives of sources. */

export const sourceNameQuery = pageQuery.extend({
  /** Just these, by key. */
  keys: list.optional(),
});
export const graphQuery = z.object({ limit: z.coerce.number().int().min(1).max(5000).default(500) });

export const sourceName = z
  .object({
    key: z.string(),
    name: z.string(),
    order: count,
    named: z.boolean(),
    originated: count,
    relayed: count,
    published: count,
  })
  .openapi('SourceName') satisfies z.ZodType<records.SourceName>;

export const sourceRecord = sourceName
  .extend({
    corroborated: count,
    contested: count,
    drifted: count,
    otherNames: z.array(sourceName.pick({ key: true, name: true })).readonly(),
  })
  .openapi('SourceRecord') satisfies z.ZodType<records.SourceRecord>;

export const sourceGraph = z
  .object({
    nodes: z.array(sourceRecord).readonly(),
    edges: z.array(z.object({ from: z.string(), to: z.string(), claims: count })).readonly(),
  })
  .openapi('SourceGraph') satisfies z.ZodType<records.SourceGraph>;
