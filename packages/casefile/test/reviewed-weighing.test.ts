import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import type { Group } from '@isnad/weighing';
import { type Case, createCase, openCase } from '../src/case.ts';
import { documentId, logSeq } from '../src/ids.ts';
import type { Correction, Decision } from '../src/log/review.ts';
import type { ReviewSubject } from '../src/log/subject.ts';
import { sourceKey } from '../src/sources.ts';
import { everyItem, type Store } from '../src/store/store.ts';
import { verify } from '../src/verify.ts';
import { type Weigher, weighCase } from '../src/weighing.ts';
import { CaseWeigher } from '../src/work/case-weigher.ts';
import { allOf } from './helpers/all.ts';
import { passingFolder } from './helpers/folder.ts';
import { arrivalOf, preparedOf, type Report } from './helpers/reports.ts';

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

/** What is known of each case. */
const weighers = new WeakMap<Store, CaseWeigher>();

/**
 * Weighs without a thread of its own, which takes longer to start than these cases to weigh; and each time all anew,
 * which is to come to the same.
 */
const here: Weigher = async ({ store }) => {
  const weigher = weighers.get(store) ?? new CaseWeigher();
  weighers.set(store, weigher);
  const found = await allOf(weigher.weigh(store));
  assert.deepEqual(found, await allOf(new CaseWeigher().weigh(store)));
  return {
    groups: found.flatMap((one) => (one.kind === 'group' ? one.finding : [])),
    copies: found.flatMap((one) => (one.kind === 'copy' ? one.finding : [])),
    figures: found.flatMap((one) => (one.kind === 'series' ? one.finding : [])),
    flags: found.flatMap((one) => (one.kind === 'flag' ? one.finding : [])),
  };
};

interface Weighed {
  readonly opened: Case;
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
  await weighCase(opened, here);
  const all = async (): Promise<Group[]> => {
    const groups: Group[] = [];
    for await (const group of everyItem((page) => store.groups({}, page))) groups.push(group);
    return groups;
  };
  return {
    opened,
    async decide(subject, decision) {
      const { entry } = await store.decide({ subject, decision, note: null }, opened.stamp());
      await weighCase(opened, here);
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
    const { opened, decide, groupWith } = await weighed(context, DAM, RADIO, MARKET);
    assert.deepEqual(tellOf(await groupWith('dam')), [2, 2, 'corroborated']);
    const entry = await decide({ kind: 'claim', ...claim('radio') }, REJECT);
    assert.deepEqual(tellOf(await groupWith('dam')), [1, 1, 'single route']);
    await opened.store.undo(logSeq.parse(entry), null, opened.stamp());
    await weighCase(opened, here);
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
    const { opened, decide, groupWith } = await weighed(context, DAM, RADIO);
    await opened.store.setReviewers(2, opened.stamp());
    await decide({ kind: 'claim', ...claim('radio') }, REJECT);
    assert.equal((await groupWith('dam')).routes.certain, 2);
    const request = { subject: { kind: 'claim', ...claim('radio') }, decision: REJECT, note: null } as const;
    await opened.store.decide(request, { ...opened.stamp(), by: 'سامر' });
    await weighCase(opened, here);
    assert.equal((await groupWith('dam')).routes.certain, 1);
  });
});

describe('a case that is weighed again', () => {
  /** The documents that are compared when it is. */
  const compared = async (context: TestContext, { opened: { store } }: Weighed): Promise<string[]> => {
    const document = context.mock.method(store, 'document');
    await allOf(weighers.get(store)!.weigh(store));
    document.mock.restore();
    return document.mock.calls.map(({ arguments: [id] }) => id);
  };

  test('compares what came since, and what is later by its date', async (context) => {
    const made = await weighed(context, DAM, AGENCY, MARKET);
    const { opened } = made;
    assert.deepEqual(await compared(context, made), []);
    await opened.store.keep([arrivalOf('/later', LATER)], opened.stamp());
    assert.deepEqual(await compared(context, made), ['later']);
    await opened.store.keep([arrivalOf('/radio', RADIO)], opened.stamp());
    assert.deepEqual(await compared(context, made), ['radio', 'agency', 'market', 'later']);
    await weighCase(opened, here);
    assert.deepEqual(await made.groups(), [['agency'], ['dam', 'radio', 'later'].toSorted(), ['market']].toSorted());
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

  test('is weighed anew where it is another case, or an older state of this one', async (context) => {
    const made = await weighed(context, DAM, RADIO, MARKET);
    const other = await weighed(context, DAM, RADIO);
    const weigher = weighers.get(made.opened.store)!;
    const found = async (store: Store) => allOf(weigher.weigh(store));
    assert.deepEqual(await found(other.opened.store), await allOf(new CaseWeigher().weigh(other.opened.store)));
    assert.deepEqual(await found(made.opened.store), await allOf(new CaseWeigher().weigh(made.opened.store)));
    const backup = join(await passingFolder(context), 'case');
    await mkdir(backup);
    await other.opened.store.backup(join(backup, 'case.db'));
    await other.opened.store.keep([arrivalOf('/later', LATER)], other.opened.stamp());
    await found(other.opened.store);
    const older = await openCase(backup);
    context.after(() => older.close());
    await older.store.keep([arrivalOf('/agency', AGENCY), arrivalOf('/market', MARKET)], older.stamp());
    assert.deepEqual(await found(older.store), await allOf(new CaseWeigher().weigh(older.store)));
  });
});

describe('groups that people put right', () => {
  test('stay split when more comes in, and when a document is read again', async (context) => {
    const { opened, decide, groups, groupWith } = await weighed(context, DAM, RADIO, MARKET);
    const { id } = await groupWith('dam');
    await decide({ kind: 'group', group: id }, correct({ of: 'group', split: [claim('radio')] }));
    assert.deepEqual(await groups(), [['dam'], ['market'], ['radio']]);
    await opened.store.keep([arrivalOf('/later', LATER)], opened.stamp());
    await weighCase(opened, here);
    const together = (await groups()).find((group) => group.includes('dam') && group.includes('radio'));
    assert.equal(together, undefined);
    const better = { ...RADIO, claims: [{ words: 'في نشرة المساء' }, ...RADIO.claims!] };
    await opened.store.readAgain([preparedOf(documentId.parse('radio'), better)], opened.stamp());
    await opened.store.settleRereading();
    await weighCase(opened, here);
    const apart = await groupWith('dam');
    assert.ok(!apart.claims.some((one) => one.document === 'radio' && one.claim === 'c1'), 'c1 is what c0 was');
  });

  test('stay merged when more comes in, and count their routes as one group', async (context) => {
    const { opened, decide, groups, groupWith } = await weighed(context, DAM, RADIO, AGENCY);
    const [one, other] = [await groupWith('dam'), await groupWith('agency')];
    await decide({ kind: 'group', group: one.id }, correct({ of: 'group', merge: other.id }));
    assert.deepEqual(await groups(), [['agency', 'dam', 'radio']]);
    assert.equal((await groupWith('agency')).routes.certain, 3);
    await opened.store.keep([arrivalOf('/later', LATER)], opened.stamp());
    await weighCase(opened, here);
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
