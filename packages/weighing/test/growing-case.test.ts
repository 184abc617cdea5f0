import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reading } from '@isnad/reading';
import fc from 'fast-check';
import { CaseView, type Changes, type Finding, FoundBefore, MemoryStore, Weigher, weigh } from '../src/index.ts';
import { loadWeighingArabic } from '../src/load.ts';
import { soundsOf } from '../src/sources/tellers.ts';
import { readingOf } from './readings.ts';

const arabic = loadWeighingArabic();

/** A case whose documents come one after another: what one says, many say again with other words or figures. */
const SENTENCES = [
  'انهار سد الوادي بعد أن أهملت الوزارة صيانته سنوات',
  'انهار سد الوادي لأن الوزارة أهملت صيانته سنوات طويلة',
  'لم ينهر سد الوادي بل أهملت الوزارة صيانته سنوات',
  'قتل في انهيار السد {27 شخصا}',
  'قتل في انهيار السد {30 شخصا}',
  'قتل في انهيار السد أكثر من {27 شخصا} وجرح {90 شخصا}',
  'وقطعت السيول الطريق بين الناحية والمدينة وجرفت منازل المزارعين',
  'قطعت السيول الطريق إلى المدينة وجرفت المنازل',
  'ارتفعت أسعار القمح في الأسواق المحلية',
  'سد',
];
const SOURCES = ['', 'سالم الحمداني | ', '?مصدر | ', 'رويترز < ليلى الجبوري | ', 'رويترز < سالم حمداني | '];
const line = fc
  .tuple(fc.constantFrom(...SOURCES), fc.constantFrom(...SENTENCES))
  .map(([source, sentence]) => source + sentence);
const documents = fc
  .array(fc.array(line, { maxLength: 5 }), { minLength: 1, maxLength: 8 })
  .map((all) =>
    all.map((lines, i) => readingOf(`d${i}`, { published: `2024-03-0${i + 1}`, outlet: 'رويترز' }, ...lines)),
  );

const SOUNDS = SOURCES.flatMap((source) => soundsOf(readingOf('', {}, `${source}سد`), arabic.sources));

async function findingsOf(store: MemoryStore): Promise<Finding[]> {
  const found: Finding[] = [];
  for await (const finding of new CaseView(store, arabic).findings()) found.push(finding);
  return found;
}

test('a case that is looked at after each document comes to what it comes to when weighed at once', async () => {
  await fc.assert(
    fc.asyncProperty(documents, async (readings) => {
      const store = new MemoryStore();
      const weigher = new Weigher(store, arabic);
      for (const [i, reading] of readings.entries()) {
        await weigher.add(reading);
        const found = await findingsOf(store);
        const { groups, copies, figures, flags } = await weigh(readings.slice(0, i + 1), arabic);
        assert.deepEqual(
          found.flatMap((one) => (one.kind === 'group' ? one.group : [])),
          groups,
        );
        assert.deepEqual(
          found.flatMap((one) => (one.kind === 'copies' ? one.pair : [])),
          copies,
        );
        assert.deepEqual(
          found.flatMap((one) => (one.kind === 'series' ? one.series : [])),
          figures,
        );
        assert.deepEqual(
          found.flatMap((one) => (one.kind === 'flag' ? one.flag : [])),
          flags,
        );
      }
    }),
    { numRuns: 15 },
  );
});

/** Findings that are brought up to date by what is told of them, as whoever keeps them does. */
class Told {
  private readonly before = new FoundBefore();
  private groups = new Map<string, Finding>();
  private copies: Finding[] = [];

  async again(store: MemoryStore): Promise<Finding[]> {
    const affected = store.takeAffected((claims) => this.before.setAgainst(claims));
    const groups = new Map<string, Finding>();
    const copies = this.copies.slice(0, affected?.copies ?? 0);
    const found: Finding[] = [];
    for await (const finding of new CaseView(store, arabic).findingsSince(this.before, affected)) {
      if (finding.kind === 'known group') {
        const group = this.groups.get(finding.id)!;
        found.push(group);
        groups.set(finding.id, group);
      } else {
        if (finding.kind === 'group') groups.set(finding.group.id, finding);
        if (finding.kind === 'copies') copies.push(finding);
        else found.push(finding);
      }
    }
    this.groups = groups;
    this.copies = copies;
    return [...found, ...copies];
  }
}

test('documents that are taken back leave nothing: those that come then are weighed as if they had never been there', async () => {
  const step = fc.tuple(fc.nat({ max: 4 }), documents);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
      const store = new MemoryStore();
      const weigher = new Weigher(store, arabic);
      const told = new Told();
      let kept: Reading[] = [];
      for (const [step, [back, more]] of steps.entries()) {
        const left = Math.max(0, kept.length - back);
        assert.ok(store.rewind(left));
        kept = [...kept.slice(0, left), ...more.map((one) => ({ ...one, id: `${step} ${one.id}` }))];
        for (const reading of kept.slice(left)) await weigher.add(reading);
        const anew = new MemoryStore();
        const again = new Weigher(anew, arabic);
        for (const reading of kept) await again.add(reading);
        const found = await findingsOf(anew);
        assert.deepEqual(await findingsOf(store), found);
        const isCopy = ({ kind }: Finding) => kind === 'copies';
        assert.deepEqual(await told.again(store), [...found.filter((one) => !isCopy(one)), ...found.filter(isCopy)]);
        for (const number of kept.keys()) assert.deepEqual(store.claimsOf(number), anew.claimsOf(number));
        const names = (of: MemoryStore) => of.tellersBySound(SOUNDS);
        assert.deepEqual(await names(store), await names(anew));
      }
    }),
    { numRuns: 30 },
  );
});

