import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { nominalAlpha, type Unit } from '../src/agreement/alpha.ts';
import { spanAlpha } from '../src/agreement/spans.ts';

/** Coders' values, a line a coder, a place a unit; a dot for none. */
function unitsOf(...coders: readonly string[]): Unit[] {
  const rows = coders.map((line) => line.split(' '));
  return rows[0]!.map((_, unit) => ({ values: rows.map((row) => row[unit]!).filter((value) => value !== '.') }));
}

function alphaOf(...coders: readonly string[]): number | null {
  return nominalAlpha(unitsOf(...coders)).alpha;
}

// The worked examples of Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, sections A to C.
describe('alpha for nominal data', () => {
  test('two coders and two values', () => {
    const alpha = alphaOf('0 1 0 0 0 0 0 0 1 0', '1 1 1 0 0 1 0 0 0 0');
    assert.equal(alpha?.toFixed(3), '0.095');
  });

  test('two coders and five values', () => {
    const alpha = alphaOf('a a b b d c c c e d d a', 'b a b b b c c c e d d d');
    assert.equal(alpha?.toFixed(3), '0.692');
  });

  test('four coders, some of whom say nothing of some units', () => {
    const found = nominalAlpha(
      unitsOf(
        '1 2 3 3 2 1 4 1 2 . . .',
        '1 2 3 3 2 2 4 1 2 5 . 3',
        '. 3 3 3 2 3 4 2 2 5 1 .',
        '1 2 3 3 2 4 4 1 2 5 1 .',
      ),
    );
    assert.equal(found.alpha?.toFixed(3), '0.743');
    assert.equal(found.pairable, 40, 'the value that one coder alone gave is not paired');
    assert.equal(found.units, 11);
  });

  test('is 1 where all agree, and below 0 where they are at odds throughout', () => {
    assert.equal(alphaOf('a b a', 'a b a'), 1);
    assert.ok((alphaOf('a b a b', 'b a b a') ?? 1) < 0);
  });

  test('tells nothing where there is one value, or nothing to pair', () => {
    assert.equal(alphaOf('a a a', 'a a a'), null);
    assert.equal(alphaOf('a . b', '. a .'), null);
    assert.equal(nominalAlpha([]).alpha, null);
  });

  test('a unit of a weight counts like so many units', () => {
    const values = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(fc.tuple(values, fc.integer({ min: 1, max: 5 }))), (units) => {
        const weighed = nominalAlpha(units.map(([of, weight]) => ({ values: of, weight })));
        const repeated = nominalAlpha(
          units.flatMap(([of, weight]) => Array.from({ length: weight }, () => ({ values: of }))),
        );
        if (weighed.alpha === null || repeated.alpha === null) assert.equal(weighed.alpha, repeated.alpha);
        else assert.ok(Math.abs(weighed.alpha - repeated.alpha) < 1e-9, `${weighed.alpha} and ${repeated.alpha}`);
      }),
    );
  });
});

describe('agreement on words', () => {
  const words = Array.from({ length: 10 }, (_, i) => ({ start: i * 5, end: i * 5 + 4 }));

  test('is that of the words inside and outside', () => {
    // Of ten words both have four inside; one coder has a fifth: as two coders who differ in one of ten values.
    const spans = [
      { start: 0, end: 19 },
      { start: 0, end: 24 },
    ];
    const inside = '1 1 1 1 0 0 0 0 0 0';
    assert.equal(spanAlpha([{ words, spans }]).alpha, alphaOf(inside, inside.replace('0', '1')));
  });

  test('counts as none what a coder says is no such thing', () => {
    const found = spanAlpha([{ words, spans: [{ start: 0, end: 19 }, null] }]);
    assert.equal(found.observed, 0.4);
    assert.ok((found.alpha ?? 1) < 0);
  });

  test('is perfect where all have the same words', () => {
    const span = { start: 10, end: 29 };
    assert.equal(spanAlpha([{ words, spans: [span, span, span] }]).alpha, 1);
  });
});
