import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DAM, served } from './helpers/served.ts';

describe('lists tell', () => {
  test('of every source its key, its order and whether it is a name', async (context) => {
    const { ask } = await served(context);
    const { json } = await ask('/api/sources/names');
    const orders = json.items.map((source: { order: number }) => source.order);
    assert.deepEqual(orders, [...orders.keys()]);
    assert.equal(json.items[0].name, 'صحيفة المرفأ');
    const keys = json.items.slice(0, 2).map((source: { key: string }) => source.key);
    const two = await ask(`/api/sources/names?keys=${encodeURIComponent(keys.toReversed().join(','))}`);
    assert.deepEqual(
      two.json.items.map((source: { key: string }) => source.key),
      keys.toReversed(),
    );
  });

  test('of the documents that came in last', async (context) => {
    const { ask } = await served(context);
    const { items, total } = (await ask('/api/latest?limit=2')).json;
    assert.deepEqual(
      items.map(({ id }: { id: string }) => id),
      ['market', 'radio'],
    );
    assert.equal(total, 3);
    assert.equal((await ask('/api/latest')).json.items.length, 3);
  });

  test('who passes on whose claims', async (context) => {
    const { ask } = await served(context);
    const { nodes, edges } = (await ask('/api/sources/graph')).json;
    const known = new Set(nodes.map((node: { key: string }) => node.key));
    assert.ok(edges.length > 0);
    for (const { from, to, claims } of edges) assert.ok(known.has(from) && known.has(to) && claims > 0);
  });

  test('how long they are in all', async (context) => {
    const { ask } = await served(context);
    assert.equal((await ask('/api/documents?limit=1')).json.total, 3);
    const claims = await ask('/api/claims?limit=1');
    assert.equal(claims.json.total, (await ask('/api/case')).json.claims);
    assert.equal((await ask('/api/claims?reviewed=true')).json.total, 0);
    assert.equal((await ask('/api/groups')).json.total, 1);
    assert.equal((await ask('/api/document-flags?kind=range-reversed,values-differ')).json.total, 0);
  });

  test('what findings speak of, each with as many groups as its filter finds', async (context) => {
    const { ask } = await served(context);
    const { json: topics } = await ask('/api/topics');
    for (const { topic, groups } of topics)
      assert.equal((await ask(`/api/group-cards?topic=${encodeURIComponent(topic)}`)).json.total, groups);
  });

  test('the time that claims speak of, and stated causes', async (context) => {
    const { ask } = await served(context);
    for (const list of ['dates?from=2020-01-01&to=2030-01-01', 'causes?limit=5']) {
      const { status, json } = await ask(`/api/${list}`);
      assert.equal(status, 200);
      assert.ok(Array.isArray(json.items));
    }
    assert.equal((await ask('/api/dates?from=soon')).status, 400);
  });
});

describe('groups', () => {
  test('are found by their words, origin, dates and decisions', async (context) => {
    const { ask, post } = await served(context);
    const total = async (query: string): Promise<number> => (await ask(`/api/group-cards?${query}`)).json.total;
    const [card] = (await ask('/api/group-cards')).json.items;
    assert.equal(card.head.document, 'dam/1');
    assert.equal(card.documents, 1);
    assert.equal(await total(`origin=${encodeURIComponent(card.origins[0].key)}`), 1);
    assert.equal(await total('origin=nobody'), 0);
    assert.equal(await total(`q=${encodeURIComponent('قال')}`), 1);
    assert.equal(await total(`q=${encodeURIComponent('سفينة')}`), 0);
    assert.equal(await total('from=2026-02-01&to=2026-02-01'), 1);
    assert.equal(await total('from=2026-02-02'), 0);
    assert.equal(await total('reviewed=true'), 0);
    await post('/api/reviews', {
      subject: { kind: 'claim', document: 'dam/1', item: 'c1' },
      decision: { kind: 'accept' },
    });
    assert.equal(await total('reviewed=true'), 1);
    assert.equal(await total('reviewed=false'), 0);
  });

  test('come with their relatives and with what the case calls their nodes', async (context) => {
    const { ask } = await served(context);
    const { json } = await ask('/api/groups/g');
    assert.deepEqual(json.related, []);
    assert.deepEqual(json.sources, {});
  });
});