test('groups that have nothing to do with what came in are only named', async () => {
  const store = new MemoryStore();
  const weigher = new Weigher(store, arabic);
  const before = new FoundBefore();
  const found = async () => {
    const affected = store.takeAffected((claims) => before.setAgainst(claims));
    const names: string[] = [];
    for await (const one of new CaseView(store, arabic).findingsSince(before, affected)) {
      if (one.kind === 'group') names.push(`${one.group.id} of ${one.group.claims.length}`);
      if (one.kind === 'known group') names.push(one.id);
    }
    return names;
  };
  await weigher.add(readingOf('x', {}, 'ليلى الجبوري | انهار سد الوادي بعد أن أهملت الوزارة صيانته سنوات'));
  await weigher.add(readingOf('y', {}, 'سالم الحمداني | ارتفعت أسعار القمح في الأسواق المحلية'));
  assert.deepEqual(await found(), ['x#c1 of 1', 'y#c1 of 1']);
  assert.deepEqual(await found(), ['x#c1', 'y#c1']);
  await weigher.add(readingOf('z', {}, 'فارس الخطيب | انهار سد الوادي بعد أن أهملت الوزارة صيانته سنوات'));
  assert.deepEqual(await found(), ['x#c1 of 2', 'y#c1']);
  store.rewind(2);
  assert.deepEqual(await found(), ['x#c1 of 1', 'y#c1']);
});

test('documents can’t be taken back that are further back than is remembered', async () => {
  const store = new MemoryStore(2);
  const weigher = new Weigher(store, arabic);
  for (const id of ['x', 'y', 'z']) await weigher.add(readingOf(id, {}, 'انهار سد الوادي'));
  assert.equal(store.rewind(0), false);
  assert.equal((await store.size()).documents, 3);
  assert.equal(store.rewind(1), true);
  assert.deepEqual(await store.size(), { documents: 1, claims: 1 });
  assert.equal(await store.find('y'), null);
});

test('a group that is asked for alone is the one among the findings', async () => {
  let disputed = 0;
  await fc.assert(
    fc.asyncProperty(documents, async (readings) => {
      const store = new MemoryStore();
      const weigher = new Weigher(store, arabic);
      for (const reading of readings) await weigher.add(reading);
      const groups = (await findingsOf(store)).flatMap((one) => (one.kind === 'group' ? one.group : []));
      const { claims } = await store.size();
      const numbers = new Set(await store.groupsOf(Array.from({ length: claims }, (_, i) => i)));
      const view = new CaseView(store, arabic);
      const alone = [];
      for (const number of [...numbers].sort((x, y) => x - y)) alone.push(await view.group(number));
      assert.deepEqual(alone, groups);
      disputed += groups.filter(({ conflicts }) => conflicts.length > 0).length;
    }),
    { numRuns: 15 },
  );
  assert.ok(disputed > 0, 'no group had a conflict');
});

test('as documents are added, no claim leaves its group but with all of it, into an older one', async () => {
  await fc.assert(
    fc.asyncProperty(documents, async (readings) => {
      const store = new MemoryStore();
      const weigher = new Weigher(store, arabic);
      let before: readonly number[] = [];
      for (const reading of readings) {
        await weigher.add(reading);
        const { claims } = await store.size();
        const after = await store.groupsOf(Array.from({ length: claims }, (_, i) => i));
        const went = new Map<number, number>();
        before.forEach((group, claim) => {
          const now = after[claim]!;
          assert.ok(now <= group);
          assert.equal(went.get(group) ?? now, now);
          went.set(group, now);
        });
        before = after;
      }
    }),
    { numRuns: 40 },
  );
});

test('a store gives documents and claims back as they were written', async () => {
  await fc.assert(
    fc.asyncProperty(documents, async (readings) => {
      const store = new MemoryStore();
      const weigher = new Weigher(store, arabic);
      const written: Changes[] = [];
      for (const reading of readings) written.push((await weigher.add(reading))!);
      for (const { document, claims, links } of written) {
        const [kept] = await store.documents([document.number]);
        for (const key of Object.keys(document) as (keyof typeof document)[]) {
          assert.deepEqual(kept![key], document[key], key);
        }
        const all = await store.claims(claims.map(({ number }) => number));
        claims.forEach((claim, i) => {
          assert.deepEqual(all[i]!.content.words, claim.content.words);
          assert.deepEqual(all[i]!.content.figures, claim.content.figures);
          for (const key of Object.keys(claim) as (keyof typeof claim)[]) {
            if (key !== 'content') assert.deepEqual(all[i]![key], claim[key], key);
          }
        });
        for (const { a, b } of links) assert.ok((await store.linksOf([a])).some((link) => link.b === b));
      }
    }),
    { numRuns: 40 },
  );
});
