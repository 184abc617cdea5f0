import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadArabic } from '@isnad/reading/load';
import { relate, sayReason } from '@isnad/weighing';
import { loadWeighingArabic } from '@isnad/weighing/load';
import fc from 'fast-check';

const [arabic, reading] = [loadWeighingArabic(), loadArabic()];
const ask = (a: string, b: string) => relate(a, b, arabic, reading);

test('other words for the same are the same', () => {
  assert.equal(ask('تركيا تعلق منح الجنسية للأجانب', 'تعليق منح الجنسية للأجانب في تركيا').relation, 'same');
  assert.equal(ask('الذهب يهبط لأدنى مستوى في شهر', 'هبوط الذهب لأقل مستوى خلال شهر').relation, 'same');
});

test('the opposite of the same thing is a conflict, and the words that are opposites are named', () => {
  const { relation, because } = ask('ارتفاع أسعار القمح في الأسواق المحلية', 'انخفاض أسعار القمح في الأسواق المحلية');
  assert.equal(relation, 'conflict');
  assert.ok(because.some((reason) => reason.includes('ارتفاع') && reason.includes('انخفاض')));
});

test('who does it to whom matters', () => {
  assert.equal(ask('الذهب يرتفع والدولار يهبط', 'الذهب يهبط والدولار يرتفع').relation, 'conflict');
});

test('a denial conflicts with what it denies', () => {
  assert.equal(ask('الوزارة تؤكد مصادرة ممتلكات الشركة', 'الوزارة تنفي مصادرة ممتلكات الشركة').relation, 'conflict');
});

test('a joined letter, another spelling or another digit changes nothing', () => {
  assert.equal(ask('مقتل ٢٠ شخصا بتفجير في بغداد', 'مقتل 20 شخصا في تفجير ببغداد').relation, 'same');
});

test('claims of different matters are unrelated', () => {
  assert.equal(ask('ارتفاع أسعار القمح في الأسواق المحلية', 'المنتخب يتعادل في مباراته الأولى').relation, 'unrelated');
});

test('nothing, a mark and a single word get an answer', () => {
  for (const text of ['', '،', 'سد']) {
    const { score, because } = ask(text, 'انهار سد الوادي');
    assert.ok(score >= 1 / 3 && score <= 1);
    assert.ok(because.length > 0);
  }
});

test('a word that begins with آل has no article to lose', () => {
  assert.equal(ask('شكا السجناء من آلام في الظهر', 'شكا السجناء من مرض في الظهر').relation, 'same');
});

const words = fc.constantFrom(
  'السد',
  'انهار',
  'لم',
  'ينهر',
  'قتل',
  '27',
  '30',
  'تركيا',
  'روسيا',
  'ارتفاع',
  'هبوط',
  'نفى',
  '،',
);
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(words, { maxLength: 10 }).map((list) => list.join(' ')),
);

test('the answer is the same whichever comes first, and a text is not in conflict with itself', () => {
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      assert.deepEqual(ask(a, b), ask(b, a));
      assert.notEqual(ask(a, a).relation, 'conflict');
    }),
    { numRuns: 200 },
  );
});

test('every reason is a sentence in both languages', () => {
  const pairs = [
    ['ارتفاع أسعار القمح', 'انخفاض أسعار القمح'],
    ['مقتل 20 شخصا في بغداد', 'مقتل 30 شخصا في دمشق'],
    ['لم يقتل أحد في الهجوم', 'قتل رجل في الهجوم'],
    ['مصرع سائق في حادث', 'وفاة سائق في حادث'],
  ];
  for (const [a, b] of pairs) {
    for (const reason of ask(a!, b!).reasons) {
      assert.match(sayReason(reason, 'ar'), /\p{Script=Arabic}/u);
      assert.match(sayReason(reason, 'en'), /[a-z]/);
    }
  }
});
