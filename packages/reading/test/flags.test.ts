import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Flag, read } from '../src/index.ts';
import { loadArabic } from '../src/load.ts';

const language = loadArabic();

function flagsOf(text: string, published: string | null = null): Flag[] {
  return read({ id: '', text, published }, language).flags.filter((flag) => flag.kind !== 'no-publication-date');
}

function kinds(text: string, published: string | null = null): string[] {
  return flagsOf(text, published).map((flag) => flag.kind);
}

test('a range that runs backwards is flagged, with the reading that a lost zero gives', () => {
  const [flag] = flagsOf('استقبلت المنظمة من 1500 إلى 200 متطوع كل شهر.');
  assert.equal(flag?.kind, 'range-reversed');
  assert.match(flag.message, /من 1500 إلى 2000/);
  assert.deepEqual(kinds('استقبلت المنظمة من 200 إلى 1500 متطوع كل شهر.'), []);
});

test('a rise or fall from one number to another is no range, nor are degrees that sink', () => {
  assert.deepEqual(kinds('انخفض عدد المتطوعين من 1500 إلى 200 متطوع.'), []);
  assert.deepEqual(kinds('تتراوح الحرارة من 30 إلى 20 درجة.'), []);
});

test('two ends named with «between» may stand in any order, unless one is a multiple of the other', () => {
  assert.deepEqual(kinds('يقع دعم السوق بين 9050 و9000 نقطة.'), []);
  assert.deepEqual(kinds('استقبلت المنظمة بين 1500 و200 متطوع.'), ['range-reversed']);
});

test('a ratio that the stated values do not give is flagged; one that they give is not', () => {
  const now = 'عشر مرات أقل في عدد المتطوعين، نحو 200 متطوع في الشهر.';
  assert.deepEqual(kinds(`${now} وكانوا 1500 متطوع في الشهر.`), ['ratio-mismatch']);
  assert.deepEqual(kinds(`${now} وكانوا 2000 متطوع في الشهر.`), []);
});

test('parts are set against their whole: more is wrong, fewer leaves a rest', () => {
  assert.deepEqual(kinds('أصيب 20 شخصا بينهم 25 امرأة.'), ['parts-exceed-whole']);
  const [rest] = flagsOf('وصل 700 فرنسي بينهم 275 امرأة و17 قاصرا.');
  assert.equal(rest?.kind, 'parts-remainder');
  assert.match(rest.message, /408/);
  assert.deepEqual(kinds('أصيب 20 شخصا بينهم 20 امرأة.'), []);
});

test('what the nouns tell apart is no part: young people of courses, people of tanks, many of a pair', () => {
  assert.deepEqual(kinds('تدريب 1800 شاب في دورات منها 30 دورة تدريبية.'), []);
  assert.deepEqual(kinds('هاجموا ثكنات في منطقتي الفلاحات وصبيحات، وقتل 25 منهم.'), []);
  assert.deepEqual(kinds('أقرت 8 مراكز بسكاكا و7 مراكز بالقريات منها 12 مركزا للنساء.'), []);
  assert.deepEqual(kinds('في حفظ الضروريات الخمس ومنها العرض.'), []);
});

test('«32 من بين 149 منهم» is one part of one whole', () => {
  assert.deepEqual(kinds('واجه تمردا من نوابه حيث صوت 32 من بين 149 منهم ضد الاتفاق.'), ['parts-remainder']);
});

test('a percentage that its counts do not give is flagged', () => {
  assert.deepEqual(kinds('جمع 12.85 مليار دولار من أصل 36 إصدارا، ما يمثل 48.8% من المبلغ.'), []);
  assert.ok(kinds('صوت 5 من أصل 20 نائبا (40%).').includes('percent-mismatch'));
  assert.ok(!kinds('صوت 5 من أصل 20 نائبا (25%).').includes('percent-mismatch'));
  assert.deepEqual(kinds('ارتفع عدد اللاجئين من 200 إلى 300 لاجئ أي بنسبة 80%.'), ['percent-mismatch']);
  assert.deepEqual(kinds('ارتفع عدد اللاجئين من 200 إلى 300 لاجئ أي بنسبة 50%.'), []);
});

