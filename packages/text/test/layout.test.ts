import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { blocksOf, quotationsOf, sentencesOf, tokenize } from '../src/index.ts';

function layout(text: string): string[] {
  const tokens = tokenize(text);
  return blocksOf(tokens).map((block) => `${block.kind}: ${text.slice(block.start, block.end).replace(/\s+/g, ' ')}`);
}

function quoted(text: string): string[] {
  const tokens = tokenize(text);
  return quotationsOf(tokens, blocksOf(tokens)).map((q) => {
    const end = q.closed ? tokens.start[q.close]! : tokens.end[q.close - 1]!;
    return `${q.closed ? '' : '…'}${text.slice(tokens.end[q.open]!, end).trim()}`;
  });
}

function sentences(text: string): string[] {
  const tokens = tokenize(text);
  return sentencesOf(tokens, blocksOf(tokens)).map((s) => text.slice(s.start, s.end));
}

const LONG = 'أعلنت إدارة السد في بيان مطول نشر مساء أمس أن منسوب المياه ارتفع خلال الليل إلى حد غير';

test('a paragraph that a blank line cuts in mid-sentence is one block', () => {
  assert.deepEqual(
    layout(`انهيار السد\n\n${LONG}\n\nمسبوق في تاريخه.\n\nأسباب الانهيار\n\nقال خبراء إن الصيانة تأخرت.`),
    [
      'title: انهيار السد',
      `paragraph: ${LONG} مسبوق في تاريخه.`,
      'heading: أسباب الانهيار',
      'paragraph: قال خبراء إن الصيانة تأخرت.',
    ],
  );
});

test('title, dateline, paragraphs of one line each, items', () => {
  assert.deepEqual(
    layout(
      'انهيار سد في الشمال\n3 مايو، 2016\nانهار السد فجرا.\nوقال شهود إن الماء بلغ القرى.\n- ثلاثة جسور\n- مدرستان',
    ),
    [
      'title: انهيار سد في الشمال',
      'dateline: 3 مايو، 2016',
      'paragraph: انهار السد فجرا.',
      'paragraph: وقال شهود إن الماء بلغ القرى.',
      'item: - ثلاثة جسور',
      'item: - مدرستان',
    ],
  );
});

test('a box is a heading and its items', () => {
  assert.deepEqual(layout('انتهى التقرير هنا.\n\nخلفيات الأزمة\n\nضعف الصيانة\n\nغياب الرقابة').slice(1), [
    'heading: خلفيات الأزمة',
    'item: ضعف الصيانة',
    'item: غياب الرقابة',
  ]);
});

test('lines broken at a margin are joined', () => {
  const text = [
    'قالت مصادر في إدارة السد إن الشروخ ظهرت منذ أكثر من',
    'ثلاثة أشهر وإن أحدا لم يبلغ الوزارة بها في حينها على',
    'الرغم من أن لجنة التفتيش زارت الموقع مرتين في الشهر',
    'نفسه ولم تدون في سجلاتها شيئا يذكر عن حال البوابات.',
  ].join('\n');
  assert.equal(layout(text).length, 1);
});

test('quotation marks of every kind', () => {
  assert.deepEqual(quoted('قال «لن نغادر» و"سنبقى" و“نعود” و‘نصبر’ ثم صمت.'), ['لن نغادر', 'سنبقى', 'نعود', 'نصبر']);
  assert.deepEqual(quoted('قال: " لن نغادر " ثم " سنبقى ".'), ['لن نغادر', 'سنبقى']);
});

test('a closing mark printed for an opening one still opens', () => {
  assert.deepEqual(quoted('وأضافت ” لم يشهد السد مثل هذا منذ عقود”.'), ['لم يشهد السد مثل هذا منذ عقود']);
  assert.deepEqual(quoted('قادة لـ”الفيلق” هناك'), ['الفيلق']);
});

test('a closing mark never opened is passed over; one never closed ends with its paragraph', () => {
  assert.deepEqual(quoted('هذا ما أعلنه ضد الفيلق”.\nثم عاد.'), []);
  assert.deepEqual(quoted('وأشار إلى “أن هناك انخفاضا في المنسوب.\nوأكدت “الوكالة” ذلك.'), [
    '…أن هناك انخفاضا في المنسوب.',
    'الوكالة',
  ]);
});

test('a quotation inside a quotation', () => {
  assert.deepEqual(quoted('قال «إن اسم "الفرات" قديم» وسكت'), ['إن اسم "الفرات" قديم', 'الفرات']);
});

test('sentences end at their marks, not at decimal points and initials', () => {
  assert.deepEqual(sentences('بلغ 3.5 مليون. وقال د. سامي: «انتهى.» فهل يعود؟ نعم!'), [
    'بلغ 3.5 مليون.',
    'وقال د. سامي: «انتهى.»',
    'فهل يعود؟',
    'نعم!',
  ]);
  assert.deepEqual(sentences('نقلت أ. ف. ب. عنه ذلك. وانتهى'), ['نقلت أ. ف. ب. عنه ذلك.', 'وانتهى']);
});

const page = fc.string({ unit: fc.constantFrom(...'ابجدهوز  .،؟:"“”«»‘’-–()\n\n1٢', 'قال ', 'كلمة '), maxLength: 300 });

test('blocks hold every token once, sentences fill their blocks, quotations stay inside theirs', () => {
  fc.assert(
    fc.property(page, (text) => {
      const tokens = tokenize(text);
      const blocks = blocksOf(tokens);
      let next = 0;
      for (const block of blocks) {
        assert.equal(block.first, next);
        assert.ok(block.last > block.first);
        next = block.last;
      }
      assert.equal(next, tokens.count);
      let token = 0;
      for (const sentence of sentencesOf(tokens, blocks)) {
        assert.equal(sentence.first, token);
        assert.ok(sentence.last > sentence.first);
        token = sentence.last;
      }
      assert.equal(token, tokens.count);
      for (const { open, close } of quotationsOf(tokens, blocks)) {
        const block = blocks.find((b) => b.first <= open && open < b.last);
        assert.ok(block !== undefined && open < close && close <= block.last);
      }
    }),
    { numRuns: 500 },
  );
});
