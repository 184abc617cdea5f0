import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import type { Group } from '@isnad/weighing';
import { documentId, logSeq } from '../src/ids.ts';
import type { Stamp } from '../src/log/entry.ts';
import type { Arrival } from '../src/store/records.ts';
import { OtherFindings, type Store } from '../src/store/store.ts';
import { DAM } from './helpers/full-case.ts';
import { arrivalOf, groupOf, NO_FINDINGS, type Report, refTo } from './helpers/reports.ts';

const STAMP: Stamp = { at: '2026-03-01T10:00:00.000Z', by: 'ليلى', tool: 'isnad test' };
const FLOOD: Report = {
  id: 'flood',
  text: 'غمرت المياه الجسر القديم وغادرت العائلات بيوتها.',
  outlet: 'إذاعة الرافدين',
  claims: [{ words: 'غمرت المياه الجسر القديم' }],
};
const MARKET: Report = { id: 'market', text: 'ارتفعت أسعار الخبز في الأسواق هذا الأسبوع.' };

/** What every store keeps to of what weighing finds: run by the tests of each. */
export function findingsContract(name: string, make: (context: TestContext) => Promise<Store>): void {
  const withStore = (title: string, body: (store: Store) => Promise<void>): void => {
    test(title, async (context) => body(await make(context)));
  };
  const keep = (store: Store, ...arrivals: readonly Arrival[]): ReturnType<Store['keep']> =>
    store.keep(arrivals, STAMP);

  describe(`${name}: findings`, () => {
    const findings = {
      ...NO_FINDINGS,
      groups: [
        groupOf('light', [refTo('flood', FLOOD, 0)], 1),
        groupOf('heavy', [refTo('dam', DAM, 1), refTo('flood', FLOOD, 0)], 2),
      ],
      copies: [{ a: 'dam', b: 'flood', shared: 0.5, kind: 'excerpt', first: null, passages: [] } as const],
    };

    withStore('come back heaviest first, and by grade and document', async (store) => {
      await keep(store, arrivalOf('/1', DAM), arrivalOf('/2', FLOOD));
      assert.equal(await store.lastWeighing(), null);
      await store.putFindings(findings, STAMP);
      assert.equal(await store.lastWeighing(), (await store.head()).seq);
      const ids = async (filter: Parameters<Store['groups']>[0]): Promise<string[]> =>
        (await store.groups(filter, { limit: 10 })).items.map((group) => group.id);
      assert.deepEqual(await ids({}), ['heavy', 'light']);
      assert.deepEqual(await ids({ grade: 'single route' }), ['light']);
      assert.deepEqual(await ids({ document: documentId.parse('dam') }), ['heavy']);
      // The dam's report came out on 1 February 2026, that of the flood on no day that is known.
      assert.deepEqual(await ids({ from: '2026-02-01' }), ['heavy']);
      assert.deepEqual(await ids({ to: '2026-02-01' }), ['heavy']);
      assert.deepEqual(await ids({ from: '2026-02-02' }), []);
      assert.deepEqual(await ids({ from: '2026-01-01', to: '2026-01-31', grade: 'corroborated' }), []);
      assert.deepEqual(await store.group('heavy'), findings.groups[1]);
      assert.equal(await store.group('none'), null);
      const copies = await store.copies({ document: documentId.parse('flood') }, { limit: 10 });
      assert.deepEqual(copies.items, findings.copies);
    });

    withStore(
      'names that weighing knows for one source are one, with how what goes back to it stands',
      async (store) => {
        const radio: Report = {
          ...FLOOD,
          claims: [{ words: 'غمرت المياه الجسر القديم', chain: ['صحيفة «المرفأ»', 'المهندس مدير السد'] }],
        };
        await keep(store, arrivalOf('/1', DAM), arrivalOf('/2', radio));
        assert.equal((await store.summary()).sources, 6);
        const [own, cited] = [refTo('dam', DAM, 1), refTo('flood', radio, 0)];
        const [paper, manager] = ['source:name:المرفأ', 'source:name:مدير السد'];
        const node = (id: string, kind: 'origin' | 'relay', name: string) => ({
          id,
          kind,
          name,
          named: true,
          documents: [],
        });
        const report = (id: string, name: string) =>
          ({ ...node(`report:${id}`, 'origin', name), kind: 'report', documents: [id] }) as const;
        const group: Group = {
          ...groupOf('bridge', [own, cited], 2),
          routes: {
            ...groupOf('', [own], 2).routes,
            nodes: [
              report('dam', 'المرفأ'),
              report('flood', 'إذاعة الرافدين'),
              node(paper, 'relay', 'المرفأ'),
              node(manager, 'origin', 'مدير السد'),
            ],
            edges: [
              { from: manager, to: 'report:dam', certain: true, claims: [own] },
              { from: paper, to: 'report:flood', certain: true, claims: [cited] },
              { from: manager, to: paper, certain: true, claims: [cited] },
            ],
          },
          conflicts: [{ a: own, b: cited, kind: 'drift', because: { ar: 'تغيّر', en: 'changed' }, at: paper }],
        };
        await store.putFindings({ ...NO_FINDINGS, groups: [group] }, STAMP);
        const { items } = await store.sources({ limit: 10 });
        const told = items.map(({ name, otherNames, originated, relayed, published, corroborated, drifted }) => {
          return [name, otherNames.map((other) => other.name), originated, relayed, published, corroborated, drifted];
        });
        assert.deepEqual(told, [
          ['مدير السد', ['المهندس مدير السد'], 3, 0, 0, 1, 0],
          ['إذاعة الرافدين', [], 0, 0, 1, 0, 0],
          ['صحيفة «المرفأ»', ['صحيفة المرفأ'], 0, 1, 1, 0, 1],
          ['وكالة الفرات', [], 0, 1, 0, 0, 0],
        ]);
        assert.equal((await store.summary()).sources, 4);
        const { edges } = await store.sourceGraph(10);
        const [manages, prints] = [items[0]!.key, items[2]!.key];
        assert.deepEqual(
          edges.filter(({ from, to }) => from === manages && to === prints).map(({ claims }) => claims),
          [2],
        );
        for (const origin of [manages, items[0]!.otherNames[0]!.key]) {
          assert.equal((await store.claims({ origin }, { limit: 10 })).items.length, 3, origin);
          assert.equal((await store.groups({ origin }, { limit: 10 })).total, 1, origin);
        }
        // Whoever draws a source by one of its names draws it in the ink of the source.
        const names = await store.sourcesByKey([manages, items[0]!.otherNames[0]!.key]);
        assert.equal(new Set([...names.values()].map(({ order }) => order)).size, 1);
        await store.putFindings(NO_FINDINGS, STAMP);
        assert.equal((await store.sources({ limit: 10 })).items.length, 6);
      },
    );

    withStore('new ones take the place of the last', async (store) => {
      await keep(store, arrivalOf('/1', DAM), arrivalOf('/2', FLOOD));
      await store.putFindings(findings, STAMP);
      await store.putFindings({ ...NO_FINDINGS, groups: findings.groups.slice(0, 1) }, STAMP);
      const { items } = await store.groups({}, { limit: 10 });
      assert.deepEqual(
        items.map((group) => group.id),
        ['light'],
      );
    });

    withStore('known ones stay as they are kept, and are listed with those that are new or changed', async (store) => {
      await keep(store, arrivalOf('/1', DAM), arrivalOf('/2', FLOOD), arrivalOf('/3', MARKET));
      const light = groupOf('light', [refTo('flood', FLOOD, 0)], 1);
      const heavy = groupOf('heavy', [refTo('dam', DAM, 1), refTo('flood', FLOOD, 0)], 2);
      const gone = groupOf('gone', [refTo('dam', DAM, 0)], 1);
      const fresh = groupOf('fresh', [refTo('dam', DAM, 0), refTo('dam', DAM, 1)], 3);
      const pairs = [findings.copies[0]!, { ...findings.copies[0]!, b: 'market' }];
      const { logged } = await store.putFindings({ ...findings, groups: [light, heavy, gone], copies: pairs }, STAMP);
      const changed = { ...heavy, grade: 'contested' } as const;
      const feed = { ...NO_FINDINGS, groups: [changed, fresh] };
      const known = { since: logged, groups: ['light'], copies: 1 };
      const count = await store.putFindings({ ...feed, known }, STAMP);
      assert.deepEqual([count.groups, count.copies, count.series, count.flags], [3, 1, 0, 0]);
      const anew = async (): Promise<unknown> => ({
        groups: (await store.groups({}, { limit: 9 })).items,
        cards: (await store.cards({}, { limit: 9 })).items,
        contested: (await store.cards({ grade: 'contested' }, { limit: 9 })).items,
        found: (await store.cards({ q: 'الجسر' }, { limit: 9 })).items,
        ofFlood: await store.groupsOfClaims(documentId.parse('flood')),
        copies: (await store.copies({}, { limit: 9 })).items,
        sources: (await store.sources({ limit: 9 })).items,
      });
      const upToDate = await anew();
      await store.putFindings({ ...feed, groups: [light, changed, fresh], copies: pairs.slice(0, 1) }, STAMP);
      assert.deepEqual(upToDate, await anew());
    });

    withStore('known ones that are not those that are there change nothing', async (store) => {
      await keep(store, arrivalOf('/1', DAM), arrivalOf('/2', FLOOD));
      const none = { ...NO_FINDINGS, known: { since: logSeq.parse(1), groups: [], copies: 0 } };
      await assert.rejects(store.putFindings(none, STAMP), OtherFindings);
      const { logged } = await store.putFindings(findings, STAMP);
      const later = { ...NO_FINDINGS, known: { since: logged, groups: ['heavy', 'nobody’s'], copies: 1 } };
      const digest = await store.findingsDigest();
      await assert.rejects(store.putFindings(later, STAMP), OtherFindings);
      assert.equal(await store.findingsDigest(), digest);
      await store.putFindings(findings, STAMP);
      await assert.rejects(
        store.putFindings({ ...later, known: { ...later.known, groups: [] } }, STAMP),
        OtherFindings,
      );
      assert.equal(await store.findingsDigest(), digest);
    });

    withStore('the summary says when documents came in after them', async (store) => {
      await keep(store, arrivalOf('/1', DAM), arrivalOf('/2', FLOOD));
      assert.equal((await store.summary()).weighed, false);
      await store.putFindings(findings, STAMP);
      const summary = await store.summary();
      assert.equal(summary.weighed, true);
      assert.deepEqual({ ...summary.groups }, { corroborated: 1, 'single route': 1 });
      assert.deepEqual([summary.documents, summary.claims, summary.figures, summary.copies], [2, 3, 1, 1]);
      await keep(store, arrivalOf('/3', MARKET));
      assert.equal((await store.summary()).weighed, false);
    });
  });
}
