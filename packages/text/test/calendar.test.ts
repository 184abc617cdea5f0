import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  dateOf,
  dayOf,
  hijriDay,
  hijriOf,
  isoDate,
  isoWeekOf,
  monthLength,
  parseIsoDate,
  shiftMonths,
  weekdayOf,
} from '../src/index.ts';

const days = fc.integer({ min: -700_000, max: 60_000 });

test('a day number and its date are one another’s inverse, four thousand years around', () => {
  fc.assert(
    fc.property(days, (day) => {
      const { year, month, day: date } = dateOf(day);
      assert.equal(dayOf(year, month, date), day);
      assert.ok(date >= 1 && date <= monthLength(year, month));
    }),
  );
});

test('days, weekdays and ISO dates are those of the platform’s own calendar', () => {
  fc.assert(
    fc.property(fc.integer({ min: -25_000, max: 60_000 }), (day) => {
      const date = new Date(day * 86_400_000);
      assert.equal(isoDate(day), date.toISOString().slice(0, 10));
      assert.equal(weekdayOf(day) % 7, date.getUTCDay());
      assert.equal(parseIsoDate(isoDate(day)), day);
    }),
  );
});

test('a week belongs to the year of its Thursday', () => {
  assert.deepEqual(isoWeekOf(dayOf(2016, 1, 1)), { year: 2015, week: 53 });
  assert.deepEqual(isoWeekOf(dayOf(2016, 1, 4)), { year: 2016, week: 1 });
  assert.deepEqual(isoWeekOf(dayOf(2018, 12, 31)), { year: 2019, week: 1 });
});

test('a month on from the last of January is the last of February', () => {
  assert.equal(isoDate(shiftMonths(dayOf(2015, 1, 31), 1)), '2015-02-28');
  assert.equal(isoDate(shiftMonths(dayOf(2016, 3, 31), -1)), '2016-02-29');
});

test('what is no day of the calendar is no date', () => {
  for (const text of ['2015-02-29', '2016-13-01', '2016-00-10', '3 May 2016', ''])
    assert.equal(parseIsoDate(text), null);
  assert.equal(parseIsoDate('2016-05-03T10:00:00Z'), dayOf(2016, 5, 3));
});

test('Hijri days of the Umm al-Qura calendar are found again', () => {
  assert.equal(isoDate(hijriDay(1437, 7, 26)), '2016-05-03');
  assert.equal(isoDate(hijriDay(1445, 1, 1)), '2023-07-19');
  const given = fc.tuple(
    fc.integer({ min: 1, max: 1500 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 29 }),
  );
  fc.assert(
    fc.property(given, ([year, month, day]) => {
      assert.deepEqual(hijriOf(hijriDay(year, month, day)), { year, month, day });
    }),
  );
});
