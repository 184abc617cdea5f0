import { hash } from 'node:crypto';
import { type Digest, type DocumentId, digest, documentId, type OriginalHash, originalHash } from './ids.ts';

/** SHA-256, and the ids that are made of it. */

export function hashOf(bytes: Uint8Array): OriginalHash {
  return originalHash.parse(hash('sha256', bytes, 'hex'));
}

export function digestOf(content: Uint8Array | string): Digest {
  return digest.parse(hash('sha256', content, 'hex'));
}

/**
 * Id of a part of an original: the same bytes and part give the same id in every case, so an import that was broken
 * off and begun again ends with the same documents.
 */
export function documentIdOf(original: OriginalHash, part: string | null): DocumentId {
  return documentId.parse(hash('sha256', `${original}\n${part ?? ''}`, 'hex').slice(0, 20));
}
