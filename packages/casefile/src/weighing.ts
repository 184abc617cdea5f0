import { Worker } from 'node:worker_threads';
import type { Case } from './case.ts';
import type { LogSeq } from './ids.ts';
import { type FindingsCount, type FindingsFeed, OtherFindings } from './store/store.ts';
import { readFindings, removeFindings, sweepFindings } from './work/findings-files.ts';
import type { WeighingAnswer, WeighingJob } from './work/protocol.ts';

/** Weighing a case: its Readings go in, as reviewers have them, and its findings are kept. */

/**
 * Finds what there is to find in a case as it stands, and lets go of what it used when the findings were taken: `done` is
 * told the entry of the log under which they were kept, or null where they were not.
 */
export type Weigher = (
  opened: Case,
) => Promise<FindingsFeed & { readonly done?: (logged: LogSeq | null) => Promise<void> }>;

/** Weighs the case again and keeps what was found. */
export async function weighCase(opened: Case, weigher: Weigher = weighInThread): Promise<FindingsCount> {
  try {
    return await weighOnce(opened, weigher);
  } catch (error) {
    // Somebody else weighed it in between: all is found anew.
    if (error instanceof OtherFindings) return weighOnce(opened, weigher);
    throw error;
  }
}

async function weighOnce(opened: Case, weigher: Weigher): Promise<FindingsCount> {
  const { done, ...findings } = await weigher(opened);
  let kept: LogSeq | null = null;
  try {
    const { logged, ...count } = await opened.store.putFindings(findings, opened.stamp());
    kept = logged;
    return count;
  } finally {
    await done?.(kept);
  }
}

/** Weighs in a thread that reads the case by itself, so that whoever asked can go on answering. */
export const weighInThread: Weigher = async ({ place, folder }) => {
  await sweepFindings(folder);
  const { worker, since } = threadFor(place);
  try {
    const { copies } = await answered(worker, { place, folder, since });
    const thread = rest(place, worker);
    const done = async (logged: LogSeq | null): Promise<void> => {
      thread.since = logged;
      await removeFindings(folder);
    };
    return { ...readFindings(folder, copies === null || since === null ? null : { since, copies }), done };
  } catch (error) {
    await worker.terminate();
    await removeFindings(folder);
    throw error;
  }
};

/** A thread that has weighed and what it knows: all that it compared, which for 100,000 reports is two gigabytes. */
interface Rested {
  readonly place: string;
  readonly worker: Worker;
  /** The entry of the log under which what it found last was kept. */
  since: LogSeq | null;
  readonly end: NodeJS.Timeout;
}

/** The threads that weighed last, the last one last. */
const rested: Rested[] = [];
/** How many of them are kept, and for how many milliseconds. */
const RESTED = 2;
const REST = 15 * 60_000;

/** The thread that has weighed this case, else one that knows another, if enough of those are kept; else a new one. */
function threadFor(place: string): Pick<Rested, 'worker' | 'since'> {
  const own = rested.findIndex((one) => one.place === place);
  const at = own < 0 && rested.length >= RESTED ? 0 : own;
  const [found] = at < 0 ? [] : rested.splice(at, 1);
  if (found === undefined) {
    return { worker: new Worker(new URL('./work/weighing-worker.ts', import.meta.url)), since: null };
  }
  clearTimeout(found.end);
  found.worker.ref();
  return { worker: found.worker, since: found.place === place ? found.since : null };
}

function rest(place: string, worker: Worker): Rested {
  const end = setTimeout(() => {
    rested.splice(
      rested.findIndex((one) => one.worker === worker),
      1,
    );
    void worker.terminate();
  }, REST);
  end.unref();
  worker.unref();
  const thread = { place, worker, since: null, end };
  rested.push(thread);
  const [oldest] = rested.length > RESTED ? rested.splice(0, 1) : [];
  clearTimeout(oldest?.end);
  void oldest?.worker.terminate();
  return thread;
}

/** Has a thread weigh a case; rejects with what went wrong in it. */
async function answered(worker: Worker, job: WeighingJob): Promise<WeighingAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<WeighingAnswer>();
  const listeners = {
    message: (answer: WeighingAnswer): void =>
      answer.failure === null ? resolve(answer) : reject(new Error(answer.failure)),
    error: reject,
    exit: (): void => reject(new Error('weighing ended without an answer')),
  } as const;
  for (const [event, listener] of Object.entries(listeners)) worker.on(event, listener);
  worker.postMessage(job);
  try {
    return await promise;
  } finally {
    for (const [event, listener] of Object.entries(listeners)) worker.off(event, listener);
  }
}
