import { setTimeout as after } from 'node:timers/promises';
import { CaseServer, hashOf } from '@isnad/casefile';
import type { PostgresServer } from '../packages/casefile/test/helpers/postgres.ts';
import { WorkQueue } from '../packages/server/src/work/queue.ts';
import type { Table } from '../scripts/evaluate/table.ts';
import { generatedCase } from './generated-case.ts';
import { processorOf } from './processor.ts';
import { people, started, stopped } from './server-processes.ts';

/** Workers that read what was sent in: how much faster two are than one, and what PostgreSQL takes meanwhile. */

const ORIGINALS = Number(process.env.SERVER_ORIGINALS ?? 2_000);
/** Originals that each worker reads before it counts: a process is slow until its lists are loaded and its code is warm. */
const WARM = 192;
const FASTER = 1.8;

interface Measured {
  readonly workers: number;
  readonly seconds: number;
  /** Seconds of processor. */
  readonly inWorkers: number;
  readonly inPostgres: number;
}

export async function byWorkers(postgres: PostgresServer): Promise<Table[]> {
  const one = await measured(postgres, 1);
  const two = await measured(postgres, 2);
  // On a machine whose cores PostgreSQL needed no part of, as many as there are workers, a worker would go on as fast.
  const alone = (of: Measured): number => (ORIGINALS * of.workers) / of.inWorkers;
  return [
    {
      title: 'Workers, each a process that reads on one thread',
      columns: ['workers', 'originals', 's', 'originals / s', 'processor s of workers', 'of PostgreSQL'],
      rows: [one, two].map(({ workers, seconds, inWorkers, inPostgres }) => [
        ...[workers, ORIGINALS, seconds, ORIGINALS / seconds, inWorkers, inPostgres],
      ]),
      notes: [
        `by the clock two are ${(one.seconds / two.seconds).toFixed(2)} times as fast as one, PostgreSQL and both on the same two cores`,
        `by the processor, which is what each would have on a core of its own: ${(alone(two) / alone(one)).toFixed(2)} times (target ${FASTER})`,
      ],
    },
  ];
}

async function measured(postgres: PostgresServer, workers: number): Promise<Measured> {
  const store = await postgres.database();
  const house = new CaseServer(store);
  const opened = await house.create('bench', 'bench', { by: 'bench' });
  const { id } = await people(store, opened, 1);
  const queue = await WorkQueue.open(store, { onFault: console.error });
  const before = WARM * workers;
  const bytes = [...generatedCase(ORIGINALS + before, 2)].map(({ text }) => new TextEncoder().encode(text));
  for (const original of bytes) await opened.originals.keep(hashOf(original), original);
  await opened.originals.settle();
  const all = await Promise.all(Array.from({ length: workers }, () => started(['work', '--store', store], 'working')));
  const jobs = bytes.map((original, i) => ({
    case: id,
    original: hashOf(original),
    size: original.length,
    from: { kind: 'upload' as const, place: `${i}.txt` },
    by: 'bench',
  }));
  const inWorkers = (): number => all.reduce((sum, { child }) => sum + processorOf(child.pid!), 0);
  const read = async (some: typeof jobs, total: number): Promise<void> => {
    await queue.read(some);
    while ((await opened.store.latest(1)).total < total) await after(200);
  };
  await read(jobs.slice(0, before), before);
  const used = { workers: inWorkers(), postgres: processorOf(postgres.pid()) };
  const begun = performance.now();
  await read(jobs.slice(before), jobs.length);
  const result = {
    workers,
    seconds: (performance.now() - begun) / 1000,
    inWorkers: inWorkers() - used.workers,
    inPostgres: processorOf(postgres.pid()) - used.postgres,
  };
  await Promise.all(all.map(stopped));
  await queue.close();
  await opened.close();
  await house.close();
  return result;
}
