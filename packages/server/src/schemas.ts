import { z } from '@hono/zod-openapi';
import {
  act,
  briefingFormat,
  briefingLanguage,
  briefingPart,
  digest,
  documentId,
  exportFormat,
  logSeq,
  originalHash,
  reviewKind,
  reviewRequest,
  withheldKind,
} from '@isnad/casefile';
import type { Briefing } from '@isnad/casefile/briefing';
import type * as records from '@isnad/casefile/records';
import type { Reading } from '@isnad/reading';
import type { CopyPair, Grade, Group } from '@isnad/weighing';
import { reviewRecord, reviewState } from './review-schemas.ts';
import type { Decided, ImportState, OpenDocument, ProblemDocument } from './shapes.ts';

/** What the API takes and gives. Each schema is held to the type of the case file that it describes. */

/** A shape that is described elsewhere, in the contract of the command or the findings of weighing. */
export function described<T>(name: string, description: string): z.ZodType<T> {
  return z.custom<T>().openapi(name, { type: 'object', description });
}

export const reading = described<Reading>('Reading', 'A Reading, as `isnad read` prints it');
export const group = described<Group>('Group', 'Claims that say the same, their grade, routes and conflicts');
export const copyPair = described<CopyPair>('CopyPair', 'Two documents that share text');
export const briefing = described<Briefing>('Briefing', 'What a briefing says, in order, with its evidence');
export const caseFlag = described<records.CaseFlagRecord>('CaseFlag', 'Something to look at, across documents');
const grade = z.enum(['corroborated', 'single route', 'contested', 'unattributed']) satisfies z.ZodType<Grade>;

export const count = z.int().nonnegative();
export const text = z.string().nullable();

export function pageOf<S extends z.ZodType>(
  item: S,
): z.ZodObject<{ items: z.ZodReadonly<z.ZodArray<S>>; next: z.ZodNullable<z.ZodString> }> {
  return z.object({ items: z.array(item).readonly(), next: z.string().nullable() });
}

export function countedPageOf<S extends z.ZodType>(
  item: S,
): z.ZodObject<{
  items: z.ZodReadonly<z.ZodArray<S>>;
  next: z.ZodNullable<z.ZodString>;
  total: z.ZodInt;
}> {
  return pageOf(item).extend({ total: count });
}

/** Words divided by commas. */
export const list = z.string().transform((words) => words.split(',').filter((word) => word !== ''));
const date = z.iso.date().optional();

