import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { digestOf } from '../hashing.ts';
import type { Digest } from '../ids.ts';
import { digest, logSeq } from '../ids.ts';
import { canonical } from '../log/canonical.ts';
import { EMPTY_LOG } from '../log/chain.ts';
import { type Act, act, type LogHead, stamp } from '../log/entry.ts';
import { MerkleTree } from '../log/merkle.ts';
import type { Papers } from '../papers.ts';
import type { LogRoot } from '../proof/root.ts';
import type { Log } from '../store/store.ts';

/**
 * Logs of cases that were joined to this one, kept apart and whole on the shelf `joined`: `CASE.ENTRIES.jsonl`, an entry a line in canonical
 * JSON. The case's own log holds the root of each, so that neither can be changed unseen.
 */
export type JoinAct = Act & { readonly kind: 'case joined' };

const PAGE = 1000;

function fileOf({ case: id, entries }: Pick<JoinAct, 'case' | 'entries'>): string {
  return `${id}.${entries}.jsonl`;
}

/** Keeps the log of another case as it is up to a root of it. */
export function keepLog(papers: Papers, log: Log, root: LogRoot): Promise<void> {
  const lines = async function* (): AsyncGenerator<string> {
    for (let seq = 0; seq < root.entries; ) {
      const entries = await log.log(seq, Math.min(PAGE, root.entries - seq));
      if (entries.length === 0) return;
      for (const entry of entries) yield `${canonical(entry)}\n`;
      seq += entries.length;
    }
  };
  return papers.keep('joined', fileOf(root), lines());
}

const logEntry = z.looseObject({ ...stamp.shape, seq: logSeq, act, previous: digest, hash: digest });

/** What is wrong with the kept logs, against what the case's own log says of them; under the name of each file. */
export async function joinedFaults(
  papers: Papers,
  acts: readonly JoinAct[],
  fault: (file: string, message: string) => void,
): Promise<void> {
  const expected = new Map(acts.map((one) => [fileOf(one), one]));
  for (const name of await papers.names('joined'))
    if (!expected.has(name)) fault(name, 'the log knows no case joined so');
  for (const [name, said] of expected) {
    const pieces = await papers.pieces('joined', name);
    if (pieces === null) {
      fault(name, 'missing');
      continue;
    }
    try {
      const real = await rootOfLines(pieces);
      if (real.head.seq !== said.entries || real.head.hash !== said.head || real.root !== said.root)
        fault(name, 'it is not the log that was joined: it was changed or cut');
    } catch {
      fault(name, 'it was changed');
    }
  }
}

/** @throws Error for a line that is no entry, or does not follow the one before */
async function rootOfLines(
  pieces: AsyncIterable<Uint8Array>,
): Promise<{ readonly head: LogHead; readonly root: Digest }> {
  const tree = new MerkleTree();
  let head: LogHead = EMPTY_LOG;
  const input = Readable.from(pieces, { objectMode: false });
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const value: unknown = JSON.parse(line);
    const entry = logEntry.parse(value);
    // The line itself is what was sealed: a newer Isnad may have put more into an entry.
    if (canonical(value) !== line) throw new Error('not canonical');
    const { hash, ...sealed } = entry;
    const follows = entry.seq === head.seq + 1 && entry.previous === head.hash && hash === digestOf(canonical(sealed));
    if (!follows) throw new Error('an entry was changed');
    tree.append(hash);
    head = { seq: entry.seq, hash };
  }
  return { head, root: tree.root() };
}
