import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import type { Group } from '@isnad/weighing';
import fc from 'fast-check';
import { type Case, createCase, openCase } from '../src/case.ts';
import { documentId, logSeq } from '../src/ids.ts';
import type { Correction, Decision } from '../src/log/review.ts';
import type { ReviewSubject } from '../src/log/subject.ts';
import { sourceKey } from '../src/sources.ts';
import { everyItem, type Store } from '../src/store/store.ts';
import { verify } from '../src/verify.ts';
import { passingFolder } from './helpers/folder.ts';
import { arrivalOf, preparedOf, type Report } from './helpers/reports.ts';
import { WeighedHere } from './helpers/weighed-here.ts';

/** Two reports of one thing from two people, a third that tells it in other words, and one of something else. */
const DAM: Report = {
  id: 'dam',
  text: 'ذكرت رويترز إن سد الوادي انهار فجر الثلاثاء وغمرت مياهه قرية الزهراء. ونام الناس في العراء.',
  published: '2026-02-01',
  claims: [{ words: 'سد الوادي انهار فجر الثلاثاء وغمرت مياهه قرية الزهراء', chain: ['رويترز'] }],
};
const RADIO: Report = {
  id: 'radio',
  text: 'في نشرة المساء أكدت الجزيرة أن سد الوادي انهار فجر الثلاثاء وغمرت المياه قرية الزهراء بالكامل.',
  published: '2026-02-02',
  claims: [{ words: 'سد الوادي انهار فجر الثلاثاء وغمرت المياه قرية الزهراء', chain: ['الجزيرة'] }],
};
const AGENCY: Report = {
  id: 'agency',
  text: 'نقلت الوكالة عن بي بي سي قولها: جرف السيل بيوتا في الزهراء بعد أن تهدم الحاجز المائي.',
  published: '2026-02-03',
  claims: [{ words: 'جرف السيل بيوتا في الزهراء بعد أن تهدم الحاجز المائي', chain: ['بي بي سي'] }],
};
const MARKET: Report = {
  id: 'market',
  text: 'ذكرت فرانس برس أن أسعار الخبز ارتفعت في سوق المدينة هذا الأسبوع.',
  published: '2026-02-04',
  claims: [{ words: 'أسعار الخبز ارتفعت في سوق المدينة هذا الأسبوع', chain: ['فرانس برس'] }],
};
const LATER: Report = {
  id: 'later',
  text: 'بحسب مراسلنا أعلنت سكاي نيوز أن سد الوادي انهار فجر الثلاثاء وغمرت مياهه قرية الزهراء كلها.',
  published: '2026-02-09',
  claims: [{ words: 'سد الوادي انهار فجر الثلاثاء وغمرت مياهه قرية الزهراء', chain: ['سكاي نيوز'] }],
};

/** Cases that grow at random; more of them with RUNS=…. */
const RUNS = Number(process.env.RUNS ?? 2);

/** What several reports tell. */
const TOLD = [
  { source: 'سالم الحمداني', words: 'سد الوادي انهار فجر الثلاثاء وغمرت مياهه قرية الزهراء' },
  { source: 'ليلى الجبوري', words: 'سد الوادي انهار فجر الثلاثاء وغمرت المياه قرية الزهراء' },
  { source: 'ليلى الجبوري', words: 'السيول قطعت الطريق بين الناحية والمدينة وجرفت منازل المزارعين' },
  { source: 'سالم حمداني', words: 'الطريق إلى المدينة قطعته السيول وجرفت المنازل' },
  { source: 'فارس الخطيب', words: 'أسعار القمح ارتفعت في الأسواق المحلية' },
  { source: 'الوزارة', words: 'المدارس أغلقت أبوابها في ثلاث محافظات بسبب الثلوج' },
];

interface Weighed {
  readonly opened: Case;
  readonly here: WeighedHere;
  decide(subject: ReviewSubject, decision: Decision): Promise<number>;
  /** The groups as the documents that they have claims of. */
  groups(): Promise<string[][]>;
  groupWith(document: string): Promise<Group>;
}

