import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Column, Pool } from '../src/store/columns.ts';
import { Links } from '../src/store/links.ts';
import { CopyPairs } from '../src/store/pairs.ts';
import { Postings } from '../src/store/postings.ts';
import type { ClaimLink } from '../src/store/store.ts';

test('a key lists its items in order up to the limit and counts the rest', () => {
  const key = fc.integer({ min: 0, max: 0xffffffff });
  fc.assert(
    fc.property(fc.array(fc.oneof(key, fc.constantFrom(0, 1, 2)), { maxLength: 200 }), (keys) => {
      const postings = new Postings(3);
      const expected = new Map<number, number[]>();
      keys.forEach((of, item) => {
        postings.add(of, item);
        expected.set(of, [...(expected.get(of) ?? []), item]);
      });
      for (const [of, items] of expected) {
        assert.deepEqual(postings.list(of), items.slice(0, 3));
        assert.equal(postings.count(of), items.length);
      }
      assert.deepEqual(new Set(postings.allKeys()), new Set(expected.keys()));
      assert.equal(postings.count(0x12345678), expected.get(0x12345678)?.length ?? 0);
    }),
  );
});

test('an item added twice under a key stands there once', () => {
  const postings = new Postings(3);
  postings.add(7, 1);
  postings.add(7, 1);
  assert.deepEqual([postings.list(7), postings.count(7)], [[1], 1]);
});

test('a pool gives back the runs that it was given, long ones and empty ones too', () => {
  const pool = new Pool();
  const runs = [3, 0, 1 << 20, (1 << 20) + 5, 2].map((length, i) => new Int32Array(length).fill(i + 1));
  for (const run of runs) pool.add(run);
  runs.forEach((run, i) => {
    assert.deepEqual(pool.get(i), run);
  });
});

test('a column grows as it is set', () => {
  const column = new Column();
  column.set(5000, 7);
  assert.deepEqual([column.get(5000), column.get(4999), column.get(100_000)], [7, 0, 0]);
});

test('links and copies come back as they were put in, each once, by either of their ends', () => {
  const claim = fc.integer({ min: 0, max: 30 });
  const link = fc.record(
    {
      a: claim,
      b: claim.map((number) => number + 31),
      kind: fc.constantFrom('related' as const, 'conflict' as const),
      strength: fc.integer({ min: 0, max: 1000 }).map((steps) => steps / 1000),
    },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(fc.array(link), fc.array(fc.integer({ min: 0, max: 61 })), (all: ClaimLink[], asked) => {
      const links = new Links();
      for (const one of all) links.add(one);
      assert.deepEqual(
        links.of(asked),
        all.filter(({ a, b }) => asked.includes(a) || asked.includes(b)),
      );
    }),
  );
  const pairs = new CopyPairs();
  const passages = [{ a: { start: 0, end: 9 }, b: { start: 20, end: 31 } }];
  const copies = [
    { a: 'x', b: 'y', shared: 0.5, kind: 'excerpt' as const, first: 'y', passages },
    { a: 'y', b: 'z', shared: 1, kind: 'same' as const, first: null, passages: [] },
  ];
  for (const pair of copies) pairs.add(pair);
  assert.deepEqual(pairs.of(['y', 'z']), copies);
  assert.deepEqual(pairs.of(['x']), copies.slice(0, 1));
  assert.deepEqual(pairs.of(['w']), []);
});
