import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copies, matchSentences } from '@isnad/weighing';
import { loadWeighingArabic } from '@isnad/weighing/load';

const arabic = loadWeighingArabic();

const FLOOD = `انهيار جزء من سد الوادي بعد أمطار غزيرة

أعلنت مديرية المياه في المحافظة أن جزءا من السد الترابي انهار فجر الثلاثاء بعد ثلاثة أيام من الأمطار الغزيرة.
وقال مدير الناحية إن السيول جرفت أربعين منزلا في القرى القريبة من المجرى وقطعت الطريق المؤدي إلى المدينة.
وأوضح أن فرق الإنقاذ نقلت العائلات إلى مدرستين، وأن المخازن لا تكفي لأكثر من يومين.
وكان مهندسون قد حذروا قبل شهرين من تشققات في الجدار الشرقي ولم تجر أي صيانة.`;

const MARKET = `ارتفاع أسعار القمح في الأسواق المحلية

سجلت أسعار القمح ارتفاعا كبيرا في أسواق الجملة خلال الأسبوع الحالي بسبب تأخر الشحنات القادمة من الموانئ.
وقال تاجر في السوق القديمة إن الطن بيع بضعف سعره المعتاد، وتوقع أن يستمر الارتفاع حتى نهاية الموسم.`;

function pairOf(a: string, b: string) {
  return copies(
    [
      { id: 'a', text: a },
      { id: 'b', text: b },
    ],
    arabic,
  )[0];
}

test('a text under another headline, in another spelling and with other digits is the same', () => {
  const changed = FLOOD.replace('انهيار جزء من سد الوادي بعد أمطار غزيرة', 'كارثة في الوادي')
    .replaceAll('أ', 'ا')
    .replaceAll('ة', 'ه')
    .replace('أربعين', '٤٠');
  const pair = pairOf(FLOOD, changed);
  assert.equal(pair?.kind, 'same');
  assert.ok(pair.shared > 0.8);
});

test('paragraphs in another order are still the same text, and each passage is pointed at on both sides', () => {
  const [title, , ...lines] = FLOOD.split('\n');
  const turned = [title, '', ...lines.reverse()].join('\n');
  const pair = pairOf(FLOOD, turned);
  assert.equal(pair?.kind, 'same');
  assert.ok(pair.passages.length >= 4);
  for (const { a, b } of pair.passages) {
    assert.equal(FLOOD.slice(a.start, a.end).split(' ').at(-2), turned.slice(b.start, b.end).split(' ').at(-2));
  }
});

test('two sentences of one report inside another are an excerpt', () => {
  const [first, , , second, third] = FLOOD.split('\n');
  const pair = pairOf(FLOOD, `${MARKET}\n${second}\n${third}`);
  assert.equal(pair?.kind, 'excerpt');
  assert.ok(first !== undefined && pair.shared > 0.3 && pair.shared < 0.7);
});

test('reports with nothing in common are no copies', () => {
  assert.equal(pairOf(FLOOD, MARKET), undefined);
});

test('set phrases of condolence, rank and diplomacy make no copy', () => {
  const a = `استقبل صاحب السمو الملكي الأمير محمد بن سلمان بن عبدالعزيز ولي ولي العهد النائب الثاني لرئيس مجلس الوزراء وزير الدفاع وفدا من المزارعين. ${MARKET}`;
  const b = `زار صاحب السمو الملكي الأمير محمد بن سلمان بن عبدالعزيز ولي ولي العهد النائب الثاني لرئيس مجلس الوزراء وزير الدفاع موقع السد. ${FLOOD}`;
  assert.equal(pairOf(a, b), undefined);
});

test('the older document of a pair is first, and nothing is said where a date is missing or the same', () => {
  const with_ = (a: string | null, b: string | null) =>
    copies(
      [
        { id: 'a', text: FLOOD, published: a },
        { id: 'b', text: FLOOD, published: b },
      ],
      arabic,
    )[0]?.first;
  assert.equal(with_('2024-03-02', '2024-03-01'), 'b');
  assert.equal(with_('2024-03', '2024-04-01'), 'a');
  assert.equal(with_('2024-03-01', '2024-03-01'), null);
  assert.equal(with_(null, '2024-03-01'), null);
});

test('the answer is the same whichever document comes first', () => {
  const excerpt = `${MARKET}\n${FLOOD.split('\n').slice(2, 4).join('\n')}`;
  const one = pairOf(FLOOD, excerpt);
  const other = pairOf(excerpt, FLOOD);
  assert.ok(one !== undefined && other !== undefined);
  assert.equal(one.shared, other.shared);
  assert.equal(one.kind, other.kind);
  const turned = other.passages.map(({ a, b }) => ({ a: b, b: a })).sort((x, y) => x.a.start - y.a.start);
  assert.deepEqual(one.passages, turned);
});

test('empty texts, texts of one word and a document under a known id do no harm', () => {
  const found = copies(
    [
      { id: 'a', text: '' },
      { id: 'b', text: 'سد' },
      { id: 'c', text: 'سد' },
      { id: 'd', text: FLOOD },
      { id: 'd', text: FLOOD },
    ],
    arabic,
  );
  assert.deepEqual(found, []);
});

test('a thousand copies of one page are held together without half a million pairs', () => {
  const pages = Array.from({ length: 1000 }, (_, i) => ({ id: `p${i}`, text: FLOOD }));
  const pairs = copies(pages, arabic);
  assert.ok(pairs.length < 40_000);
  const joined = new Set(pairs.map((pair) => pair.b));
  assert.equal(joined.size, 999);
});

test('ten megabytes of one repeated line are laid against themselves in seconds', () => {
  const line = `${FLOOD.split('\n')[2]} `;
  const long = line.repeat(Math.ceil(5_000_000 / line.length));
  const started = performance.now();
  assert.equal(pairOf(long, `${long} خاتمة`)?.kind, 'same');
  assert.ok(performance.now() - started < 20_000);
});

test('sentences are shown as shared, changed with the words that differ, or standing on one side only', () => {
  const a = `وقع الانفجار في سوق المدينة ظهر الاثنين الماضي. أسفر الانفجار عن مقتل عشرين شخصا وإصابة آخرين بجروح. فر المنفذ إلى جهة مجهولة.`;
  const b = `أسفر الانفجار عن مقتل ثلاثين شخصا وإصابة آخرين بجروح. وقع الانفجار في سوق المدينة ظهر الاثنين الماضي. نددت الحكومة بالهجوم.`;
  const found = matchSentences(a, b);
  assert.deepEqual(
    found.map((match) => match.state),
    ['shared', 'changed', 'only a', 'only b'],
  );
  const changed = found[1];
  assert.ok(changed?.state === 'changed');
  assert.deepEqual(
    changed.aOnly.map(({ start, end }) => a.slice(start, end)),
    ['عشرين'],
  );
  assert.deepEqual(
    changed.bOnly.map(({ start, end }) => b.slice(start, end)),
    ['ثلاثين'],
  );
});
