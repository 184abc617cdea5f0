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
    const { content } = locatedContent(reading, language.lexicon, start, end);
    return { content, keys: claimKeys(content.words, language.lexicon) };
  });
  return { reading, copy, prints: fingerprints(copy.words), claims, topic: topicOf(claims) };
}
