import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { agreementOf } from '../src/agreement/agreement.ts';
import type { Decision } from '../src/log/review.ts';
import type { ReviewSubject } from '../src/log/subject.ts';
import { NothingToReview } from '../src/store/store.ts';
import { verify } from '../src/verify.ts';
import { ACCEPT, bothStates, claim, DAM, DENIED, dam, desk, FLOOD, flood, REJECT, standing } from './helpers/desk.ts';
import { groupOf, NO_FINDINGS, preparedOf, refTo, spanIn } from './helpers/reports.ts';

describe('several reviewers', () => {
  test('of one pair of eyes the last decision settles, and who says otherwise is shown', async (context) => {
    const { store, decide } = await desk(context);
    await decide('ليلى', claim('c0'), ACCEPT);
    await decide('سامر', claim('c0'), REJECT);
    const [state] = await store.statesOf([claim('c0')]);
    assert.deepEqual([state?.state, state?.decision.kind, state?.dissent], ['settled', 'reject', true]);
    assert.deepEqual(
      state?.voices.map(({ by, decision }) => [by, decision.kind]),
      [
        ['سامر', 'reject'],
        ['ليلى', 'accept'],
      ],
    );
    assert.equal((await store.standings({ dissent: true }, { limit: 9 })).items.length, 1);
  });

  test('where two must agree, nothing is settled until two different people say the same', async (context) => {
    const { store, decide, stampOf } = await desk(context);
    await store.setReviewers(2, stampOf('ليلى'));
    const state = async (): Promise<string | undefined> => (await store.statesOf([claim('c0')]))[0]?.state;
    await decide('ليلى', claim('c0'), DENIED);
    await decide('ليلى', claim('c0'), DENIED);
    assert.equal(await state(), 'waiting', 'twice the same person is one person');
    assert.equal((await store.record(dam))?.rings, 'w..');
    await decide('سامر', claim('c0'), ACCEPT);
    assert.equal(await state(), 'disputed');
    assert.equal((await store.record(dam))?.rings, 'd..');
    assert.equal((await store.claims({ reviewed: true }, { limit: 9 })).total, 0);
    await decide('هدى', claim('c0'), DENIED);
    assert.equal(await state(), 'settled');
    assert.equal((await store.record(dam))?.rings, 'c..');
    assert.equal((await store.summary()).reviewed.claim, 1);
    const last = await decide('نور', claim('c0'), ACCEPT);
    assert.equal(await state(), 'disputed', 'two against two');
    await store.undo(last, null, stampOf('نور'));
    assert.equal(await state(), 'settled');
  });

  test('asking for a second pair of eyes opens again what one person settled', async (context) => {
    const { store, decide, stampOf } = await desk(context);
    await decide('ليلى', claim('c0'), ACCEPT);
    await store.setReviewers(2, stampOf('ليلى'));
    assert.equal((await store.statesOf([claim('c0')]))[0]?.state, 'waiting');
    await store.setReviewers(1, stampOf('ليلى'));
    assert.equal((await store.statesOf([claim('c0')]))[0]?.state, 'settled');
  });

  test('the queue leaves out what waits for somebody else', async (context) => {
    const { store, decide, stampOf } = await desk(context);
    const groups = [groupOf('g', [refTo('dam', DAM, 0), refTo('dam', DAM, 1)], 1)];
    await store.putFindings({ ...NO_FINDINGS, groups }, stampOf('ليلى'));
    await store.setReviewers(2, stampOf('ليلى'));
    await decide('ليلى', claim('c0'), ACCEPT);
    const waiting = async (notBy?: string): Promise<string[]> =>
      (await store.queue({ limit: 9, notBy })).items.map((item) => item.claim.id);
    assert.deepEqual(await waiting('ليلى'), ['c1']);
    assert.deepEqual(await waiting('سامر'), ['c0', 'c1']);
    assert.deepEqual(await waiting(), ['c0', 'c1']);
  });

  test('how far they agree is told for each kind of question', async (context) => {
    const { store, decide } = await desk(context);
    for (const [item, one, other] of [
      ['c0', ACCEPT, ACCEPT],
      ['c1', REJECT, REJECT],
      ['c2', ACCEPT, DENIED],
    ] as const) {
      await decide('ليلى', claim(item), one);
      await decide('سامر', claim(item), other);
    }
    const { reviewers, measures } = await agreementOf(store);
    assert.deepEqual(reviewers, [
      { name: 'سامر', decisions: 3 },
      { name: 'ليلى', decisions: 3 },
    ]);
    const of = (measure: string) => measures.find((one) => one.measure === measure && one.kind === 'claim');
    // Pairs: aa, rr, ac; values a 3, r 2, c 1. 1 − (2/6) / ((3·3 + 2·4 + 1·5) / 30).
    assert.equal(of('decisions')?.alpha?.toFixed(4), (1 - 2 / 6 / (22 / 30)).toFixed(4));
    assert.equal(of('labels')?.units, 2, 'a claim that both reject has no label');
    assert.equal(of('spans')?.observed, 0);
  });
});

