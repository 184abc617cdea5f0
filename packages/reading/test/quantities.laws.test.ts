import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, hijriDay, hijriMonthLength, isoDate, monthLength, weekdayOf } from '@isnad/text';
import fc from 'fast-check';
import { read } from '../src/index.ts';
import { loadArabic } from '../src/load.ts';
import { inDigits, inRisingWords, inWords, MONTHS, type NumeralStyle } from './numerals.ts';

const language = loadArabic();

const styles: fc.Arbitrary<NumeralStyle> = fc.record({
  feminine: fc.boolean(),
  nominative: fc.boolean(),
  hundred: fc.constantFrom('مئة', 'مائة', 'مية'),
  joinedHundreds: fc.boolean(),
  joinedAnd: fc.boolean(),
  careless: fc.boolean(),
});

/** Small and large numbers alike: a uniform one would hardly ever be below a million. */
const values = fc.oneof(
  fc.integer({ min: 0, max: 999 }),
  fc.integer({ min: 1000, max: 999_999 }),
  fc.integer({ min: 0, max: 1_000_000_000_000 }),
  fc.tuple(fc.integer({ min: 1, max: 999 }), fc.constantFrom(1e3, 1e6, 1e9)).map(([n, scale]) => n * scale),
);

test('a number written in words, whatever the gender, case and spelling, is read as itself', () => {
  fc.assert(
    fc.property(values, styles, (value, style) => {
      const words = inWords(value, style);
      const text = `بلغ العدد ${words}.`;
      const found = read({ id: '', text }, language).numbers.filter((number) => number.kind === 'cardinal');
      assert.deepEqual(
        found.map((number) => [number.text, number.value]),
        [[words, value]],
      );
    }),
    { numRuns: 3000 },
  );
});

test('a number told from the units up is read as itself', () => {
  // A hundred and more, with units or tens, or there is nothing to rise from.
  const rising = fc.integer({ min: 101, max: 2999 }).filter((n) => n % 100 > 0 && n % 1000 >= 100);
  fc.assert(
    fc.property(rising, styles, (value, style) => {
      const words = inRisingWords(value, style);
      const [number] = read({ id: '', text: `سنة ${words}.` }, language).numbers;
      assert.deepEqual([number?.text, number?.value], [words, value]);
    }),
    { numRuns: 500 },
  );
});

test('a number in digits of any kind, alone or grouped, is read as itself', () => {
  const kinds = fc.constantFrom('ascii', 'arabic', 'persian');
  const marks = fc.constantFrom('', ',', '٬', '\u00A0', ' ');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), kinds, marks, (value, kind, mark) => {
      const digits = inDigits(String(value).replace(/\B(?=(\d{3})+$)/g, mark), kind);
      const [number] = read({ id: '', text: `بلغ العدد ${digits} قتيلا` }, language).numbers;
      assert.equal(number?.text, digits);
      assert.equal(number.value, value);
    }),
    { numRuns: 1000 },
  );
});

const days = fc
  .tuple(fc.integer({ min: 1900, max: 2049 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
  .filter(([year, month, day]) => day <= monthLength(year, month));

test('a Gregorian day written in any naming, order and digits is read as itself', () => {
  const naming = fc.constantFrom(...(Object.keys(MONTHS) as (keyof typeof MONTHS)[]));
  const kinds = fc.constantFrom('ascii', 'arabic', 'persian');
  const shapes = fc.constantFrom('words', 'from', 'year', 'first', 'slash', 'iso');
  fc.assert(
    fc.property(days, naming, kinds, shapes, ([year, month, day], system, kind, shape) => {
      const digits = (value: number, width = 1) => inDigits(value, kind).padStart(width, inDigits(0, kind));
      const name = MONTHS[system][month - 1];
      const written = {
        words: `${digits(day)} ${name} ${digits(year)}`,
        from: `${digits(day)} من ${name} ${digits(year)}`,
        year: `${digits(day)} ${name} من عام ${digits(year)}`,
        first: `${name} ${digits(day)}، ${digits(year)}`,
        slash: `${digits(day)}/${digits(month)}/${digits(year)}`,
        iso: `${digits(year)}-${digits(month, 2)}-${digits(day, 2)}`,
      }[shape];
      const { dates } = read({ id: '', text: `وقع ذلك في ${written}.` }, language);
      // 5/4/2016 is the fifth of April, as the region writes it; 4/13 can only be the thirteenth.
      assert.deepEqual(
        dates.map((date) => [date.text, date.timex, date.earliest, date.latest]),
        [[written, ...Array.from({ length: 3 }, () => isoDate(dayOf(year, month, day)))]],
      );
    }),
    { numRuns: 1500 },
  );
});

test('a day told in words, its weekday before it, is read as itself', () => {
  const weekdays = ['الاثنين', 'الثلاثاء', 'الأربعاء', 'الخميس', 'الجمعة', 'السبت', 'الأحد'];
  fc.assert(
    fc.property(days, styles, ([year, month, day], style) => {
      const number = dayOf(year, month, day);
      // «الأحد عشر» is eleven before it is a Sunday.
      fc.pre(day !== 10);
      const words = inWords(day, { ...style, careless: false });
      const written = `${weekdays[weekdayOf(number) - 1]} ${words} ${MONTHS.levantine[month - 1]} ${year}`;
      const { dates, flags } = read({ id: '', text: `عقد الاجتماع يوم ${written}.` }, language);
      assert.deepEqual(
        dates.map((date) => [date.text, date.timex]),
        [[written, isoDate(number)]],
      );
      assert.ok(!flags.some((flag) => flag.kind === 'weekday-mismatch'));
    }),
    { numRuns: 500 },
  );
});

test('a Hijri day is told in the Gregorian calendar and kept as it was given', () => {
  const months = ['محرم', 'صفر', 'ربيع الأول', 'ربيع الثاني', 'جمادى الأولى', 'جمادى الآخرة'];
  months.push('رجب', 'شعبان', 'رمضان', 'شوال', 'ذي القعدة', 'ذي الحجة');
  const given = fc.tuple(
    fc.integer({ min: 1300, max: 1500 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 29 }),
  );
  fc.assert(
    fc.property(given, ([year, month, day]) => {
      assert.ok(hijriMonthLength(year, month) >= 29);
      const written = `${day} ${months[month - 1]} ${year} هـ`;
      const [date] = read({ id: '', text: `ولد في ${written} بمكة` }, language).dates;
      assert.equal(date?.text, written);
      assert.equal(date.timex, isoDate(hijriDay(year, month, day)));
      const two = (n: number) => String(n).padStart(2, '0');
      assert.equal(date.hijri, `${year}-${two(month)}-${two(day)}`);
    }),
    { numRuns: 300 },
  );
});
