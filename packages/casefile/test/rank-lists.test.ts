import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { createCase } from '../src/case.ts';
import { sourceKey } from '../src/sources.ts';
import { inAll, placeAfter, RankLists, unpackRanks, without } from '../src/sql/rank-lists.ts';
import { passingFolder } from './helpers/folder.ts';
import { arrivalOf, groupOf, NO_FINDINGS, type Report, refTo } from './helpers/reports.ts';

/** Words of groups, each by its number, and the ranks of the groups in any order. */
const groups = fc
  .array(fc.uniqueArray(fc.constantFrom<string>('سد', 'ماء', 'قرية', 'جسر')), { maxLength: 300 })
  .chain((words) =>
    fc.tuple(
      fc.constant(words),
      fc.shuffledSubarray([...words.keys()], { minLength: words.length, maxLength: words.length }),
    ),
  );

test('a list holds the ranks of the groups that have its word, ascending', () => {
  fc.assert(
    fc.property(groups, ([words, order]) => {
      const ranks = Int32Array.from(order);
      const lists = new RankLists();
      words.forEach((some, number) => {
        for (const word of some) lists.add('word', word, number);
      });
      const rows = [...lists.rows(ranks)];
      assert.deepEqual(
        rows.map(({ key }) => key),
        [...new Set(words.flat())].sort(),
      );
      for (const { key, ranks: packed } of rows) {
        const expected = order.filter((_, number) => words[number]!.includes(key)).sort((a, b) => a - b);
        assert.deepEqual([...unpackRanks(packed)], expected);
      }
    }),
  );
});

test('what stands in all of some lists is what stands in each', () => {
  const list = fc.uniqueArray(fc.nat(50)).map((ranks) => Int32Array.from(ranks).sort());
  fc.assert(
    fc.property(fc.array(list, { minLength: 1, maxLength: 4 }), (lists) => {
      const [first = new Int32Array(), ...others] = lists;
      const expected = [...first].filter((rank) => others.every((other) => other.includes(rank)));
      assert.deepEqual([...inAll(lists)], expected);
    }),
  );
});

test('what stands in one list and not in another is left when the other is taken away', () => {
  const list = fc.uniqueArray(fc.nat(50)).map((ranks) => Int32Array.from(ranks).sort());
  fc.assert(
    fc.property(list, list, (one, other) => {
      assert.deepEqual(
        [...without(one, other)],
        [...one].filter((rank) => !other.includes(rank)),
      );
    }),
  );
});

const WORDS = ['المياه غمرت الجسر', 'الجسر انهار', 'القرية خلت'];
const REPORT: Report = {
  id: 'dam',
  text: `${WORDS.join('. ')}.`,
  outlet: 'صحيفة المرفأ',
  claims: WORDS.map((words, i) => ({ words, chain: i === 1 ? ['مدير السد'] : [] })),
};

test('groups are listed by their words and origins, heaviest first, a page at a time, and counted', async (context) => {
  const opened = await createCase(join(await passingFolder(context), 'case'), null);
  context.after(() => opened.close());
  const { store } = opened;
  await store.keep([arrivalOf('/dam', REPORT)], opened.stamp());
  const found = WORDS.map((_, i) => groupOf(`g${i}`, [refTo('dam', REPORT, i)], i + 1));
  await store.putFindings({ ...NO_FINDINGS, groups: found }, opened.stamp());
  const listed = async (filter: Parameters<typeof store.cards>[0]): Promise<[string[], number]> => {
    const first = await store.cards(filter, { limit: 1 });
    const rest = first.next === null ? [] : (await store.cards(filter, { limit: 5, after: first.next })).items;
    return [[...first.items, ...rest].map(({ id }) => id), first.total];
  };
  assert.deepEqual(await listed({ q: 'جسر' }), [['g1', 'g0'], 2]);
  assert.deepEqual(await listed({ q: 'الجسر انهار' }), [['g1'], 1]);
  assert.deepEqual(await listed({ q: 'سفينة' }), [[], 0]);
  assert.deepEqual(await listed({ origin: sourceKey('مدير السد') }), [['g1'], 1]);
  assert.deepEqual(await listed({ q: 'الجسر', grade: found[0]!.grade }), [['g0'], 1]);
  assert.deepEqual(await listed({ topic: 'انهيار الجسر' }), await listed({ q: 'انهيار الجسر' }));
  assert.deepEqual(await listed({ topic: 'انهار', q: 'الجسر' }), [['g1'], 1]);
  assert.deepEqual(await listed({ q: 'الجسر', reviewed: false }), [['g1', 'g0'], 2]);
});

test('a page goes on behind the rank that it was asked for, whether that is in the list or not', () => {
  const list = fc.uniqueArray(fc.nat(50)).map((ranks) => Int32Array.from(ranks).sort());
  fc.assert(
    fc.property(list, fc.integer({ min: -1, max: 51 }), (ranks, after) => {
      assert.deepEqual(
        [...ranks.subarray(placeAfter(ranks, after))],
        [...ranks].filter((rank) => rank > after),
      );
    }),
  );
});
