import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { pointsOf, ringPlace, segmentsOf } from '../src/reader/segments.ts';

/** Pieces of text with the stops between them taken out, as text nodes stand in a paragraph. */
function piecesOf(start: number, end: number, stops: readonly number[]) {
  return segmentsOf(
    start,
    end,
    stops.map((at) => ({ at, what: at })),
  ).flatMap((segment, node) => (segment.kind === 'text' ? [{ node, start: segment.start, end: segment.end }] : []));
}

describe('a block cut where marks stand in it', () => {
  test('keeps its text whole and in order, the marks between', () => {
    const cut = segmentsOf(10, 20, [
      { at: 15, what: 'ring' },
      { at: 20, what: 'end' },
      { at: 99, what: 'elsewhere' },
    ]);
    assert.deepEqual(
      cut.map((segment) => (segment.kind === 'text' ? [segment.start, segment.end] : segment.what)),
      [[10, 15], 'ring', [15, 20], 'end'],
    );
  });

  test('loses no unit of the text, whatever the marks', () => {
    fc.assert(
      fc.property(fc.nat(80), fc.array(fc.nat(90)), (length, stops) => {
        const texts = piecesOf(5, 5 + length, stops);
        let at = 5;
        for (const { start, end } of texts) {
          assert.equal(start, at);
          assert.ok(end > start, 'no empty piece: it would be no text node');
          at = end;
        }
        assert.equal(at, 5 + length);
      }),
    );
  });
});

describe('offsets laid on text nodes', () => {
  test('a range inside one piece points into it', () => {
    assert.deepEqual(pointsOf(piecesOf(0, 30, [10]), 2, 6), {
      from: { node: 0, offset: 2 },
      to: { node: 0, offset: 6 },
    });
  });

  test('a range that begins at a mark begins after it, and one that ends at a mark ends before it', () => {
    assert.deepEqual(pointsOf(piecesOf(0, 30, [10, 20]), 10, 20), {
      from: { node: 2, offset: 0 },
      to: { node: 2, offset: 10 },
    });
  });

  test('what lies outside the block is left out, and what lies wholly outside is nothing', () => {
    const pieces = piecesOf(10, 20, []);
    assert.deepEqual(pointsOf(pieces, 0, 15), { from: { node: 0, offset: 0 }, to: { node: 0, offset: 5 } });
    assert.equal(pointsOf(pieces, 20, 30), null);
    assert.equal(pointsOf(pieces, 0, 10), null);
    assert.equal(pointsOf([], 0, 10), null);
  });

  test('give back exactly the words asked for, whatever marks stand between them', () => {
    const text = 'قالت الصحيفة إن نحو 200 متطوع ينضمون في الشهر';
    const end = text.length;
    fc.assert(
      fc.property(fc.array(fc.nat(end)), fc.nat(end - 1), fc.nat(end), (stops, start, length) => {
        const last = Math.min(end, start + length + 1);
        const pieces = piecesOf(0, end, stops);
        const points = pointsOf(pieces, start, last);
        assert.ok(points !== null);
        const words = pieces
          .filter(({ node }) => node >= points.from.node && node <= points.to.node)
          .map(({ node, start: from, end: to }) =>
            text.slice(
              node === points.from.node ? from + points.from.offset : from,
              node === points.to.node ? from + points.to.offset : to,
            ),
          );
        assert.equal(words.join(''), text.slice(start, last));
      }),
    );
  });
});

describe('a ring', () => {
  test('stands after the marks that close the words, and before the next word', () => {
    const text = 'لصفوفه”، إضافة';
    assert.equal(ringPlace(text, 6, text.length), 8);
    assert.equal(ringPlace(text, 2, text.length), 2);
  });

  test('does not leave the block', () => {
    assert.equal(ringPlace('نهاية.»', 5, 6), 6);
  });
});
