import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { type DocumentId, documentId, logSeq } from '../src/ids.ts';
import { EMPTY_LOG, follows } from '../src/log/chain.ts';
import type { LogHead, Stamp } from '../src/log/entry.ts';
import type { ReviewSubject } from '../src/log/subject.ts';
import { search } from '../src/search/hit.ts';
import type { Arrival } from '../src/store/records.ts';
import { BadCursor, everyItem, NothingToReview, type Store } from '../src/store/store.ts';
import { DAM } from './helpers/full-case.ts';
import { arrivalOf, NO_FINDINGS, type Report, refTo } from './helpers/reports.ts';

/** A store under test, and the same store opened anew by another process, so to speak. */
export interface StoreUnderTest {
  readonly store: Store;
  reopen(): Promise<Store>;
}

const STAMP: Stamp = { at: '2026-03-01T10:00:00.000Z', by: 'ليلى', tool: 'isnad test' };
const FLOOD: Report = {
  id: 'flood',
  text: 'غمرت المياه الجسر القديم وغادرت العائلات بيوتها.',
  outlet: 'إذاعة الرافدين',
  claims: [{ words: 'غمرت المياه الجسر القديم' }],
};

const MARKET: Report = { id: 'market', text: 'ارتفعت أسعار الخبز في الأسواق هذا الأسبوع.' };