test('the title and the body that count the same dead differently are flagged', () => {
  const body = 'قتل 15 شخصا في انفجار سيارة وسط المدينة صباح أمس وفق ما أعلنته الشرطة المحلية.';
  assert.deepEqual(kinds(`مقتل 12 شخصا في انفجار\n\n${body}`), ['values-differ']);
  assert.deepEqual(kinds(`مقتل 15 شخصا في انفجار\n\n${body}`), []);
  const both = 'قال مصدر طبي إن القصف أسفر عن مقتل 16 مدنيا وإصابة 19 آخرين نقلوا جميعا إلى المستشفى.';
  assert.deepEqual(kinds(`القوات تقتل وتصيب 35 مدنيا\n\n${both}`), []);
  const parts = 'أصيب شخصان و3 رجال أمن إثر حرائق اندلعت في ثلاثة مواقع من المدينة يوم الجمعة.';
  assert.deepEqual(kinds(`إصابة 5 أشخاص في حرائق\n\n${parts}`), []);
});

test('an exception to a fall makes no sense', () => {
  assert.deepEqual(kinds('سجلت باريس انخفاضا حادا في أعداد مقاتليها باستثناء 700 فرنسي.'), ['exception-to-fall']);
  assert.deepEqual(kinds('حضر جميع النواب باستثناء 7 نواب.'), []);
});

test('what does not come at all does not come by so many a month', () => {
  const none = 'لا يجد التنظيم متطوعين جددا.';
  assert.deepEqual(kinds(`${none} وينضم إليه نحو 200 متطوع في الشهر.`), ['none-yet-some']);
  assert.deepEqual(kinds(`${none} وكان ينضم إليه 200 متطوع في الشهر.`), []);
  assert.deepEqual(kinds(`${none} وينضم إلى الجيش 200 جندي في الشهر.`), []);
  assert.deepEqual(kinds('لا يجد التنظيم 10 متطوعين. وينضم إليه نحو 200 متطوع في الشهر.'), []);
  assert.deepEqual(kinds('لا يجد المتطوعون عملا. وينضم نحو 200 متطوع في الشهر.'), []);
});

test('a day that no calendar has, and a weekday that is another, are flagged', () => {
  assert.deepEqual(kinds('وقع الحادث في 31 فبراير 2015.'), ['date-impossible']);
  assert.deepEqual(kinds('وقع الحادث في 29 فبراير 2016.'), []);
  assert.deepEqual(kinds('وقع الحادث يوم الاثنين 12 يناير 2016.'), ['weekday-mismatch']);
  assert.deepEqual(kinds('وقع الحادث يوم الثلاثاء 12 يناير 2016.'), []);
});

test('a date after publication is flagged where it is told as past, not where it is planned', () => {
  assert.deepEqual(kinds('وقع الانفجار في 5 يونيو 2017 وسط المدينة.', '2016-05-03'), ['date-after-publication']);
  assert.deepEqual(kinds('ستجرى الانتخابات في 5 يونيو 2017.', '2016-05-03'), []);
  assert.deepEqual(kinds('حدد القرار موعد الانتخابات في 5 يونيو 2017.', '2016-05-03'), []);
});

test('a relative date in words relayed from another outlet stays open, and says so', () => {
  const text = 'ذكرت صحيفة الوادي أن الشرطة اعتقلت سبعة رجال الأسبوع الماضي.';
  const reading = read({ id: '', text, published: '2016-05-03', outlet: 'موقع الساحل' }, language);
  const [date] = reading.dates;
  assert.equal(date?.timex, 'P-1W');
  assert.equal(date.anchor, 'quoted');
  assert.equal(date.earliest, null);
  assert.deepEqual(
    reading.flags.map((flag) => flag.kind),
    ['date-anchor'],
  );
  const own = read({ id: '', text: 'اعتقلت الشرطة سبعة رجال الأسبوع الماضي.', published: '2016-05-03' }, language);
  assert.equal(own.dates[0]?.anchor, 'publication');
  assert.equal(own.dates[0]?.timex, '2016-W17');
});

test('an agency of atoms or of labour is no outlet', () => {
  const text = 'أعلنت الوكالة الدولية للطاقة الذرية أن مديرها سيزور البلاد الأسبوع المقبل.';
  const [date] = read({ id: '', text, published: '2016-05-03' }, language).dates;
  assert.equal(date?.anchor, 'publication');
  assert.equal(date.timex, '2016-W19');
});

test('without a date of publication what hangs on it is named once', () => {
  const { flags } = read({ id: '', text: 'اعتقلت الشرطة أمس سبعة رجال، وكانت حذرت الأسبوع الماضي.' }, language);
  assert.deepEqual(
    flags.map((flag) => [flag.kind, flag.spans.length]),
    [['no-publication-date', 2]],
  );
});
