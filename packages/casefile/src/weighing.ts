import { Worker } from 'node:worker_threads';
import type { Findings } from '@isnad/weighing';
import type { Case } from './case.ts';
import type { FindingsCount, FindingsFeed } from './store/store.ts';

/** Weighing a case: its Readings go in, its findings are kept. */

/** Finds what there is to find in a case as it stands. */
export type Weigher = (opened: Case) => Promise<FindingsFeed>;

/** Weighs the case again and keeps what was found. */
export async function weighCase(opened: Case, weigher: Weigher = weighInThread): Promise<FindingsCount> {
  return opened.store.putFindings(await weigher(opened), opened.stamp());
}

/** Weighs in a thread that reads the case by itself, so that whoever asked can go on answering. */
export const weighInThread: Weigher = (opened) => {
  const { promise, resolve, reject } = Promise.withResolvers<Findings>();
  const worker = new Worker(new URL('./work/weighing-worker.ts', import.meta.url), { workerData: opened.folder });
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', () => reject(new Error('weighing ended without an answer')));
  return promise;
};
