import { z } from 'zod';
import { digest, documentId, logSeq } from '../ids.ts';
import { anchor, itemRef, relation, reviewSubject, reviewTarget } from './subject.ts';

/** What a person decides about a suggestion of the machine, and what later Readings make of the decision. */

/** A string that UTF-8 can say. */
const words = z.string().refine((text) => text.isWellFormed(), 'half a surrogate pair');

const offset = z.int().nonnegative();
const range = z.strictObject({ start: offset, end: offset }).refine((span) => span.start < span.end, 'an empty span');

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

const actCorrection = z.strictObject({
  of: z.literal('act'),
  span: range.optional(),
  /** The words that describe who did it, and those that say what. */
  who: range.optional(),
  act: range.optional(),
  count: z.number().nullable().optional(),
  /** Null where the text gives none. */
  reason: range.nullable().optional(),
});

const linkCorrection = z.strictObject({ of: z.literal('link'), relation });

const groupCorrection = z.strictObject({
  of: z.literal('group'),
  /** Id of a group that says the same. */
  merge: z.string().min(1).optional(),
  /** Claims of the group that go out of it, into a group of their own. */
  split: z.array(itemRef).min(1).optional(),
});

/** Id of the group where the claim belongs. */
const membershipCorrection = z.strictObject({ of: z.literal('membership'), into: z.string().min(1) });

const sourceCorrection = z.strictObject({
  of: z.literal('source'),
  /** Keys of sources that are this one under other names. */
  merge: z.array(z.string().min(1)).min(1).optional(),
  /** Keys of sources that look like this one and are not. */
  apart: z.array(z.string().min(1)).min(1).optional(),
});

/** What the reviewer says instead; fields left out stand as the machine has them. */
export const correction = z
  .discriminatedUnion('of', [
    claimCorrection,
    attributionCorrection,
    figureCorrection,
    actCorrection,
    linkCorrection,
    groupCorrection,
    membershipCorrection,
    sourceCorrection,
  ])
  .refine((fields) => Object.keys(fields).length > 1, 'a correction must change something')
  .refine(
    (fields) => fields.of !== 'group' || fields.merge === undefined || fields.split === undefined,
    'a group is merged or split, one after the other',
  );
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

/** How many people must agree before a decision settles anything. */
export const reviewers = z.union([z.literal(1), z.literal(2)]);
export type Reviewers = z.infer<typeof reviewers>;

export const reviewersAct = z.strictObject({ kind: z.literal('reviewers set'), reviewers });

export const carriedItem = z.strictObject({
  /** The decision, and which of the items that its target names, from 0. */
  entry: logSeq,
  ref: offset,
  /** `kept`: the new Reading has it on the same words in the same place; `moved`: elsewhere, or on words somewhat other. */
  outcome: z.enum(['kept', 'moved', 'lost']),
  /** What the item is called in the new Reading; null when lost. */
  to: z.string().min(1).nullable(),
  /** Where it stands in the new text; null when lost. */
  anchor: anchor.nullable(),
  /** Why it is lost: its words are gone, the Reading has nothing there, or the words of a correction are gone. */
  because: z.enum(['words', 'item', 'correction']).nullable(),
});
export type CarriedItem = z.infer<typeof carriedItem>;

/** What became of the decisions on a document when it was read again, or when a transcription took its place. */
export const carryAct = z.strictObject({
  kind: z.literal('decisions carried'),
  document: documentId,
  /** The version that they were on before, where the document is the one that takes its place. */
  from: documentId.optional(),
  /** Of the new Reading. */
  reading: digest,
  items: z.array(carriedItem),
  /** Corrections whose offsets are others in the new text. */
  corrections: z.array(z.strictObject({ entry: logSeq, correction })),
});
