import { z } from 'zod';
import { digest } from '../ids.ts';
import { canonical } from '../log/canonical.ts';
import { MerkleTree } from '../log/merkle.ts';
import type { Log } from '../store/store.ts';

/** What can be printed, signed and time-stamped of a log: the root of its Merkle tree, and of how many entries it is. */
export const logRoot = z.strictObject({
  kind: z.literal('isnad log root'),
  /** Id of the case. */
  case: z.uuid(),
  entries: z.int().positive(),
  /** Hash of the last of these entries. */
  head: digest,
  root: digest,
});
export type LogRoot = z.infer<typeof logRoot>;

/** The bytes of a root that are signed and stamped: its canonical JSON (RFC 8785). */
export function bytesOfRoot(root: LogRoot): Uint8Array {
  return new TextEncoder().encode(canonical(root));
}

const PAGE = 1000;

/** The root of a log as it is now. */
export async function rootOf(store: Log & { info(): Promise<{ readonly id: string }> }): Promise<LogRoot> {
  const tree = new MerkleTree();
  const { seq } = await store.head();
  while (tree.size < seq) {
    const entries = await store.log(tree.size, Math.min(PAGE, seq - tree.size));
    if (entries.length === 0) break;
    for (const { hash } of entries) tree.append(hash);
  }
  const [last] = await store.log(tree.size - 1, 1);
  const { id } = await store.info();
  return logRoot.parse({ kind: 'isnad log root', case: id, entries: tree.size, head: last?.hash, root: tree.root() });
}
