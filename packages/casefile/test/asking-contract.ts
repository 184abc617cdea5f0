import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { documentId } from '../src/ids.ts';
import type { Stamp } from '../src/log/entry.ts';
import type { Store } from '../src/store/store.ts';
import { DAM } from './helpers/full-case.ts';
import { arrivalOf, groupOf, NO_FINDINGS, type Report, refTo } from './helpers/reports.ts';

const STAMP: Stamp = { at: '2026-03-01T10:00:00.000Z', by: 'ليلى', tool: 'isnad test' };
const FLOOD: Report = {
  id: 'flood',
  text: 'غمرت المياه الجسر القديم وغادرت العائلات بيوتها.',
  outlet: 'إذاعة الرافدين',
  claims: [{ words: 'غمرت المياه الجسر القديم' }],
};
const [DAM_ID, FLOOD_ID, NONE] = [documentId.parse('dam'), documentId.parse('flood'), documentId.parse('none')];

/** What is asked for together is what is asked for one by one: run by the tests of every store. */
export function askingContract(name: string, make: (context: TestContext) => Promise<Store>): void {
  const withStore = (title: string, body: (store: Store) => Promise<void>): void => {
    test(title, async (context) => {
      const store = await make(context);
      await store.keep([arrivalOf('/1', DAM), arrivalOf('/2', FLOOD)], STAMP);
      const passages = [{ a: { start: 0, end: 4 }, b: { start: 0, end: 4 } }];
      await store.putFindings(
        {
          ...NO_FINDINGS,
          groups: [groupOf('one', [refTo('dam', DAM, 0), refTo('flood', FLOOD, 0)], 2)],
          copies: [{ a: 'dam', b: 'flood', shared: 0.4, kind: 'excerpt', first: 'dam', passages }],
        },
        STAMP,
      );
      const subject = { kind: 'claim', document: DAM_ID, item: 'c1' } as const;
      await store.decide({ subject, decision: { kind: 'reject' }, note: null }, STAMP);
      await body(store);
    });
  };

  describe(`${name}: many questions at once`, () => {
    withStore('records and texts are those of each document, and what is not there is passed over', async (store) => {
      const records = await store.records([FLOOD_ID, NONE, DAM_ID]);
      assert.deepEqual(new Set(records.keys()), new Set([DAM_ID, FLOOD_ID]));
      for (const [id, record] of records) assert.deepEqual(record, await store.record(id));
      assert.deepEqual(records.get(FLOOD_ID)?.behind, { document: 'dam', shared: 0.4 });
      assert.equal(records.get(DAM_ID)?.rings, '.r');
      // Asked for twice: the second time it is at hand.
      for (let time = 0; time < 2; time++) {
        const texts = await store.texts([...records.values()]);
        assert.deepEqual([texts.get(DAM_ID), texts.get(FLOOD_ID)], [DAM.text, FLOOD.text]);
      }
    });

    withStore('claims are found by their ids and by where they stand, with their reviews and groups', async (store) => {
      const second = DAM.claims?.[1]?.words ?? '';
      const at = DAM.text.indexOf(second);
      const claims = await store.claimsAt([
        { document: DAM_ID, at },
        { document: FLOOD_ID, claim: 'c0' },
        { document: DAM_ID, claim: 'c9' },
        { document: NONE, at: 0 },
      ]);
      assert.deepEqual(
        claims.map((claim) => claim && [claim.document, claim.id, claim.review?.decision.kind ?? null]),
        [['dam', 'c1', 'reject'], ['flood', 'c0', null], null, null],
      );
      assert.deepEqual(claims[0], await store.claimAt(DAM_ID, at));
      const groups = await store.groupsOf([
        { document: DAM_ID, item: 'c1' },
        { document: FLOOD_ID, item: 'c0' },
      ]);
      assert.deepEqual(
        groups.map((group) => group?.id ?? null),
        [null, 'one'],
      );
      assert.deepEqual(groups[1], (await store.groupsOfClaims(FLOOD_ID)).get('c0'));
    });

    withStore('a document that is opened says what the lists say of it', async (store) => {
      const opened = await store.openDocument(DAM_ID);
      assert.ok(opened !== null);
      const [filter, page] = [{ document: DAM_ID }, { limit: 100 }];
      assert.deepEqual(opened.record, await store.record(DAM_ID));
      assert.deepEqual(opened.reading, (await store.document(DAM_ID))?.reading);
      assert.deepEqual(opened.claims, (await store.claims(filter, page)).items);
      assert.deepEqual(opened.attributions, (await store.attributions(filter, page)).items);
      assert.deepEqual(opened.figures, (await store.figures(filter, page)).items);
      assert.deepEqual(opened.flags, (await store.documentFlags(filter, page)).items);
      assert.deepEqual(opened.copies, (await store.copies(filter, page)).items);
      assert.deepEqual(opened.groups, Object.fromEntries(await store.groupsOfClaims(DAM_ID)));
      const { number, of, previous, next } = opened;
      const words = FLOOD.text.split(' ').slice(0, 2).join(' ');
      assert.deepEqual(
        { number, of, previous, next },
        { number: 1, of: 2, previous: null, next: { id: 'flood', words } },
      );
      assert.equal((await store.openDocument(FLOOD_ID))?.previous, 'dam');
      assert.equal(await store.openDocument(NONE), null);
    });

    withStore('the latest come first', async (store) => {
      const { items, total } = await store.latest(1);
      assert.deepEqual([items.map(({ id }) => id), total], [['flood'], 2]);
      assert.deepEqual(items[0], await store.record(FLOOD_ID));
    });
  });
}
