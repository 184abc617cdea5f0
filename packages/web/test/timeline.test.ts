import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isBefore, scaleOf, shareOf } from '../src/times/timeline.ts';

const stretch = (earliest: string, latest = earliest, published: string | null = null) => ({
  earliest,
  latest,
  published,
});

describe('the line of time', () => {
  test('reaches from the first day spoken of to the last day printed', () => {
    const scale = scaleOf([stretch('2024-03-01'), stretch('2024-03-11', '2024-03-12', '2024-03-21')]);
    assert.ok(scale !== null);
    assert.equal(shareOf(scale, '2024-03-01'), 0);
    assert.equal(shareOf(scale, '2024-03-11'), 0.5);
    assert.equal(shareOf(scale, '2024-03-21'), 1);
  });

  test('is not stretched by the few that reach far back: they lie at its start and say so', () => {
    const recent = Array.from({ length: 9 }, (_, day) => stretch(`2024-03-1${day}`));
    const far = stretch('1987-01-01', '1987-12-31');
    const scale = scaleOf([far, ...recent]);
    assert.ok(scale !== null);
    assert.equal(shareOf(scale, far.earliest), 0);
    assert.ok(isBefore(scale, far));
    assert.ok(!isBefore(scale, recent[4]!));
  });

  test('has at most a dozen marks, for days and for a century alike', () => {
    for (const last of ['2024-03-03', '2024-05-30', '2025-01-01', '2031-01-01', '2124-01-01']) {
      const scale = scaleOf([stretch('2024-03-01'), stretch(last)]);
      assert.ok(scale !== null && scale.ticks.length >= 2 && scale.ticks.length <= 12, last);
    }
  });

  test('is not there when nothing tells its time', () => {
    assert.equal(scaleOf([]), null);
  });
});
