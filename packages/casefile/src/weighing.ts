import { createReadStream } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { Case } from './case.ts';
import { isRunning } from './originals.ts';
import type { FoundOne } from './seams.ts';
import type { FindingsCount, FindingsFeed } from './store/store.ts';

/** Weighing a case: its Readings go in, as reviewers have them, and its findings are kept. */

/** Finds what there is to find in a case as it stands, and lets go of what it used when the findings were taken. */
export type Weigher = (opened: Case) => Promise<FindingsFeed & { readonly done?: () => Promise<void> }>;

/** Weighs the case again and keeps what was found. */
export async function weighCase(opened: Case, weigher: Weigher = weighInThread): Promise<FindingsCount> {
  const { done, ...findings } = await weigher(opened);
  try {
    return await opened.store.putFindings(findings, opened.stamp());
  } finally {
    await done?.();
  }
}

/** Weighs in a thread that reads the case by itself, so that whoever asked can go on answering. */
export const weighInThread: Weigher = async ({ folder }) => {
  await sweep(folder);
  const path = join(folder, `weighing-${process.pid}.jsonl`);
  const done = (): Promise<void> => rm(path, { force: true });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const worker = new Worker(new URL('./work/weighing-worker.ts', import.meta.url), { workerData: { folder, path } });
  worker.once('message', () => resolve());
  worker.once('error', reject);
  worker.once('exit', () => reject(new Error('weighing ended without an answer')));
  try {
    await promise;
  } catch (error) {
    await done();
    throw error;
  }
  return {
    groups: found(path, 'group'),
    copies: found(path, 'copy'),
    figures: found(path, 'series'),
    flags: found(path, 'flag'),
    done,
  };
};

/** Removes what weighings that were broken off left. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const owner = /^weighing-(\d+)\.jsonl$/.exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) await rm(join(folder, name), { force: true });
  }
}

/** The findings of one kind in the file of a weighing. */
async function* found<K extends FoundOne['kind']>(
  path: string,
  kind: K,
): AsyncGenerator<(FoundOne & { kind: K })['finding']> {
  const prefix = `${kind} `;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.startsWith(prefix)) yield JSON.parse(line.slice(prefix.length));
  }
}
