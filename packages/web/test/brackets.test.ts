import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Bracket, bracketsOf, LANES, ownWords } from '../src/reader/brackets.ts';

type Attribution = Parameters<typeof bracketsOf>[0][number];

/** An attribution from its offsets: cue, then content; `<id` names the one it is within. */
function attribution(id: string, cue: [number, number], content: [number, number], within: string | null = null) {
  const span = ([start, end]: [number, number]) => ({ start, end, text: '' });
  const made: Attribution = {
    id,
    cue: span(cue),
    source: null,
    resolved: null,
    entity: null,
    content: span(content),
    kind: 'indirect',
    stance: 'states',
    within,
  };
  return made;
}

function lanes(brackets: readonly Bracket[]): Record<string, number> {
  return Object.fromEntries(brackets.map(({ id, lane }) => [id, lane]));
}

describe('a bracket', () => {
  test('reaches from the first of cue and content to the last, whichever comes first', () => {
    const [before, after] = bracketsOf([attribution('a', [0, 4], [8, 20]), attribution('b', [50, 54], [30, 48])]);
    assert.deepEqual([before?.start, before?.end], [0, 20]);
    assert.deepEqual([after?.start, after?.end], [30, 54]);
  });

  test('stands in the first lane beside others that it does not meet', () => {
    assert.deepEqual(lanes(bracketsOf([attribution('a', [0, 4], [5, 20]), attribution('b', [21, 25], [26, 40])])), {
      a: 1,
      b: 1,
    });
  });

  test('stands a lane further in than the one whose words it is part of', () => {
    const nested = [attribution('b', [8, 10], [11, 30], 'a'), attribution('a', [0, 4], [5, 40])];
    assert.deepEqual(lanes(bracketsOf(nested)), { a: 1, b: 2 });
  });

  test('goes further in when it lies over another, though the text does not nest them', () => {
    const over = [attribution('a', [0, 4], [5, 30]), attribution('b', [5, 8], [9, 30])];
    assert.deepEqual(lanes(bracketsOf(over)), { a: 1, b: 2 });
  });

  test('folds into the last lane when the nesting is deeper than the rail', () => {
    const deep = Array.from({ length: 7 }, (_, depth) =>
      attribution(`${depth}`, [depth, depth + 1], [depth + 1, 60 - depth], depth === 0 ? null : `${depth - 1}`),
    );
    assert.equal(Math.max(...bracketsOf(deep).map(({ lane }) => lane)), LANES - 1);
  });

  test('is drawn even where references go in a ring', () => {
    const ring = [attribution('a', [0, 1], [2, 9], 'b'), attribution('b', [3, 4], [5, 8], 'a')];
    assert.equal(bracketsOf(ring).length, 2);
  });
});

describe('the publisher’s own words between two creditings', () => {
  const block = { start: 0, end: 200 };
  const credited = bracketsOf([attribution('a', [0, 4], [5, 40]), attribution('b', [150, 154], [155, 190])]);
  const claim = (id: string, start: number, end: number, own = true) => ({ id, start, end, own });

  test('have a bracket of their own, one for all that stand together', () => {
    const [found, ...more] = ownWords([claim('x', 50, 80), claim('y', 81, 120)], credited, [block]);
    assert.deepEqual([found?.kind, found?.start, found?.end, found?.lane], ['own words', 50, 120, 1]);
    assert.equal(more.length, 0);
  });

  test('have none where nothing is credited: the frame of the page speaks for them', () => {
    assert.deepEqual(ownWords([claim('x', 210, 300)], credited, [{ start: 201, end: 320 }]), []);
  });

  test('have none when they are a few words that lead up to a crediting', () => {
    assert.deepEqual(ownWords([claim('x', 130, 149)], credited, [block]), []);
  });

  test('are not what somebody else is credited with', () => {
    assert.deepEqual(ownWords([claim('x', 10, 39), claim('y', 50, 120, false)], credited, [block]), []);
  });
});
