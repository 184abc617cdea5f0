import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, type TestContext, test } from 'node:test';
import { hashOf } from '@isnad/casefile';
import { Client } from 'pg';
import { sharedPostgres } from '../../casefile/test/helpers/shared-postgres.ts';
import { type ReadJob, type WeighJob, WorkQueue, type Workshop } from '../src/work/queue.ts';

/** Work on a queue of its own, and what was done of it. */
async function queueIn(context: TestContext): Promise<{ readonly address: string; open(): Promise<WorkQueue> }> {
  const address = await (await sharedPostgres()).database();
  return {
    address,
    open: async () => {
      const queue = await WorkQueue.open(address, { onFault: (error) => assert.fail(String(error)), retries: 0 });
      context.after(() => queue.close());
      return queue;
    },
  };
}

const CASE = randomUUID();
const OTHER = randomUUID();

/** @param large every so many of them is a large original */
function jobs(id: string, count: number, large = Number.POSITIVE_INFINITY): ReadJob[] {
  return Array.from({ length: count }, (_, i) => ({
    case: id,
    original: hashOf(new TextEncoder().encode(`${id} ${i}`)),
    size: (i + 1) % large === 0 ? 2_000_000 : 2_000,
    from: { kind: 'upload', place: `${i}.txt` },
    by: 'layla',
  }));
}

/** A workshop that notes what it did, and tells when a case was weighed after all of its originals were read. */
class Notes implements Workshop {
  readonly read_: ReadJob[] = [];
  readonly weighed: WeighJob[] = [];
  readonly #wanted: number;
  readonly #done = Promise.withResolvers<void>();
  readonly #fails: (job: ReadJob) => boolean;

  constructor(wanted: number, fails: (job: ReadJob) => boolean = () => false) {
    this.#wanted = wanted;
    this.#fails = fails;
  }

  get done(): Promise<void> {
    return this.#done.promise;
  }

  async read(ofCase: readonly ReadJob[]): Promise<void> {
    assert.equal(new Set(ofCase.map((job) => job.case)).size, 1);
    for (const job of ofCase) if (this.#fails(job)) throw new Error('the file killed its reader');
    this.read_.push(...ofCase);
  }

  async weigh(job: WeighJob): Promise<void> {
    this.weighed.push(job);
    const cases = new Set(this.read_.map((read) => read.case));
    const areWeighed = [...cases].every((id) => this.weighed.some((one) => one.case === id));
    if (this.read_.length >= this.#wanted && areWeighed) this.#done.resolve();
  }
}

describe('the queue of work', () => {
  test('every original is read once, and its case is weighed after the last of them', {
    timeout: 60_000,
  }, async (context) => {
    const queue = await (await queueIn(context)).open();
    await queue.read([...jobs(CASE, 20, 2), ...jobs(OTHER, 5, 2)]);
    assert.deepEqual(await queue.count(CASE), { waiting: 20, active: 0, failed: 0, weighing: false });
    const notes = new Notes(25);
    await queue.work(notes);
    await notes.done;
    assert.equal(new Set(notes.read_.map(({ original }) => original)).size, 25);
    assert.equal(notes.read_.length, 25);
    assert.ok(notes.weighed.some((job) => job.case === CASE));
  });

  test('a case of which more waits is weighed after the last of it, and not before', {
    timeout: 60_000,
  }, async (context) => {
    const queue = await (await queueIn(context)).open();
    await queue.read(jobs(CASE, 150));
    const notes = new Notes(150);
    await queue.work(notes);
    await notes.done;
    assert.deepEqual(notes.weighed, [{ case: CASE }]);
  });

  test('two workers share it, and nothing is done by both', { timeout: 60_000 }, async (context) => {
    const { open } = await queueIn(context);
    const [first, second] = [await open(), await open()];
    await first.read(jobs(CASE, 60));
    const notes = new Notes(60);
    await Promise.all([first.work(notes), second.work(notes)]);
    await notes.done;
    assert.equal(notes.read_.length, 60);
    assert.equal(new Set(notes.read_.map(({ original }) => original)).size, 60);
  });

  test('what was asked for often while nobody weighed is weighed once', { timeout: 60_000 }, async (context) => {
    const queue = await (await queueIn(context)).open();
    for (let i = 0; i < 5; i++) await queue.weigh({ case: CASE });
    assert.deepEqual(await queue.count(CASE), { waiting: 0, active: 0, failed: 0, weighing: true });
    assert.deepEqual(await queue.count(OTHER), { waiting: 0, active: 0, failed: 0, weighing: false });
  });

  test('what fails as often as it may is told with its reason, and can be tried again', {
    timeout: 60_000,
  }, async (context) => {
    const { open } = await queueIn(context);
    const queue = await open();
    const [bad, ...good] = jobs(CASE, 4);
    let broken = true;
    await queue.read([bad!, ...good]);
    const { promise, resolve } = Promise.withResolvers<void>();
    const notes = new Notes(4, (job) => {
      if (job.original === bad!.original) resolve();
      return broken && job.original === bad!.original;
    });
    await queue.work(notes);
    await promise;
    let failed = await queue.failed(CASE);
    while (failed.length === 0) failed = await queue.failed(CASE);
    assert.deepEqual(
      failed.map(({ kind, place, error }) => ({ kind, place, error })),
      [{ kind: 'read', place: '0.txt', error: 'the file killed its reader' }],
    );
    assert.deepEqual(await queue.failed(OTHER), []);
    broken = false;
    await queue.retryFailed(CASE);
    await notes.done;
    assert.deepEqual(await queue.failed(CASE), []);
    assert.deepEqual(new Set(notes.read_), new Set([bad, ...good]));
    assert.equal(notes.read_.length, 4);
  });

  test('is counted by case from an index, however many servers and workers made it at once', async (context) => {
    const { address, open } = await queueIn(context);
    const [queue] = await Promise.all([open(), open(), open()]);
    await queue.read([...jobs(CASE, 3), ...jobs(OTHER, 40)]);
    assert.equal((await queue.count(CASE)).waiting, 3);
    const client = new Client({ connectionString: address });
    await client.connect();
    try {
      await client.query('set enable_seqscan = off');
      const { rows } = await client.query(
        `explain select name, state, count(*) from isnad_work.job_common where name in ('read', 'weigh', 'failed')
         and state in ('created', 'retry', 'active') and data ->> 'case' = '${CASE}' group by name, state`,
      );
      assert.match(JSON.stringify(rows), /isnad_by_case/);
    } finally {
      await client.end();
    }
  });

  test('that an earlier version set up has today’s limits', async (context) => {
    const { address, open } = await queueIn(context);
    await open();
    const client = new Client({ connectionString: address });
    await client.connect();
    try {
      const limits = `select name, expire_seconds from isnad_work.queue where name in ('read', 'read-large', 'weigh') order by name`;
      const { rows } = await client.query(limits);
      await client.query("update isnad_work.queue set expire_seconds = 60 where name <> 'failed'");
      await open();
      assert.deepEqual((await client.query(limits)).rows, rows);
    } finally {
      await client.end();
    }
  });
});
