import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { read } from '../src/index.ts';
import { loadArabic } from '../src/load.ts';
import { parseReading } from '../src/schema.ts';

const language = loadArabic();
const EXAMPLES = join(import.meta.dirname, '..', '..', '..', 'examples');

test('the Readings of the examples have the contract’s shape, every span its words', () => {
  for (const name of readdirSync(EXAMPLES).filter((file) => file.endsWith('.txt'))) {
    const reading = read({ id: name, text: readFileSync(join(EXAMPLES, name), 'utf8') }, language);
    parseReading(JSON.parse(JSON.stringify(reading)));
    assert.ok(reading.attributions.length > 0, name);
    assert.ok(reading.claims.length > 0, name);
  }
});

test('a Reading is a function of its document', () => {
  const text = readFileSync(join(EXAMPLES, '01-wakalat-al-sahl.txt'), 'utf8');
  assert.deepEqual(read({ id: 'a', text }, language), read({ id: 'a', text }, language));
});

const pieces = fc.constantFrom(
  'قال',
  'وأضاف',
  'الوزير',
  'إن',
  'أن',
  'بحسب',
  'مصادر',
  '«',
  '»',
  '"',
  '”',
  ':',
  '،',
  '.',
  '\n',
  '\n\n',
  '-',
  '(',
  ')',
  'مشيرا',
  'إلى',
  'نقلت',
  'عن',
  'وكالة',
  '23',
  'قتيلا',
  'نحو',
  'من',
  'بسبب',
  'اتهم',
  'ب',
  'الذي',
  'لكن',
  'هذا',
  'ما',
  'أعلن',
  'عنه',
  'أمس',
  'وصفها',
  'بأنها',
  'كارثة',
  'ناشد',
  'لم',
  'في',
  'بيان',
  '٣',
  '%',
  'ﷺ',
  '😀',
  '\u200F',
  'ـ',
  'يقول',
  'كما',
  '2016',
);

const jumbled = fc
  .array(pieces, { maxLength: 60 })
  .chain((words) =>
    fc
      .array(fc.constantFrom(' ', '', ' '), { minLength: words.length, maxLength: words.length })
      .map((gaps) => words.map((word, i) => word + gaps[i]).join('')),
  );

for (const [name, texts] of [
  ['words of saying in any order', jumbled],
  ['any Unicode', fc.string({ unit: 'binary', maxLength: 300 })],
] as const) {
  test(`${name} give a valid Reading`, () => {
    fc.assert(
      fc.property(texts, (text) => {
        const reading = parseReading(JSON.parse(JSON.stringify(read({ id: 'x', text }, language))));
        const ids = new Set(reading.attributions.map(({ id }) => id));
        for (const { within, cue, content } of reading.attributions) {
          assert.ok(within === null || ids.has(within));
          assert.ok(cue.end > cue.start && content.end > content.start);
        }
        for (const { chain } of reading.claims)
          for (const { attribution } of chain) assert.ok(attribution !== null && ids.has(attribution));
      }),
      { numRuns: 300 },
    );
  });
}

test('an empty document and one without Arabic are read, and say nothing', () => {
  for (const text of ['', ' \n ', 'Nothing here is Arabic, he said.', '؟!؟!']) {
    const reading = read({ id: 'x', text }, language);
    assert.deepEqual([reading.attributions, reading.mentions], [[], []]);
  }
});
