import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { COLOURS, inkAt, SEALS, UNNAMED } from '../src/marks/ink.ts';

describe('the ink of a source', () => {
  test('is the one of its place in the case, whoever comes after', () => {
    assert.deepEqual(inkAt(0), { colour: 'indigo', seal: 'nuqta', hollow: false });
    assert.deepEqual(inkAt(5), { colour: 'walnut', seal: 'hexagon', hollow: false });
  });

  test('comes round with another seal, so that no two of the first thirty-six look alike', () => {
    assert.deepEqual(inkAt(6), { colour: 'indigo', seal: 'disc', hollow: false });
    const looks = new Set(Array.from({ length: 36 }, (_, order) => JSON.stringify(inkAt(order))));
    assert.equal(looks.size, COLOURS.length * SEALS.length);
  });

  test('is never slate and never hollow: those are for who is not named', () => {
    assert.deepEqual(UNNAMED, { colour: 'slate', seal: 'nuqta', hollow: true });
    for (let order = 0; order < 100; order++) {
      assert.notEqual(inkAt(order).colour, 'slate');
      assert.equal(inkAt(order).hollow, false);
    }
  });
});
