import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Kept } from '../src/sql/kept.ts';

test('what was asked for last is kept, as much of it as there is room for', () => {
  const MOST = 10;
  const step = fc.record({ key: fc.nat(6), size: fc.integer({ min: 0, max: 12 }), sets: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const kept = new Kept<number, { size: number }>(MOST, ({ size }) => size);
      // Whatever was used last comes last.
      let expected: Array<readonly [key: number, value: { size: number }]> = [];
      for (const { key, size, sets } of steps) {
        const value = sets ? { size } : expected.find(([known]) => known === key)?.[1];
        if (sets) kept.set(key, { size });
        else assert.deepEqual(kept.get(key), value);
        if (value === undefined) continue;
        expected = [...expected.filter(([known]) => known !== key), [key, value]];
        while (expected.reduce((sum, [, one]) => sum + one.size, 0) > MOST) expected = expected.slice(1);
      }
      for (const [key, value] of expected) assert.deepEqual(kept.get(key), value);
    }),
  );
});
