import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import type { Stamp } from '../src/log/entry.ts';
import { QueryError } from '../src/search/error.ts';
import { search } from '../src/search/hit.ts';
import { countNew, searchNew } from '../src/search/saved.ts';
import type { Store } from '../src/store/store.ts';
import { arrivalOf, groupOf, NO_FINDINGS, type Report, refTo } from './helpers/reports.ts';

const STAMP: Stamp = { at: '2026-03-01T10:00:00.000Z', by: 'ليلى', tool: 'isnad test' };

const DAM: Report = {
  id: 'dam',
  text: 'قال مدير السد إن 200 عائلة غادرت القرية. وأضاف أن المياه بلغت الجسر، وأن 30 بيتا انهارت.',
  outlet: 'صحيفة المرفأ',
  published: '2026-02-01',
  claims: [
    { words: '200 عائلة غادرت القرية', chain: ['وكالة الفرات', 'مدير السد'] },
    { words: 'المياه بلغت الجسر، وأن 30 بيتا انهارت', chain: ['مدير السد'] },
  ],
  figures: [
    { words: '200 عائلة', value: 200 },
    { words: '30 بيتا', value: 30 },
  ],
};

const FLOOD: Report = {
  id: 'flood',
  text: 'غمرت المياه الجسر القديم وغادرت العائلات بيوتها، كما قالت وكالة الفرات.',
  published: '2026-02-03',
  claims: [{ words: 'غمرت المياه الجسر القديم', chain: ['وكالة الفرات'] }],
};

const MARKET: Report = { id: 'market', text: 'ارتفعت أسعار الخبز في الأسواق هذا الأسبوع.', published: '2025-11-30' };

