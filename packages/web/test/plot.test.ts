import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { plotOf, type SeriesPoint, stepsTo } from '../src/figures/plot.ts';

function point(low: number | null, high: number | null, day: string | null, more: Partial<SeriesPoint> = {}) {
  const claim = { document: 'a', claim: 'c1', start: 0, end: 1, text: '' };
  const made: SeriesPoint = {
    claim,
    figure: 0,
    text: '',
    low,
    high,
    hedge: null,
    origin: null,
    originName: null,
    originKey: null,
    earliest: day,
    latest: day,
    published: null,
    ...more,
  };
  return made;
}

const ROOM = { width: 1000, height: 400 };

describe('the picture of a series', () => {
  test('sets more above less and later after earlier', () => {
    const { marks } = plotOf([point(10, 10, '2024-03-12'), point(40, 40, '2024-04-02')], ROOM);
    assert.ok(marks[0]!.x < marks[1]!.x);
    assert.ok(marks[0]!.low > marks[1]!.low, 'pixels count from the top');
  });

  test('draws a range from bound to bound, and leaves open what the words leave open', () => {
    const { marks } = plotOf([point(1200, 1500, '2024-03-12'), point(40, null, '2024-03-12')], ROOM);
    assert.ok(marks[0]!.low > marks[0]!.high);
    assert.equal(marks[0]!.open, null);
    assert.equal(marks[1]!.open, 'high');
  });

  test('takes the day of publication where no time is told, and sets aside what has neither', () => {
    const told = point(1, 1, '2024-03-12');
    const printed = point(1, 1, null, { published: '2024-03-12' });
    const plot = plotOf([told, printed, point(1, 1, null)], ROOM);
    assert.equal(plot.marks[0]!.from, plot.marks[1]!.from);
    assert.equal(plot.marks[2]!.from, plot.undated);
  });

  test('labels never lie over each other while there is room', () => {
    const points = Array.from({ length: 6 }, () => point(30, 30, '2024-03-12'));
    const { marks } = plotOf(points, ROOM);
    const labels = marks.map(({ label }) => label!);
    for (const [place, one] of labels.entries()) {
      for (const other of labels.slice(0, place))
        assert.ok(Math.abs(one.y - other.y) >= 50 || Math.abs(one.x - other.x) >= 170);
      for (const { x, low } of marks)
        assert.ok(x < one.x || x > one.x + 170 || Math.abs(low - one.y) > 26, 'nor over a mark');
    }
  });

  test('marks of one amount and day stand side by side; words without room wait to be pointed at', () => {
    const points = Array.from({ length: 60 }, () => point(30, 30, '2024-03-12'));
    const { marks } = plotOf(points, ROOM);
    assert.equal(new Set(marks.map(({ x }) => x)).size, 60);
    assert.ok(marks.some(({ label }) => label === null) && marks.some(({ label }) => label !== null));
  });

  test('counts in round steps that reach what is counted', () => {
    assert.deepEqual(stepsTo(43), [0, 10, 20, 30, 40, 50]);
    assert.deepEqual(stepsTo(3), [0, 1, 2, 3, 4]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), (value) => {
        const steps = stepsTo(value);
        assert.ok(steps.at(-1)! >= value && steps.every(Number.isInteger) && steps.length <= 11);
      }),
    );
  });
});
