import { Worker } from 'node:worker_threads';
import type { Case } from './case.ts';
import type { FindingsCount, FindingsFeed } from './store/store.ts';
import { readFindings, removeFindings, sweepFindings } from './work/findings-files.ts';

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
  await sweepFindings(folder);
  const done = (): Promise<void> => removeFindings(folder);
  const worker = threadFor(place);
  try {
    await answered(worker, { place, folder });
  } catch (error) {
    await worker.terminate();
    await done();
    throw error;
  }
  rest(place, worker);
  return { ...readFindings(folder), done };
};

/** A thread that has weighed and what it knows: all that it compared, which for 100,000 reports is two gigabytes. */
interface Rested {
  readonly place: string;
  readonly worker: Worker;
  readonly end: NodeJS.Timeout;
}

/** The threads that weighed last, the last one last. */
const rested: Rested[] = [];
/** How many of them are kept, and for how many milliseconds. */
const RESTED = 2;
const REST = 15 * 60_000;

/** The thread that has weighed this case, else one that knows another, if enough of those are kept; else a new one. */
function threadFor(place: string): Worker {
  const own = rested.findIndex((one) => one.place === place);
  const at = own < 0 && rested.length >= RESTED ? 0 : own;
  const [found] = at < 0 ? [] : rested.splice(at, 1);
  if (found === undefined) return new Worker(new URL('./work/weighing-worker.ts', import.meta.url));
  clearTimeout(found.end);
  found.worker.ref();
  return found.worker;
}

function rest(place: string, worker: Worker): void {
  const end = setTimeout(() => {
    rested.splice(
      rested.findIndex((one) => one.worker === worker),
      1,
    );
    void worker.terminate();
  }, REST);
  end.unref();
  worker.unref();
  rested.push({ place, worker, end });
  if (rested.length <= RESTED) return;
  const oldest = rested.shift();
  clearTimeout(oldest?.end);
  void oldest?.worker.terminate();
}

/** Has a thread weigh a case; rejects with what went wrong in it. */
async function answered(worker: Worker, job: { place: string; folder: string }): Promise<void> {
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
