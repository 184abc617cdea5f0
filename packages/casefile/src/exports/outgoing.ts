import type { Region } from '@isnad/intake/document';
import type { Reading } from '@isnad/reading';
import { parseReading } from '@isnad/reading/schema';
import {
  admiraltyOf,
  type ClaimRef,
  type CopyPair,
  type Grade,
  type RecorderGrade,
  recorderGradeOf,
} from '@isnad/weighing';
import type { Case } from '../case.ts';
import type { OriginalHash } from '../ids.ts';
import { type Anchor, anchorIn } from '../log/subject.ts';
import { type Custody, custodyOf } from '../proof/custody.ts';
import type {
  Bilingual,
  CaseInfo,
  ClaimRecord,
  ClaimRow,
  DocumentRecord,
  Layout,
  ReviewState,
  StoredDocument,
} from '../store/records.ts';
import { everyItem } from '../store/store.ts';
import type { Redacted } from '../withholding/redacted.ts';
import { type SayWithheld, type WithheldKind, Withholding } from '../withholding/withholding.ts';
import { decidedItems, itemsOf } from '../work/decided.ts';
import { reviewedReading } from '../work/reviewed.ts';

/**
 * A case as it goes out, whatever the format: what reviewers corrected is corrected, and names that are to be left out are
 * not in it. Where names are left out, offsets are those of the text as it goes out; documents go by their place in the
 * case, and nothing is told by which a report could be found elsewhere (address, hash of the original).
 */

export interface OutgoingDocument {
  /** Place in the case, from 1. */
  readonly number: number;
  readonly id: string;
  readonly title: string | null;
  readonly outlet: string | null;
  readonly author: string | null;
  /** ISO date. */
  readonly published: string | null;
  readonly address: string | null;
  readonly original: { readonly hash: OriginalHash; readonly part: string | null } | null;
  /** As reviewers have it, with the text. */
  readonly reading: Reading;
  /** Those that were rejected, too, in the order of the text. */
  readonly claims: readonly OutgoingClaim[];
}

export type ReviewStatus = 'proposed' | 'accepted' | 'corrected' | 'rejected';

export interface OutgoingClaim {
  readonly id: string;
  readonly anchor: Anchor;
  /** Where it stands in the original, as far as intake knows. */
  readonly page: { readonly page: number; readonly region: Region } | null;
  readonly modality: ClaimRecord['modality'];
  /** Names from the outermost relay to the origin. */
  readonly chain: readonly string[];
  readonly status: ReviewStatus;
  readonly review: Pick<ReviewState, 'at' | 'note'> & { readonly by: string | null };
}

/** A claim of a group. */
export interface OutgoingRef {
  /** The document's place in the case. */
  readonly number: number;
  readonly document: string;
  readonly claim: string;
  readonly text: string;
}

export interface OutgoingGroup {
  readonly id: string;
  readonly grade: Grade;
  readonly certain: number;
  readonly possible: number;
  /** Reliability and credibility: «F2». */
  readonly admiralty: string;
  /** On a casualty recorder's scale. */
  readonly recorder: RecorderGrade;
  readonly because: Bilingual;
  readonly head: OutgoingRef;
  readonly claims: readonly OutgoingRef[];
  readonly conflicts: ReadonlyArray<{ readonly a: OutgoingRef; readonly b: OutgoingRef; readonly because: Bilingual }>;
}

/** Sources that people took for one keep the names that reports give them. */
const AS_WRITTEN: ReadonlyMap<string, string> = new Map();

const NO_REVIEW = { at: '', by: null, note: null };

export class Outgoing {
  readonly #opened: Case;
  readonly #withholding: Withholding | null;
  /** Documents by id: their places in the case. */
  readonly #numbers = new Map<string, number>();
  readonly info: CaseInfo;

  private constructor(opened: Case, withholding: Withholding | null, info: CaseInfo) {
    this.#opened = opened;
    this.#withholding = withholding;
    this.info = info;
  }

  static async of(opened: Case, kinds: ReadonlySet<WithheldKind>, say: SayWithheld): Promise<Outgoing> {
    const { store } = opened;
    const withholding = kinds.size === 0 ? null : await Withholding.of(store, kinds, say);
    const info = await store.info();
    const name = withholding?.clean(info.name, null) ?? info.name;
    const outgoing = new Outgoing(opened, withholding, { ...info, name });
    for await (const { id, number } of everyItem((page) => store.documents(page), 500))
      outgoing.#numbers.set(id, number);
    return outgoing;
  }

  get withholding(): Withholding | null {
    return this.#withholding;
  }

  /** What a document is called. */
  nameOf(document: string): string {
    return this.#withholding === null ? document : `document ${this.numberOf(document)}`;
  }

  /** A document's place in the case, from 1; 0 for one that is not there. */
  numberOf(document: string): number {
    return this.#numbers.get(document) ?? 0;
  }

  /** Words as they go out: of a document, or of several (null). */
  words(text: string, document: string | null): string {
    return this.#withholding?.clean(text, document) ?? text;
  }

  /** In the order in which they came in. */
  async *documents(): AsyncGenerator<OutgoingDocument> {
    const { store } = this.#opened;
    const decided = await decidedItems(store);
    for await (const { id } of everyItem((page) => store.documents(page), 500)) {
      const stored = await store.document(id);
      if (stored === null) continue;
      const claims: ClaimRecord[] = [];
      for await (const claim of everyItem((page) => store.claims({ document: id }, page), 500)) claims.push(claim);
      const reading = reviewedReading(stored.reading, itemsOf(decided, id), AS_WRITTEN);
      yield this.#document(stored, reading, claims);
    }
  }

