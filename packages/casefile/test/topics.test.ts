import assert from 'node:assert/strict';
import { test } from 'node:test';
import { topicsOf } from '../src/briefing/topics.ts';

/** Findings under headings in the words of the reports. */

function headings(findings: readonly (readonly [text: string, document: string, weight?: number])[]): string[] {
  const matters = findings.map(([text, document, weight = 1]) => ({ texts: [{ text, document }], weight }));
  return topicsOf(matters).map(({ heading, matters: places }) => `${heading ?? '-'}: ${places.join(' ')}`);
}

test('findings that share a phrase stand under it, the heaviest topic first', () => {
  assert.deepEqual(
    headings([
      ['أسعار الخبز ارتفعت مرتين', 'a'],
      ['عمال الميناء أضربوا عن العمل', 'b', 3],
      ['إضراب شل حركة عمال الميناء', 'c', 3],
      ['الحكومة رفعت أسعار الخبز', 'd'],
      ['هطلت أمطار غزيرة', 'e'],
    ]),
    ['عمال الميناء: 1 2', 'أسعار الخبز: 0 3', '-: 4'],
  );
});

test('what the whole case is about heads only what nothing else does', () => {
  assert.deepEqual(
    headings([
      ['السد انهار فجرا', 'a', 9],
      ['حارس السد غادر موقعه', 'b'],
      ['صفارات الإنذار في السد صمتت', 'c'],
      ['تعطلت صفارات الإنذار قبل انهيار السد', 'd'],
      ['سد الوادي بني قبل نصف قرن', 'e'],
    ]),
    ['السد: 0 1 4', 'صفارات الإنذار: 2 3'],
  );
});

test('a number and a relative head nothing', () => {
  assert.deepEqual(
    headings([
      ['وصل أربعة آلاف لاجئ', 'a'],
      ['غادر أربعة آلاف مقيم', 'b'],
      ['قال الذي حضر كلمة', 'c'],
      ['قال الذي غاب كلمة', 'd'],
    ]),
    ['-: 0 1 2 3'],
  );
});