async function weighed(context: TestContext, ...reports: Report[]): Promise<Weighed> {
  const folder = join(await passingFolder(context), 'case');
  const opened = await createCase(folder, null, { by: 'ليلى' });
  context.after(() => opened.close());
  const { store } = opened;
  await store.keep(
    reports.map((report) => arrivalOf(`/${report.id}`, report)),
    opened.stamp(),
  );
  const here = new WeighedHere();
  await here.weigh(opened);
  const all = async (): Promise<Group[]> => {
    const groups: Group[] = [];
    for await (const group of everyItem((page) => store.groups({}, page))) groups.push(group);
    return groups;
  };
  return {
    opened,
    here,
    async decide(subject, decision) {
      const { entry } = await store.decide({ subject, decision, note: null }, opened.stamp());
      await here.weigh(opened);
      return entry;
    },
    async groups() {
      const groups = await all();
      return groups.map(({ claims }) => claims.map(({ document }) => document).toSorted()).toSorted();
    },
    async groupWith(document) {
      const group = (await all()).find(({ claims }) => claims.some((claim) => claim.document === document));
      assert.ok(group, `a group with a claim of ${document}`);
      return group;
    },
  };
}

const correct = (correction: Correction): Decision => ({ kind: 'correct', correction });
const claim = (document: string, item = 'c0') => ({ document: documentId.parse(document), item });
const REJECT: Decision = { kind: 'reject' };

describe('a case weighed after review', () => {
  test('loses a claim that is rejected, and has it again when that is taken back', async (context) => {
    const { opened, here, decide, groupWith } = await weighed(context, DAM, RADIO, MARKET);
    assert.deepEqual(tellOf(await groupWith('dam')), [2, 2, 'corroborated']);
    const entry = await decide({ kind: 'claim', ...claim('radio') }, REJECT);
    assert.deepEqual(tellOf(await groupWith('dam')), [1, 1, 'single route']);
    await opened.store.undo(logSeq.parse(entry), null, opened.stamp());
    await here.weigh(opened);
    assert.deepEqual(tellOf(await groupWith('dam')), [2, 2, 'corroborated']);
  });

  test('takes a claim’s chain and an attribution’s source as people have them', async (context) => {
    const { decide, groupWith } = await weighed(context, DAM, RADIO, MARKET);
    await decide({ kind: 'claim', ...claim('radio') }, correct({ of: 'claim', chain: ['الجزيرة', 'رويترز'] }));
    const { routes } = await groupWith('dam');
    assert.equal(routes.certain, 1);
    assert.deepEqual(routes.ties.length, 1);
  });

  test('counts what waits for a second pair of eyes only when it was had', async (context) => {
    const { opened, here, decide, groupWith } = await weighed(context, DAM, RADIO);
    await opened.store.setReviewers(2, opened.stamp());
    await decide({ kind: 'claim', ...claim('radio') }, REJECT);
    assert.equal((await groupWith('dam')).routes.certain, 2);
    const request = { subject: { kind: 'claim', ...claim('radio') }, decision: REJECT, note: null } as const;
    await opened.store.decide(request, { ...opened.stamp(), by: 'سامر' });
    await here.weigh(opened);
    assert.equal((await groupWith('dam')).routes.certain, 1);
  });
});