describe('what people decide about', () => {
  test('flags, links, groups, places in groups and sources are decided like claims', async (context) => {
    const { opened, store, decide, stampOf } = await desk(context);
    const one = groupOf('one', [refTo('dam', DAM, 0), refTo('dam', DAM, 1)], 1);
    const other = groupOf('other', [refTo('flood', FLOOD, 0)], 1);
    await store.putFindings({ ...NO_FINDINGS, groups: [one, other] }, stampOf('ليلى'));
    const [c0, c1] = ['c0', 'c1'].map((item) => ({ document: dam, item }));
    const f0 = { document: flood, item: 'c0' };
    const subjects: [ReviewSubject, Decision][] = [
      [{ kind: 'flag', document: dam, item: '0' }, REJECT],
      [
        { kind: 'link', a: c1!, b: f0 },
        { kind: 'correct', correction: { of: 'link', relation: 'same' } },
      ],
      [
        { kind: 'group', group: 'one' },
        { kind: 'correct', correction: { of: 'group', split: [c1!] } },
      ],
      [
        { kind: 'membership', group: 'one', ...c0! },
        { kind: 'correct', correction: { of: 'membership', into: 'other' } },
      ],
      [{ kind: 'source', source: 'شاهد عيان' }, ACCEPT],
    ];
    for (const [subject, decision] of subjects) await decide('ليلى', subject, decision);
    const states = await store.statesOf(subjects.map(([subject]) => subject));
    assert.deepEqual(
      states.map((state) => state?.decision),
      subjects.map(([, decision]) => decision),
    );
    assert.equal((await store.documentFlags({}, { limit: 9 })).items[0]?.review?.decision.kind, 'reject');
    const [same] = await store.statesOf([{ kind: 'link', a: f0, b: c1! }]);
    assert.equal(same?.decision.kind, 'correct', 'a link has no direction');
    assert.deepEqual(...(await bothStates(store)));
    assert.deepEqual(
      (await verify(opened)).faults.filter(({ what }) => what !== 'original'),
      [],
    );
  });

  test('what people did is listed with its words, its chain and what was decided, and moves with a new Reading', async (context) => {
    const { opened, store, decide, stampOf } = await desk(context);
    const subject = { kind: 'act', document: dam, item: '0' } as const;
    const { start, end } = spanIn(DAM.text, 'عائلة غادرت القرية');
    await decide('ليلى', subject, { kind: 'correct', correction: { of: 'act', count: 200, span: { start, end } } });
    const [act] = (await store.acts({ document: dam }, { limit: 9 })).items;
    assert.deepEqual([act?.who.text, act?.act.text, act?.reason], ['200 عائلة', 'غادرت القرية', null]);
    assert.deepEqual(
      act?.chain.map(({ name }) => name),
      ['مدير السد'],
    );
    assert.equal(act.review?.decision.kind, 'correct');
    const before = 'عاجل: ';
    const moved = preparedOf(dam, { ...DAM, text: before + DAM.text });
    const [report] = await store.readAgain([moved], stampOf('سامر'));
    await store.settleRereading();
    assert.deepEqual(
      report?.items.map(({ outcome }) => outcome),
      ['moved'],
    );
    const [again] = (await store.acts({}, { limit: 9 })).items;
    assert.ok(again?.review?.decision.kind === 'correct' && again.review.decision.correction.of === 'act');
    assert.equal(again.review.decision.correction.span?.start, start + before.length);
    assert.deepEqual(...(await bothStates(store)));
    assert.deepEqual(
      (await verify(opened)).faults.filter(({ what }) => what !== 'original'),
      [],
    );
  });

  test('a flag across documents is accepted or rejected, and stays so when the case is weighed again', async (context) => {
    const { opened, store, decide, stampOf } = await desk(context);
    const claims = [refTo('dam', DAM, 1), refTo('flood', FLOOD, 0)];
    const flag = { kind: 'same excuse', claims, message: { ar: 'عذر واحد', en: 'one excuse' } };
    const weigh = (flags: readonly (typeof flag)[]) => store.putFindings({ ...NO_FINDINGS, flags }, stampOf('ليلى'));
    await weigh([flag]);
    const refs = [
      { document: flood, item: 'c0' },
      { document: dam, item: 'c1' },
    ];
    const subject = { kind: 'case flag', flag: 'same excuse', claims: refs } as const;
    const entry = await decide('ليلى', subject, REJECT);
    const review = async () => (await store.flags({ limit: 9 })).items[0]?.review?.decision.kind;
    assert.equal(await review(), 'reject');
    await weigh([{ ...flag, claims: claims.toReversed() }]);
    assert.equal(await review(), 'reject');
    assert.deepEqual(
      (await store.history(subject)).map(({ kind }) => kind),
      ['decided'],
    );
    assert.equal((await store.summary()).reviewed['case flag'], 1);
    assert.equal((await store.standings({ acrossDocuments: true }, { limit: 9 })).items.length, 1);
    await assert.rejects(decide('ليلى', { ...subject, flag: 'another' }, ACCEPT), NothingToReview);
    await assert.rejects(decide('ليلى', { ...subject, claims: refs.slice(1) }, ACCEPT), NothingToReview);
    assert.deepEqual(...(await bothStates(store)));
    assert.deepEqual(
      (await verify(opened)).faults.filter(({ what }) => what !== 'original'),
      [],
    );
    await store.undo(entry, null, stampOf('ليلى'));
    assert.equal(await review(), undefined);
  });

  test('nothing is decided about what is not so', async (context) => {
    const { store, decide, stampOf } = await desk(context);
    const group = groupOf('g', [refTo('dam', DAM, 0), refTo('dam', DAM, 1)], 1);
    await store.putFindings({ ...NO_FINDINGS, groups: [group] }, stampOf('ليلى'));
    const c0 = { document: dam, item: 'c0' };
    const correct = (correction: Extract<Decision, { kind: 'correct' }>['correction']): Decision => ({
      kind: 'correct',
      correction,
    });
    for (const [subject, decision] of [
      [{ kind: 'group', group: 'none' }, ACCEPT],
      [{ kind: 'group', group: 'g' }, correct({ of: 'group', merge: 'none' })],
      [{ kind: 'group', group: 'g' }, correct({ of: 'group', merge: 'g' })],
      [{ kind: 'group', group: 'g' }, correct({ of: 'group', split: [{ document: dam, item: 'c2' }] })],
      [{ kind: 'group', group: 'g' }, correct({ of: 'group', split: [c0, { document: dam, item: 'c1' }] })],
      [{ kind: 'membership', group: 'g', document: dam, item: 'c2' }, REJECT],
      [{ kind: 'link', a: c0, b: c0 }, ACCEPT],
      [{ kind: 'flag', document: dam, item: '1' }, ACCEPT],
      [{ kind: 'source', source: 'لا أحد' }, ACCEPT],
      [claim('c0'), correct({ of: 'claim', span: { start: 0, end: 100_000 } })],
    ] as const) {
      await assert.rejects(decide('ليلى', subject, decision), NothingToReview, JSON.stringify([subject, decision]));
    }
    assert.deepEqual(await standing(store), []);
  });
});

