import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { verify } from '@isnad/casefile';
import { streamSSE } from 'hono/streaming';
import { emptyApp } from '../src/app.ts';
import { DAM, RECORDS, served } from './helpers/served.ts';

describe('the API gives', () => {
  test('the case in numbers', async (context) => {
    const { ask } = await served(context);
    const { json } = await ask('/api/case');
    assert.equal(json.documents, 3);
    assert.equal(json.weighed, true);
    assert.equal(json.info.name, 'السد');
  });

  test('documents by pages, and each with its Reading', async (context) => {
    const { ask } = await served(context);
    const ids: string[] = [];
    let after = '';
    do {
      const { json } = await ask(`/api/documents?limit=2${after === '' ? '' : `&after=${after}`}`);
      ids.push(...json.items.map((item: { id: string }) => item.id));
      after = json.next ?? '';
    } while (after !== '');
    assert.deepEqual(
      ids,
      RECORDS.map((record) => record.id),
    );
    const { json } = await ask(`/api/documents/${encodeURIComponent('dam/1')}`);
    assert.equal(json.reading.text, DAM);
    assert.equal(json.record.outlet, 'صحيفة المرفأ');
    assert.deepEqual(json.origins, [{ kind: 'record', place: 'dam/1' }]);
    assert.equal(json.claims.length, json.reading.claims.length);
    assert.ok(json.claims.length > 0);
  });

  test('an original to be saved, never to be shown', async (context) => {
    const { ask } = await served(context);
    const { headers, body } = await ask('/api/documents/market/original');
    assert.equal(body, JSON.stringify(RECORDS[2]));
    assert.equal(headers['content-type'], 'application/octet-stream');
    assert.match(headers['content-disposition'] ?? '', /^attachment; filename="[0-9a-f]{16}\.record"$/);
  });

  test('every list', async (context) => {
    const { ask } = await served(context);
    for (const list of [
      'claims',
      'attributions',
      'figures',
      'document-flags',
      'sources',
      'groups',
      'copies',
      'series',
      'flags',
      'reviews',
      'unreadable',
    ]) {
      const { status, json } = await ask(`/api/${list}?limit=1`);
      assert.equal(status, 200, list);
      assert.ok(Array.isArray(json.items), list);
    }
    const ofRadio = await ask('/api/claims?document=radio');
    assert.ok(ofRadio.json.items.every((claim: { document: string }) => claim.document === 'radio'));
    assert.equal((await ask('/api/log?after=1&limit=1')).json[0].seq, 2);
  });

  test('groups by grade, and one with its claims and documents', async (context) => {
    const { ask } = await served(context);
    assert.equal((await ask('/api/groups?grade=single%20route')).json.items.length, 1);
    assert.equal((await ask('/api/groups?grade=contested')).json.items.length, 0);
    const { json } = await ask('/api/groups/g');
    assert.equal(json.group.id, 'g');
    assert.equal(json.documents[0].id, 'dam/1');
  });

  test('hits with the words around them', async (context) => {
    const { ask } = await served(context);
    const { json } = await ask(`/api/search?q=${encodeURIComponent('الجسر القديم')}`);
    const [hit] = json;
    assert.equal(hit.document, 'dam/1');
    assert.equal(hit.before + hit.text + hit.after, DAM);
    assert.equal(DAM.slice(hit.marks[0].start, hit.marks[0].end), 'الجسر');
  });

  test('the briefing in either language and form, with no more leave than its own style', async (context) => {
    const { ask } = await served(context);
    const html = await ask('/api/briefing?language=ar&format=html');
    assert.match(html.body, /<html lang="ar" dir="rtl">/);
    assert.match(String(html.headers['content-security-policy']), /^default-src 'none'; style-src 'sha256-/);
    const markdown = await ask('/api/briefing?language=en&format=md');
    assert.match(markdown.body, /^# Briefing/);
    assert.match(markdown.headers['content-type'] ?? '', /^text\/markdown/);
    const { json } = await ask('/api/briefing?format=json');
    assert.equal(json.holds.documents, 3);
  });

  test('a description of itself that names every route', async (context) => {
    const { ask } = await served(context);
    const { json } = await ask('/api/openapi.json');
    assert.equal(json.openapi, '3.1.0');
    for (const path of [
      '/api/case',
      '/api/documents/{id}',
      '/api/search',
      '/api/searches/{id}/new',
      '/api/reviews/{entry}/undo',
      '/api/uploads',
    ]) {
      assert.ok(path in json.paths, path);
    }
    assert.ok('outlet' in json.components.schemas.DocumentRecord.properties);
  });
});

describe('reviews', () => {
  const subject = { kind: 'claim', document: 'dam/1', item: 'c1' };

  test('are decided, seen and taken back, and all of it is in the log', async (context) => {
    const { ask, post, opened } = await served(context);
    const made = await post('/api/reviews', { subject, decision: { kind: 'accept' }, note: 'طابقت' });
    assert.equal(made.status, 200);
    assert.equal(made.json.by, 'ليلى');
    const seen = await ask('/api/claims?document=dam%2F1&reviewed=true');
    assert.equal(seen.json.items[0].review.note, 'طابقت');
    assert.equal((await post(`/api/reviews/${made.json.entry}/undo`, {})).json.undone, made.json.entry + 1);
    assert.equal((await ask('/api/claims?reviewed=true')).json.items.length, 0);
    assert.equal((await post(`/api/reviews/${made.json.entry}/undo`, {})).status, 409);
    assert.equal((await verify(opened)).sound, true);
  });

  test('of what is not there, or not said rightly, are refused with the reason', async (context) => {
    const { post } = await served(context);
    const none = await post('/api/reviews', { subject: { ...subject, item: 'c999' }, decision: { kind: 'accept' } });
    assert.deepEqual([none.status, none.json.type], [409, 'urn:isnad:problem:nothing-to-review']);
    const bad = await post('/api/reviews', { subject, decision: { kind: 'destroy' } });
    assert.equal(bad.status, 400);
    assert.match(bad.json.detail, /decision/);
    const more = await post('/api/reviews', { subject, decision: { kind: 'accept' }, by: 'somebody else' });
    assert.equal(more.status, 400, 'nobody signs for another');
  });
});

describe('a request', () => {
  test('that is not right gets a problem in the reader’s language', async (context) => {
    const { ask } = await served(context);
    const problem = async (path: string, language: string): Promise<[number, string, string]> => {
      const { status, headers, json } = await ask(path, { headers: { 'accept-language': language } });
      assert.match(headers['content-type'] ?? '', /^application\/problem\+json/);
      assert.equal(json.status, status);
      return [status, json.type.split(':').at(-1), json.title];
    };
    assert.deepEqual(await problem('/api/search?q=', 'ar'), [400, 'empty-query', 'اكتب كلمة تبحث عنها.']);
    assert.deepEqual(await problem('/api/search?q=', 'en-GB,en;q=0.9,ar;q=0.5'), [
      400,
      'empty-query',
      'Type a word to search for.',
    ]);
    assert.deepEqual((await problem('/api/search?q=-%D8%B3%D8%AF', 'en')).slice(0, 2), [400, 'only-exclusions']);
    assert.deepEqual((await problem('/api/documents?after=x', 'en')).slice(0, 2), [400, 'bad-cursor']);
    assert.deepEqual((await problem('/api/documents?limit=0', 'en')).slice(0, 2), [400, 'bad-request']);
    assert.deepEqual((await problem('/api/documents/none', 'en')).slice(0, 2), [404, 'not-here']);
    assert.deepEqual((await problem('/api/documents/radio/pages/1', 'en')).slice(0, 2), [404, 'not-here']);
    assert.deepEqual((await problem('/api/documents/radio/pages/x', 'en')).slice(0, 2), [400, 'bad-request']);
    assert.deepEqual((await problem('/api/nothing', 'en')).slice(0, 2), [404, 'not-here']);
  });

  test('with a body that is no JSON, or too much of it, is refused', async (context) => {
    const { ask, port } = await served(context);
    const headers = { origin: `http://127.0.0.1:${port}`, 'content-type': 'application/json' };
    assert.equal((await ask('/api/reviews', { method: 'POST', headers, body: '{' })).status, 400);
    const large = JSON.stringify({ note: 'x'.repeat(2_000_000) });
    for (const path of ['/api/reviews', '/api/searches', '/api/settings', '/api/exports']) {
      assert.equal((await ask(path, { method: 'POST', headers, body: large })).status, 413, path);
    }
  });

  test('with a character that no text holds is refused, in both languages, wherever it stands', async (context) => {
    const { ask, port } = await served(context);
    const sent = {
      method: 'POST',
      headers: { origin: `http://127.0.0.1:${port}`, 'content-type': 'application/json' },
    };
    for (const path of [
      '/api/search?q=a%00',
      '/api/claims?origin=%00',
      '/api/documents/%00',
      '/api/documents?after=%00',
    ]) {
      const { status, json } = await ask(path, { headers: { 'accept-language': 'en' } });
      assert.deepEqual([status, json.type], [400, 'urn:isnad:problem:no-text'], path);
      assert.match(json.title, /U\+0000/);
      assert.match((await ask(path)).json.title, /^أُرسل محرف/);
    }
    const search = (name: string): string => `{"name":${name},"query":"السد"}`;
    for (const name of ['"a\\u0000"', '"\\ud800"', '"a\\uDC00b"']) {
      const { json } = await ask('/api/searches', { ...sent, body: search(name) });
      assert.equal(json.type, 'urn:isnad:problem:no-text', name);
    }
    const told = await ask('/api/searches', { ...sent, body: search('"\\\\u0000"') });
    assert.deepEqual([told.status, told.json.name], [200, '\\u0000'], 'the words «u0000» behind a backslash');
  });

  test('that only asks about an answer (HEAD) ends what would have streamed', { timeout: 30_000 }, async (context) => {
    const app = emptyApp(() => {});
    const gone = Promise.withResolvers<void>();
    app.get('/endless', (here) =>
      streamSSE(here, async (stream) => {
        stream.onAbort(gone.resolve);
        await gone.promise;
      }),
    );
    assert.equal((await app.request('/endless', { method: 'HEAD' })).status, 200);
    await gone.promise;
    const { ask } = await served(context);
    assert.equal((await ask('/api/events', { method: 'HEAD' })).status, 200);
  });

  test('for what has not changed is answered so, until the case changes', async (context) => {
    const { ask, post } = await served(context);
    const { headers } = await ask('/api/documents');
    const etag = String(headers.etag);
    const known = { headers: { 'if-none-match': etag } };
    assert.equal((await ask('/api/documents', known)).status, 304);
    assert.equal((await ask('/api/documents', { headers: { ...known.headers, 'accept-language': 'en' } })).status, 200);
    await post('/api/reviews', {
      subject: { kind: 'claim', document: 'dam/1', item: 'c1' },
      decision: { kind: 'accept' },
    });
    assert.equal((await ask('/api/documents', known)).status, 200);
  });

  test('may have its answer compressed', async (context) => {
    const { port, cookie } = await served(context);
    const response = await fetch(`http://127.0.0.1:${port}/api/documents/${encodeURIComponent('dam/1')}`, {
      headers: { cookie, 'accept-encoding': 'gzip' },
    });
    assert.equal(response.headers.get('content-encoding'), 'gzip');
    assert.ok((await response.text()).includes('الجسر القديم'));
  });
});