describe('a document', () => {
  test('knows its place, its neighbours, its groups and its rings', async (context) => {
    const { ask, post } = await served(context);
    const open = async (id: string) => (await ask(`/api/documents/${encodeURIComponent(id)}`)).json;
    const first = await open('dam/1');
    assert.deepEqual([first.number, first.of, first.previous, first.next.id], [1, 3, null, 'radio']);
    assert.equal(first.next.words, 'ذكرت الإذاعة');
    assert.equal(first.groups.c1.id, 'g');
    assert.match(first.record.rings, /^\.+$/);
    assert.equal(first.record.rings.length, first.claims.length);
    assert.equal(first.record.outletKey, first.claims.length > 0 ? first.record.outletKey : null);
    const made = await post('/api/reviews', {
      subject: { kind: 'claim', document: 'dam/1', item: 'c1' },
      decision: { kind: 'reject' },
    });
    assert.equal(made.json.group.id, 'g');
    const { claims, record } = await open('dam/1');
    const place = claims.findIndex((claim: { id: string }) => claim.id === 'c1');
    assert.equal(record.rings[place], 'r');
    const last = await open('market');
    assert.deepEqual([last.number, last.previous, last.next], [3, 'radio', null]);
  });

  test('gives its claims with the keys of their chains', async (context) => {
    const { ask } = await served(context);
    const { claims } = (await ask('/api/documents/dam%2F1')).json;
    const links = claims.flatMap((claim: { chain: unknown[] }) => claim.chain);
    assert.ok(links.length > 0);
    for (const { key, named } of links) assert.deepEqual([typeof key, typeof named], ['string', 'boolean']);
  });
});

test('the queue begins with the heaviest group and leaves out what was decided', async (context) => {
  const { ask, post } = await served(context);
  const { items } = (await ask('/api/queue')).json;
  assert.deepEqual(
    items.map((item: { claim: { id: string }; number: number; group: { id: string } }) => [
      item.claim.id,
      item.number,
      item.group.id,
    ]),
    [['c1', 1, 'g']],
  );
  await post('/api/reviews', {
    subject: { kind: 'claim', document: 'dam/1', item: 'c1' },
    decision: { kind: 'accept' },
  });
  assert.deepEqual((await ask('/api/queue')).json.items, []);
});

test('a hit names the claim that its words stand in', async (context) => {
  const { ask } = await served(context);
  const [hit] = (await ask(`/api/search?q=${encodeURIComponent('الجسر القديم')}`)).json;
  const { claims } = (await ask('/api/documents/dam%2F1')).json;
  const claim = claims.find((one: { id: string }) => one.id === hit.claim.id);
  assert.ok(claim.start <= DAM.indexOf('الجسر') && claim.end >= DAM.indexOf('الجسر'));
  assert.deepEqual(hit.claim.chain, claim.chain);
});

test('files that wait can be let go', async (context) => {
  const { ask, port } = await served(context);
  const headers = { origin: `http://127.0.0.1:${port}` };
  const { status, json } = await ask('/api/imports/waiting', { method: 'DELETE', headers });
  assert.deepEqual([status, json.waiting], [200, 0]);
});

test('a briefing as it was chosen comes as a file, with no names when asked so', async (context) => {
  const { post } = await served(context);
  const chosen = { language: 'ar', items: ['g'], title: 'عنوان', introduction: null };
  const word = await post('/api/briefing', { ...chosen, format: 'docx', withhold: true });
  assert.equal(word.status, 200);
  assert.match(String(word.headers['content-disposition']), /briefing\.docx/);
  const page = await post('/api/briefing', { ...chosen, format: 'html', withhold: ['sources'] });
  assert.match(page.body, /<h1><bdi>عنوان/);
  assert.ok(!page.body.includes('صحيفة المرفأ'));
  assert.equal((await post('/api/briefing', { ...chosen, format: 'pdf' })).status, 400);
});
