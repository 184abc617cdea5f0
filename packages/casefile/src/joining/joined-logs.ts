import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { digestOf } from '../hashing.ts';
import type { Digest } from '../ids.ts';
import { digest, logSeq } from '../ids.ts';
import { canonical } from '../log/canonical.ts';
import { EMPTY_LOG } from '../log/chain.ts';
import { type Act, act, type LogHead, stamp } from '../log/entry.ts';
import { MerkleTree } from '../log/merkle.ts';
import type { LogRoot } from '../proof/root.ts';
import type { Log } from '../store/store.ts';

/**
 * Logs of cases that were joined to this one, kept apart and whole: `joined/CASE.ENTRIES.jsonl`, an entry a line in canonical
 * JSON. The case's own log holds the root of each, so that neither can be changed unseen.
 */
export const JOINED = 'joined';

export type JoinAct = Act & { readonly kind: 'case joined' };

const PAGE = 1000;

function fileOf({ case: id, entries }: Pick<JoinAct, 'case' | 'entries'>): string {
  return `${id}.${entries}.jsonl`;
}

/** Keeps the log of another case as it is up to a root of it. */
export async function keepLog(folder: string, log: Log, root: LogRoot): Promise<void> {
  await mkdir(join(folder, JOINED), { recursive: true, mode: 0o700 });
  const path = join(folder, JOINED, fileOf(root));
  const lines = async function* (): AsyncGenerator<string> {
    for (let seq = 0; seq < root.entries; ) {
      const entries = await log.log(seq, Math.min(PAGE, root.entries - seq));
      if (entries.length === 0) return;
      for (const entry of entries) yield `${canonical(entry)}\n`;
      seq += entries.length;
    }
  };
  await writeFile(`${path}.incoming`, lines(), { mode: 0o600, flush: true });
  await rename(`${path}.incoming`, path);
}

/** The files of joined logs, in the order of their names. */
export async function joinedIn(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, JOINED)).catch(() => []);
  return names.filter((name) => !name.endsWith('.incoming')).toSorted();
}

const logEntry = z.looseObject({ ...stamp.shape, seq: logSeq, act, previous: digest, hash: digest });

/** What is wrong with the kept logs, against what the case's own log says of them; under the name of each file. */
export async function joinedFaults(
  folder: string,
  acts: readonly JoinAct[],
  fault: (file: string, message: string) => void,
): Promise<void> {
  const expected = new Map(acts.map((one) => [fileOf(one), one]));
  for (const name of await joinedIn(folder)) if (!expected.has(name)) fault(name, 'the log knows no case joined so');
  for (const [name, said] of expected) {
    try {
      const real = await rootOfFile(join(folder, JOINED, name));
      if (real.head.seq !== said.entries || real.head.hash !== said.head || real.root !== said.root)
        fault(name, 'it is not the log that was joined: it was changed or cut');
    } catch (error) {
      fault(name, error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'missing' : 'it was changed');
    }
  }
}

/** @throws Error for a line that is no entry, or does not follow the one before */
async function rootOfFile(path: string): Promise<{ readonly head: LogHead; readonly root: Digest }> {
  const tree = new MerkleTree();
  let head: LogHead = EMPTY_LOG;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
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
