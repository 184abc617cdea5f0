import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { openCase } from '../src/case.ts';
import { documentId, type LogSeq } from '../src/ids.ts';
import type { Decision, Reviewers } from '../src/log/review.ts';
import type { ReviewSubject } from '../src/log/subject.ts';
import { CaseError } from '../src/store/store.ts';
import { verify } from '../src/verify.ts';
import { ACCEPT, BETTER, bothStates, claim, DAM, DENIED, dam, desk, FLOOD, flood, REJECT } from './helpers/desk.ts';
import { groupOf, NO_FINDINGS, preparedOf, type Report, refTo } from './helpers/reports.ts';

/** A text with a heading that was not seen before. */
const HEADED: Report = { ...BETTER, text: `خبر عاجل\n${DAM.text}` };

const SAME: Decision = { kind: 'correct', correction: { of: 'link', relation: 'same' } };

describe('reading a document again', () => {
  test('keeps decisions on their words, and lists what was kept, moved and lost', async (context) => {
    const { opened, store, decide, stampOf } = await desk(context);
    const first = await decide('ليلى', claim('c0'), ACCEPT);
    const second = await decide('ليلى', claim('c1'), REJECT);
    const third = await decide('ليلى', claim('c2'), DENIED);
    await decide('ليلى', { kind: 'figure', document: dam, item: '0' }, ACCEPT);
    const [report] = await store.readAgain([preparedOf(dam, BETTER)], stampOf('سامر'));
    await store.settleRereading();
    assert.deepEqual(
      report?.items.map(({ entry, outcome, to, because }) => [entry, outcome, to, because]),
      [
        [first, 'kept', 'c2', null],
        [second, 'kept', 'c1', null],
        [third, 'lost', null, 'item'],
        [third + 1, 'kept', '0', null],
      ],
    );
    const [c0, c1, c2] = await store.statesOf([claim('c0'), claim('c1'), claim('c2')]);
    assert.deepEqual([c0, c1?.decision.kind, c2?.decision.kind], [null, 'reject', 'accept']);
    assert.equal((await store.record(dam))?.rings, '.ra');
    const { items: lost } = await store.reviews({ state: 'lost' }, { limit: 9 });
    assert.deepEqual(
      lost.map(({ entry, lost: by }) => [entry, by]),
      [[third, report?.entry]],
      'lost, and there to be seen',
    );
    assert.deepEqual((await store.carries({ document: dam }, { limit: 9 })).items[0]?.items, report?.items);
    const history = await store.history(claim('c2'));
    assert.deepEqual(
      history.map(({ kind }) => kind),
      ['decided', 'carried'],
    );
    assert.deepEqual(...(await bothStates(store)));
    assert.deepEqual(
      (await verify(opened)).faults.filter(({ what }) => what !== 'original'),
      [],
    );
  });

  test('moves decisions and the words of corrections with the text', async (context) => {
    const { opened, store, decide, stampOf } = await desk(context);
    const start = DAM.text.indexOf('الجسر القديم');
    const span = { start, end: start + 'الجسر القديم'.length };
    await decide('ليلى', claim('c1'), { kind: 'correct', correction: { of: 'claim', span } });
    const [report] = await store.readAgain([preparedOf(dam, HEADED)], stampOf('سامر'));
    await store.settleRereading();
    assert.deepEqual(
      report?.items.map(({ outcome }) => outcome),
      ['moved'],
    );
    const [state] = await store.statesOf([claim('c1')]);
    const correction = state?.decision.kind === 'correct' ? state.decision.correction : null;
    const moved = correction?.of === 'claim' ? correction.span : undefined;
    assert.equal(HEADED.text.slice(moved?.start, moved?.end), 'الجسر القديم');
    assert.deepEqual(...(await bothStates(store)));
    assert.deepEqual(
      (await verify(opened)).faults.filter(({ what }) => what !== 'original'),
      [],
    );
  });

  test('finds again what an earlier reader had lost', async (context) => {
    const { store, decide, stampOf } = await desk(context);
    await decide('ليلى', claim('c2'), ACCEPT);
    await store.readAgain([preparedOf(dam, BETTER)], stampOf('سامر'));
    assert.equal((await store.reviews({ state: 'lost' }, { limit: 9 })).items.length, 1);
    await store.readAgain([preparedOf(dam, DAM)], stampOf('سامر'));
    await store.settleRereading();
    assert.equal((await store.reviews({ state: 'lost' }, { limit: 9 })).items.length, 0);
    assert.equal((await store.statesOf([claim('c2')]))[0]?.decision.kind, 'accept');
    assert.deepEqual(...(await bothStates(store)));
  });

  test('writes nothing where the reader says the same', async (context) => {
    const { store, stampOf } = await desk(context);
    const { seq } = await store.head();
    const [report] = await store.readAgain([preparedOf(dam, DAM)], stampOf('سامر'));
    assert.equal(report?.changed, false);
    assert.equal((await store.head()).seq, seq);
    const stranger = preparedOf(documentId.parse('none'), FLOOD);
    await assert.rejects(store.readAgain([stranger], stampOf('سامر')), CaseError);
  });

  test('broken off before the sources were counted is put right when the case is opened', async (context) => {
    const { opened, store, stampOf } = await desk(context);
    await store.readAgain([preparedOf(dam, BETTER)], stampOf('سامر'));
    await store.close();
    const again = await openCase(opened.folder);
    const { faults } = await verify(again);
    await again.close();
    assert.deepEqual(
      faults.filter(({ what }) => what !== 'original'),
      [],
    );
  });

  test('leaves nothing that could be changed behind the back of the log', async (context) => {
    const { opened, store, decide, stampOf } = await desk(context);
    await decide('ليلى', claim('c0'), ACCEPT);
    await decide('ليلى', claim('c1'), DENIED);
    await store.readAgain([preparedOf(dam, HEADED)], stampOf('سامر'));
    await store.settleRereading();
    await store.close();
    for (const [index, change] of [
      "update earlier_bodies set text = text || ' '",
      'delete from earlier_bodies',
      'delete from carries',
      "update reviews set by = 'غيرها' where entry = (select min(entry) from reviews)",
      "update reviews set correction = '{}' where entry = (select max(entry) from reviews)",
      "update review_refs set item = 'c0' where entry = (select max(entry) from reviews)",
      "update standings set state = 'disputed'",
      "update standings set decision = 'reject' where decision = 'accept'",
      'update review_rule set reviewers = 2',
    ].entries()) {
      const folder = `${opened.folder} ${index}`;
      await cp(opened.folder, folder, { recursive: true });
      const database = new DatabaseSync(join(folder, 'case.db'));
      database.exec(change);
      const again = await openCase(folder);
      const faults = (await verify(again)).faults.filter(({ what }) => what === 'database');
      assert.notDeepEqual(faults, [], change);
      await again.close();
      database.close();
    }
  });
});

