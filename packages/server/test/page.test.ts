import assert from 'node:assert/strict';
import { test } from 'node:test';
import { served } from './helpers/served.ts';

test('the page comes with right types, and what its name tells stays with the browser', async (context) => {
  const { ask } = await served(context);
  const index = await ask('/');
  assert.match(index.headers['content-type'] ?? '', /^text\/html/);
  assert.equal(index.headers['cache-control'], 'no-cache');
  const script = await ask('/assets/main-abc123.js');
  assert.match(script.headers['content-type'] ?? '', /^text\/javascript/);
  assert.match(script.headers['cache-control'] ?? '', /immutable/);
  assert.equal((await ask('/assets/face.woff2')).headers['content-type'], 'font/woff2');
});

test('a room of the workbench is the page, a file that is not there is not', async (context) => {
  const { ask } = await served(context);
  assert.equal((await ask('/documents/dam%2F1')).body, (await ask('/')).body);
  assert.equal((await ask('/assets/none.js')).status, 404);
  assert.equal((await ask('/none.txt')).status, 404);
});

test('no path leads out of the page’s folder', async (context) => {
  const { ask, folder } = await served(context);
  const secret = `${folder}/case/case.db`;
  for (const path of [
    '/../case/case.db',
    '/assets/../../case/case.db',
    '/%2e%2e/case/case.db',
    '/..%2fcase%2fcase.db',
    '/assets/%2e%2e%2f%2e%2e%2fcase/case.db',
    '/..%5c..%5ccase%5ccase.db',
    '//etc/passwd',
    '/%00/../case/case.db',
    secret,
    `/assets/${'../'.repeat(20)}etc/passwd`,
    '/api/documents/..%2f..%2fcase.db',
    '/api/documents/..%2f..%2fcase.db/original',
  ]) {
    const { status, body } = await ask(path);
    assert.ok(!body.includes('SQLite') && !body.includes('root:'), path);
    assert.ok(status >= 400 || body.includes('<title>إسناد'), `${path}: ${status}`);
  }
});

test('without a built page the server says how to get one', async (context) => {
  const { ask } = await served(context, { page: '/nowhere' });
  const { status, json } = await ask('/', { headers: { 'accept-language': 'en' } });
  assert.equal(status, 404);
  assert.match(json.title, /npm run build/);
  assert.equal((await ask('/api/case')).status, 200);
});