describe('the log', () => {
  test('tells who decided, when, and what was taken back', async (context) => {
    const { store, decide, stampOf } = await desk(context);
    await decide('ليلى', claim('c0'), ACCEPT);
    const second = await decide('سامر', claim('c0'), REJECT);
    await decide('ليلى', claim('c1'), ACCEPT);
    await store.undo(second, 'خطأ', stampOf('هدى'));
    const history = await store.history(claim('c0'));
    assert.deepEqual(
      history.map(({ kind, by }) => [kind, by]),
      [
        ['decided', 'ليلى'],
        ['decided', 'سامر'],
        ['undone', 'هدى'],
      ],
    );
    assert.ok(history.every(({ at }, index) => index === 0 || at > history[index - 1]!.at));
    assert.deepEqual((await store.reviews({ by: 'سامر', state: 'undone' }, { limit: 9 })).items.length, 1);
  });

  test('tells what stood at any moment', async (context) => {
    const { opened, store, decide, stampOf } = await desk(context);
    const first = await decide('ليلى', claim('c0'), ACCEPT);
    const before = stampOf('ليلى').at;
    await store.undo(first, null, stampOf('ليلى'));
    await decide('ليلى', claim('c1'), REJECT);
    const at = async (moment: string): Promise<string[]> =>
      [...(await opened.asOf(new Date(moment))).standings().values()].map(({ refs }) => refs[0]!.item);
    assert.deepEqual(await at('2026-01-01T00:00:00.000Z'), []);
    assert.deepEqual(await at(before), ['c0']);
    assert.deepEqual(await at('2027-01-01T00:00:00.000Z'), ['c1']);
  });

  test('has times that never fall: when the clock is put back, the entry says what it said', async (context) => {
    const { opened, store, decide } = await desk(context);
    await decide('ليلى', claim('c0'), ACCEPT);
    const early = { at: '2020-01-01T00:00:00.000Z', by: 'ليلى', tool: 'isnad test' };
    const made = await store.decide({ subject: claim('c1'), decision: ACCEPT, note: null }, early);
    const [last, latest] = await store.log(made.entry - 2, 2);
    assert.equal(latest?.at, last?.at);
    assert.equal(made.at, last?.at);
    assert.equal(latest?.clock, early.at);
    assert.equal(last?.clock, undefined);
    assert.deepEqual(
      (await verify(opened)).faults.filter(({ what }) => what === 'log'),
      [],
    );
  });
});
