import { z } from 'zod';
import { type Digest, digest, documentId, type LogSeq, logSeq, originalHash } from '../ids.ts';
import { reviewAct, undoAct } from './review.ts';

/**
 * The log of a case: everything done to it, in order, each entry sealed with the hash of the one before. An act says
 * all that is needed to check what it did, so a change to the case behind the log's back shows.
 */

/** Who did something, when and with what. */
export const stamp = z.strictObject({
  /** ISO instant in UTC. */
  at: z.iso.datetime({ precision: 3 }),
  by: z.string().min(1).max(200),
  /** Name and version of the program. */
  tool: z.string().min(1).max(200),
});
export type Stamp = z.infer<typeof stamp>;

/** Where an original came from. */
export const origin = z.strictObject({
  kind: z.enum(['file', 'upload', 'record', 'transcription']),
  /**
   * Name of the file, with the folders below the one that was added; name of the upload; id of the JSONL record; id of the
   * document that a transcription replaces.
   */
  place: z.string().min(1).max(4096),
});
export type Origin = z.infer<typeof origin>;

const text = z.string().nullable();

/** What is known of a document besides its words. */
export const metadata = z.strictObject({
  title: text,
  outlet: text,
  author: text,
  published: text,
  modified: text,
  address: text,
});
export type Metadata = z.infer<typeof metadata>;

const count = z.int().nonnegative();

export const act = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('case made'), id: z.uuid(), name: z.string() }),
  z.strictObject({
    kind: z.literal('original kept'),
    original: originalHash,
    size: count,
    format: z.string(),
    from: origin,
  }),
  /** The same bytes came in again, from another place. */
  z.strictObject({ kind: z.literal('original met again'), original: originalHash, from: origin }),
  z.strictObject({
    kind: z.literal('document read'),
    document: documentId,
    original: originalHash,
    part: text,
    metadata,
    /** Digests of the text, and of the Reading and the layout as kept. */
    text: digest,
    reading: digest,
    layout: digest,
  }),
  z.strictObject({
    kind: z.literal('found unreadable'),
    original: originalHash.nullable(),
    from: origin,
    part: text,
    cause: z.string(),
    message: z.string(),
  }),
  z.strictObject({
    kind: z.literal('weighed'),
    documents: count,
    groups: count,
    copies: count,
    series: count,
    flags: count,
    /** Of the findings as kept; entries of the first Isnads have none. */
    findings: digest.optional(),
  }),
  /** Another case was brought in; its log lies apart, and this is the root of it. */
  z.strictObject({
    kind: z.literal('case joined'),
    case: z.uuid(),
    name: z.string(),
    entries: count,
    head: digest,
    root: digest,
  }),
  /** A search to be run again; its entry's place in the log is what it goes by. */
  z.strictObject({ kind: z.literal('search saved'), name: z.string(), query: z.string(), documents: count }),
  /** Somebody saw what it finds, when the case had so many documents. */
  z.strictObject({ kind: z.literal('search looked at'), search: logSeq, documents: count }),
  z.strictObject({ kind: z.literal('search dropped'), search: logSeq }),
  reviewAct,
  undoAct,
]);
export type Act = z.infer<typeof act>;
export type ActKind = Act['kind'];

export interface LogEntry {
  readonly seq: LogSeq;
  readonly at: string;
  readonly by: string;
  readonly tool: string;
  readonly act: Act;
  /** Hash of the entry before; 64 zeros for the first. */
  readonly previous: Digest;
  readonly hash: Digest;
}

/** The last entry's place and hash: a case is what its head says it is. */
export interface LogHead {
  readonly seq: number;
  readonly hash: Digest;
}
