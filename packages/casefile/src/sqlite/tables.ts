import type { Hedge, Modality, Per, Stance } from '@isnad/reading';
import type { Grade } from '@isnad/weighing';
import type { Generated } from 'kysely';
import type { Digest, DocumentId, LogSeq, OriginalHash } from '../ids.ts';
import type { ActKind, Origin } from '../log/entry.ts';
import type { ReviewKind } from '../log/review.ts';

/** The tables of `migrations/`, as Kysely is told of them. */
export interface Tables {
  case_info: { id: string; name: string; made: string };
  log: {
    seq: LogSeq;
    at: string;
    by: string;
    tool: string;
    kind: ActKind;
    act: string;
    previous: Digest;
    hash: Digest;
  };
  originals: { hash: OriginalHash; size: number; format: string; logged: LogSeq };
  origins: { original: OriginalHash; kind: Origin['kind']; place: string; logged: LogSeq };
  unreadable: {
    logged: LogSeq;
    original: OriginalHash | null;
    kind: Origin['kind'];
    place: string;
    part: string | null;
    cause: string;
    message: string;
  };
  documents: {
    number: Generated<number>;
    id: DocumentId;
    original: OriginalHash;
    part: string | null;
    title: string | null;
    outlet: string | null;
    author: string | null;
    published: string | null;
    modified: string | null;
    address: string | null;
    length: number;
    claims: number;
    attributions: number;
    figures: number;
    flags: number;
    logged: LogSeq;
  };
  bodies: { document: number; text: string; reading: Uint8Array; reading_digest: Digest; layout: Uint8Array };
  claims: Spanned & { id: string; modality: Modality; chain: string; origin: string | null };
  attributions: Spanned & {
    id: string;
    source: string | null;
    stance: Stance;
    content_start: number;
    content_end: number;
  };
  figures: Spanned & {
    low: number | null;
    high: number | null;
    hedge: Hedge | null;
    unit: string | null;
    per: Per | null;
  };
  document_flags: Spanned & { kind: string; message: string };
  sources: { key: string; name: string; originated: number; relayed: number; published: number };
  terms: { rowid: number; title: string; forms: string; stems: string };
  reviews: { entry: LogSeq; kind: ReviewKind; document: number; item: string; undone: LogSeq | null };
  weighings: { logged: LogSeq };
  groups: { id: string; rank: number; grade: Grade; conflicts: number; body: Uint8Array };
  group_documents: { document: string; rank: number };
  copies: { position: number; a: string; b: string; body: Uint8Array };
  series: { position: number; body: Uint8Array };
  case_flags: { position: number; body: Uint8Array };
}

interface Spanned {
  document: number;
  position: number;
  start: number;
  end: number;
  text: string;
}
