import { z } from 'zod';
import { digest, documentId, logSeq } from '../ids.ts';

/**
 * What a person decides about a suggestion of the machine. A decision names its target by kind, document and item of
 * the Reading it was taken on, and by the words themselves, so that it can be carried over to a later Reading.
 */

/** A string that UTF-8 can say. */
const words = z.string().refine((text) => text.isWellFormed(), 'half a surrogate pair');

const offset = z.int().nonnegative();
const range = z.strictObject({ start: offset, end: offset }).refine((span) => span.start < span.end, 'an empty span');

/** W3C Web Annotation's text position and text quote selectors in one. */
export const anchor = z.strictObject({
  start: offset,
  end: offset,
  exact: z.string(),
  /** Up to 32 units before and after. */
  prefix: z.string(),
  suffix: z.string(),
});
export type Anchor = z.infer<typeof anchor>;

export const reviewKind = z.enum(['claim', 'attribution', 'figure']);
export type ReviewKind = z.infer<typeof reviewKind>;

/** What a reviewer points at: a claim or attribution by its id in the Reading, a figure by its index there. */
export const reviewSubject = z.strictObject({ kind: reviewKind, document: documentId, item: z.string().min(1) });
export type ReviewSubject = z.infer<typeof reviewSubject>;

export const reviewTarget = z.strictObject({ ...reviewSubject.shape, anchor, reading: digest });
export type ReviewTarget = z.infer<typeof reviewTarget>;

const claimCorrection = z.strictObject({
  of: z.literal('claim'),
  span: range.optional(),
  modality: z.enum(['stated', 'denied', 'alleged', 'hedged', 'planned']).optional(),
  /** Names from the outermost relay to the origin; empty for the document's own voice. */
  chain: z.array(words.min(1)).optional(),
});

const attributionCorrection = z.strictObject({
  of: z.literal('attribution'),
  /** The source's words in the document, its name where the words are elsewhere, or null for nobody named. */
  source: z.union([range, z.strictObject({ name: words.min(1) }), z.null()]).optional(),
  content: range.optional(),
  stance: z.enum(['states', 'denies', 'alleges', 'expects', 'warns', 'demands', 'asks', 'believes']).optional(),
});

const figureCorrection = z.strictObject({
  of: z.literal('figure'),
  span: range.optional(),
  low: z.number().nullable().optional(),
  high: z.number().nullable().optional(),
  hedge: z.enum(['about', 'more than', 'less than', 'at least', 'at most', 'up to']).nullable().optional(),
  unit: words.nullable().optional(),
  per: z.enum(['hour', 'day', 'week', 'month', 'year']).nullable().optional(),
});

/** What the reviewer says instead; fields left out stand as the machine read them. */
export const correction = z
  .discriminatedUnion('of', [claimCorrection, attributionCorrection, figureCorrection])
  .refine((fields) => Object.keys(fields).length > 1, 'a correction must change something');
export type Correction = z.infer<typeof correction>;

export const decision = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accept') }),
  z.strictObject({ kind: z.literal('correct'), correction }),
  z.strictObject({ kind: z.literal('reject') }),
]);
export type Decision = z.infer<typeof decision>;

const note = words.max(10_000).nullable();

/** A decision as it is asked for, before the case has looked up the words it points at. */
export const reviewRequest = z
  .strictObject({ subject: reviewSubject, decision, note: note.default(null) })
  .refine(
    ({ subject, decision }) => decision.kind !== 'correct' || decision.correction.of === subject.kind,
    'the correction is for another kind of thing',
  );
export type ReviewRequest = z.infer<typeof reviewRequest>;

export const reviewAct = z.strictObject({ kind: z.literal('review'), target: reviewTarget, decision, note });

/** Takes a decision back; the decision stays in the log. */
export const undoAct = z.strictObject({ kind: z.literal('undo'), entry: logSeq, note });

const CONTEXT = 32;

/** The anchor of `text.slice(start, end)`. */
export function anchorIn(text: string, start: number, end: number): Anchor {
  return {
    start,
    end,
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - CONTEXT), start),
    suffix: text.slice(end, end + CONTEXT),
  };
}
