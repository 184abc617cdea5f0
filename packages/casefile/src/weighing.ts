import { createReadStream } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { Case } from './case.ts';
import { isRunning } from './incoming.ts';
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
export const weighInThread: Weigher = async ({ place, folder }) => {
  await sweep(folder);
  const path = join(folder, `weighing-${process.pid}.jsonl`);
  const done = (): Promise<void> => rm(path, { force: true });
  const worker = rested.pop() ?? new Worker(new URL('./work/weighing-worker.ts', import.meta.url));
  worker.ref();
  try {
    await answered(worker, { place, path });
  } catch (error) {
    await worker.terminate();
    await done();
    throw error;
  }
  rest(worker);
  return {
    groups: found(path, 'group'),
    copies: found(path, 'copy'),
    figures: found(path, 'series'),
    flags: found(path, 'flag'),
    done,
  };
};

/** A thread that has weighed: its lists take longer to load than a small case to weigh, and a reviewer waits. */
const rested: Worker[] = [];

function rest(worker: Worker): void {
  worker.unref();
  if (rested.length === 0) rested.push(worker);
  else void worker.terminate();
}

/** Has a thread weigh a case; rejects with what went wrong in it. */
async function answered(worker: Worker, job: { place: string; path: string }): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const listeners = {
    message: (failure: string | null): void => (failure === null ? resolve() : reject(new Error(failure))),
    error: reject,
    exit: (): void => reject(new Error('weighing ended without an answer')),
  } as const;
  for (const [event, listener] of Object.entries(listeners)) worker.on(event, listener);
  worker.postMessage(job);
  try {
    await promise;
  } finally {
    for (const [event, listener] of Object.entries(listeners)) worker.off(event, listener);
  }
}

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
