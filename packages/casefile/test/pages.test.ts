import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { IntakeDocument } from '@isnad/intake';
import { add } from '../src/adding/add.ts';
import { fileSource } from '../src/adding/sources.ts';
import { type Case, createCase } from '../src/case.ts';
import { type DocumentId, documentId } from '../src/ids.ts';
import { pageImage, pageWords } from '../src/pages/page.ts';
import { transcribe } from '../src/pages/transcribe.ts';
import { versionsOf } from '../src/pages/versions.ts';
import type { IntakeDoor } from '../src/seams.ts';
import { search } from '../src/search/hit.ts';
import { verify } from '../src/verify.ts';
import { weighCase } from '../src/weighing.ts';
import { Readers } from '../src/work/readers.ts';
import { passingFolder } from './helpers/folder.ts';

/** Two pages of a scan: the first recognised with a wrong word, the second not readable. */
const SCAN: IntakeDocument = {
  part: null,
  text: 'قال مدير السد إن الجشر القديم انهار فجرا.',
  ...{ title: null, outlet: null, author: null, published: '2026-02-01', modified: null, address: null },
  pages: [
    { page: 1, width: 800, height: 1000, by: 'ocr', confidence: 0.8, readable: true },
    { page: 2, width: 800, height: 1000, by: 'ocr', confidence: 0.1, readable: false, draft: '؟ ؟' },
  ],
  places: [
    { start: 0, end: 13, page: 1, region: { x: 0.5, y: 0.1, width: 0.4, height: 0.05 }, confidence: 0.9 },
    { start: 14, end: 41, page: 1, region: { x: 0.1, y: 0.1, width: 0.4, height: 0.05 }, confidence: 0.7 },
  ],
  notes: [],
};
const CORRECTED = 'قال مدير السد إن الجسر القديم انهار فجرا.';
const SECOND = 'وأضاف أن المياه غمرت القرية.';

interface Desk {
  readonly opened: Case;
  readonly readers: Readers;
  readonly document: DocumentId;
  /** Names and parts that pictures were asked of. */
  readonly drawn: string[];
}

async function desk(context: TestContext): Promise<Desk> {
  const folder = await passingFolder(context);
  const opened = await createCase(join(folder, 'case'), null);
  const drawn: string[] = [];
  const intake: IntakeDoor = {
    read: async () => ({ format: 'image', documents: [SCAN], unreadable: [] }),
    pageImage: async (_, name, part, page) => {
      drawn.push(`${name} ${part} ${page}`);
      return new Uint8Array([page]);
    },
    kept: async () => {},
    close: () => {},
  };
  const readers = new Readers({ size: 1, intake });
  context.after(async () => {
    await readers.close();
    await opened.close();
  });
  let document: DocumentId | undefined;
  const sources = async function* () {
    yield fileSource(import.meta.filename);
  };
  for await (const { kept } of add(opened, sources(), readers)) {
    if (kept.kind === 'new') [document] = kept.documents;
  }
  if (document === undefined) throw new Error('the scan was not kept');
  return { opened, readers, document, drawn };
}

test('a page that could not be read is transcribed: a new version beside the first', async (context) => {
  const { opened, readers, document } = await desk(context);
  const made = await transcribe(opened, readers, { document, page: 2, text: SECOND });
  assert.equal(made.replaces, document);
  assert.equal(made.known, false);
  assert.equal(await opened.store.text(document), SCAN.text);
  assert.equal(await opened.store.text(made.document), `${SCAN.text}\n\n${SECOND}`);
  assert.deepEqual(await versionsOf(opened, document), [document, made.document]);
  assert.deepEqual(await versionsOf(opened, made.document), [document, made.document]);
  const view = await pageWords(opened, made.document, 2);
  assert.equal(view?.by, 'transcription');
  assert.equal(view.readable, true);
  assert.equal(view.words.length, 5);
  assert.equal((await pageWords(opened, document, 2))?.draft, '؟ ؟');
  const verdict = await verify(opened);
  assert.deepEqual(verdict.faults, []);
});

test('what two people transcribe at the same time comes together in one newest version', async (context) => {
  const { opened, readers, document } = await desk(context);
  await Promise.all([
    transcribe(opened, readers, { document, page: 1, text: CORRECTED }),
    transcribe(opened, readers, { document, page: 2, text: SECOND }),
  ]);
  const versions = await versionsOf(opened, document);
  assert.equal(versions.length, 3);
  assert.equal(await opened.store.text(versions.at(-1)!), `${CORRECTED}\n\n${SECOND}`);
});

test('the same transcription sent twice is one version', async (context) => {
  const { opened, readers, document } = await desk(context);
  const once = await transcribe(opened, readers, { document, page: 2, text: SECOND });
  const twice = await transcribe(opened, readers, { document, page: 2, text: `${SECOND}\r\n` });
  assert.deepEqual([twice.document, twice.known], [once.document, true]);
  assert.equal((await versionsOf(opened, document)).length, 2);
});