/** What search over any store keeps to. */
export function searchContract(name: string, make: (context: TestContext) => Promise<Store>): void {
  const withReports = (title: string, body: (store: Store) => Promise<void>): void => {
    test(title, async (context) => {
      const store = await make(context);
      await store.keep([arrivalOf('/1', DAM), arrivalOf('/2', FLOOD), arrivalOf('/3', MARKET)], STAMP);
      await body(store);
    });
  };
  const documents = async (store: Store, query: string): Promise<string[]> =>
    (await search(store, query, 10)).map((hit) => hit.document).toSorted();
  const texts = async (store: Store, query: string): Promise<string[]> =>
    (await search(store, query, 10)).map((hit) => hit.text);

  describe(`${name}: fields`, () => {
    withReports('tell the origin of a claim from those that pass it on', async (store) => {
      assert.deepEqual(await documents(store, 'source:الفرات'), ['dam', 'flood']);
      assert.deepEqual(await documents(store, 'cites:الفرات'), ['dam']);
      assert.deepEqual(await documents(store, 'origin:الفرات'), ['flood']);
      assert.deepEqual(await documents(store, 'منبع:"مدير السد"'), ['dam']);
      assert.deepEqual(await documents(store, 'عن:"مدير السد"'), []);
      assert.deepEqual(await documents(store, 'outlet:المرفأ'), ['dam']);
    });

    withReports('ask for dates, figures and formats', async (store) => {
      assert.deepEqual(await documents(store, 'date:2026'), ['dam', 'flood']);
      assert.deepEqual(await documents(store, 'date:..2026-02-01'), ['dam', 'market']);
      assert.deepEqual(await documents(store, 'figure:>100'), ['dam']);
      assert.deepEqual(await documents(store, 'figure:>200'), []);
      assert.deepEqual(await documents(store, 'type:pdf'), []);
    });

    withReports('take a figure for all between its bounds, in whichever order they are told', async (store) => {
      const figures = [
        { words: '1500 إلى 200', value: [1500, 200] },
        { words: 'أكثر من 9000', value: [9000, null] },
      ] as const;
      const report = { id: 'camp', text: 'خرج من 1500 إلى 200 شخص، ونزح أكثر من 9000.', figures };
      await store.keep([arrivalOf('/camp', report)], STAMP);
      assert.deepEqual(await documents(store, 'figure:500..600'), ['camp']);
      assert.deepEqual(await documents(store, 'figure:2000..3000'), []);
      assert.deepEqual(await documents(store, 'figure:8000..10000'), ['camp']);
      assert.deepEqual(await documents(store, 'figure:20..250'), ['camp', 'dam']);
      assert.deepEqual(await documents(store, 'figure:>1000'), ['camp']);
      assert.deepEqual(await documents(store, 'figure:<50'), ['dam']);
    });

    withReports('narrow what words find, all of them together', async (store) => {
      assert.deepEqual(await documents(store, 'المياه'), ['dam', 'flood']);
      assert.deepEqual(await documents(store, 'المياه date:2026-02-02..'), ['flood']);
      assert.deepEqual(await documents(store, 'المياه date:2026-02-02.. origin:"مدير السد"'), []);
    });

    withReports('ask for the grade that claims have', async (store) => {
      await store.putFindings({ ...NO_FINDINGS, groups: [groupOf('one', [refTo('flood', FLOOD, 0)], 1)] }, STAMP);
      assert.deepEqual(await documents(store, 'grade:single-route'), ['flood']);
      assert.deepEqual(await documents(store, 'درجة:"مسار واحد"'), ['flood']);
      assert.deepEqual(await texts(store, 'in:claims المياه grade:single-route'), ['غمرت المياه الجسر القديم']);
    });
  });

  describe(`${name}: words`, () => {
    withReports('near each other are within so many words, in either order, in whatever inflection', async (store) => {
      assert.deepEqual(await documents(store, 'جسر NEAR/1 مياه'), ['dam', 'flood']);
      assert.deepEqual(await documents(store, 'جسر NEAR/0 مياه'), ['flood']);
      assert.deepEqual(await documents(store, '"مدير السد" NEAR/3 عائلة'), ['dam']);
      assert.deepEqual(await documents(store, 'الخبز NEAR المياه'), []);
    });

    withReports('are found by their beginnings, as written or as a stem', async (store) => {
      assert.deepEqual(await documents(store, 'عائل*'), ['dam', 'flood']);
      assert.deepEqual(await documents(store, 'الخب*'), ['market']);
      assert.deepEqual(await documents(store, 'كخ*'), []);
    });
  });

  describe(`${name}: claims and figures`, () => {
    withReports('are found by their own words, with the words marked', async (store) => {
      const [hit, ...others] = await search(store, 'in:claims الجسر القديم', 10);
      assert.equal(hit?.text, 'غمرت المياه الجسر القديم');
      assert.deepEqual([hit?.scope, hit?.document, hit?.claim], ['claims', 'flood', 'c0']);
      assert.deepEqual(
        hit?.marks.map(({ start, end }) => FLOOD.text.slice(start, end)),
        ['الجسر', 'القديم'],
      );
      assert.deepEqual(
        others.map(({ text }) => text),
        ['المياه بلغت الجسر، وأن 30 بيتا انهارت'],
      );
    });

    withReports('satisfy by themselves what is asked of them', async (store) => {
      assert.deepEqual(await texts(store, 'في:أقوال cites:الفرات'), ['200 عائلة غادرت القرية']);
      assert.deepEqual(await texts(store, 'in:claims المياه -القديم'), ['المياه بلغت الجسر، وأن 30 بيتا انهارت']);
      assert.deepEqual(await texts(store, 'in:claims "الجسر المياه"'), []);
      assert.deepEqual(await texts(store, 'in:claims القرية NEAR المياه'), [], 'the words are in two claims');
    });

    withReports('of figures are those that lie within, by the words of their claim', async (store) => {
      assert.deepEqual(await texts(store, 'in:figures figure:10..50'), ['30 بيتا']);
      assert.deepEqual(await texts(store, 'in:figures القرية'), ['200 عائلة']);
      const [hit] = await search(store, 'in:figures بيتا', 10);
      assert.deepEqual([hit?.figure, hit?.document], [1, 'dam']);
    });
  });

  describe(`${name}: a saved search`, () => {
    const LATER: Report = { id: 'later', text: 'المياه عادت إلى الجسر بعد يومين.' };
    const OTHER: Report = { id: 'other', text: 'المياه عادت إلى مجراها.' };

    withReports('tells what came in since it was saved, if it holds all its words', async (store) => {
      const saved = await store.saveSearch('الجسر', 'المياه الجسر', STAMP);
      assert.equal(await countNew(store, saved), 0);
      await store.keep([arrivalOf('/4', LATER), arrivalOf('/5', OTHER)], STAMP);
      assert.deepEqual(await store.searches(), [saved]);
      assert.equal(await countNew(store, saved), 1);
      const found = await searchNew(store, saved, 10);
      assert.deepEqual(
        found.map((hit) => hit.document),
        ['later'],
      );
      const looked = await store.lookAtSearch(saved.id, STAMP);
      assert.equal(await countNew(store, looked!), 0);
      assert.deepEqual(await store.faults(), []);
    });

    withReports('is in the log from its making to its end', async (store) => {
      const { seq } = await store.head();
      const saved = await store.saveSearch('الجسر', 'in:claims الجسر', STAMP);
      await store.lookAtSearch(saved.id, STAMP);
      await store.keep([arrivalOf('/4', LATER)], STAMP);
      await store.lookAtSearch(saved.id, STAMP);
      assert.equal(await store.dropSearch(saved.id, STAMP), true);
      const kinds = (await store.log(seq, 10)).map(({ act }) => act.kind);
      assert.deepEqual(
        kinds.filter((kind) => kind.startsWith('search')),
        ['search saved', 'search looked at', 'search dropped'],
      );
      assert.deepEqual(await store.searches(), []);
      assert.equal(await store.lookAtSearch(saved.id, STAMP), null);
      assert.equal(await store.dropSearch(saved.id, STAMP), false);
      assert.deepEqual(await store.faults(), []);
    });

    withReports('that can’t be answered any more says so', async (store) => {
      const saved = await store.saveSearch('؟', 'date:soon', STAMP);
      assert.equal(await countNew(store, saved), null);
      await assert.rejects(searchNew(store, saved, 1), QueryError);
    });
  });
}
