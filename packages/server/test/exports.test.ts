import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, watch, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { exportFormat, importBag, openCase } from '@isnad/casefile';
import yauzl from 'yauzl';
import { zipped } from '../src/routes/exports.ts';
import { served } from './helpers/served.ts';

/** The files of a ZIP, by their names. */
async function filesIn(zip: Buffer): Promise<Map<string, Buffer>> {
  const opened = await yauzl.fromBufferPromise(zip);
  const files = new Map<string, Buffer>();
  for await (const entry of opened.eachEntry()) {
    files.set(entry.fileName, await buffer(await opened.openReadStreamPromise(entry)));
  }
  return files;
}

test('the case comes in every format as one ZIP to be saved, and nothing of it stays behind', async (context) => {
  const { post, folder } = await served(context);
  for (const format of exportFormat.options) {
    const { status, headers, bytes } = await post('/api/exports', { format });
    assert.deepEqual([status, headers['content-type']], [200, 'application/zip']);
    assert.match(String(headers['content-disposition']), new RegExp(`isnad-${format}\\.zip`));
    const names = [...(await filesIn(bytes)).keys()];
    assert.ok(names.includes(format === 'bag' ? 'data/case.db' : 'export.json'), names.join(' '));
  }
  const uploads = join(folder, 'case', 'uploads', String(process.pid));
  assert.deepEqual(existsSync(uploads) ? await readdir(uploads) : [], []);
});

test('an export that nobody came for is taken away, too', async (context) => {
  const above = await mkdtemp(join(tmpdir(), 'isnad-export-'));
  context.after(() => rm(above, { recursive: true }));
  const folder = join(above, 'export');
  await mkdir(folder);
  await writeFile(join(folder, 'a.csv'), 'x');
  const changes = watch(above);
  zipped(folder).destroy();
  for await (const _ of changes) if (!existsSync(folder)) break;
});

test('a bag that was saved is the same case again', async (context) => {
  const { post, folder, opened } = await served(context);
  const bag = join(folder, 'bag');
  for (const [name, bytes] of await filesIn((await post('/api/exports', { format: 'bag' })).bytes)) {
    await mkdir(dirname(join(bag, name)), { recursive: true });
    await writeFile(join(bag, name), bytes);
  }
  await importBag(bag, join(folder, 'again'));
  const again = await openCase(join(folder, 'again'));
  assert.deepEqual(await again.store.head(), await opened.store.head());
  await again.close();
});

test('an export leaves out the names it is asked to, and a bag refuses to', async (context) => {
  const { post } = await served(context);
  const words = async (withhold: readonly string[]): Promise<string> => {
    const files = await filesIn((await post('/api/exports', { format: 'csv', withhold })).bytes);
    return [...files.values()].map(String).join('\n');
  };
  assert.match(await words([]), /صحيفة المرفأ/);
  assert.doesNotMatch(await words(['sources']), /صحيفة المرفأ/);
  const refused = await post('/api/exports', { format: 'bag', withhold: ['people'] });
  assert.equal(refused.status, 400);
  assert.match(refused.json.detail, /a bag is the whole case/);
});

test('nobody exports a case who has not entered, or comes from another page', async (context) => {
  const { ask, port } = await served(context);
  const body = JSON.stringify({ format: 'csv' });
  const json = { 'content-type': 'application/json' };
  const origin = `http://127.0.0.1:${port}`;
  const stranger = await ask('/api/exports', { method: 'POST', body, headers: { ...json, origin }, cookie: false });
  assert.equal(stranger.status, 401);
  const elsewhere = { ...json, origin: 'http://example.org' };
  assert.equal((await ask('/api/exports', { method: 'POST', body, headers: elsewhere })).status, 403);
});