test('decisions on a page hold on its transcription, version after version', async (context) => {
  const { opened, readers, document } = await desk(context);
  const { store } = opened;
  const claim = (await store.claims({ document }, { limit: 1 })).items[0]!;
  const subject = { kind: 'claim', document, item: claim.id } as const;
  const correction = { of: 'claim', span: { start: claim.start, end: claim.end - 1 } } as const;
  const { entry } = await store.decide(
    { subject, decision: { kind: 'correct', correction }, note: 'دون النقطة' },
    opened.stamp(),
  );

  const first = await transcribe(opened, readers, { document, page: 1, text: CORRECTED });
  assert.deepEqual(
    first.reviews.map((item) => [item.entry, item.outcome]),
    [[entry, 'moved']],
  );
  const second = await transcribe(opened, readers, { document, page: 2, text: SECOND });
  assert.deepEqual(
    second.reviews.map((item) => item.outcome),
    ['kept'],
  );
  const reviewed = await store.claims({ document: second.document, reviewed: true }, { limit: 10 });
  assert.equal(reviewed.total, 1);
  const { review, id } = reviewed.items[0]!;
  assert.equal(review?.note, 'دون النقطة');
  const text = (await store.text(second.document))!;
  assert.ok(review.decision.kind === 'correct' && review.decision.correction.of === 'claim');
  const { start, end } = review.decision.correction.span!;
  assert.match(text.slice(start, end), /^قال مدير السد إن الجسر|^الجسر القديم/u);

  // Not on the old version as well: nobody looks there any more.
  assert.equal((await store.claims({ document, reviewed: true }, { limit: 10 })).total, 0);
  const told = await store.history({ kind: 'claim', document: second.document, item: id });
  assert.deepEqual(
    told.map(({ kind }) => kind),
    ['decided', 'carried', 'carried'],
  );
  await store.undo(entry, null, opened.stamp());
  assert.equal((await store.claims({ document: second.document, reviewed: true }, { limit: 10 })).total, 0);
  assert.deepEqual((await verify(opened)).faults, []);
});

test('a decision whose words a transcription does not have is reported lost, and stays in the log', async (context) => {
  const { opened, readers, document } = await desk(context);
  const { store } = opened;
  const claim = (await store.claims({ document }, { limit: 1 })).items[0]!;
  const subject = { kind: 'claim', document, item: claim.id } as const;
  await store.decide({ subject, decision: { kind: 'reject' }, note: null }, opened.stamp());
  const text = 'نص آخر لا شيء فيه من ذلك الكلام الأول كله.';
  const made = await transcribe(opened, readers, { document, page: 1, text });
  assert.deepEqual(
    made.reviews.map(({ outcome, because }) => [outcome, because]),
    [['lost', 'words']],
  );
  assert.equal((await store.reviews({ state: 'lost' }, { limit: 10 })).items.length, 1);
  assert.equal((await store.claims({ document: made.document, reviewed: true }, { limit: 10 })).total, 0);
  assert.deepEqual((await verify(opened)).faults, []);
});

test('only the newest version is weighed', async (context) => {
  const { opened, readers, document } = await desk(context);
  const { document: newest } = await transcribe(opened, readers, { document, page: 1, text: CORRECTED });
  const found = await weighCase(opened);
  assert.equal(found.copies, 0);
  const groups = await opened.store.groups({}, { limit: 100 });
  const weighed = groups.items.flatMap(({ claims }) => claims.map((claim) => claim.document));
  assert.deepEqual([...new Set(weighed)], [newest]);
});

test('only the newest version is found by search', async (context) => {
  const { opened, readers, document } = await desk(context);
  assert.deepEqual(
    (await search(opened.store, 'مدير السد', 10)).map((hit) => hit.document),
    [document],
  );
  const { document: newest } = await transcribe(opened, readers, { document, page: 2, text: SECOND });
  assert.deepEqual(
    (await search(opened.store, 'مدير السد', 10)).map((hit) => hit.document),
    [newest],
  );
  assert.equal((await search(opened.store, 'المياه غمرت', 10)).length, 1);
});

test('the picture of a transcribed page is that of the first version', async (context) => {
  const { opened, readers, document, drawn } = await desk(context);
  const { document: newest } = await transcribe(opened, readers, { document, page: 2, text: SECOND });
  assert.deepEqual(await pageImage(opened, readers, newest, 2), new Uint8Array([2]));
  assert.deepEqual(drawn, ['pages.test.ts null 2']);
  assert.equal(await pageImage(opened, readers, documentId.parse('nothing'), 1), null);
});

test('there is nothing to transcribe on a page or a document that is not there, and nothing is no transcription', async (context) => {
  const { opened, readers, document } = await desk(context);
  await assert.rejects(transcribe(opened, readers, { document, page: 3, text: SECOND }), /no page 3/);
  await assert.rejects(transcribe(opened, readers, { document, page: 1, text: ' \n' }), /empty/);
  const nobody = documentId.parse('nobody');
  await assert.rejects(transcribe(opened, readers, { document: nobody, page: 1, text: SECOND }), /no document/);
  assert.deepEqual(await versionsOf(opened, document), [document]);
});
