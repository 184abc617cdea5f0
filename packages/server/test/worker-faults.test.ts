import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { CaseServer, hashOf, verify } from '@isnad/casefile';
import { generatedCase } from '../../../bench/generated-case.ts';
import { startPostgres } from '../../casefile/test/helpers/postgres.ts';
import { addPerson, openPeople, ownCase } from '../src/index.ts';
import { WorkQueue } from '../src/work/queue.ts';

/** Faults of this run, and originals over which they are spread: `npm run campaign:workers` has 50 over 20,000. */
const FAULTS = Number(process.env.FAULTS ?? 1);
const ORIGINALS = Number(process.env.ORIGINALS ?? 40);
/** One of so many is sent in as if it were large: those wait in a queue of their own. */
const LARGE = 10;
const BIN = join(import.meta.dirname, '..', '..', 'cli', 'bin', 'isnad.cjs');

describe('workers that are killed, and a database that is', () => {
  const workers = new Set<ChildProcess>();
  after(async () => {
    for (const worker of workers) await killed(worker, 'SIGKILL');
  });

  /** Starts a worker; told once it works. */
  const start = async (store: string): Promise<ChildProcess> => {
    const worker = spawn(process.execPath, [BIN, 'work', '--store', store], { stdio: ['ignore', 'pipe', 'inherit'] });
    workers.add(worker);
    const { promise, resolve } = Promise.withResolvers<void>();
    worker.once('exit', () => {
      workers.delete(worker);
      resolve();
    });
    createInterface({ input: worker.stdout }).on('line', (line) => {
      if (JSON.parse(line).event === 'working') resolve();
    });
    await promise;
    return worker;
  };

  test('lose nothing and do nothing twice', { timeout: 60_000 + FAULTS * 60_000 }, async (context) => {
    const postgres = await startPostgres();
    const store = await postgres.database();
    const house = new CaseServer(store);
    const opened = await house.create('dam', 'السد', { by: 'layla' });
    const database = await openPeople(store);
    const { id } = await opened.store.info();
    const owner = await addPerson(database, { login: 'layla', name: 'ليلى' }, new Date());
    await ownCase(database, { id, name: 'dam', title: 'السد' }, owner.id, new Date());
    const bytes = [...generatedCase(ORIGINALS)].map(({ text }) => new TextEncoder().encode(text));
    for (const original of bytes) await opened.originals.keep(hashOf(original), original);
    await opened.originals.settle();
    let queue = await WorkQueue.open(store, { onFault: () => {}, retries: 100 });
    await queue.read(
      bytes.map((original, i) => ({
        case: id,
        original: hashOf(original),
        size: i % LARGE === 0 ? 1_000_000 : original.length,
        from: { kind: 'upload', place: `${i}.txt` },
        by: 'layla',
      })),
    );
    const begun = performance.now();
    const tell = (what: string): void => {
      context.diagnostic(`${Math.round((performance.now() - begun) / 1000)} s: ${what}`);
    };
    for (let i = 0; i < 2; i++) await start(store);

    for (let fault = 0; fault < FAULTS; fault++) {
      // Somewhere in the stretch of the work that is this fault's.
      const goal = Math.ceil(((fault + Math.random()) * ORIGINALS) / FAULTS);
      while ((await opened.store.documentAt(goal)) === null) await pause(20);
      await pause(Math.random() * 200);
      if (fault % 2 === 0) {
        const [unlucky] = workers;
        assert.ok(unlucky !== undefined);
        await killed(unlucky, 'SIGKILL');
      } else {
        await queue.close();
        await postgres.restart('crash');
        queue = await WorkQueue.open(store, { onFault: () => {}, retries: 100 });
      }
      // Whoever watches over workers starts another for one that ended.
      while (workers.size < 2) await start(store);
      tell(`fault ${fault + 1}, ${fault % 2 === 0 ? 'a worker' : 'the database'}, after ${goal} documents`);
    }
    for (let left = ORIGINALS; left > 0; ) {
      await pause(200);
      const { waiting, active } = await queue.count(id);
      left = waiting + active;
    }
    tell('all is read');
    // One may be weighing: how long that takes is no matter of this test.
    for (const worker of workers) await killed(worker, 'SIGKILL');
    assert.deepEqual(await queue.failed(id), []);
    assert.equal((await opened.store.documents({ limit: 1 })).total, ORIGINALS);
    const verdict = await verify(opened);
    assert.deepEqual(verdict.faults, []);
    const kept: string[] = [];
    for (let at = 0; ; ) {
      const entries = await opened.store.log(at, 1000);
      for (const { act } of entries) if (act.kind === 'original kept') kept.push(act.original);
      const last = entries.at(-1);
      if (last === undefined) break;
      at = last.seq;
    }
    assert.equal(kept.length, ORIGINALS);
    assert.equal(new Set(kept).size, ORIGINALS, 'each was kept once');
    tell(`${kept.length} originals in a log of ${(await opened.store.head()).seq} entries`);
    await queue.close();
    await database.destroy();
    await opened.close();
    await house.close();
    await postgres.stop();
  });
});

async function killed(worker: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const over = once(worker, 'exit');
  worker.kill(signal);
  await over;
}
