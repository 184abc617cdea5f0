import { createHash } from 'node:crypto';
import { type Digest, digest } from '../ids.ts';

/**
 * The Merkle tree of RFC 9162 (RFC 6962 before it), section 2.1, over the log: the leaf of an entry is made of the 32 bytes
 * of its hash. Leaves and inner nodes are hashed with a byte of their own in front (0 and 1), so that neither can be passed
 * off as the other. The root of the first n entries stays what it was, however many follow.
 */
export class MerkleTree {
  /** Roots of the full subtrees of what was appended, the largest first; their sizes are the bits of `#size`. */
  readonly #peaks: Uint8Array[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** @param entryHash of the next entry of the log */
  append(entryHash: Digest): void {
    let peak = hashOf(LEAF, Buffer.from(entryHash, 'hex'));
    for (let size = this.#size; size % 2 === 1; size = (size - 1) / 2) {
      const left = this.#peaks.pop();
      if (left !== undefined) peak = hashOf(NODE, left, peak);
    }
    this.#peaks.push(peak);
    this.#size++;
  }

  /** Of all that was appended so far; the hash of nothing for an empty log. */
  root(): Digest {
    const [last = createHash('sha256').digest(), ...before] = this.#peaks.toReversed();
    const root = before.reduce((right: Uint8Array, left) => hashOf(NODE, left, right), last);
    return digest.parse(Buffer.from(root).toString('hex'));
  }
}

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

function hashOf(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
