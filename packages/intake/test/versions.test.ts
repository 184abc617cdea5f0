import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anchorOf, findAnchor, type IntakeDocument, pageView, placesOf, withTranscription } from '../src/index.ts';
import { assemble } from '../src/pages/assemble.ts';

const OLD =
  'قالت لجنة التحقيق إن الادارة تلقت ثلاثة تحذيرات. وقالت اللجنة إن السد انهار فجرا. وقالت اللجنة إن المياه غمرت القرى.';

const spanOf = (text: string, quote: string, from = 0) => {
  const start = text.indexOf(quote, from);
  return anchorOf(text, start, start + quote.length);
};

test('an anchor is found in its place, and behind what was put before it', () => {
  const anchor = spanOf(OLD, 'السد انهار فجرا');
  assert.equal(findAnchor(anchor, OLD)?.by, 'position');
  const found = findAnchor(anchor, `عنوان جديد\n\n${OLD}`);
  assert.equal(found?.by, 'quote');
  assert.equal(found.start, anchor.start + 12);
});

test('of equal words those in the same surroundings are meant', () => {
  const anchor = spanOf(OLD, 'وقالت اللجنة', OLD.indexOf('فجرا'));
  const text = `مقدمة. ${OLD}`;
  assert.equal(findAnchor(anchor, text)?.start, anchor.start + 7);
});

test('equal words in equal surroundings are reported lost, not guessed', () => {
  const anchor = anchorOf('نعم لا نعم', 0, 3);
  assert.equal(findAnchor({ ...anchor, prefix: 'س', suffix: 'ص' }, 'لا نعم لا نعم لا'), null);
});

test('words that only their spelling or vowels parts are found again', () => {
  const found = findAnchor(spanOf(OLD, 'الادارة تلقت'), 'وقد قالت إن الإِدارةَ تلقّت ثلاثةً.');
  assert.equal(found?.by, 'spelling');
  assert.equal('وقد قالت إن الإِدارةَ تلقّت ثلاثةً.'.slice(found.start, found.end), 'الإِدارةَ تلقّت');
});

test('words that a transcription corrects are found by likeness, whole', () => {
  const read = 'وقالت لجنه النحقيق إن الإدارة نلقت ثلائة تحذيرات مكتوبة ولم ترد';
  const corrected = 'وقالت لجنة التحقيق إن الإدارة تلقت ثلاثة تحذيرات مكتوبة ولم ترد';
  const found = findAnchor(spanOf(read, 'لجنه النحقيق إن الإدارة نلقت'), corrected);
  assert.equal(found?.by, 'likeness');
  assert.equal(corrected.slice(found.start, found.end), 'لجنة التحقيق إن الإدارة تلقت');
});

test('words that are gone are reported lost', () => {
  assert.equal(findAnchor(spanOf(OLD, 'السد انهار فجرا'), 'نص آخر لا يشبهه في شيء من الأشياء كلها'), null);
});

test('an anchor of any text is found in that text where it was', () => {
  const word = fc.string({ unit: fc.constantFrom(...'ابتثجحخدلمنهوي .'.split('')), minLength: 1, maxLength: 120 });
  fc.assert(
    fc.property(word, fc.nat(), fc.nat(), (text, a, b) => {
      const start = a % text.length;
      const end = start + 1 + (b % (text.length - start));
      const found = findAnchor(anchorOf(text, start, end), text);
      assert.deepEqual([found?.start, found?.end], [start, end]);
    }),
  );
});

function documentOf(...pages: string[][]): IntakeDocument {
  const {
    text,
    places,
    pages: reports,
  } = assemble(
    pages.map((lines, p) => ({
      width: 100,
      height: 200,
      by: 'ocr' as const,
      confidence: 0.8,
      readable: lines.length > 0,
      lines: lines.map((line, l) => ({
        begins: 'anew' as const,
        words: line
          .split(' ')
          .map((word, w) => ({ text: word, region: { x: 0.1 * w, y: 0.1 * (l + p), width: 0.1, height: 0.05 } })),
      })),
    })),
  );
  return {
    part: null,
    text,
    title: null,
    outlet: null,
    author: null,
    published: null,
    modified: null,
    address: null,
    pages: reports,
    places,
    notes: [],
  };
}

test('a transcription is a new version beside the old: its page changes, the others stay', () => {
  const old = documentOf(['سطر أول', 'سطر ثان'], [], ['آخر صفحة']);
  const snapshot = structuredClone(old);
  const corrected = withTranscription(old, 1, 'سطر أوّل\nسطر ثانٍ جديد');
  assert.deepEqual(old, snapshot);
  assert.equal(corrected.text, 'سطر أوّل\nسطر ثانٍ جديد\n\nآخر صفحة');
  assert.deepEqual(
    corrected.pages.map(({ by, readable }) => [by, readable]),
    [
      ['transcription', true],
      ['ocr', false],
      ['ocr', true],
    ],
  );
  // As many lines as before: each word stands where its line stood.
  const [first] = placesOf(corrected, corrected.text.indexOf('جديد'), corrected.text.indexOf('جديد') + 4);
  assert.equal(first?.page, 1);
  assert.equal(first.region.y, 0.1);
  const whole = withTranscription(corrected, 2, 'صفحة بخط اليد');
  assert.equal(whole.text, 'سطر أوّل\nسطر ثانٍ جديد\n\nصفحة بخط اليد\n\nآخر صفحة');
  assert.deepEqual(
    pageView(whole, 2).words.map((word) => whole.text.slice(word.start, word.end)),
    ['صفحة', 'بخط', 'اليد'],
  );
  for (const { start, end, page } of whole.places) assert.ok(end > start && page <= 3);
  assert.throws(() => withTranscription(whole, 4, 'x'), /no page 4/);
});

test('a span’s place is the box about its words, on every page that it runs over', () => {
  const document = documentOf(['كلمة أولى'], ['وثانية هنا']);
  assert.deepEqual(
    placesOf(document, 0, document.text.length).map((place) => place.page),
    [1, 2],
  );
  const [place] = placesOf(document, 0, 9);
  assert.ok(Math.abs((place?.region.width ?? 0) - 0.2) < 1e-9);
});