  #document(stored: StoredDocument, reading: Reading, claims: readonly ClaimRecord[]): OutgoingDocument {
    const { record, layout } = stored;
    const { id, original, part } = record;
    const redacted = this.#withholding?.redact(reading.text, id) ?? null;
    const words = (text: string | null): string | null => (text === null ? null : this.words(text, id));
    const known = new Map(reading.claims.map((claim) => [claim.id, claim]));
    return {
      number: record.number,
      id: this.nameOf(id),
      title: words(record.title),
      outlet: words(record.outlet),
      author: words(record.author),
      published: record.published,
      ...this.#whereabouts(record, original, part),
      reading: redacted === null ? reading : this.#readingOf(reading, redacted),
      claims: claims.map((claim) => {
        const now = known.get(claim.id) ?? claim;
        return this.#claim(claim, now, redacted, reading.text, layout);
      }),
    };
  }

  #whereabouts(
    record: DocumentRecord,
    hash: OriginalHash,
    part: string | null,
  ): Pick<OutgoingDocument, 'address' | 'original'> {
    if (this.#withholding !== null) return { address: null, original: null };
    return { address: record.address, original: { hash, part } };
  }

  /** @param now the claim as reviewers have it */
  #claim(
    { id, document, review }: ClaimRecord,
    now: Pick<ClaimRow, 'start' | 'end' | 'modality' | 'chain'>,
    redacted: Redacted | null,
    text: string,
    layout: Layout,
  ): OutgoingClaim {
    const { start, end } = redacted?.moved(now.start, now.end) ?? now;
    const run = layout.places.find((place) => place.start < now.end && now.start < place.end);
    const note = review?.note ?? null;
    return {
      id,
      anchor: anchorIn(redacted?.text ?? text, start, end),
      page: run === undefined ? null : { page: run.page, region: run.region },
      modality: now.modality,
      chain: now.chain.map(({ name }) => this.words(name, document)),
      status: statusOf(review),
      review:
        review === null
          ? NO_REVIEW
          : {
              at: review.at,
              by: this.#withholding === null ? review.by : null,
              note: note === null ? null : this.words(note, document),
            },
    };
  }

  /** A Reading of the text as it goes out: its spans moved, and every other word without names. */
  #readingOf(reading: Reading, redacted: Redacted): Reading {
    const { id } = reading;
    const out = (value: unknown, key: string): unknown => {
      if (typeof value === 'string') return KEPT.has(key) ? value : this.words(value, id);
      if (Array.isArray(value)) return value.map((one) => out(one, key));
      if (typeof value !== 'object' || value === null) return value;
      const fields = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, out(inner, name)]));
      if (!isSpan(value)) return fields;
      const { start, end } = redacted.moved(value.start, value.end);
      return { ...fields, start, end, text: redacted.text.slice(start, end) };
    };
    return parseReading(out({ ...reading, id: this.nameOf(id), text: redacted.text }, ''));
  }

  /** The heaviest first. */
  async *groups(): AsyncGenerator<OutgoingGroup> {
    for await (const group of everyItem((page) => this.#opened.store.groups({}, page))) {
      const { id, grade, routes, because, claims, head, conflicts } = group;
      const { reliability, credibility } = admiraltyOf(group);
      const claim = (ref: ClaimRef): OutgoingRef => ({
        number: this.numberOf(ref.document),
        document: this.nameOf(ref.document),
        claim: ref.claim,
        text: this.words(ref.text, ref.document),
      });
      const both = ({ ar, en }: Bilingual): Bilingual => ({ ar: this.words(ar, null), en: this.words(en, null) });
      yield {
        ...{ id: this.#withholding === null ? id : `group of ${claim(head).document}, ${head.claim}`, grade },
        ...{ certain: routes.certain, possible: routes.possible, because: both(because) },
        ...{ admiralty: `${reliability}${credibility}`, recorder: recorderGradeOf(group) },
        ...{ head: claim(head), claims: claims.map(claim) },
        conflicts: conflicts.map(({ a, b, because }) => ({ a: claim(a), b: claim(b), because: both(because) })),
      };
    }
  }

  /** Where the originals came from; nothing where names are left out, since it says by which names they went. */
  async *custody(): AsyncGenerator<Custody> {
    if (this.#withholding === null) yield* custodyOf(this.#opened.store);
  }

  async *copies(): AsyncGenerator<CopyPair> {
    for await (const pair of everyItem((page) => this.#opened.store.copies({}, page), 500)) yield pair;
  }
}

/** Fields that say by which id, class or value a thing goes, never what it is called. */
const KEPT = new Set(['id', 'entity', 'attribution', 'within', 'timex', 'earliest', 'latest', 'published', 'language']);

function isSpan(value: object): value is { readonly start: number; readonly end: number } {
  return 'start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number';
}

function statusOf(review: ReviewState | null): ReviewStatus {
  if (review === null) return 'proposed';
  const statuses = { accept: 'accepted', correct: 'corrected', reject: 'rejected' } as const;
  return statuses[review.decision.kind];
}
