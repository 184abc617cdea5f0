import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { FigureSeries } from '@isnad/weighing';
import { createCase } from '../src/case.ts';
import { everyItem } from '../src/store/store.ts';
import { passingFolder } from './helpers/folder.ts';
import { arrivalOf, NO_FINDINGS, type Report, refTo } from './helpers/reports.ts';

const WORDS = ['قتل 12 شخصا', 'قتل 15 شخصا', 'تضررت 7 منازل'];
const REPORT: Report = {
  id: 'dam',
  text: `${WORDS.join('. ')}.`,
  outlet: 'صحيفة المرفأ',
  claims: WORDS.map((words) => ({ words, chain: [] })),
};

/** A series of the claims in these places; of two, they contradict each other where it is said. */
function seriesOf(measure: string, places: readonly number[], isContested = false): FigureSeries {
  const points = places.map((place) => ({
    claim: refTo('dam', REPORT, place),
    figure: place,
    text: WORDS[place]!,
    low: 10 + place,
    high: 10 + place,
    hedge: null,
    origin: null,
    originName: null,
    earliest: null,
    latest: null,
    published: null,
  }));
  const [a, b] = points.map(({ claim }) => claim);
  const because = { ar: 'رقمان', en: 'two figures' };
  return {
    ...{ id: `s ${measure}`, measure, unit: measure, per: null, role: null, place: null, points },
    ...{ low: null, best: null, high: null },
    conflicts: isContested && a && b ? [{ a, b, kind: 'figure', because, at: null }] : [],
  };
}

test('what is measured is listed by what it has to tell: conflicts, then figures; what one figure tells apart', async (context) => {
  const opened = await createCase(join(await passingFolder(context), 'case'), null);
  context.after(() => opened.close());
  const { store } = opened;
  await store.keep([arrivalOf('/dam', REPORT)], opened.stamp());
  const figures = [
    seriesOf('منازل', [2]),
    seriesOf('شهداء', [0, 1, 2]),
    seriesOf('قتلى', [0, 1], true),
    seriesOf('جرحى', [1]),
    seriesOf('أشخاص', [0, 1]),
  ];
  await store.putFindings({ ...NO_FINDINGS, figures }, opened.stamp());
  const listed = async (points: 'several' | 'one') => {
    const found = [];
    // A page at a time, each from where the one before it ended.
    for await (const { id, measure } of everyItem((page) => store.measures({ points }, page), 1))
      found.push([id, measure]);
    assert.equal((await store.measures({ points }, { limit: 1 })).total, found.length);
    return found.map(([, measure]) => measure);
  };
  assert.deepEqual(await listed('several'), ['قتلى', 'شهداء', 'أشخاص']);
  assert.deepEqual(await listed('one'), ['جرحى', 'منازل']);
  const all = (await store.series({ limit: 10 })).items;
  for (const series of all) assert.deepEqual(await store.oneSeries(series.id), series);
  assert.equal(await store.oneSeries('s none'), null);
});
