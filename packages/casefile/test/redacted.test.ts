import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { redactedText } from '../src/withholding/redacted.ts';

test('words that no name touches read the same after others were replaced', () => {
  const parts = fc.array(
    fc.record({ kept: fc.string({ maxLength: 6 }), name: fc.string({ minLength: 1, maxLength: 4 }), by: fc.string() }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(parts, (list) => {
      let text = '';
      const replacements: { start: number; end: number; by: string }[] = [];
      const kept: { start: number; end: number; words: string }[] = [];
      for (const part of list) {
        kept.push({ start: text.length, end: text.length + part.kept.length, words: part.kept });
        text += part.kept;
        replacements.push({ start: text.length, end: text.length + part.name.length, by: part.by });
        text += part.name;
      }
      const redacted = redactedText(text, replacements.toReversed());
      assert.equal(redacted.text, list.map(({ kept: words, by }) => words + by).join(''));
      for (const { start, end, words } of kept) {
        if (words === '') continue;
        const now = redacted.moved(start, end);
        assert.equal(redacted.text.slice(now.start, now.end), words);
      }
    }),
  );
});

test('words that begin or end within a name hold all that stands in its place', () => {
  const redacted = redactedText('قال سالم العطار أمس', [{ start: 4, end: 15, by: '[شخص 1]' }]);
  const cut = redacted.moved(9, 19);
  assert.equal(redacted.text.slice(cut.start, cut.end), '[شخص 1] أمس');
  const whole = redacted.moved(0, 8);
  assert.equal(redacted.text.slice(whole.start, whole.end), 'قال [شخص 1]');
});
