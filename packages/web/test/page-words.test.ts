import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isUnsure, type PlacedWord, regionsOf, wordAt, wordsByPage, wordUnder } from '../src/reader/page-words.ts';

/** A word on page 1, a tenth of the page wide: `at` places from the right on its line. */
function word(start: number, line: number, at: number, page = 1): PlacedWord {
  return { start, end: start + 3, page, region: { x: 0.8 - at * 0.12, y: line * 0.1, width: 0.1, height: 0.05 } };
}

const WORDS = [word(0, 0, 0), word(4, 0, 1), word(8, 0, 2), word(12, 1, 0), word(16, 1, 1)];

describe('the words of a page', () => {
  test('are found under a point, and none between them', () => {
    assert.equal(wordUnder(WORDS, 0.7, 0.02), WORDS[1]);
    assert.equal(wordUnder(WORDS, 0.79, 0.02), null);
    assert.equal(wordUnder(WORDS, 0.7, 0.08), null);
  });

  test('are found by a place of the text, the next one where it lies between two', () => {
    assert.equal(wordAt(WORDS, 5), WORDS[1]);
    assert.equal(wordAt(WORDS, 7), WORDS[2]);
    assert.equal(wordAt(WORDS, 99), null);
  });

  test('that stand side by side are marked as one, each line on its own', () => {
    const regions = regionsOf(WORDS, 4, 15);
    assert.equal(regions.length, 2);
    const [line, rest] = regions;
    assert.ok(Math.abs(line!.x - 0.56) < 1e-9 && Math.abs(line!.width - 0.22) < 1e-9);
    assert.equal(rest!.y, 0.1);
    assert.deepEqual(regionsOf(WORDS, 3, 4), []);
  });

  test('keep to their page and to the order of the text', () => {
    const pages = wordsByPage([word(20, 0, 0, 2), ...WORDS.toReversed()]);
    assert.deepEqual(pages.get(1), WORDS);
    assert.equal(pages.get(2)?.length, 1);
  });

  test('are in doubt where recognition is not sure, and never where nothing was recognised', () => {
    assert.equal(isUnsure(WORDS[0]!), false);
    assert.equal(isUnsure({ ...WORDS[0]!, confidence: 0.3 }), true);
    assert.equal(isUnsure({ ...WORDS[0]!, confidence: 0.95 }), false);
  });
});
