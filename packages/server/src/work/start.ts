import { join } from 'node:path';
import { type Weigher, weighInThread } from '@isnad/casefile';
import { openPeople } from '../people/open.ts';
import type { CaseHouse } from '../team/house.ts';
import { Lines } from '../team/lines.ts';
import { WorkQueue } from './queue.ts';
import { CaseWorkshop } from './workshop.ts';

/** A worker: it takes jobs of a team server wherever it runs, until it is told to end. */

export interface WorkerOptions {
  /** Address of the database: `postgres://…`. */
  readonly store: string;
  readonly house: CaseHouse;
  /** Folder of this machine for what passes through. */
  readonly folder: string;
  readonly log: (line: string) => void;
  readonly weigher?: Weigher;
}

export interface RunningWorker {
  /** Ends what was begun, and takes nothing more. */
  close(): Promise<void>;
}

/** @throws what PostgreSQL says when it can't be reached */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { store, house, folder, log, weigher = weighInThread } = options;
  const lines = new Lines(log, () => new Date());
  const database = await openPeople(store);
  const queue = await WorkQueue.open(store, { onFault: lines.fault });
  const workshop = new CaseWorkshop({ database, house, weigher }, join(folder, 'pages'));
  const told = async (event: string, id: string, count: number, work: Promise<void>): Promise<void> => {
    const begun = performance.now();
    try {
      await work;
      lines.write({ event, case: id, count, ms: Math.round(performance.now() - begun) });
    } catch (error) {
      lines.fault(error);
      throw error;
    }
  };
  await queue.work({
    read: (jobs) => told('read', jobs[0]?.case ?? '', jobs.length, workshop.read(jobs)),
    weigh: (job) => told('weighed', job.case, 1, workshop.weigh(job)),
  });
  lines.write({ event: 'working' });
  return {
    close: async () => {
      await queue.close();
      await workshop.close();
      await house.close();
      await database.destroy();
    },
  };
}