export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  after: z.string().optional(),
});
export const latestQuery = z.object({ limit: z.coerce.number().int().min(1).max(100).default(10) });
export const documentQuery = pageQuery.extend({ document: documentId.optional() });
export const claimQuery = documentQuery.extend({
  origin: z.string().optional(),
  reviewed: z.stringbool().optional(),
});
export const groupQuery = documentQuery.extend({
  grade: grade.optional(),
  q: z.string().max(2000).optional(),
  origin: z.string().optional(),
  place: z.string().optional(),
  /** The words of a heading: groups that have them all. */
  topic: z.string().max(200).optional(),
  from: date,
  to: date,
  reviewed: z.stringbool().optional(),
});
export const flagQuery = documentQuery.extend({ kind: list.optional() });
export const dateQuery = pageQuery.extend({
  from: date,
  to: date,
  origin: z.string().optional(),
  place: z.string().optional(),
});
export const placeQuery = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(200) });
export const logQuery = z.object({
  after: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
export const briefingQuery = z.object({
  language: briefingLanguage.default('ar'),
  /** JSON is the briefing before it is put into words: for a page that shows it in its own way. */
  format: z.enum([...briefingFormat.options, 'json']).default('html'),
  /** Of the JSON: its findings by topic come before what stands beside them. */
  part: briefingPart.default('whole'),
  /** `true` for people, or kinds divided by commas. */
  withhold: z
    .union([
      z.stringbool(),
      z
        .string()
        .transform((kinds) => kinds.split(','))
        .pipe(z.array(withheldKind)),
    ])
    .default(false),
});
/** `true` for people. */
const withheldNames = z.union([z.boolean(), z.array(withheldKind)]).default(false);
export const briefingRequest = z.strictObject({
  language: briefingLanguage.default('ar'),
  format: briefingFormat.default('docx'),
  title: z.string().max(500).nullable().default(null),
  introduction: z.string().max(20_000).nullable().default(null),
  /** Ids of groups, in the order in which they are told of. */
  items: z.array(z.string().min(1)).max(5000),
  withhold: withheldNames,
});
export const exportRequest = z
  .strictObject({ format: exportFormat, language: briefingLanguage.default('ar'), withhold: withheldNames })
  .refine(
    ({ format, withhold }) => format !== 'bag' || withhold === false || (withhold !== true && withhold.length === 0),
    { path: ['withhold'], message: 'a bag is the whole case, names and all' },
  );
export const uploadQuery = z.object({
  name: z
    .string()
    .min(1)
    .max(4096)
    .refine((name) => name.isWellFormed() && !name.includes('\0'), 'a name'),
});

export const idParam = z.object({ id: documentId });
export const groupParam = z.object({ id: z.string().min(1) });
export const entryParam = z.object({ entry: z.coerce.number().pipe(logSeq) });

const origin = z.object({ kind: z.enum(['file', 'upload', 'record', 'transcription']), place: z.string() });

export const summary = z
  .object({
    info: z.object({ id: z.string(), name: z.string(), made: z.string() }),
    originals: count,
    documents: count,
    unreadable: count,
    claims: count,
    attributions: count,
    figures: count,
    sources: count,
    outlets: count,
    groups: z.record(z.string(), count),
    copies: count,
    conflicts: count,
    series: count,
    flags: count,
    reviewed: z.record(reviewKind, count),
    weighed: z.boolean(),
    head: z.object({ seq: count, hash: digest }),
  })
  .openapi('CaseSummary') satisfies z.ZodType<records.CaseSummary>;

export const documentRecord = z
  .object({
    id: documentId,
    number: z.int().positive(),
    original: originalHash,
    part: text,
    title: text,
    outlet: text,
    outletKey: text,
    author: text,
    published: text,
    modified: text,
    address: text,
    length: count,
    claims: count,
    attributions: count,
    figures: count,
    flags: count,
    rings: z.string().regex(/^[.acrwd]*$/),
    behind: z.object({ document: z.string(), shared: z.number() }).nullable(),
    logged: logSeq,
  })
  .openapi('DocumentRecord') satisfies z.ZodType<records.DocumentRecord>;

export const layout = described<records.Layout>('Layout', 'Pages, where words stand on them, and notes of intake');

export const spanned = { start: count, end: count, text: z.string() };

export const sourceLink = z
  .object({ entity: text, name: z.string(), attribution: text, key: z.string(), named: z.boolean() })
  .openapi('SourceLink') satisfies z.ZodType<records.SourceLink>;

export const claimRecord = z
  .object({
    ...spanned,
    id: z.string(),
    document: documentId,
    modality: z.enum(['stated', 'denied', 'alleged', 'hedged', 'planned']),
    chain: z.array(sourceLink).readonly(),
    earliest: text,
    latest: text,
    review: reviewState.nullable(),
  })
  .openapi('ClaimRecord') satisfies z.ZodType<records.ClaimRecord>;

export const attributionRecord = z
  .object({
    ...spanned,
    id: z.string(),
    document: documentId,
    source: text,
    sourceKey: text,
    stance: z.enum(['states', 'denies', 'alleges', 'expects', 'warns', 'demands', 'asks', 'believes']),
    contentStart: count,
    contentEnd: count,
    review: reviewState.nullable(),
  })
  .openapi('AttributionRecord') satisfies z.ZodType<records.AttributionRecord>;

export const figureRecord = z
  .object({
    ...spanned,
    index: count,
    document: documentId,
    low: z.number().nullable(),
    high: z.number().nullable(),
    hedge: z.enum(['about', 'more than', 'less than', 'at least', 'at most', 'up to']).nullable(),
    unit: text,
    per: z.enum(['hour', 'day', 'week', 'month', 'year']).nullable(),
    review: reviewState.nullable(),
  })
  .openapi('FigureRecord') satisfies z.ZodType<records.FigureRecord>;

export const bilingual = z.object({ ar: z.string(), en: z.string() });

export const flagRecord = z
  .object({
    ...spanned,
    index: count,
    document: documentId,
    kind: z.string(),
    message: z.string(),
    messages: bilingual,
    review: reviewState.nullable(),
  })
  .openapi('FlagRecord') satisfies z.ZodType<records.FlagRecord>;

const span = z.object({ start: count, end: count, text: z.string() });

export const causeRecord = z
  .object({
    document: documentId,
    number: z.int().positive(),
    index: count,
    kind: z.enum(['cause', 'purpose', 'pretext', 'sign', 'order']),
    cause: span,
    effect: span,
    marker: span,
    chain: z.array(sourceLink).readonly(),
  })
  .openapi('CauseRecord') satisfies z.ZodType<records.CauseRecord>;

export const actRecord = z
  .object({
    document: documentId,
    number: z.int().positive(),
    index: count,
    ...span.shape,
    who: span,
    act: span,
    count: z.number().nullable(),
    nationality: z.string().nullable(),
    reason: span.nullable(),
    reasonKind: z.enum(['cause', 'purpose', 'pretext']).nullable(),
    attribution: z.string().nullable(),
    chain: z.array(sourceLink).readonly(),
    review: reviewState.nullable(),
  })
  .openapi('ActRecord') satisfies z.ZodType<records.ActRecord>;

export const causeGraph = z
  .object({
    nodes: z.array(z.object({ key: z.string(), words: z.string(), statements: count })).readonly(),
    edges: z.array(z.object({ cause: z.string(), effect: z.string(), record: causeRecord })).readonly(),
  })
  .openapi('CauseGraph') satisfies z.ZodType<records.CauseGraph>;

export const placeRecord = z
  .object({
    key: z.string(),
    name: z.string(),
    claims: count,
    at: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
    lacks: z.enum(['point', 'one bearer', 'entry']).nullable(),
  })
  .openapi('PlaceRecord') satisfies z.ZodType<records.PlaceRecord>;

export const datedClaim = z
  .object({
    claim: claimRecord,
    number: z.int().positive(),
    earliest: z.string(),
    latest: z.string(),
    published: text,
  })
  .openapi('DatedClaim') satisfies z.ZodType<records.DatedClaim>;

const glance = {
  id: z.string(),
  grade,
  because: bilingual,
  certain: count,
  possible: count,
  claims: count,
  conflicts: count,
};
export const claimRef = z.object({ document: z.string(), claim: z.string(), ...span.shape });

export const groupGlance = z.object(glance).openapi('GroupGlance') satisfies z.ZodType<records.GroupGlance>;

export const groupCard = z
  .object({
    ...glance,
    head: claimRef,
    documents: count,
    origins: z.array(z.object({ key: z.string(), name: z.string(), named: z.boolean() })).readonly(),
  })
  .openapi('GroupCard') satisfies z.ZodType<records.GroupCard>;

export const queueItem = z
  .object({ claim: claimRecord, number: z.int().positive(), group: groupGlance })
  .openapi('QueueItem') satisfies z.ZodType<records.QueueItem>;

/** A decision, and what it touched as it is weighed now. */
export const decided = reviewRecord
  .extend({
    review: reviewState.nullable(),
    group: groupGlance.nullable(),
    groups: z.array(groupGlance).readonly(),
    weighed: z.boolean(),
  })
  .openapi('Decided') satisfies z.ZodType<Decided>;

export const unreadableRecord = z
  .object({
    original: originalHash.nullable(),
    from: origin,
    part: text,
    cause: z.string(),
    message: z.string(),
    logged: logSeq,
  })
  .openapi('UnreadableRecord') satisfies z.ZodType<records.UnreadableRecord>;

/** A document as the reader's page needs it. */
export const openDocument = z
  .object({
    record: documentRecord,
    origins: z.array(origin).readonly(),
    reading,
    layout,
    claims: z.array(claimRecord).readonly(),
    attributions: z.array(attributionRecord).readonly(),
    figures: z.array(figureRecord).readonly(),
    flags: z.array(flagRecord).readonly(),
    number: z.int().positive(),
    of: count,
    previous: documentId.nullable(),
    next: z.object({ id: documentId, words: z.string() }).nullable(),
    groups: z.record(z.string(), groupGlance),
    copies: z.array(copyPair).readonly(),
  })
  .openapi('OpenDocument') satisfies z.ZodType<OpenDocument>;

const logEntry = z
  .object({
    seq: logSeq,
    at: z.string(),
    by: z.string(),
    tool: z.string(),
    act,
    previous: digest,
    hash: digest,
  })
  .openapi('LogEntry');

export const logEntries = z.array(logEntry).readonly();

export { reviewRequest };
export const undoRequest = z.strictObject({ note: z.string().max(10_000).nullable().default(null) });

/** Where adding stands. */
export const importState = z
  .object({
    waiting: count,
    new: count,
    known: count,
    unreadable: count,
    weighing: z.boolean(),
    items: z
      .array(z.object({ name: z.string(), stage: z.enum(['waiting', 'reading', 'kept', 'failed']), message: text }))
      .readonly(),
  })
  .openapi('ImportState') satisfies z.ZodType<ImportState>;

export const problem = z
  .object({ type: z.string(), title: z.string(), status: z.int(), detail: text })
  .openapi('Problem', { description: 'RFC 9457' }) satisfies z.ZodType<ProblemDocument>;
