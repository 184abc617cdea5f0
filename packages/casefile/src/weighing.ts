import { Worker } from 'node:worker_threads';
import type { Findings } from '@isnad/weighing';
import type { Case } from './case.ts';

/** Weighing a case: its Readings go in, its findings are kept. */

/** Finds what there is to find in a case as it stands. */
export type Weigher = (opened: Case) => Promise<Findings>;

/** Weighs the case again and keeps what was found. */
export async function weighCase(opened: Case, weigher: Weigher = weighInThread): Promise<Findings> {
  const findings = await weigher(opened);
  await opened.store.putFindings(findings, opened.stamp());
  return findings;
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
