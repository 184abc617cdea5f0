import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { read } from '../src/index.ts';
import { loadArabic } from '../src/load.ts';

const language = loadArabic();

function causesIn(text: string): string[] {
  const { causes } = read({ id: 'x', text }, language);
  return causes.map(({ kind, cause, effect }) => `${kind}: ${cause.text} ← ${effect.text}`);
}

describe('stated causes', () => {
  const states = (text: string, ...expected: readonly string[]): void => {
    test(text, () => assert.deepEqual(causesIn(text), expected));
  };
  states('أغلقت المدارس أبوابها بسبب العاصفة.', 'cause: العاصفة ← أغلقت المدارس أبوابها');
  states('أدى انهيار الجسر إلى عزل ثلاث قرى.', 'cause: انهيار الجسر ← عزل ثلاث قرى');
  states('بسبب نقص الوقود، توقفت المخابز عن العمل.', 'cause: نقص الوقود ← توقفت المخابز عن العمل');
  states('غادر العمال المصنع خوفا من الانفجار.', 'cause: الانفجار ← غادر العمال المصنع');
  states('رفض الجنود التقدم بحجة المرض.', 'pretext: المرض ← رفض الجنود التقدم');
  states('سافر الوزير إلى العاصمة لبحث الأزمة.', 'purpose: لبحث الأزمة ← سافر الوزير إلى العاصمة');
  states('ادعى المرض تهربا من المثول أمام اللجنة.', 'purpose: المثول أمام اللجنة ← ادعى المرض');
});

describe('what states no cause', () => {
  const states = (text: string): void => {
    test(text, () => assert.deepEqual(causesIn(text), []));
  };
  states('27 قتيلا في حصيلة جديدة لانهيار السد');
  states('وصل الوفد إلى المدينة مساء الأحد.');
  states('كشفت المهندسة لإذاعة الساحل أن اللجنة رصدت شقوقا في الجدار.');
});

test('who is called by a name in quotation marks is called so later on, without the words behind the name', () => {
  const text = 'لم تتمكن صحيفة «المرصد الأهلي» من الوصول إلى الحارس. وأضافت الصحيفة أن الماء بلغ الجسر القديم.';
  const { attributions } = read({ id: 'x', text }, language);
  assert.deepEqual(
    attributions.map(({ resolved }) => resolved),
    ['صحيفة «المرصد الأهلي»'],
  );
});
