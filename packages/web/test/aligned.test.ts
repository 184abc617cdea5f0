import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aligned } from '../src/compare/aligned.ts';

const span = (text: string, words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });

function rows(a: string, b: string, shared: ReadonlyArray<readonly [string, string]>): string[] {
  const passages = shared.map(([inA, inB]) => ({ a: span(a, inA), b: span(b, inB) }));
  return aligned(a, b, passages).map((row) => `${row.kind}: ${row.a} | ${row.b}`);
}

describe('two reports side by side', () => {
  test('stand with what they share on one line, and what one has alone between', () => {
    assert.deepEqual(
      rows('عنوان. انهار السد فجرا. خاتمة', 'انهار السد فجرا، وزاد كلام', [['انهار السد فجرا', 'انهار السد فجرا']]),
      ['alone: عنوان. | ', 'shared: انهار السد فجرا | انهار السد فجرا', 'alone: خاتمة | وزاد كلام'],
    );
  });

  test('show nothing twice where the other one has the passages in another order', () => {
    assert.deepEqual(
      rows('ألف باء. جيم دال.', 'جيم دال. ألف باء.', [
        ['ألف باء', 'ألف باء'],
        ['جيم دال', 'جيم دال'],
      ]),
      ['shared: ألف باء | ألف باء', 'shared: جيم دال | جيم دال'],
    );
  });

  test('are two texts and no more when nothing is shared', () => {
    assert.deepEqual(rows('ألف', 'باء', []), ['alone: ألف | باء']);
  });
});
