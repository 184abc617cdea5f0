import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { GroupGlance, ReviewState } from '@isnad/server/api';
import { placesAfter } from '../src/claims/places.ts';

function glance(id: string): GroupGlance {
  const because = { ar: '', en: '' };
  return { id, grade: 'single route', because, certain: 1, possible: 1, claims: 1, conflicts: 0 };
}

/** What the server answers: the groups there are now, and whether one reviewer settles it. */
function answer(ids: readonly string[], state: ReviewState['state'] = 'settled', weighed = true) {
  return { groups: ids.map(glance), weighed, review: { state } };
}

describe('a claim that goes out of its group', () => {
  test('leaves it its name, and has a group of its own', () => {
    assert.deepEqual(placesAfter({ rest: 'a1', into: null }, false, answer(['a1', 'a3'])), { rest: 'a1', into: 'a3' });
  });

  test('takes the name along where it is the oldest: the rest is called by the next', () => {
    assert.deepEqual(placesAfter({ rest: 'a1', into: null }, true, answer(['a1', 'a2'])), { rest: 'a2', into: 'a1' });
  });

  test('gives its name to the group that it goes to where it is the oldest there, too', () => {
    assert.deepEqual(placesAfter({ rest: 'a1', into: 'b1' }, true, answer(['a1', 'a2'])), { rest: 'a2', into: 'a1' });
    assert.deepEqual(placesAfter({ rest: 'b1', into: 'a1' }, true, answer(['a1', 'b2'])), { rest: 'b2', into: 'a1' });
    assert.deepEqual(placesAfter({ rest: 'a1', into: 'b1' }, false, answer(['a1', 'b1'])), { rest: 'a1', into: 'b1' });
  });

  test('is where it was while a second reviewer or the weighing is waited for', () => {
    const places = { rest: 'a1', into: null };
    assert.deepEqual(placesAfter(places, true, answer(['a1'], 'waiting')), places);
    assert.deepEqual(placesAfter(places, true, answer(['a1'], 'settled', false)), places);
  });
});
