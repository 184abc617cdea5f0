import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reading } from '@isnad/reading';
import { CaseView, MemoryStore, Weigher, weigh } from '../src/index.ts';
import { loadWeighingArabic } from '../src/load.ts';
import { signatureOf } from '../src/signature.ts';
import { readingOf } from './readings.ts';

const arabic = loadWeighingArabic();

const COLLAPSE = 'انهار سد الوادي بعد أن أهملت الوزارة صيانته سنوات';
const ROAD = 'وقطعت السيول الطريق بين الناحية والمدينة وجرفت منازل المزارعين';

/** How many records a store was asked for. */
class CountingStore extends MemoryStore {
  asked = 0;

  override documents(numbers: readonly number[]): ReturnType<MemoryStore['documents']> {
    this.asked += numbers.length;
    return super.documents(numbers);
  }

  override claims(numbers: readonly number[]): ReturnType<MemoryStore['claims']> {
    this.asked += numbers.length;
    return super.claims(numbers);
  }
}

test('a thousand documents that are all the same are one report, and each is added by looking at a few', async () => {
  const lines = [`سالم الحمداني | ${COLLAPSE}`, ROAD, 'وقتل في الانهيار {27 شخصا}'];
  const store = new CountingStore();
  const weigher = new Weigher(store, arabic);
  let most = 0;
  for (let i = 0; i < 1000; i++) {
    const before = store.asked;
    await weigher.add(readingOf(`d${i}`, {}, ...lines));
    most = Math.max(most, store.asked - before);
  }
  assert.ok(most < 200, `${most} records asked for`);
  assert.equal((await store.members([0], 2000))[0]?.length, 1000);
  const groups = [];
  for await (const finding of new CaseView(store, arabic).findings())
    if (finding.kind === 'group') groups.push(finding);
  assert.deepEqual(
    groups.map(({ group: { routes } }) => [
      routes.certain,
      routes.nodes.filter(({ kind }) => kind === 'report').length,
    ]),
    [
      [1, 1],
      [1, 1],
      [1, 1],
    ],
  );
});

test('a document of ten megabytes without a full stop is one claim, and who copied from it is found', async () => {
  const words = Array.from({ length: 5000 }, (_, i) => `${'بتثجحخدذرزسشصضط'[i % 15]}${'عغفقكلمنهوي'[i % 11]}${i}ا`);
  const line = words.map((word) => word.replace(/\d/g, (digit) => 'ابتجدهوزحط'[Number(digit)]!)).join(' ');
  const long = Array.from({ length: Math.ceil(10_000_000 / line.length) }, () => line).join(' ');
  const { groups, copies } = await weigh(
    [readingOf('long', {}, long), readingOf('other', {}, COLLAPSE), readingOf('part', {}, line)],
    arabic,
  );
  assert.equal(groups.flatMap(({ claims }) => claims).length, 3);
  assert.deepEqual(
    copies.map(({ a, b, kind }) => [a, b, kind]),
    [['long', 'part', 'excerpt']],
  );
});

/** A document of so many claims, each with a name, a figure and a source, that counts how often a place in it is read. */
function countedReading(claims: number): { reading: Reading; reads: () => number } {
  let reads = 0;
  const span = <T extends { start: number; end: number }>(of: T): T =>
    Object.defineProperty({ ...of }, 'start', {
      enumerable: true,
      get: () => {
        reads++;
        return of.start;
      },
    });
  const lines = Array.from(
    { length: claims },
    (_, i) => `وأعلن مجلس القرية ${'ب'.repeat(1 + (i % 7))} مقتل {${i} شخصا}`,
  );
  const plain = readingOf('long', {}, ...lines);
  const mentions = plain.claims.map(({ start }) => ({ start: start + 6, end: start + 16, text: '', entity: 'e0' }));
  const credits = plain.claims.map(({ start, end }) => ({ cue: { start, end: start + 5, text: '' }, end }));
  const reading: Reading = {
    ...plain,
    claims: plain.claims.map(span),
    figures: plain.figures.map(span),
    numbers: plain.figures.map(({ start, text }) => span({ start, end: start + 1, text, value: 1, kind: 'cardinal' })),
    mentions: mentions.map((mention) => span({ ...mention, type: 'organization' })),
    attributions: credits.map(({ cue, end }, i) => ({
      ...{ id: `a${i}`, cue: span(cue), source: null, resolved: null, entity: null, within: null },
      ...{ content: { start: cue.end, end, text: '' }, kind: 'indirect', stance: 'states' },
    })),
  };
  return { reading, reads: () => reads };
}

test('a document of many claims is looked through once, not once for each claim', () => {
  const readsOf = (claims: number) => {
    const { reading, reads } = countedReading(claims);
    signatureOf(reading, arabic);
    return reads();
  };
  const [few, many] = [readsOf(200), readsOf(1600)];
  assert.ok(many < 12 * few, `${few} places read of 200 claims, ${many} of 1600`);
});

test('three hundred sources that cite each other in a ring are one circle, and no route is certain but what is said', async () => {
  const ring = Array.from(
    { length: 300 },
    (_, i) =>
      `المصدر${'ابتجدهوزحط'[Math.floor(i / 100)]}${'ابتجدهوزحط'[Math.floor(i / 10) % 10]}${'ابتجدهوزحط'[i % 10]}`,
  );
  const documents = ring.map((name, i) =>
    readingOf(`d${i}`, {}, `${name} < ${ring[(i + 1) % ring.length]} | ${COLLAPSE}`),
  );
  const { groups } = await weigh(documents, arabic);
  assert.equal(groups.length, 1);
  const [{ routes }] = groups as [(typeof groups)[number]];
  assert.ok(routes.circles.length >= 1);
  assert.ok(routes.certain <= routes.possible);
});

test('claims with nobody behind them, of one word or of none, give a clear result', async () => {
  const { groups } = await weigh(
    [readingOf('a', {}, COLLAPSE, 'سد', '؟', '{5}'), readingOf('b', {}, 'سد', '...', COLLAPSE), readingOf('c', {})],
    arabic,
  );
  assert.equal(groups.flatMap(({ claims }) => claims).length, 7);
  assert.ok(groups.every(({ grade }) => grade === 'unattributed'));
});

test('a document under a known id is passed over and flagged, even where it says something else', async () => {
  const { groups, flags } = await weigh([readingOf('a', {}, COLLAPSE), readingOf('a', {}, ROAD)], arabic);
  assert.deepEqual(
    flags.map(({ kind }) => kind),
    ['duplicate id'],
  );
  assert.equal(groups.length, 1);
});

test('an empty case has nothing to find', async () => {
  assert.deepEqual(await weigh([], arabic), { groups: [], copies: [], figures: [], flags: [] });
});
