import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readText } from '../src/encoding/text.ts';
import { headOf } from '../src/formats/head.ts';
import { Intake } from '../src/index.ts';
import { LIMITS } from '../src/limits.ts';
import { tableText } from '../src/office/table.ts';

const BODY = 'قال مدير السد إن الجسر القديم انهار فجرا، وإن المياه غمرت القرية كلها حتى صباح اليوم التالي.';

test('a short text with a bell in it is read, and says what was left out', async (context) => {
  const intake = new Intake({ parsers: 1, recognize: false });
  context.after(() => intake.close());
  const { documents, unreadable } = await intake.read(Buffer.from('انهار \u0007السد'), 'x.txt');
  assert.deepEqual(unreadable, []);
  assert.equal(documents[0]?.text, 'انهار السد');
  assert.deepEqual(documents[0]?.notes, [
    { kind: 'control characters', message: '1 control characters were left out (U+0007)' },
  ]);
});

test('a vertical tabulator, which Word puts for a line, ends a line', () => {
  assert.deepEqual(readText(Buffer.from('سطر\vآخر')), { text: 'سطر\nآخر', encoding: 'utf-8', notes: [] });
});

test('bytes with more than slips in them are no text, however few', async (context) => {
  const intake = new Intake({ parsers: 1, recognize: false });
  context.after(() => intake.close());
  const { unreadable } = await intake.read(new Uint8Array([1, 2, 3, 4, 5, 65, 66, 67, 68]), 'x.txt');
  assert.equal(unreadable[0]?.kind, 'unknown format');
});

const heads: ReadonlyArray<readonly [name: string, text: string, title: string | null, published: string | null]> = [
  ['a title apart from its text', `انهيار سد الوادي\n\n${BODY}`, 'انهيار سد الوادي', null],
  ['a title and its dateline', `انهيار سد الوادي\n3 مايو 2016\n\n${BODY}`, 'انهيار سد الوادي', '2016-05-03'],
  [
    'a labelled day under the title',
    `انهيار سد الوادي\n\nنشر في: الثلاثاء ٣ أيار ٢٠١٦\n\n${BODY}`,
    'انهيار سد الوادي',
    '2016-05-03',
  ],
  ['a place and a day before the first words', `بغداد – 3 مايو 2016 – ${BODY}`, null, '2016-05-03'],
  ['an agency and a day before a colon', `الموصل (رويترز) 3 مايو 2016: ${BODY}`, null, '2016-05-03'],
  ['a day that the story tells of', `${BODY} وكان ذلك في 3 مايو 2016 بعد المطر.`, null, null],
  ['a day in a short sentence', `انهار السد في 3 مايو 2016.\n\n${BODY}`, null, null],
  [
    'a title that names the day it tells of',
    `انهيار السد في 3 مايو 2016\n\n${BODY}`,
    'انهيار السد في 3 مايو 2016',
    null,
  ],
  ['a first sentence, with its full stop', `انهار سد الوادي.\n\n${BODY}`, null, null],
  ['a first line that runs on', `انهار سد الوادي\n${BODY}`, null, null],
  ['a list', '- خبز وماء\n\n- دواء وغطاء للجرحى في القرية', null, null],
  ['a title alone', 'انهيار سد الوادي', null, null],
];
for (const [name, text, title, published] of heads) {
  test(`of ${name} the head of a plain text says ${title ?? 'no title'} and ${published ?? 'no day'}`, () => {
    assert.deepEqual(headOf(text), { title, published, modified: null });
  });
}

test('a row with more cells than are read is told of', () => {
  const row = Array.from({ length: LIMITS.tableColumns + 2 }, (_, cell) => String(cell));
  const empty = [...row.slice(0, LIMITS.tableColumns), '', ' '];
  const { text, notes } = tableText([row, empty, ['أ', 'ب']]);
  assert.equal(text.split('\n')[0]?.split('\t').length, LIMITS.tableColumns);
  assert.deepEqual(notes, [
    { kind: 'limit', message: 'rows with more than 1000 cells, of which the first were read: 1' },
  ]);
});