/** What no database need keep in a text is put right before a store is given it. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

/** What every store keeps to: run by the tests of each. */
export function storeContract(name: string, make: (context: TestContext) => Promise<StoreUnderTest>): void {
  const withStore = (title: string, body: (under: StoreUnderTest) => Promise<void>): void => {
    test(title, async (context) => body(await make(context)));
  };
  const keep = (store: Store, ...arrivals: readonly Arrival[]): ReturnType<Store['keep']> =>
    store.keep(arrivals, STAMP);
  const idsOf = async (store: Store): Promise<DocumentId[]> => {
    const ids: DocumentId[] = [];
    for await (const { id } of everyItem((page) => store.documents(page), 2)) ids.push(id);
    return ids;
  };

  describe(`${name}: what comes in`, () => {
    withStore('a report is given back as it was kept', async ({ store, reopen }) => {
      const arrival = arrivalOf('/box/dam.txt', DAM);
      assert.deepEqual(await keep(store, arrival), [{ kind: 'new', documents: ['dam'] }]);
      for (const opened of [store, await reopen()]) {
        const document = await opened.document(documentId.parse('dam'));
        assert.equal(document?.text, DAM.text);
        assert.equal(await opened.text(documentId.parse('dam')), DAM.text);
        assert.equal(document?.record.title, DAM.title);
        assert.equal(document?.record.claims, 2);
        assert.equal(document?.reading.text, DAM.text);
        assert.equal(document?.reading.claims[0]?.text, '200 عائلة غادرت القرية');
        assert.deepEqual(document?.rows, arrival.documents[0]?.rows);
        assert.equal(document?.readingDigest, arrival.documents[0]?.reading.digest);
      }
    });

    withStore('the same bytes again are known, and a second place is kept', async ({ store }) => {
      const first = arrivalOf('/box/dam.txt', DAM);
      await keep(store, first);
      const elsewhere = { ...first, from: { kind: 'file', place: '/other/copy.txt' } } as const;
      assert.deepEqual(await keep(store, elsewhere, first), [
        { kind: 'known', documents: ['dam'], elsewhere: true },
        { kind: 'known', documents: ['dam'], elsewhere: false },
      ]);
      const original = await store.original(first.original!.hash);
      assert.deepEqual(original?.origins, [first.from, elsewhere.from]);
      assert.deepEqual(await idsOf(store), ['dam']);
    });

    withStore('the same bytes twice in one step are one original', async ({ store }) => {
      const arrival = arrivalOf('/box/dam.txt', DAM);
      const [first, second] = await keep(store, arrival, arrival);
      assert.equal(first?.kind, 'new');
      assert.equal(second?.kind, 'known');
    });

    withStore('an id that another document has is refused, and nothing of it kept', async ({ store }) => {
      await keep(store, arrivalOf('/a', DAM));
      const other = arrivalOf('/b', { ...MARKET, id: 'dam' });
      assert.deepEqual(await keep(store, other), [{ kind: 'clash', document: 'dam' }]);
      assert.equal(await store.original(other.original!.hash), null);
    });

    withStore('other bytes that say the same under the same id are known', async ({ store }) => {
      await keep(store, arrivalOf('/a', DAM));
      const [kept] = await keep(store, arrivalOf('/b', { ...DAM, title: 'عنوان آخر' }));
      assert.deepEqual(kept, { kind: 'known', documents: ['dam'], elsewhere: false });
    });

    withStore('a file of several documents is kept whole', async ({ store }) => {
      const arrival = arrivalOf('/mail.mbox', { text: 'رسالة أولى' }, { text: 'رسالة ثانية' });
      const [kept] = await keep(store, arrival);
      assert.equal(kept?.kind === 'new' && kept.documents.length, 2);
      assert.equal((await store.original(arrival.original!.hash))?.documents.length, 2);
    });

    withStore('what could not be read is told once, until it can be', async ({ store }) => {
      const readable = arrivalOf('/scan.pdf', MARKET);
      const scan: Arrival = {
        ...readable,
        documents: [],
        unreadable: [{ part: null, kind: 'no text', message: 'not readable: transcribe' }],
      };
      assert.deepEqual(await keep(store, scan), [{ kind: 'unreadable' }]);
      const { seq } = await store.head();
      await keep(store, scan);
      assert.equal((await store.head()).seq, seq);
      assert.equal((await store.unreadable({ limit: 10 })).items[0]?.message, 'not readable: transcribe');
      assert.deepEqual(await keep(store, readable), [{ kind: 'new', documents: ['market'] }]);
      assert.deepEqual((await store.unreadable({ limit: 10 })).items, []);
    });

    withStore('a step that fails leaves nothing behind', async ({ store }) => {
      const { seq } = await store.head();
      const good = arrivalOf('/good', DAM);
      const bad = arrivalOf('/bad', { text: 'نص' }, { text: 'نص' });
      const twice = { ...bad, documents: [bad.documents[0]!, bad.documents[0]!] };
      await assert.rejects(keep(store, good, twice));
      assert.deepEqual(await idsOf(store), []);
      assert.equal((await store.head()).seq, seq);
      assert.deepEqual((await search(store, 'عائلة', 10)).length, 0);
    });

    withStore('any text comes back unit by unit', async ({ store }) => {
      let count = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.string({ unit: 'grapheme', maxLength: 60 }),
          fc.string({ unit: 'binary' }),
          async (text, title) => {
            const id = `t${++count}`;
            const report = { id, text: storable(text), title: storable(title) };
            await keep(store, arrivalOf(`/${id}`, report));
            const document = await store.document(documentId.parse(id));
            assert.equal(document?.text, report.text);
            assert.equal(document?.record.title, report.title);
          },
        ),
        { numRuns: 60 },
      );
    });
  });

  describe(`${name}: lists`, () => {
    withStore('pages of any size give everything once and in order', async ({ store }) => {
      const reports = Array.from({ length: 7 }, (_, i) => ({ ...DAM, id: `d${i}`, published: `2026-01-0${i + 1}` }));
      await keep(store, ...reports.map((report, i) => arrivalOf(`/${i}`, report)));
      for (const limit of [1, 2, 3, 7, 50]) {
        const claims: string[] = [];
        for await (const { document, id } of everyItem((page) => store.claims({}, page), limit))
          claims.push(`${document} ${id}`);
        assert.deepEqual(
          claims,
          reports.flatMap(({ id }) => [`${id} c0`, `${id} c1`]),
        );
        const sources: string[] = [];
        for await (const { name } of everyItem((page) => store.sources(page), limit)) sources.push(name);
        assert.deepEqual(sources, ['مدير السد', 'صحيفة المرفأ', 'وكالة الفرات']);
      }
    });

    withStore('claims, figures, attributions, acts and flags of one document', async ({ store }) => {
      await keep(store, arrivalOf('/1', FLOOD), arrivalOf('/2', DAM));
      const filter = { document: documentId.parse('dam') };
      const page = { limit: 10 };
      assert.deepEqual(
        (await store.claims(filter, page)).items.map((claim) => claim.chain.map((link) => link.name)),
        [['وكالة الفرات', 'مدير السد'], ['مدير السد']],
      );
      assert.deepEqual(
        (await store.figures(filter, page)).items.map((figure) => figure.low),
        [200],
      );
      assert.equal((await store.attributions(filter, page)).items.length, 2);
      assert.deepEqual(
        (await store.documentFlags(filter, page)).items.map((flag) => flag.text),
        ['200'],
      );
      const [act] = (await store.acts(filter, page)).items;
      assert.deepEqual([act?.who.text, act?.act.text], ['200 عائلة', 'غادرت القرية']);
      assert.deepEqual(
        act?.chain.map((link) => link.name),
        ['وكالة الفرات', 'مدير السد'],
      );
      const ofManager = await store.claims({ origin: (await store.sources(page)).items[0]!.key }, page);
      assert.equal(ofManager.items.length, 2);
    });

    withStore('sources count what they originated, relayed and published', async ({ store }) => {
      await keep(store, arrivalOf('/1', DAM));
      await keep(store, arrivalOf('/2', FLOOD));
      const sources = (await store.sources({ limit: 10 })).items;
      const counts = sources.map(({ name, originated, relayed, published }) => [name, originated, relayed, published]);
      assert.deepEqual(counts, [
        ['مدير السد', 2, 0, 0],
        ['إذاعة الرافدين', 0, 0, 1],
        ['صحيفة المرفأ', 0, 0, 1],
        ['وكالة الفرات', 0, 1, 0],
      ]);
    });

    withStore('a cursor that no list gave is refused', async ({ store }) => {
      await assert.rejects(store.documents({ limit: 1, after: 'nonsense' }), BadCursor);
      const other = Buffer.from('["a","b"]').toString('base64url');
      await assert.rejects(store.claims({}, { limit: 1, after: other }), BadCursor);
    });
  });

  describe(`${name}: search`, () => {
    const hitsFor = async (store: Store, query: string): Promise<string[]> =>
      (await search(store, query, 10)).map((hit) => hit.document);

    withStore('finds a word in every spelling, with its clitics and endings', async ({ store }) => {
      await keep(store, arrivalOf('/1', DAM), arrivalOf('/2', FLOOD), arrivalOf('/3', MARKET));
      assert.deepEqual(await hitsFor(store, 'الأسواق'), ['market']);
      assert.deepEqual(await hitsFor(store, 'والاسواق'), ['market']);
      assert.deepEqual(await hitsFor(store, 'أَسْعَـــار'), ['market']);
      assert.deepEqual(await hitsFor(store, '٢٠٠'), ['dam']);
    });

    withStore('puts what holds all the words first', async ({ store }) => {
      await keep(store, arrivalOf('/1', DAM), arrivalOf('/2', FLOOD));
      assert.deepEqual(await hitsFor(store, 'الجسر القديم'), ['flood', 'dam']);
    });

    withStore('takes phrases word for word, leaves out what is not wanted, and knows OR', async ({ store }) => {
      await keep(store, arrivalOf('/1', DAM), arrivalOf('/2', FLOOD), arrivalOf('/3', MARKET));
      assert.deepEqual(await hitsFor(store, '"المياه بلغت"'), ['dam']);
      assert.deepEqual(await hitsFor(store, '«الجسر المياه»'), []);
      assert.deepEqual(await hitsFor(store, 'الجسر -القديم'), ['dam']);
      assert.deepEqual((await hitsFor(store, 'الخبز OR مدير')).toSorted(), ['dam', 'market']);
      assert.deepEqual(await hitsFor(store, 'الخبز OR مدير -أسعار'), ['dam']);
    });

    withStore('a hit stands at the words it found', async ({ store }) => {
      await keep(store, arrivalOf('/1', DAM));
      const [hit] = await search(store, 'بالمياه والجسر', 10);
      assert.equal(hit?.text, 'المياه بلغت الجسر');
      assert.deepEqual(
        hit?.marks.map(({ start, end }) => DAM.text.slice(start, end)),
        ['المياه', 'الجسر'],
      );
      assert.equal(DAM.text.slice(hit!.start, hit!.end), hit!.text);
    });

    withStore('finds by title and outlet, too', async ({ store }) => {
      await keep(store, arrivalOf('/1', DAM), arrivalOf('/2', FLOOD));
      assert.deepEqual(await hitsFor(store, 'المرفأ'), ['dam']);
      assert.deepEqual(await hitsFor(store, 'انهيار'), ['dam']);
    });

    withStore('no query breaks it, whatever its signs', async ({ store }) => {
      await keep(store, arrivalOf('/1', DAM));
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 30 }), async (words) => {
          await search(store, `${words} السد`, 3);
        }),
        { numRuns: 100 },
      );
      for (const query of ['السد" OR terms:x', 'NEAR(السد) AND *', 'السد)', '"السد']) await search(store, query, 3);
    });
  });

  describe(`${name}: reviews`, () => {
    const subject = { kind: 'claim', document: documentId.parse('dam'), item: 'c1' } as const;
    const page = { limit: 10 };

    withStore('a decision stands with who made it, when, and on which words', async ({ store, reopen }) => {
      await keep(store, arrivalOf('/1', DAM));
      const made = await store.decide({ subject, decision: { kind: 'accept' }, note: 'طابقت الأصل' }, STAMP);
      assert.equal(made.target.kind === 'claim' && made.target.anchor.exact, 'المياه بلغت الجسر');
      const opened = await reopen();
      const [first, second] = (await opened.claims({}, page)).items;
      assert.equal(first?.review, null);
      const voice = {
        entry: made.entry,
        by: 'ليلى',
        at: STAMP.at,
        decision: { kind: 'accept' },
        note: 'طابقت الأصل',
      };
      assert.deepEqual(second?.review, { ...voice, state: 'settled', voices: [voice], dissent: false });
      assert.equal((await opened.summary()).reviewed.claim, 1);
    });

    withStore('the last decision stands; taking it back brings the one before', async ({ store }) => {
      await keep(store, arrivalOf('/1', DAM));
      await store.decide({ subject, decision: { kind: 'accept' }, note: null }, STAMP);
      const correction = { of: 'claim', chain: ['وكالة الفرات'] } as const;
      const second = await store.decide(
        {
          subject,
          decision: { kind: 'correct', correction: { ...correction, chain: [...correction.chain] } },
          note: null,
        },
        STAMP,
      );
      const standing = async (): Promise<string | undefined> =>
        (await store.claims({ reviewed: true }, page)).items[0]?.review?.decision.kind;
      assert.equal(await standing(), 'correct');
      const undone = await store.undo(second.entry, 'خطأ', STAMP);
      assert.notEqual(undone.undone, null);
      assert.equal(await standing(), 'accept');
      assert.equal((await store.reviews({ subject }, page)).items.length, 2);
    });

    withStore('unreviewed claims are those without a standing decision', async ({ store }) => {
      await keep(store, arrivalOf('/1', DAM));
      const { entry } = await store.decide({ subject, decision: { kind: 'reject' }, note: null }, STAMP);
      const unreviewed = async (): Promise<string[]> =>
        (await store.claims({ reviewed: false }, page)).items.map((claim) => claim.id);
      assert.deepEqual(await unreviewed(), ['c0']);
      await store.undo(entry, null, STAMP);
      assert.deepEqual(await unreviewed(), ['c0', 'c1']);
    });

    withStore('figures, attributions, acts and flags across documents are reviewed alike', async ({ store }) => {
      await keep(store, arrivalOf('/1', DAM));
      const document = documentId.parse('dam');
      const figure = { kind: 'figure', document, item: '0' } as const;
      await store.decide({ subject: figure, decision: { kind: 'reject' }, note: null }, STAMP);
      await store.decide(
        { subject: { kind: 'attribution', document, item: 'a1' }, decision: { kind: 'accept' }, note: null },
        STAMP,
      );
      await store.decide(
        { subject: { kind: 'act', document, item: '0' }, decision: { kind: 'accept' }, note: null },
        STAMP,
      );
      const message = { ar: 'عذر واحد', en: 'one excuse' };
      const flags = [{ kind: 'one excuse', claims: [refTo('dam', DAM, 0)], message }];
      await store.putFindings({ ...NO_FINDINGS, flags }, STAMP);
      const flag: ReviewSubject = { kind: 'case flag', flag: 'one excuse', claims: [{ document, item: 'c0' }] };
      await store.decide({ subject: flag, decision: { kind: 'reject' }, note: 'بلا أساس' }, STAMP);
      assert.equal((await store.acts({}, page)).items[0]?.review?.decision.kind, 'accept');
      assert.equal((await store.flags(page)).items[0]?.review?.note, 'بلا أساس');
      assert.equal((await store.figures({}, page)).items[0]?.review?.decision.kind, 'reject');
      assert.equal((await store.attributions({}, page)).items[1]?.review?.decision.kind, 'accept');
    });

    withStore('nothing is decided about what is not there', async ({ store }) => {
      await keep(store, arrivalOf('/1', DAM));
      const accept = { kind: 'accept' } as const;
      for (const nothing of [
        { ...subject, item: 'c9' },
        { ...subject, document: documentId.parse('none') },
        { ...subject, kind: 'figure', item: 'c1' } as const,
      ]) {
        await assert.rejects(store.decide({ subject: nothing, decision: accept, note: null }, STAMP), NothingToReview);
      }
      await assert.rejects(store.undo(logSeq.parse(1), null, STAMP), NothingToReview);
      const { entry } = await store.decide({ subject, decision: accept, note: null }, STAMP);
      await store.undo(entry, null, STAMP);
      await assert.rejects(store.undo(entry, null, STAMP), NothingToReview);
    });
  });

  describe(`${name}: the log`, () => {
    withStore(
      'begins with the case and holds every act, each sealed with the one before',
      async ({ store, reopen }) => {
        await keep(store, arrivalOf('/1', DAM));
        await keep(store, arrivalOf('/2', DAM));
        await store.putFindings(NO_FINDINGS, STAMP);
        const opened = await reopen();
        const entries = await opened.log(0, 100);
        assert.deepEqual(
          entries.map((entry) => entry.act.kind),
          ['case made', 'original kept', 'document read', 'original met again', 'weighed'],
        );
        let head: LogHead = EMPTY_LOG;
        for (const entry of entries) {
          assert.ok(follows(head, entry), `entry ${entry.seq}`);
          head = entry;
        }
        assert.equal((await opened.head()).hash, head.hash);
        assert.deepEqual(
          (await opened.log(3, 1)).map((entry) => entry.seq),
          [4],
        );
      },
    );

    withStore('steps at the same time stand one after the other', async ({ store }) => {
      const arrivals = Array.from({ length: 8 }, (_, i) => arrivalOf(`/${i}`, { ...MARKET, id: `m${i}` }));
      await Promise.all(arrivals.map((arrival) => keep(store, arrival)));
      const entries = await store.log(0, 100);
      assert.deepEqual(
        entries.map((entry) => Number(entry.seq)),
        Array.from({ length: 17 }, (_, i) => i + 1),
      );
    });

    withStore('a sound store finds no fault with itself', async ({ store }) => {
      await keep(store, arrivalOf('/1', DAM));
      assert.deepEqual(await store.faults(), []);
    });
  });
}
