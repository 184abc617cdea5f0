import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { served } from './helpers/served.ts';

describe('who has the address', () => {
  test('is let in once, gets a cookie that no script or other site sees, and a clean address', async (context) => {
    const { ask, entrance } = await served(context);
    const entered = await ask(entrance, { cookie: false });
    assert.equal(entered.status, 303);
    assert.equal(entered.headers.location, '/');
    const [cookie] = entered.headers['set-cookie'] ?? [];
    assert.match(cookie ?? '', /^isnad-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    assert.ok(!cookie?.includes(entrance.split('/').at(-1)!), 'the cookie is not the secret');
    assert.equal((await ask('/')).status, 200);
    assert.equal((await ask('/api/case')).json.info.name, 'السد');
  });

  test('may enter from a second browser, too', async (context) => {
    const { ask, entrance, cookie } = await served(context);
    const again = (await ask(entrance, { cookie: false })).headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    assert.notEqual(again, cookie);
    assert.equal((await ask('/api/case', { cookie: again })).status, 200);
    assert.equal((await ask('/api/case')).status, 200);
  });
});

describe('who has not', () => {
  test('sees nothing, by whatever path and with whatever cookie', async (context) => {
    const { ask, port } = await served(context);
    const paths = [
      '/',
      '/api/case',
      '/api/documents',
      '/api/events',
      '/api/openapi.json',
      '/assets/main-abc123.js',
      '/none',
    ];
    for (const path of paths) {
      for (const cookie of [false, `isnad-${port}=`, `isnad-${port}=${'A'.repeat(43)}`, 'isnad-1=x'] as const) {
        const { status, json } = await ask(path, { cookie });
        assert.equal(status, 401, `${path} with ${cookie}`);
        assert.equal(json.type, 'urn:isnad:problem:locked');
      }
    }
    for (const path of ['/enter/', '/enter/wrong', `/enter/${'A'.repeat(43)}`, '/enter/%00']) {
      assert.notEqual((await ask(path, { cookie: false })).status, 303, path);
    }
  });
});

describe('requests that another page sends', () => {
  test('under another name are refused: it was made to point here', async (context) => {
    const { ask, port, entrance } = await served(context);
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', '127.0.0.1:1', `0.0.0.0:${port}`]) {
      for (const path of ['/api/case', '/', entrance]) {
        const { status, headers } = await ask(path, { host });
        assert.equal(status, 421, `${host} ${path}`);
        assert.equal(headers['set-cookie'], undefined);
      }
    }
    assert.equal((await ask('/api/case', { host: `127.0.0.1:${port}.evil.example` })).status, 400, 'no host at all');
    assert.equal((await ask('/api/case', { host: `localhost:${port}` })).status, 200);
  });

  test('with another origin are refused, cookie or not', async (context) => {
    const { ask, port, opened } = await served(context);
    const { seq } = await opened.store.head();
    const ours = `http://127.0.0.1:${port}`;
    const body = JSON.stringify({
      subject: { kind: 'claim', document: 'dam/1', item: 'c1' },
      decision: { kind: 'accept' },
    });
    for (const origin of [
      'http://evil.example',
      'null',
      'http://127.0.0.1:1',
      `https://127.0.0.1:${port}`,
      `http://localhost:${port}`,
    ]) {
      for (const method of ['GET', 'POST']) {
        const headers = { origin, 'content-type': 'application/json' };
        const { status } = await ask('/api/reviews', { method, headers, body: method === 'POST' ? body : '' });
        assert.equal(status, 403, `${method} from ${origin}`);
      }
    }
    const unsaid = await ask('/api/reviews', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    assert.equal(unsaid.status, 403, 'a change from nobody knows where');
    assert.equal((await opened.store.head()).seq, seq, 'nothing was done');
    assert.equal((await ask('/api/case', { headers: { origin: ours } })).status, 200);
  });

  test('are refused by what the browser says of them, but for a link that opens the page', async (context) => {
    const { ask } = await served(context);
    const from = async (site: string, mode: string, path: string): Promise<number> =>
      (await ask(path, { headers: { 'sec-fetch-site': site, 'sec-fetch-mode': mode } })).status;
    assert.equal(await from('cross-site', 'no-cors', '/api/case'), 403);
    assert.equal(await from('same-site', 'cors', '/api/case'), 403, 'another port of this machine');
    assert.equal(await from('cross-site', 'navigate', '/'), 200);
    assert.equal(await from('same-origin', 'cors', '/api/case'), 200);
    assert.equal(await from('none', 'navigate', '/'), 200);
  });

  test('get no leave to read: there is no CORS', async (context) => {
    const { ask } = await served(context);
    const headers = { origin: 'http://evil.example', 'access-control-request-method': 'POST' };
    const { status, headers: answered } = await ask('/api/reviews', { method: 'OPTIONS', headers });
    assert.equal(status, 403);
    assert.equal(answered['access-control-allow-origin'], undefined);
  });
});

describe('what every answer tells the browser', () => {
  test('keeps all in: nothing foreign runs, loads, frames, sniffs or is told where it came from', async (context) => {
    const { ask, entrance } = await served(context);
    const answers = [
      await ask('/'),
      await ask('/api/case'),
      await ask('/api/none'),
      await ask('/assets/main-abc123.js'),
      await ask('/api/case', { cookie: false }),
      await ask('/', { host: 'evil.example' }),
      await ask(entrance, { cookie: false }),
    ];
    for (const { headers } of answers) {
      const policy = String(headers['content-security-policy']);
      assert.match(policy, /default-src 'none'/);
      assert.doesNotMatch(policy, /unsafe|\*|https?:/);
      assert.match(policy, /frame-ancestors 'none'/);
      assert.equal(headers['referrer-policy'], 'no-referrer');
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
      assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
    }
  });
});
