import type { Claim, Reading, Span } from '@isnad/reading';
import type { Certainty } from './claims/certainty.ts';
import { type ClaimKey, claimKeys } from './claims/keys.ts';
import { type ClaimContent, Contents } from './content.ts';
import type { CopyText } from './copies/compare.ts';
import { copyText } from './copies/copies.ts';
import { fingerprints } from './copies/fingerprints.ts';
import type { WeighingLanguage } from './language.ts';
import { SpanIndex } from './spans.ts';
import { topicOf } from './topic.ts';

/** All of a document that weighing compares: made of it alone, so that many workers may make them at once. */
export interface Signature {
  readonly reading: Reading;
  readonly copy: CopyText;
  readonly prints: Uint32Array;
  /** In the order of the Reading's claims. */
  readonly claims: readonly ClaimSignature[];
  /** See {@link topicOf}. */
  readonly topic: Int32Array;
}

export interface ClaimSignature {
  readonly content: ClaimContent;
  readonly certainty: Certainty;
  readonly keys: readonly ClaimKey[];
}

export function signatureOf(reading: Reading, language: WeighingLanguage): Signature {
  const { lexicon } = language;
  const copy = copyText(reading.text, language);
  const contents = new Contents(reading, lexicon);
  const clauses = new Clauses(reading);
  const claims = reading.claims.map((claim): ClaimSignature => {
    const { start } = claim;
    const end = Math.min(claim.end, start + LONGEST_CLAIM);
    const { figures } = contents.of(start, end).content;
    const { words } = contents.of(start, clauses.endOf(start, end)).content;
    const certainty = language.certainty.of(`${lead(reading.text, start)} ${reading.text.slice(start, end)}`);
    return { content: { words, figures }, certainty, keys: claimKeys(words, lexicon) };
  });
  return { reading, copy, prints: fingerprints(copy.words), claims, topic: topicOf(claims) };
}

/** Letters before a claim among which its report may say how sure it is: «دون التأكيد على أنه …». */
const LEAD = 40;

/** What the sentence of a claim says right before it. */
function lead(text: string, start: number): string {
  const before = text.slice(Math.max(0, start - LEAD), start);
  return before.slice(before.search(/[^.!؟\n]*$/));
}

/** Letters of a claim that are looked at: a text without a full stop is one claim, and its beginning must do. */
const LONGEST_CLAIM = 2000;
/** Letters that a clause may go on behind its claim. */
const LONGEST_REST = 80;
const CLAUSE_END = /[،,.؛;:!؟?«»"“”()\n]/;

/** Where the clauses of a document end. */
class Clauses {
  private readonly text: string;
  private readonly claims: SpanIndex<Claim>;
  /** The words that credit somebody. */
  private readonly credits: SpanIndex<Span>;

  constructor({ text, claims, attributions }: Reading) {
    this.text = text;
    this.claims = new SpanIndex(claims);
    this.credits = new SpanIndex(
      attributions.flatMap(({ cue, source }): Span[] => (source === null ? [cue] : [cue, source])),
    );
  }

  /**
   * Where the clause of a claim ends: words behind it that are no claim's and credit nobody say what it was for, or when
   * or where («ادعى المرض» «للتهرب من القتال»), and count when it is compared.
   */
  endOf(start: number, end: number): number {
    const rest = this.text.slice(end, end + LONGEST_REST).search(CLAUSE_END);
    if (rest < 0) return end;
    const last = end + rest;
    const inClaim = this.claims.beginning(start, last).some(({ span }) => span.end > end);
    return inClaim || this.credits.meeting(end, last).length > 0 ? end : last;
  }
}
