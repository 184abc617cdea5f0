import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ConflictAt, KeptConflicts } from '../src/derive/kept-conflicts.ts';
import { BytePool, ByteWriter } from '../src/store/bytes.ts';
import { Column } from '../src/store/columns.ts';
import { Groups } from '../src/store/groups.ts';
import { Interned, InternedRows } from '../src/store/interned.ts';
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

test('items that are taken back leave their lists as they were, whatever comes then', () => {
  const key = fc.integer({ min: 0, max: 0xffffffff });
  const some = fc.array(fc.oneof(key, fc.constantFrom(0, 1, 2)), { maxLength: 300 });
  fc.assert(
    fc.property(some, some, some, (stay, go, come) => {
      const postings = new Postings(3);
      const plain = new Postings(3);
      const add = (to: Postings, keys: readonly number[]) => keys.filter((of, item) => to.add(of, item >> 1));
      add(postings, stay);
      for (const of of add(postings, go).toReversed()) postings.takeBack(of);
      add(plain, stay);
      for (const both of [postings, plain]) for (const [item, of] of come.entries()) both.add(of, 1000 + item);
      assert.deepEqual(postings.allKeys(), plain.allKeys());
      for (const of of [...stay, ...go, ...come]) {
        assert.deepEqual(postings.list(of), plain.list(of));
        assert.equal(postings.count(of), plain.count(of));
      }
    }),
  );
});

test('an item added twice under a key stands there once', () => {
  const postings = new Postings(3);
  postings.add(7, 1);
  postings.add(7, 1);
  assert.deepEqual([postings.list(7), postings.count(7)], [[1], 1]);
});

test('a pool gives back the records that it was given, long ones and empty ones too', () => {
  const whole = fc.integer({ min: 0, max: 0xffffffff });
  const value = fc.option(
    fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true }).map((one) => one + 0),
      fc.constant(2 ** 40),
    ),
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[ء-ي ]*$/),
    fc.constant('سد '.repeat(700_000)),
  );
  const record = fc.record({ wholes: fc.array(whole), values: fc.array(value), text, words: fc.array(fc.integer()) });
  fc.assert(
    fc.property(fc.array(record, { maxLength: 6 }), (records) => {
      const writer = new ByteWriter();
      const pool = new BytePool();
      for (const { wholes, values, text, words } of records) {
        for (const one of wholes) writer.number(one);
        for (const one of values) writer.value(one);
        writer.text(text);
        for (const one of words) writer.word(one);
        pool.add(writer.taken());
      }
      records.forEach(({ wholes, values, text, words }, i) => {
        const run = pool.read(i);
        for (const one of wholes) assert.equal(run.number(), one);
        for (const one of values) assert.equal(run.value(), one);
        assert.equal(run.text(), text);
        for (const one of words) assert.equal(run.word(), one | 0);
      });
    }),
    { numRuns: 30 },
  );
});

test('what stands in many records is kept once', () => {
  const rows = fc.array(fc.tuple(fc.constantFrom(0, 1, -5), fc.integer(), fc.constantFrom(7, 9)), { maxLength: 3000 });
  fc.assert(
    fc.property(rows, (all) => {
      const interned = new InternedRows(3);
      const plain = new Interned<readonly number[]>((row) => row.join(' '));
      for (const row of [...all, ...all]) {
        const number = interned.numberOf(Int32Array.of(0, ...row), 1);
        assert.equal(number, plain.numberOf(row));
        const back = new Int32Array(4);
        interned.copy(number, back, 1);
        assert.deepEqual([...back], [0, ...plain.get(number)]);
      }
    }),
    { numRuns: 30 },
  );
});

test('whatever groups are merged, each claim is in one, and its members come the oldest first', () => {
  const step = fc.record({ join: fc.nat(), merge: fc.option(fc.tuple(fc.nat(), fc.nat())) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const groups = new Groups();
      const expected: number[] = [];
      steps.forEach(({ join, merge }, claim) => {
        const of = join % (claim + 1);
        const group = of === claim ? claim : expected[of]!;
        groups.add(claim, group);
        expected.push(group);
        if (merge === null) return;
        const [x, y] = merge.map((one) => expected[one % expected.length]!);
        const [into, from] = [Math.min(x!, y!), Math.max(x!, y!)];
        if (from === into) return;
        groups.merge(from, into);
        expected.forEach((one, i) => {
          if (one === from) expected[i] = into;
        });
      });
      expected.forEach((group, claim) => {
        assert.equal(groups.of(claim), group);
        const members = expected.flatMap((one, i) => (one === claim ? [i] : []));
        assert.deepEqual(groups.members(claim), members);
      });
    }),
  );
});

test('a column grows as it is set', () => {
  const column = new Column();
  column.set(5000, 7);
  assert.deepEqual([column.get(5000), column.get(4999), column.get(100_000)], [7, 0, 0]);
});

test('the conflicts of figures come back as they were kept, to each claim on either side', () => {
  const [a, b, c] = [
    { claim: 3, figure: 0 },
    { claim: 70_000, figure: 2 },
    { claim: 5, figure: 1 },
  ] as const;
  const conflicts: ConflictAt[] = [
    { a, b, kind: 'figure' },
    { a: c, b: a, kind: 'rounding' },
    { a: b, b: c, kind: 'drift' },
  ];
  const kept = new KeptConflicts();
  for (const conflict of conflicts) kept.add(conflict);
  assert.deepEqual(kept.of([3]), conflicts.slice(0, 2));
  assert.deepEqual(kept.of([5, 70_000]), conflicts);
  assert.deepEqual(kept.of([4]), []);
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
  const names = ['w', 'x', 'y', 'z'];
  const numbers = (ids: readonly string[]) => ids.map((id) => names.indexOf(id));
  for (const pair of copies) pairs.add(pair, [names.indexOf(pair.a), names.indexOf(pair.b)]);
  const found = (all: readonly number[]) => all.map((pair) => pairs.get(pair, (number) => names[number]!));
  assert.deepEqual(found(pairs.of(numbers(['y', 'z']))), copies);
  assert.deepEqual(found(pairs.of(numbers(['x']))), copies.slice(0, 1));
  assert.deepEqual(pairs.of(numbers(['w'])), []);
  assert.deepEqual(found(pairs.among(numbers(['x', 'y', 'w', 'y']))), copies.slice(0, 1));
  assert.deepEqual(pairs.among(numbers(['x', 'z'])), []);
});
