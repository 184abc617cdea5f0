import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Gap, normOf, originalOffset, TokenKind, textOf, tokenAt, tokenize } from '../src/index.ts';

function words(text: string): string[] {
  const tokens = tokenize(text);
  return Array.from({ length: tokens.count }, (_, token) => textOf(tokens, token));
}

function norms(text: string): string[] {
  const tokens = tokenize(text);
  return Array.from({ length: tokens.count }, (_, token) => normOf(tokens, token));
}

test('words, numbers and marks are tokens of their own', () => {
  assert.deepEqual(words('قُتل 17 شخصا، و3 نساء.'), ['قُتل', '17', 'شخصا', '،', 'و', '3', 'نساء', '.']);
});

test('a separator between digits belongs to the number, one at its end does not', () => {
  assert.deepEqual(words('1,500.5 و١٬٢٣٤٫٥ و 7.'), ['1,500.5', 'و', '١٬٢٣٤٫٥', 'و', '7', '.']);
  assert.deepEqual(norms('١٬٢٣٤٫٥'), ['1,234.5']);
});

test('spellings of one word meet in the normal form', () => {
  for (const spelling of ['مسؤول', 'مسئول', 'مســؤول', 'مَسؤُول', 'مسو\u0654ول', 'ﻣﺴﺆﻭﻝ', 'م\u200Fسؤول']) {
    assert.deepEqual(norms(spelling), ['مسءول'], spelling);
  }
  assert.deepEqual(norms('إلى الى اﻹسلامية لاتكون'), ['الي', 'الي', 'الاسلاميه', 'لاتكون']);
  assert.deepEqual(norms('Libération ٪ ؟ ،'), ['liberation', '%', '?', ',']);
});

test('a no-break space parts words; a line break and a blank line are told apart', () => {
  const tokens = tokenize('أ\u00A0ب\nج\r\n\r\nد،ه');
  assert.deepEqual(
    [...tokens.gap.subarray(0, tokens.count)],
    [Gap.Blank, Gap.Space, Gap.Line, Gap.Blank, Gap.None, Gap.None],
  );
});

test('a clitic taken off leads back to its offset, tatweel and tashkil included', () => {
  const tokens = tokenize('لـِداعش ولَلْصحيفة ﻷزمة');
  assert.equal(originalOffset(tokens, 0, 1), 3);
  assert.equal(originalOffset(tokens, 0, 0), 0);
  assert.equal(tokens.text.slice(originalOffset(tokens, 1, 3), tokens.end[1]), 'صحيفة');
  assert.equal(originalOffset(tokens, 1, 99), tokens.end[1]);
});

test('an emoji is one token', () => {
  const tokens = tokenize('قال 😀!');
  assert.deepEqual(
    [...tokens.kind.subarray(0, tokens.count)],
    [TokenKind.Word, TokenKind.Other, TokenKind.Punctuation],
  );
  assert.equal(textOf(tokens, 1), '😀');
});

test('an offset finds its token', () => {
  const tokens = tokenize('قال إن');
  assert.deepEqual(
    [0, 2, 3, 4, 6, 9].map((offset) => tokenAt(tokens, offset)),
    [0, 0, 1, 1, 2, 2],
  );
});

const arabic = fc.string({
  unit: fc.constantFrom(...'ابتجحدرسعفقكلمنهوية أإآءئؤى،.؛؟"“”«»‘’()-–\n\r\u00A0\u200F\u0640\u064E٠١٢3,.ﻷﻹﷲabé😀'),
  maxLength: 200,
});

for (const [name, texts] of [
  ['Arabic as it is typed', arabic],
  ['any Unicode', fc.string({ unit: 'binary', maxLength: 200 })],
] as const) {
  test(`tokens of ${name} lie in order, apart, and leave out nothing but white space and silent marks`, () => {
    fc.assert(
      fc.property(texts, (text) => {
        const tokens = tokenize(text);
        let before = 0;
        for (let token = 0; token < tokens.count; token++) {
          const start = tokens.start[token]!;
          const end = tokens.end[token]!;
          assert.ok(before <= start && start < end && end <= text.length);
          assert.match(
            text.slice(before, start),
            /^[\s\p{Cf}\p{M}\p{Cc}\u0640\uFC5E-\uFC63\uFCF2-\uFCF4\u0085\u180E\uFE70-\uFE7F\u08D3-\u08FF\u115F\u2800\u2065]*$/u,
          );
          before = end;
        }
        assert.equal(tokens.normStart[tokens.count], tokens.count === 0 ? 0 : tokens.normStart[tokens.count]);
      }),
      { numRuns: 500 },
    );
  });
}
