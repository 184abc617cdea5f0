import type { ActReason, CauseKind, Hedge, Modality, Per, Stance } from '@isnad/reading';
import type { Grade } from '@isnad/weighing';
import type { Generated } from 'kysely';
import type { Digest, DocumentId, LogSeq, OriginalHash } from '../ids.ts';
import type { ActKind, Origin } from '../log/entry.ts';
import type { Decision, Reviewers } from '../log/review.ts';
import type { StandingState } from '../log/standing.ts';
import type { ItemKind, ReviewKind } from '../log/subject.ts';
import type { SourceRole } from '../store/records.ts';
import type { RankListKind } from './rank-lists.ts';

/** The tables of the engines' `migrations/`, as Kysely is told of them. */
export interface Tables {
  case_info: { id: string; name: string; made: string };
  log: {
    seq: LogSeq;
    at: string;
    by: string;
    tool: string;
    kind: ActKind;
    act: string;
    clock: string | null;
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
  derived: { version: number };
  claims: Spanned & {
    id: string;
    modality: Modality;
    chain: string;
    origin: string | null;
    earliest: string | null;
    latest: string | null;
  };
  claim_places: { key: string; document: number; position: number };
  causes: {
    document: number;
    position: number;
    kind: CauseKind;
    cause_start: number;
    cause_end: number;
    effect_start: number;
    effect_end: number;
    marker_start: number;
    marker_end: number;
    attribution: string | null;
  };
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
  acts: Spanned & {
    who_start: number;
    who_end: number;
    act_start: number;
    act_end: number;
    count: number | null;
    nationality: string | null;
    reason_start: number | null;
    reason_end: number | null;
    reason_kind: ActReason | null;
    attribution: string | null;
  };
  figure_bounds: { document: number; least: number; most: number };
  document_flags: Spanned & { kind: string; message: string };
  sources: {
    key: string;
    name: string;
    place: number;
    named: number;
    originated: number;
    relayed: number;
    published: number;
  };
  document_sources: { key: string; role: SourceRole; document: number };
  source_edges: { from: string; to: string; claims: number };
  index_segments: {
    id: Generated<number>;
    first: number;
    last: number;
    words: number;
    lengths: Uint8Array;
  };
  index_rows: { segment: number; kin: string; row: Uint8Array };
  index_words: { word: string; kin: string };
  saved_searches: { id: LogSeq; name: string; query: string; seen: number };
  reviews: {
    entry: LogSeq;
    kind: ReviewKind;
    key: string;
    by: string;
    correction: string | null;
    undone: LogSeq | null;
    lost: LogSeq | null;
  };
  review_refs: { entry: LogSeq; place: number; kind: ItemKind; document: number; item: string; lost: number };
  standings: {
    key: string;
    kind: ReviewKind;
    document: number | null;
    item: string | null;
    entry: LogSeq;
    state: StandingState;
    decision: Decision['kind'];
    dissent: number;
  };
  review_rule: { reviewers: Reviewers };
  carries: { entry: LogSeq; document: number };
  earlier_bodies: Tables['bodies'] & { until: LogSeq };
  weighings: { logged: LogSeq };
  groups: {
    number: number;
    id: string;
    rank: number | null;
    grade: Grade;
    conflicts: number;
    certain: number;
    possible: number;
    claims: number;
    earliest: string | null;
    latest: string | null;
    card: Uint8Array;
    body: Uint8Array;
  };
  group_claims: { document: number; position: number; group: number };
  source_findings: { key: string; same: string; corroborated: number; contested: number; drifted: number };
  group_lists: { kind: RankListKind; key: string; ranks: Uint8Array };
  copies: { position: number; a: string; b: string; first: string | null; shared: number; body: Uint8Array };
  series: {
    position: number;
    id: string;
    rank: number | null;
    measure: string;
    points: number;
    conflicts: number;
    body: Uint8Array;
  };
  case_flags: { position: number; body: Uint8Array };
}

interface Spanned {
  document: number;
  position: number;
  start: number;
  end: number;
  text: string;
}
