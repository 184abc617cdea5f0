import { z } from '@hono/zod-openapi';
import type * as records from '@isnad/casefile/records';
import type { Conflict } from '@isnad/weighing';
import { groupReviews } from './review-schemas.ts';
import { caseFlag, claimRecord, claimRef, count, described, documentRecord, group, pageQuery } from './schemas.ts';
import type { Contradiction, OpenGroup, OpenSeries } from './shapes.ts';
import { sourceName } from './source-schemas.ts';

/** What the API takes and gives of a group in full, of series of figures, and of topics. */

/** A group with what its claims and documents are. */
export const openGroup = z
  .object({
    group,
    claims: z.array(claimRecord).readonly(),
    documents: z.array(documentRecord).readonly(),
    related: z.array(z.object({ id: z.string(), head: claimRef })).readonly(),
    sources: z.record(z.string(), sourceName.pick({ key: true, name: true, named: true, order: true })),
    reviews: groupReviews,
    flags: z.array(caseFlag).readonly(),
  })
  .openapi('OpenGroup') satisfies z.ZodType<OpenGroup>;

export const figureSeries = described<records.SeriesRecord>('FigureSeries', 'Comparable figures, a point a report');

export const openSeries = described<OpenSeries>('OpenSeries', 'A series, and the group of each of its points');

export const measureQuery = pageQuery.extend({ points: z.enum(['several', 'one']).default('several') });
export const seriesParam = z.object({ id: z.string() });

export const measureRecord = z
  .object({ id: z.string(), measure: z.string(), points: count, conflicts: count })
  .openapi('MeasureRecord') satisfies z.ZodType<records.MeasureRecord>;

export const fewQuery = z.object({ limit: z.coerce.number().int().min(1).max(20).default(5) });

const conflict = described<Conflict>('Conflict', 'Two claims that differ, and why');

export const contradictions = z
  .array(z.object({ group: z.string(), conflict }))
  .readonly()
  .openapi('Contradictions') satisfies z.ZodType<readonly Contradiction[]>;

export const topics = z
  .array(z.object({ topic: z.string(), groups: count }))
  .readonly()
  .openapi('Topics') satisfies z.ZodType<readonly records.TopicRecord[]>;
