import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { chosen, keptUp, moved, toggled, wholeChoice } from '../src/briefing/choice.ts';

describe('what an editor takes into a briefing', () => {
  test('is everything at first, in the order of the case', () => {
    assert.deepEqual(chosen(wholeChoice(['a', 'b', 'c'])), ['a', 'b', 'c']);
  });

  test('loses what is left out, and has it again where it was', () => {
    const without = toggled(wholeChoice(['a', 'b', 'c']), 'b');
    assert.deepEqual(chosen(without), ['a', 'c']);
    assert.deepEqual(chosen(toggled(without, 'b')), ['a', 'b', 'c']);
  });

  test('changes order within a section alone', () => {
    const section = new Set(['b', 'd']);
    assert.deepEqual(moved(wholeChoice(['a', 'b', 'c', 'd']), 'd', -1, section).order, ['a', 'd', 'c', 'b']);
    assert.deepEqual(moved(wholeChoice(['a', 'b', 'c', 'd']), 'b', -1, section).order, ['a', 'b', 'c', 'd']);
  });

  test('keeps its order when the case changes: new groups come last, lost ones go', () => {
    const choice = toggled(wholeChoice(['c', 'a', 'b']), 'a');
    const next = keptUp(choice, ['a', 'd', 'c']);
    assert.deepEqual(next.order, ['c', 'a', 'd']);
    assert.deepEqual(chosen(next), ['c', 'd']);
  });

  test('never loses or doubles a group, however it is moved about', () => {
    const ids = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 8 });
    const moves = fc.array(fc.tuple(fc.nat(7), fc.constantFrom<1 | -1>(1, -1)));
    fc.assert(
      fc.property(ids, moves, (all, steps) => {
        let choice = wholeChoice(all);
        for (const [place, by] of steps) choice = moved(choice, all[place % all.length]!, by, new Set(all));
        assert.deepEqual([...choice.order].sort(), [...all].sort());
      }),
    );
  });
});
