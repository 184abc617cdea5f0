import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holds, spansOf } from '../src/anchors.ts';
import { readingOf } from './helpers/reports.ts';

const TEXT = 'قال مدير السد إن الجسر انهار.';

test('every span of a Reading is found, however deep it lies', () => {
  const reading = readingOf('a', {
    text: TEXT,
    claims: [{ words: 'الجسر انهار', chain: ['مدير السد'] }],
    flags: [{ words: 'الجسر', kind: 'doubt' }],
  });
  const words = [...spansOf(reading)].map((span) => span.text).toSorted();
  assert.deepEqual(words, [TEXT, 'الجسر', 'الجسر', 'الجسر انهار', 'الجسر انهار'].toSorted());
  assert.ok([...spansOf(reading)].every((span) => holds(TEXT, span)));
});

test('words hold only where they stand', () => {
  const at = TEXT.indexOf('السد');
  assert.ok(holds(TEXT, { start: at, end: at + 4, text: 'السد' }));
  for (const [start, end] of [
    [at + 1, at + 5],
    [at, at + 3],
    [at, undefined],
    [Number.NaN, at + 4],
    [at + 0.5, at + 4],
    [-4, -1],
  ]) {
    assert.ok(!holds(TEXT, { start, end, text: 'السد' }), `${start}–${end}`);
  }
});