describe('a case that is weighed again', () => {
  /** The documents that are compared when it is. */
  const compared = async (context: TestContext, { opened: { store }, here }: Weighed): Promise<string[]> => {
    const document = context.mock.method(store, 'document');
    await here.found(store);
    document.mock.restore();
    return document.mock.calls.map(({ arguments: [id] }) => id);
  };

  test('compares what came since, and what is later by its date', async (context) => {
    const made = await weighed(context, DAM, AGENCY, MARKET);
    const { opened, here } = made;
    assert.deepEqual(await compared(context, made), []);
    await opened.store.keep([arrivalOf('/later', LATER)], opened.stamp());
    assert.deepEqual(await compared(context, made), ['later']);
    await opened.store.keep([arrivalOf('/radio', RADIO)], opened.stamp());
    assert.deepEqual(await compared(context, made), ['radio', 'agency', 'market', 'later']);
    assert.equal(here.known, 0);
    await here.weigh(opened);
    assert.equal(here.known, 0, 'nothing was kept of what was found before');
    assert.deepEqual(await made.groups(), [['agency'], ['dam', 'radio', 'later'].toSorted(), ['market']].toSorted());
  });

  test('leaves the groups as they are kept that have nothing to do with what came since', async (context) => {
    const { opened, here, groups } = await weighed(context, DAM, MARKET);
    await opened.store.keep([arrivalOf('/later', LATER)], opened.stamp());
    await here.weigh(opened);
    assert.equal(here.known, 1);
    assert.deepEqual(await groups(), [['dam', 'later'], ['market']]);
    await here.weigh(opened);
    assert.equal(here.known, 3);
  });

  test('compares again what people decided on, and nothing where they agree', async (context) => {
    const made = await weighed(context, DAM, RADIO, AGENCY, MARKET);
    const { store, stamp } = made.opened;
    const decided = async (subject: ReviewSubject, decision: Decision): Promise<string[]> => {
      await store.decide({ subject, decision, note: null }, stamp());
      return compared(context, made);
    };
    assert.deepEqual(await decided({ kind: 'claim', ...claim('dam') }, { kind: 'accept' }), []);
    assert.deepEqual(await decided({ kind: 'claim', ...claim('agency') }, REJECT), ['agency', 'market']);
    const group = (await made.groupWith('dam')).id;
    const split = correct({ of: 'group', split: [claim('radio')] });
    assert.deepEqual(await decided({ kind: 'group', group }, split), []);
    const source = { kind: 'source', source: sourceKey('الجزيرة') } as const;
    assert.deepEqual(await decided(source, REJECT), ['dam', 'radio', 'agency', 'market']);
  });

  test('comes to what weighing all anew comes to, whatever came in and was decided', async (context) => {
    const report = fc.record({
      day: fc.integer({ min: 1, max: 9 }),
      outlet: fc.constantFrom('رويترز', 'الجزيرة', 'إذاعة الرافدين'),
      told: fc.uniqueArray(fc.constantFrom(...TOLD), { minLength: 1, maxLength: 3, selector: ({ words }) => words }),
    });
    const step = fc.record({
      come: fc.array(report, { maxLength: 4 }),
      decide: fc.option(fc.tuple(fc.nat(), fc.constantFrom('accept', 'reject', 'part', 'alone', 'again'))),
    });
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 4 }), async (steps) => {
        const run = runs++;
        const { opened, here } = await weighed(context, DAM, MARKET);
        const { store } = opened;
        for (const [at, { come, decide }] of steps.entries()) {
          const reports = come.map(({ day, outlet, told }, i): Report => {
            const text = told.map(({ source, words }) => `قال ${source} إن ${words}.`).join(' ');
            const claims = told.map(({ source, words }) => ({ words, chain: [source] }));
            return { id: `r${at}-${i}`, text, outlet, published: `2026-02-0${day}`, claims };
          });
          const arrivals = reports.map((one) => arrivalOf(`/${run}/${one.id}`, one));
          if (arrivals.length > 0) await store.keep(arrivals, opened.stamp());
          await here.weigh(opened);
          if (decide === null) continue;
          const [which, what] = decide;
          const groups = (await store.groups({}, { limit: 100 })).items;
          const group = groups[which % groups.length]!;
          const [first] = group.claims;
          const document = documentId.parse(first!.document);
          const subject = { kind: 'claim', document, item: first!.claim } as const;
          const say = (of: ReviewSubject, decision: Decision) =>
            store.decide({ subject: of, decision, note: null }, opened.stamp());
          if (what === 'accept' || what === 'reject') await say(subject, { kind: what });
          const names = (await store.sourceNames({ limit: 100 })).items;
          if (what === 'alone') await say({ kind: 'source', source: names[which % names.length]!.key }, REJECT);
          if (what === 'part' && group.claims.length > 1) await say({ kind: 'group', group: group.id }, REJECT);
          if (what === 'again') {
            const before = reports.find(({ id }) => id === document);
            if (before !== undefined) await store.readAgain([preparedOf(document, before)], opened.stamp());
            await store.settleRereading();
          }
          await here.weigh(opened);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('is weighed anew where it is another case, or an older state of this one', async (context) => {
    const made = await weighed(context, DAM, RADIO, MARKET);
    const other = await weighed(context, DAM, RADIO);
    const found = (store: Store) => made.here.found(store);
    const anew = (store: Store) => new WeighedHere().found(store);
    assert.deepEqual(await found(other.opened.store), await anew(other.opened.store));
    assert.deepEqual(await found(made.opened.store), await anew(made.opened.store));
    const backup = join(await passingFolder(context), 'case');
    await mkdir(backup);
    await other.opened.store.backup(join(backup, 'case.db'));
    await other.opened.store.keep([arrivalOf('/later', LATER)], other.opened.stamp());
    await found(other.opened.store);
    const older = await openCase(backup);
    context.after(() => older.close());
    await older.store.keep([arrivalOf('/agency', AGENCY), arrivalOf('/market', MARKET)], older.stamp());
    assert.deepEqual(await found(older.store), await anew(older.store));
  });
});

describe('groups that people put right', () => {
  test('stay split when more comes in, and when a document is read again', async (context) => {
    const { opened, here, decide, groups, groupWith } = await weighed(context, DAM, RADIO, MARKET);
    const { id } = await groupWith('dam');
    await decide({ kind: 'group', group: id }, correct({ of: 'group', split: [claim('radio')] }));
    assert.deepEqual(await groups(), [['dam'], ['market'], ['radio']]);
    await opened.store.keep([arrivalOf('/later', LATER)], opened.stamp());
    await here.weigh(opened);
    const together = (await groups()).find((group) => group.includes('dam') && group.includes('radio'));
    assert.equal(together, undefined);
    const better = { ...RADIO, claims: [{ words: 'في نشرة المساء' }, ...RADIO.claims!] };
    await opened.store.readAgain([preparedOf(documentId.parse('radio'), better)], opened.stamp());
    await opened.store.settleRereading();
    await here.weigh(opened);
    const apart = await groupWith('dam');
    assert.ok(!apart.claims.some((one) => one.document === 'radio' && one.claim === 'c1'), 'c1 is what c0 was');
  });

  test('stay merged when more comes in, and count their routes as one group', async (context) => {
    const { opened, here, decide, groups, groupWith } = await weighed(context, DAM, RADIO, AGENCY);
    const [one, other] = [await groupWith('dam'), await groupWith('agency')];
    await decide({ kind: 'group', group: one.id }, correct({ of: 'group', merge: other.id }));
    assert.deepEqual(await groups(), [['agency', 'dam', 'radio']]);
    assert.equal((await groupWith('agency')).routes.certain, 3);
    await opened.store.keep([arrivalOf('/later', LATER)], opened.stamp());
    await here.weigh(opened);
    assert.deepEqual(await groups(), [['agency', 'dam', 'later', 'radio']]);
    assert.equal((await verify(opened)).faults.filter(({ what }) => what !== 'original').length, 0);
  });

  test('let a claim go where it belongs', async (context) => {
    const { decide, groups, groupWith } = await weighed(context, DAM, RADIO, AGENCY);
    const [from, to] = [await groupWith('dam'), await groupWith('agency')];
    const subject = { kind: 'membership', group: from.id, ...claim('radio') } as const;
    await decide(subject, correct({ of: 'membership', into: to.id }));
    assert.deepEqual(await groups(), [['agency', 'radio'], ['dam']]);
  });
});

describe('links and sources that people put right', () => {
  test('a conflict that a person sees is there, and one that is none is gone', async (context) => {
    const { decide, groupWith } = await weighed(context, DAM, RADIO, AGENCY);
    const link = { kind: 'link', a: claim('dam'), b: claim('agency') } as const;
    await decide(link, correct({ of: 'link', relation: 'conflict' }));
    for (const document of ['dam', 'agency']) {
      const { grade, conflicts } = await groupWith(document);
      assert.deepEqual([grade, conflicts.length], ['contested', 1]);
    }
    await decide(link, correct({ of: 'link', relation: 'unrelated' }));
    assert.deepEqual(tellOf(await groupWith('dam')), [2, 2, 'corroborated']);
  });

  test('names of one source are one origin', async (context) => {
    const { opened, decide, groupWith } = await weighed(context, DAM, RADIO);
    const key = async (name: string): Promise<string> => {
      for await (const source of everyItem((page) => opened.store.sourceNames(page)))
        if (source.name === name) return source.key;
      return name;
    };
    const [one, other] = [await key('رويترز'), await key('الجزيرة')];
    await decide({ kind: 'source', source: one }, correct({ of: 'source', merge: [other] }));
    assert.equal((await groupWith('dam')).routes.certain, 1);
    await decide({ kind: 'source', source: one }, correct({ of: 'source', apart: [other] }));
    assert.equal((await groupWith('dam')).routes.certain, 2);
  });

  test('two names that look like one source are two where people say so', async (context) => {
    const [one, two] = [
      { ...DAM, claims: [{ ...DAM.claims![0]!, chain: ['صحيفة نيويورك تايمز'] }] },
      { ...RADIO, claims: [{ ...RADIO.claims![0]!, chain: ['نيويورك تايمز'] }] },
    ];
    const { decide, groupWith } = await weighed(context, one, two);
    assert.equal((await groupWith('dam')).routes.certain, 1);
    const [key, other] = ['صحيفة نيويورك تايمز', 'نيويورك تايمز'].map(sourceKey);
    await decide({ kind: 'source', source: key! }, correct({ of: 'source', apart: [other!] }));
    assert.equal((await groupWith('dam')).routes.certain, 2);
  });
});

function tellOf({ routes: { certain, possible }, grade }: Group): [number, number, string] {
  return [certain, possible, grade];
}
