import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { drawnOf } from '../src/figures/drawn.ts';

const refOf = (number: number) => ({ document: `d${number}`, claim: 'c1', start: 0, end: 1, text: '' });
const points = Array.from({ length: 1000 }, (_, number) => ({ number, claim: refOf(number) }));

describe('the points that a picture has room for', () => {
  test('are all of a few', () => {
    assert.deepEqual(drawnOf(points.slice(0, 9), [], 10), points.slice(0, 9));
  });

  test('of many are as many as there is room for, from the first to the last in their order', () => {
    const drawn = drawnOf(points, [], 10).map(({ number }) => number);
    assert.deepEqual(drawn, [0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
  });

  test('never leave out the two sides of a conflict', () => {
    const drawn = drawnOf(points, [{ a: refOf(7), b: refOf(993) }], 10).map(({ number }) => number);
    assert.equal(drawn.length, 10);
    assert.ok(drawn.includes(7) && drawn.includes(993));
    assert.deepEqual(
      drawn,
      drawn.toSorted((a, b) => a - b),
    );
  });
});
