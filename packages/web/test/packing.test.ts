import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Piece, pack } from '../src/reader/packing.ts';

/** A piece on whole lines; its label goes to its first line unless told. */
function piece(id: string, lane: number, from: number, to: number, more: Partial<Piece> = {}): Piece {
  return { id, lane, start: from * 60, from, to, begins: true, ends: true, cue: from, labelLines: 1, ...more };
}

function placed(pieces: readonly Piece[], id: string) {
  const found = pack(pieces).find((one) => one.id === id);
  assert.ok(found !== undefined, id);
  return found;
}

describe('brackets on lines', () => {
  test('a bracket keeps a little off the edges of its lines', () => {
    const { from, to } = placed([piece('a', 1, 2, 5)], 'a');
    assert.deepEqual([from, to].map(hundredths), [2.17, 4.83]);
  });

  test('two of one lane on one line part it in the middle', () => {
    const both = [piece('a', 1, 0, 3), piece('b', 1, 2, 5, { start: 140 })];
    assert.deepEqual([placed(both, 'a').to, placed(both, 'b').from].map(hundredths), [2.41, 2.59]);
  });

  test('three on one line take a third each', () => {
    const three = [piece('a', 1, 0, 2), piece('b', 1, 1, 2, { start: 70 }), piece('c', 1, 1, 3, { start: 90 })];
    assert.deepEqual([placed(three, 'a').to, placed(three, 'b').from].map(hundredths), [1.24, 1.42]);
    assert.deepEqual([placed(three, 'b').to, placed(three, 'c').from].map(hundredths), [1.58, 1.76]);
  });

  test('brackets of different lanes do not push each other', () => {
    const nested = [piece('a', 1, 0, 4), piece('b', 2, 1, 3)];
    assert.deepEqual([placed(nested, 'b').from, placed(nested, 'b').to].map(hundredths), [1.17, 2.83]);
  });

  test('one that goes on from another block runs through to its edge', () => {
    const { from, to } = placed([piece('a', 1, 0, 3, { begins: false, ends: false, cue: null })], 'a');
    assert.deepEqual([from, to], [0, 3]);
  });

  test('never cross within a lane, whatever the lines', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(2)), { minLength: 1, maxLength: 12 }), (steps) => {
        let line = 0;
        const pieces = steps.map(([skip, length], index) => {
          const from = line + skip;
          line = from + length;
          return piece(`${index}`, 1, from, from + length + 1, { start: index });
        });
        const tops = pack(pieces);
        for (const [index, { from, to }] of tops.entries()) {
          assert.ok(from < to, 'a bracket has some height');
          const next = tops[index + 1];
          if (next !== undefined) assert.ok(to < next.from + 1e-9, 'the next begins after it');
        }
      }),
    );
  });
});

describe('labels', () => {
  test('stand at the line of the cue, inside their bracket', () => {
    assert.equal(placed([piece('a', 1, 0, 4, { cue: 2 })], 'a').label, 2);
    assert.equal(placed([piece('a', 1, 2, 4, { cue: 0 })], 'a').label, 2);
  });

  test('are pushed down until they are apart, further after one of two lines', () => {
    const same = [piece('a', 1, 0, 3), piece('b', 2, 0, 3, { start: 9 })];
    assert.deepEqual([placed(same, 'a').label, placed(same, 'b').label], [0, 0.6]);
    const long = [piece('a', 1, 0, 3, { labelLines: 2 }), piece('b', 2, 0, 3, { start: 9 })];
    assert.equal(placed(long, 'b').label, 0.98);
  });

  test('are not repeated in a block that holds no cue', () => {
    assert.equal(placed([piece('a', 1, 0, 3, { cue: null })], 'a').label, null);
  });
});

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
