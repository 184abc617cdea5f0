import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Digest, digest } from '../src/ids.ts';
import { MerkleTree } from '../src/log/merkle.ts';

const sha = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** The definition of RFC 9162, 2.1.1, word for word. */
function definedRoot(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return sha();
  if (leaves.length === 1) return sha(Uint8Array.of(0), leaves[0]!);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha(Uint8Array.of(1), definedRoot(leaves.slice(0, split)), definedRoot(leaves.slice(split)));
}

function rootOf(hashes: readonly Digest[]): string {
  const tree = new MerkleTree();
  for (const hash of hashes) tree.append(hash);
  assert.equal(tree.size, hashes.length);
  return tree.root();
}

const hashes = fc.array(
  fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => digest.parse(Buffer.from(bytes).toString('hex'))),
  { maxLength: 40 },
);

describe('the root of a log', () => {
  test('is that of the definition, for any number of entries', () => {
    fc.assert(
      fc.property(hashes, (list) => {
        assert.equal(rootOf(list), definedRoot(list.map((hash) => Buffer.from(hash, 'hex'))).toString('hex'));
      }),
    );
  });

  test('changes with any entry, with their order and with their number', () => {
    fc.assert(
      fc.property(hashes, fc.nat(), (list, nat) => {
        fc.pre(list.length > 1);
        const at = nat % list.length;
        const flipped = list.map((hash, index) =>
          index === at ? digest.parse(sha(Buffer.from(hash)).toString('hex')) : hash,
        );
        assert.notEqual(rootOf(flipped), rootOf(list));
        assert.notEqual(rootOf(list.slice(0, -1)), rootOf(list));
      }),
    );
  });
});
