import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { normalize, normalKey, stem } from '../src/index.ts';

test('white space is one space, none at the ends', () => {
  assert.equal(normalKey('  قالت\u00A0\n الصحيفة '), 'قالت الصحيفه');
});

test('a normal form knows where each of its units came from', () => {
  const { text, offsets } = normalize('قُـال اﻷزمة');
  assert.equal(text, 'قال الازمه');
  assert.deepEqual([...offsets], [0, 3, 4, 5, 6, 7, 7, 8, 9, 10, 11]);
});

test('normalising twice is normalising once, and offsets never step back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
      const { text: once, offsets } = normalize(text);
      assert.equal(normalKey(once), once);
      assert.equal(offsets.length, once.length + 1);
      for (let i = 1; i < offsets.length; i++) assert.ok(offsets[i]! >= offsets[i - 1]!);
    }),
    { numRuns: 500 },
  );
});

test('forms of one noun share a stem', () => {
  for (const group of [
    ['الصحيفة', 'صحيفة', 'والصحيفة', 'بالصحيفة', 'للصحيفة'],
    ['المقاتلون', 'مقاتلين', 'والمقاتلين', 'المقاتل'],
    ['هزائمه', 'الهزائم', 'هزائمهم'],
  ]) {
    const stems = new Set(group.map((word) => stem(normalKey(word))));
    assert.equal(stems.size, 1, `${group.join(' ')} → ${[...stems].join(' ')}`);
  }
});
