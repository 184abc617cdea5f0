import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { unreadArrival } from '../../../scripts/unread.ts';
import { served } from './helpers/served.ts';

const asked = (query: string): string => `/api/search?q=${encodeURIComponent(query)}`;

describe('the API of search', () => {
  test('gives claims as hits of their own, in the claim that they are', async (context) => {
    const { ask, opened } = await served(context);
    const { items } = await opened.store.claims({}, { limit: 10 });
    const { json } = await ask(asked('in:claims الجسر'));
    assert.ok(json.length > 0);
    for (const hit of json) {
      const claim = items.find(({ document, id }) => document === hit.document && id === hit.claim.id);
      assert.deepEqual([hit.scope, hit.start, hit.end], ['claims', claim?.start, claim?.end]);
      assert.deepEqual(hit.claim.chain, claim?.chain);
    }
  });

  test('explains a query, and refuses a bad one in the reader’s language', async (context) => {
    const { ask } = await served(context);
    const { json } = await ask(`/api/search/query?q=${encodeURIComponent('الجسر -القديم "سد outlets:x date:2014')}`);
    assert.deepEqual(json.without, ['القديم']);
    assert.deepEqual(json.fields, [{ field: 'date', from: '2014-01-01', to: '2014-12-31' }]);
    assert.deepEqual(
      json.notes.map(({ kind, text }: { kind: string; text: string }) => [kind, text]),
      [
        ['unknown field', 'outlets:'],
        ['open quotation', '"'],
      ],
    );
    const headers = { 'accept-language': 'en' };
    const bad = await ask(asked('date:soon'), { headers });
    assert.equal(bad.status, 400);
    assert.match(bad.json.detail, /“soon” is no date/);
  });

  test('keeps searches, tells what is new to them, and lets them go', async (context) => {
    const { ask, post, opened, port } = await served(context);
    assert.equal((await post('/api/searches', { name: 'سد', query: 'date:soon' })).status, 400);
    const saved = (await post('/api/searches', { name: 'الجسر', query: 'الجسر' })).json;
    assert.deepEqual([saved.name, saved.by, saved.seen, saved.fresh], ['الجسر', 'ليلى', 3, 0]);
    await opened.store.keep([unreadArrival('late', 'عاد الجسر.')], opened.stamp());
    assert.deepEqual((await ask('/api/searches')).json, [{ ...saved, fresh: 1 }]);
    const hits = (await ask(`/api/searches/${saved.id}/new`)).json;
    assert.deepEqual(
      hits.map(({ record }: { record: { id: string } }) => record.id),
      ['late'],
    );
    assert.equal((await post(`/api/searches/${saved.id}/seen`, {})).json.fresh, 0);
    assert.deepEqual((await ask('/api/searches')).json[0].fresh, 0);
    const drop = { method: 'DELETE', headers: { origin: `http://127.0.0.1:${port}` } };
    assert.deepEqual((await ask(`/api/searches/${saved.id}`, drop)).json, { id: saved.id });
    assert.equal((await ask(`/api/searches/${saved.id}`, drop)).status, 404);
    assert.equal((await ask(`/api/searches/${saved.id}/new`)).status, 404);
    assert.deepEqual((await ask('/api/searches')).json, []);
  });
});
