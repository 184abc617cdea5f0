import type { Reading } from '@isnad/reading';
import { type ClaimKey, claimKeys } from './claims/keys.ts';
import { type ClaimContent, locatedContent } from './content.ts';
import type { CopyText } from './copies/compare.ts';
import { copyText } from './copies/copies.ts';
import { fingerprints } from './copies/fingerprints.ts';
import type { WeighingLanguage } from './language.ts';
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
  readonly keys: readonly ClaimKey[];
}

export function signatureOf(reading: Reading, language: WeighingLanguage): Signature {
  const copy = copyText(reading.text, language);
  const claims = reading.claims.map(({ start, end }): ClaimSignature => {
    const { lexicon } = language;
    const { figures } = locatedContent(reading, lexicon, start, end).content;
    const { words } = locatedContent(reading, lexicon, start, endOfClause(reading, start, end)).content;
    return { content: { words, figures }, keys: claimKeys(words, lexicon) };
  });
  return { reading, copy, prints: fingerprints(copy.words), claims, topic: topicOf(claims) };
}

/** Letters that a clause may go on behind its claim. */
const LONGEST_REST = 80;
const CLAUSE_END = /[،,.؛;:!؟?«»"“”()\n]/;

/**
 * Where the clause of a claim ends: words behind it that are no claim's and credit nobody say what it was for, or when
 * or where («ادعى المرض» «للتهرب من القتال»), and count when it is compared.
 */
function endOfClause({ text, claims, attributions }: Reading, start: number, end: number): number {
  const rest = text.slice(end, end + LONGEST_REST).search(CLAUSE_END);
  if (rest < 0) return end;
  const last = end + rest;
  const taken = [
    ...claims.filter((claim) => claim.end > end && claim.start < last && claim.start >= start),
    ...attributions.flatMap(({ cue, source }) => (source === null ? [cue] : [cue, source])),
  ];
  return taken.some((span) => span.start < last && span.end > end) ? end : last;
}
