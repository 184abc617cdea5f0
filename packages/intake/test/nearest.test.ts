import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anchorOf, findAnchor } from '../src/index.ts';
import { nearest } from '../src/versions/nearest.ts';

/** Levenshtein's distance of two short strings. */
function distance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row.push(Math.min(before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1), before[j]! + 1, row[j - 1]! + 1));
    }
    before = row;
  }
  return before[b.length]!;
}

/** The least distance of the quotation from any part of the text. */
function leastDistance(quote: string, text: string): number {
  let least = quote.length;
  for (let start = 0; start <= text.length; start++) {
    for (let end = start; end <= text.length; end++) least = Math.min(least, distance(quote, text.slice(start, end)));
  }
  return least;
}

const letters = (most: number, least = 0) =>
  fc.string({ unit: fc.constantFrom('ا', 'ب', 'ج'), minLength: least, maxLength: most });

test('the nearest place is as near as any, and its distance is that of its words', () => {
  fc.assert(
    fc.property(letters(8, 1), letters(14), (quote, text) => {
      const found = nearest(quote, text, quote.length);
      const least = leastDistance(quote, text);
      if (found === null) {
        assert.equal(text, '', 'only an empty text has no place for the quotation');
        return;
      }
      const { start, end, distance: told } = found.best;
      assert.equal(told, least, 'no part of the text is nearer');
      assert.equal(distance(quote, text.slice(start, end)), told, 'the distance told is that of the words found');
    }),
    { numRuns: 300 },
  );
});

test('a quotation longer than a machine word is found as near as it is', () => {
  const words = Array.from({ length: 40 }, (_, i) => `كلمة${i}`).join(' ');
  const changed = words.replace('كلمة7', 'كلم7').replace('كلمة20', 'كلمات20').replace('كلمة33 ', '');
  const text = `${'قبله كلام آخر. '.repeat(50)}${changed}${' وبعده كلام.'.repeat(50)}`;
  const found = nearest(words, text, 40);
  assert.equal(found?.best.distance, distance(words, changed));
  assert.ok(text.slice(found.best.start, found.best.end).startsWith('كلمة0 كلمة1 '));
  assert.equal(found.second, null);
});

test('a second place that is as near is told of, however far away', () => {
  const quote = 'انهار السد الكبير فجر الثلاثاء';
  const text = `انهار السد الكبير فجر الثلاثا${' حشو'.repeat(500)} انهار السد الكببر فجر الثلاثاء`;
  assert.equal(nearest(quote, text, 10)?.second, 1);
});

/** A text of so many characters in which no sentence stands twice. */
function longText(characters: number): string {
  const sentences: string[] = [];
  for (let i = 0, length = 0; length < characters; i++) {
    const sentence = `وقال الشاهد رقم ${i} إن المياه غمرت الدار ${(i * 7919) % 10_007} عند الساعة ${i % 24} من ذلك اليوم.`;
    sentences.push(sentence);
    length += sentence.length + 1;
  }
  return sentences.join(' ');
}

const PASSAGE =
  'وأكدت لجنة التحقيق في ختام جلستها العلنية أن إدارة السد تلقت قبل الانهيار ثلاثة تحذيرات مكتوبة من مهندسيها ولم ترد على أي منها حتى غمرت المياه القرى الثلاث الواقعة أسفل الوادي';

test('in a text of a megabyte an anchor is found by likeness in little time', { timeout: 20_000 }, () => {
  const text = longText(1_000_000);
  const changed = PASSAGE.replace('العلنية', 'العلتية').replace('مكتوبة', 'مكتوبه جدا').replace('القرى', 'الفرى');
  const at = text.indexOf('رقم 9000 ');
  const found = findAnchor(anchorOf(PASSAGE, 0, PASSAGE.length), `${text.slice(0, at)}${changed} ${text.slice(at)}`);
  assert.equal(found?.by, 'likeness');
  assert.equal(found.start, at);
});

test('in a text beyond the bound only places that share a rare piece are looked at', { timeout: 20_000 }, () => {
  const text = longText(3_000_000);
  const quote = `${PASSAGE} `.repeat(10).trim();
  assert.ok(quote.length * text.length > 4_000_000_000);
  const changed = quote.replaceAll('العلنية', 'العلتية');
  const found = nearest(quote, `${text.slice(0, 1_000_000)} ${changed} ${text.slice(1_000_000)}`, 30);
  assert.equal(found?.best.start, 1_000_001);
  assert.equal(found.best.distance, 10);
});
