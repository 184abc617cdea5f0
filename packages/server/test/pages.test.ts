import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { add, fileSource, Readers } from '@isnad/casefile';
import { type Served, served } from './helpers/served.ts';

const PDF = join(import.meta.dirname, '..', '..', 'intake', 'samples', 'files', 'dam.chromium.pdf');

/** A server whose case holds a PDF, and the id of its document. */
async function servedPdf(context: TestContext): Promise<Served & { readonly document: string }> {
  const here = await served(context);
  const readers = new Readers({ size: 1 });
  context.after(() => readers.close());
  const sources = async function* () {
    yield fileSource(PDF);
  };
  for await (const { kept } of add(here.opened, sources(), readers)) {
    if (kept.kind === 'new') return { ...here, document: kept.documents[0]! };
  }
  throw new Error('the PDF was not kept');
}

test('a page is there as a picture, and as words with the boxes they stand in', async (context) => {
  const { ask, document, opened } = await servedPdf(context);
  const picture = await ask(`/api/documents/${document}/pages/1`);
  assert.equal(picture.status, 200);
  assert.equal(picture.headers['content-type'], 'image/png');
  const { json } = await ask(`/api/documents/${document}/pages/1/words`);
  assert.equal(json.by, 'text layer');
  const text = await opened.store.text((await opened.store.documentAt(4))!);
  const [word] = json.words;
  assert.ok(text?.slice(word.start, word.end).trim() !== '');
  assert.ok(word.region.x >= 0 && word.region.x + word.region.width <= 1);
  for (const path of ['pages/9', 'pages/9/words', 'pages/x/words']) {
    const { status } = await ask(`/api/documents/${document}/${path}`);
    assert.equal(status, path.includes('x') ? 400 : 404, path);
  }
});

test('what a person reads on a page is a new version, and the first stays', async (context) => {
  const here = await servedPdf(context);
  const { ask, document } = here;
  assert.deepEqual((await ask(`/api/documents/${document}/versions`)).json, { versions: [document] });
  const path = `/api/documents/${document}/pages/1/transcription`;
  const { status, json } = await here.post(path, { text: 'قال مدير السد إن الجسر انهار.' });
  assert.equal(status, 200);
  assert.equal(json.replaces, document);
  assert.deepEqual((await ask(`/api/documents/${json.document}/versions`)).json.versions, [document, json.document]);
  const opened = await ask(`/api/documents/${json.document}`);
  assert.equal(opened.json.layout.pages[0].by, 'transcription');
  assert.deepEqual(opened.json.origins, [{ kind: 'transcription', place: document }]);
  assert.equal((await ask(`/api/documents/${document}`)).json.layout.pages[0].by, 'text layer');
  const first = await ask(`/api/documents/${document}/pages/1`);
  assert.equal((await ask(`/api/documents/${json.document}/pages/1`)).body, first.body);
});

test('a transcription without words, or of no page, is refused', async (context) => {
  const here = await servedPdf(context);
  const path = (page: number): string => `/api/documents/${here.document}/pages/${page}/transcription`;
  assert.equal((await here.post(path(1), { text: ' ' })).status, 400);
  assert.equal((await here.post(path(7), { text: 'سد' })).status, 404);
  assert.equal((await here.ask('/api/documents/none/versions')).status, 404);
});
