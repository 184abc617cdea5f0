import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { differing } from '../src/claims/differing.ts';

/** The runs as one line, what differs in brackets. */
function marked(first: string, second: string): string {
  return differing(first, second)
    .map(({ text, differs }) => (differs ? `[${text.trim()}]` : text.trim()))
    .join(' ');
}

describe('words side by side', () => {
  test('vowels and the kind of digits make no difference', () => {
    assert.equal(marked('مقتل 23 شخصا و60 جريحا', 'مقتل ٢٣ شخصاً و۶۰ جريحًا'), 'مقتل ٢٣ شخصاً و۶۰ جريحًا');
    assert.equal(marked('مقتل 23 شخصا', 'مقتل ٢٤ شخصاً'), 'مقتل [٢٤] شخصاً');
  });

  test('what the first wording has, too, is left alone', () => {
    assert.equal(
      marked('صفارات الإنذار لم تنطلق', 'صفارات الإنذار لم تعمل ليلة الكارثة'),
      'صفارات الإنذار لم [تعمل ليلة الكارثة]',
    );
  });

  test('marks around a word do not make it another', () => {
    assert.equal(marked('«لم تنطلق»، قال', 'لم تنطلق. قال'), 'لم تنطلق. قال');
  });

  test('the text comes back whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', minLength: 1 }), (first, second) => {
        const back = differing(first, second)
          .map(({ text }) => text)
          .join('');
        assert.equal(back.trim(), second.trim());
      }),
    );
  });
});
