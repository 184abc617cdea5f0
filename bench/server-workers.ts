import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';
import { CaseServer, hashOf } from '@isnad/casefile';
import { z } from 'zod';
import type { PostgresServer } from '../packages/casefile/test/helpers/postgres.ts';
import { WorkQueue } from '../packages/server/src/work/queue.ts';
import type { Table } from '../scripts/evaluate/table.ts';
import { generatedCase } from './generated-case.ts';
import { processorOf } from './processor.ts';
import { people, started, stopped } from './server-processes.ts';

/**
 * Workers that read what was sent in: how much faster two are than one, what PostgreSQL takes meanwhile, and what the
 * machine gives to two processes that have nothing to do with each other.
 */

const ORIGINALS = Number(process.env.SERVER_ORIGINALS ?? 2_000);
/** Originals that each worker reads before it counts: a process is slow until its lists are loaded and its code is warm. */
const WARM = 192;
/** Texts that a process reads for the share of the machine. */
const ALONE = 2_000;
const FASTER = 1.8;

interface Measured {
  readonly workers: number;
  readonly seconds: number;
  /** Seconds of processor. */
  readonly inWorkers: number;
  readonly inPostgres: number;
}

export async function byWorkers(postgres: PostgresServer): Promise<Table[]> {
  const machine = [await onlyReading(1), await onlyReading(2)] as const;
  const one = await measured(postgres, 1);
  const two = await measured(postgres, 2);
  // On a machine whose cores PostgreSQL needed no part of, as many as there are workers, a worker would go on as fast.
  const alone = (of: Measured): number => (ORIGINALS * of.workers) / of.inWorkers;
  const busy = (of: Measured): number => (of.inWorkers + of.inPostgres) / of.seconds;
  const [cores, times] = [availableParallelism(), one.seconds / two.seconds];
  return [
    {
      title: 'Workers, each a process that reads on one thread',
      columns: ['workers', 'originals', 's', 'originals / s', 'processor s of workers', 'of PostgreSQL', 'cores busy'],
      rows: [one, two].map((of) => [
        ...[of.workers, ORIGINALS, of.seconds, ORIGINALS / of.seconds, of.inWorkers, of.inPostgres, busy(of)],
      ]),
      notes: [
        `by the clock two are ${times.toFixed(2)} times as fast as one, PostgreSQL and both on the same ${cores} cores`,
        `one and its PostgreSQL keep ${busy(one).toFixed(2)} cores busy: with all ${cores} busy two would be ${(cores / busy(one)).toFixed(2)} times as fast`,
        `by the processor, which is what each would have on a core of its own: ${(alone(two) / alone(one)).toFixed(2)} times (target ${FASTER})`,
      ],
    },
    {
      title: 'What the machine gives: processes that read, without a database',
      columns: ['processes', 'texts each', 's', 'processor s each'],
      rows: machine.map(({ processes, seconds, processor }) => [processes, ALONE, seconds, processor]),
      notes: [
        `two are ${((2 * machine[0].seconds) / machine[1].seconds).toFixed(2)} times as fast as one by the clock, and take ${(machine[1].processor / machine[0].processor).toFixed(2)} times the processor for a text`,
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
    while ((await opened.store.documentAt(total)) === null) await after(200);
  };
  await read(jobs.slice(0, before), before);
  // Once nothing waits to be read, what was read is weighed: that is not to be counted with what comes.
  while (!(await isIdle(queue, id))) await after(200);
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

async function isIdle(queue: WorkQueue, id: string): Promise<boolean> {
  const { waiting, active, weighing } = await queue.count(id);
  return waiting === 0 && active === 0 && !weighing;
}

const spent = z.object({ seconds: z.number(), processor: z.number() });

/** Processes that read side by side: seconds of the slowest, and of the processor that each takes. */
async function onlyReading(processes: number) {
  const program = join(import.meta.dirname, 'server-reading.ts');
  const all = Array.from({ length: processes }, () => {
    const child = spawn(process.execPath, [program, String(ALONE)], { stdio: ['pipe', 'pipe', 'inherit'] });
    return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
  });
  for (const { lines } of all) await lines.next();
  for (const { child } of all) child.stdin.write('\n');
  const told = await Promise.all(
    all.map(async ({ lines }) => spent.parse(JSON.parse((await lines.next()).value ?? ''))),
  );
  return {
    processes,
    seconds: Math.max(...told.map(({ seconds }) => seconds)),
    processor: told.reduce((sum, { processor }) => sum + processor, 0) / processes,
  };
}
