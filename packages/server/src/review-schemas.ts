import { z } from '@hono/zod-openapi';
import {
  carriedItem,
  correction,
  documentId,
  itemRef,
  logSeq,
  reviewers,
  reviewKind,
  reviewSubject,
  reviewTarget,
} from '@isnad/casefile';
import type * as records from '@isnad/casefile/records';
import type { AsOf, GroupReviews, Settings } from './shapes.ts';

/** What the API takes and gives of review. */

const count = z.int().nonnegative();
const text = z.string().nullable();

const decision = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accept') }),
  z.object({ kind: z.literal('correct'), correction }),
  z.object({ kind: z.literal('reject') }),
]);

const moment = { entry: logSeq, by: z.string(), at: z.string() };
const voice = z.object({ ...moment, decision, note: text }).openapi('Voice');
const state = z.enum(['settled', 'waiting', 'disputed']);
const standing = { state, voices: z.array(voice).readonly(), dissent: z.boolean() };

/** Where review stands; see `ReviewState` of the case file. */
export const reviewState = voice.extend(standing).openapi('ReviewState') satisfies z.ZodType<records.ReviewState>;

const currentRef = itemRef.extend({ lost: z.boolean() });
const refs = z.array(currentRef).readonly();

export const reviewRecord = voice
  .extend({ target: reviewTarget, refs, undone: logSeq.nullable(), lost: logSeq.nullable() })
  .openapi('ReviewRecord') satisfies z.ZodType<records.ReviewRecord>;

export const standingDecision = z
  .object({ ...standing, shown: voice, key: z.string(), target: reviewTarget, refs })
  .openapi('StandingDecision') satisfies z.ZodType<records.StandingDecision>;

const carried = { of: logSeq, ...carriedItem.pick({ ref: true, outcome: true, because: true }).shape };

const historyEntry = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('decided'), ...moment, target: reviewTarget, decision, note: text }),
    z.object({ kind: z.literal('undone'), ...moment, of: logSeq, note: text }),
    z.object({ kind: z.literal('carried'), ...moment, ...carried }),
  ])
  .openapi('HistoryEntry') satisfies z.ZodType<records.HistoryEntry>;
export const history = z.array(historyEntry).readonly();

export const asOf = z
  .object({
    at: z.string(),
    reviewers,
    decisions: z.array(standingDecision).readonly(),
    next: text,
    total: count,
  })
  .openapi('AsOf') satisfies z.ZodType<AsOf>;

const measure = z.object({
  measure: z.enum(['decisions', 'spans', 'labels']),
  kind: reviewKind,
  units: count,
  pairable: count,
  alpha: z.number().nullable(),
  observed: z.number(),
  expected: z.number(),
});

export const agreement = z
  .object({
    reviewers: z.array(z.object({ name: z.string(), decisions: count })).readonly(),
    measures: z.array(measure).readonly(),
  })
  .openapi('AgreementReport') satisfies z.ZodType<records.AgreementReport>;

export const settingsRequest = z.strictObject({ reviewers });
export const settings = z.object({ reviewers, by: z.string() }).openapi('Settings') satisfies z.ZodType<Settings>;

const carryRecord = z.object({ ...moment, document: documentId, items: z.array(carriedItem).readonly() });
export const carries = carryRecord.openapi('CarryRecord') satisfies z.ZodType<records.CarryRecord>;

export const carryReport = z
  .object({
    document: documentId,
    changed: z.boolean(),
    entry: logSeq.nullable(),
    items: z.array(carriedItem).readonly(),
  })
  .openapi('CarryReport') satisfies z.ZodType<records.CarryReport>;

export const groupReviews = z
  .object({
    group: reviewState.nullable(),
    memberships: z.record(z.string(), reviewState),
    links: z.array(z.object({ a: itemRef, b: itemRef, review: reviewState })).readonly(),
  })
  .openapi('GroupReviews') satisfies z.ZodType<GroupReviews>;

/** A subject as the value of a query, in JSON. */
export const subjectQuery = z.object({
  subject: z
    .string()
    .max(10_000)
    .transform((json, context) => {
      try {
        return JSON.parse(json);
      } catch {
        context.issues.push({ code: 'custom', message: 'not JSON', input: json });
        return z.NEVER;
      }
    })
    .pipe(reviewSubject),
});

const page = {
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  after: z.string().optional(),
};
export const reviewQuery = z.object({
  ...page,
  document: documentId.optional(),
  kind: reviewKind.optional(),
  by: z.string().max(200).optional(),
  state: z.enum(['standing', 'undone', 'lost']).optional(),
});
export const disputeQuery = z.object({ ...page, state: z.enum(['waiting', 'disputed']).optional() });
export const asOfQuery = z.object({ ...page, at: z.iso.datetime({ offset: true }) });
export const queueQuery = z.object({
  ...page,
  /** False leaves out what the asking reviewer has decided on and somebody else is to. */
  mine: z.stringbool().default(true),
});
