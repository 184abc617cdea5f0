import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hedge } from '@isnad/reading';
import fc from 'fast-check';
import { type Agreement, compareStated, type Stated } from '../src/figures/values.ts';

/** `27`, `20-25`, `~200`, `>20`, `>=20`, `<20`, `<=20`, `^20` (up to), `+1000` (vague: آلاف). */
function stated(notation: string): Stated {
  const [, sign, low, high] = /^(~|>=|>|<=|<|\^|\+)?([\d.]+)(?:-([\d.]+))?$/.exec(notation)!;
  const hedges: Record<string, Hedge> = {
    ...{ '~': 'about', '>': 'more than', '>=': 'at least', '<': 'less than', '<=': 'at most', '^': 'up to' },
  };
  const from = Number(low);
  const to = high === undefined ? from : Number(high);
  const upper = sign === '<' || sign === '<=' || sign === '^';
  const lower = sign === '>' || sign === '>=' || sign === '+';
  return {
    ...{ low: upper ? null : from, high: lower ? null : to },
    ...{ hedge: hedges[sign ?? ''] ?? null, vague: sign === '+' },
  };
}

const CASES: readonly (readonly [string, string, Agreement])[] = [
  ['27', '27', 'agree'],
  ['27', '30', 'differ'],
  ['~200', '204', 'agree'],
  ['~200', '260', 'differ'],
  ['100', '104', 'agree'],
  ['30', '31', 'agree'],
  ['27', '28', 'differ'],
  ['20-25', '22', 'agree'],
  ['20-25', '26', 'differ'],
  ['>20', '25', 'agree'],
  ['>20', '114', 'open'],
  ['>27', '27', 'agree'],
  ['>=30', '27', 'differ'],
  ['<20', '25', 'differ'],
  ['^20', '15', 'agree'],
  ['+1000', '4000', 'agree'],
  ['+1000', '300', 'differ'],
  ['1500-200', '800', 'agree'],
];

for (const [a, b, expected] of CASES) {
  test(`${a} and ${b}: ${expected}`, () => {
    assert.equal(compareStated(stated(a), stated(b)), expected);
    assert.equal(compareStated(stated(b), stated(a)), expected);
  });
}

const bound = fc.option(fc.integer({ min: 0, max: 10_000 }), { nil: null });
const anyStated: fc.Arbitrary<Stated> = fc.record({
  low: bound,
  high: bound,
  hedge: fc.constantFrom<Hedge | null>(null, 'about', 'more than', 'less than', 'at least', 'at most', 'up to'),
  vague: fc.boolean(),
});

test('two figures stand to each other the same way from both sides, and none differs from itself', () => {
  fc.assert(
    fc.property(anyStated, anyStated, (a, b) => {
      assert.equal(compareStated(a, b), compareStated(b, a));
      assert.notEqual(compareStated(a, a), 'differ');
    }),
  );
});