describe('the state of review', () => {
  test('follows from the log alone, whatever is decided, taken back, asked for and read again', async (context) => {
    const subjects: ReviewSubject[] = [
      ...['c0', 'c1', 'c2'].map((item) => claim(item)),
      claim('c0', flood),
      { kind: 'attribution', document: dam, item: 'a0' },
      { kind: 'figure', document: dam, item: '0' },
      { kind: 'flag', document: dam, item: '0' },
      { kind: 'link', a: { document: dam, item: 'c1' }, b: { document: flood, item: 'c0' } },
      { kind: 'group', group: 'g' },
      { kind: 'membership', group: 'g', document: flood, item: 'c0' },
      { kind: 'source', source: 'شاهد عيان' },
    ];
    const act = fc.oneof(
      {
        weight: 8,
        arbitrary: fc.record({
          kind: fc.constant('decide' as const),
          by: fc.constantFrom('ليلى', 'سامر', 'هدى'),
          subject: fc.constantFrom(...subjects),
          verdict: fc.constantFrom('accept', 'reject', 'correct'),
        }),
      },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('undo' as const), which: fc.nat() }) },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant('rule' as const), reviewers: fc.constantFrom<Reviewers>(1, 2) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant('read' as const), report: fc.constantFrom(DAM, BETTER, HEADED) }),
      },
    );
    const { opened, store, decide, stampOf } = await desk(context);
    const weigh = (): Promise<unknown> => {
      const claims = [refTo('dam', DAM, 1), refTo('flood', FLOOD, 0)];
      return store.putFindings({ ...NO_FINDINGS, groups: [groupOf('g', claims, 1)] }, stampOf('ليلى'));
    };
    await weigh();
    const made: LogSeq[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
        for (const one of acts) {
          if (one.kind === 'rule') await store.setReviewers(one.reviewers, stampOf('ليلى'));
          else if (one.kind === 'undo') {
            const entry = made.splice(one.which % Math.max(1, made.length), 1)[0];
            if (entry !== undefined) await store.undo(entry, null, stampOf('هدى'));
          } else if (one.kind === 'read') {
            await store.readAgain([preparedOf(dam, one.report)], stampOf('سامر'));
            await store.settleRereading();
            await weigh();
          } else {
            const entry = await decide(one.by, one.subject, decisionOn(one.subject, one.verdict)).catch(() => null);
            if (entry !== null) made.push(entry);
          }
        }
        assert.deepEqual(...(await bothStates(store)));
        assert.deepEqual(
          (await store.faults()).filter((fault) => !fault.includes('groups')),
          [],
        );
      }),
      { numRuns: 25 },
    );
    await store.close();
    // An older Isnad left no tables of what stands: they are made of the log.
    const database = new DatabaseSync(join(opened.folder, 'case.db'));
    database.exec('delete from standings; delete from review_refs; delete from reviews; delete from review_rule');
    database.close();
    const again = await openCase(opened.folder);
    assert.deepEqual(...(await bothStates(again.store)));
    await again.close();
  });
});

function decisionOn(subject: ReviewSubject, verdict: string): Decision {
  if (verdict !== 'correct') return verdict === 'accept' ? ACCEPT : REJECT;
  switch (subject.kind) {
    case 'claim':
      return { kind: 'correct', correction: { of: 'claim', span: { start: 5, end: 20 } } };
    case 'attribution':
      return { kind: 'correct', correction: { of: 'attribution', content: { start: 12, end: 30 } } };
    case 'figure':
      return { kind: 'correct', correction: { of: 'figure', low: 2 } };
    case 'link':
      return SAME;
    case 'group':
      return { kind: 'correct', correction: { of: 'group', split: [{ document: flood, item: 'c0' }] } };
    default:
      return REJECT;
  }
}
