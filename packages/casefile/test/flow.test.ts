import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Budget, Channel, inBatches, inOrder } from '../src/work/flow.ts';

async function* from<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

describe('work in order', () => {
  test('gives results in the order of the items, however long each takes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(fc.integer(), { maxLength: 20 }), async (scheduler, items) => {
        const work = (item: number): Promise<{ item: number }> => scheduler.schedule(Promise.resolve({ item }));
        const results = all(inOrder(from(items), 3, work));
        const done = results.then((some) => some.map(({ item }) => item));
        assert.deepEqual(await scheduler.waitFor(done), items);
      }),
      { numRuns: 50 },
    );
  });

  test('has never more than its width under way', async () => {
    let now = 0;
    let most = 0;
    const work = async (item: number): Promise<number> => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
      return item;
    };
    await all(inOrder(from(Array.from({ length: 50 }, (_, i) => i)), 4, work));
    assert.equal(most, 4);
  });

  test('gives what is done while the source keeps it waiting', async () => {
    const source = new Channel<{ readonly n: number }>(10);
    const results = inOrder(source, 10, async ({ n }) => n);
    await source.push({ n: 1 });
    assert.deepEqual(await results.next(), { value: 1, done: false });
    source.close();
    assert.equal((await results.next()).done, true);
  });

  test('passes on what the source or the work throws', async () => {
    const source = async function* (): AsyncGenerator<number> {
      yield 1;
      throw new Error('the disk is gone');
    };
    await assert.rejects(all(inOrder(source(), 2, async (item) => item)), /the disk is gone/);
    const work = async (item: number): Promise<number> => {
      if (item === 3) throw new Error('no third');
      return item;
    };
    await assert.rejects(all(inOrder(from([1, 2, 3, 4]), 2, work)), /no third/);
  });
});

describe('batches', () => {
  test('hold everything once, in order, none more than full', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer(), { maxLength: 30 }),
        fc.integer({ min: 1, max: 7 }),
        async (items, size) => {
          const batches = await all(inBatches(from(items), (batch) => batch.length >= size, 10_000));
          assert.deepEqual(batches.flat(), items);
          assert.ok(batches.every((batch) => batch.length <= size && batch.length > 0));
        },
      ),
    );
  });

  test('go out when the first has waited long enough', async () => {
    const source = new Channel<{ readonly n: number }>(10);
    const batches = inBatches(source, () => false, 5);
    await source.push({ n: 1 });
    assert.deepEqual((await batches.next()).value, [{ n: 1 }]);
    await source.push({ n: 2 });
    source.close();
    assert.deepEqual((await batches.next()).value, [{ n: 2 }]);
  });
});

describe('a budget', () => {
  test('makes those wait that ask for more than is left, and lets them go in their order', async () => {
    const budget = new Budget(10);
    const order: string[] = [];
    await budget.take(8);
    const second = budget.take(5).then(() => order.push('second'));
    const third = budget.take(1).then(() => order.push('third'));
    assert.deepEqual(order, []);
    budget.give(8);
    await Promise.all([second, third]);
    assert.deepEqual(order, ['second', 'third']);
  });

  test('gives the whole to one that asks for more', async () => {
    const budget = new Budget(10);
    assert.equal(await budget.take(500), 10);
  });
});
