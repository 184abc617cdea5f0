import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { verify } from '@isnad/casefile';
import { served, weigher } from './helpers/served.ts';

const subject = { kind: 'claim', document: 'dam/1', item: 'c1' } as const;
const asked = (value: unknown): string => encodeURIComponent(JSON.stringify(value));

describe('review over the API', () => {
  test('an answer tells what the decision touched, as it is weighed with it', async (context) => {
    let weighings = 0;
    const { post, ask } = await served(context, {
      weigher: (opened) => {
        weighings++;
        return weigher(opened);
      },
    });
    const accepted = await post('/api/reviews', { subject, decision: { kind: 'accept' } });
    assert.deepEqual([accepted.status, accepted.json.weighed, weighings], [200, true, 0], 'nothing is other for it');
    assert.equal(accepted.json.review.state, 'settled');
    const rejected = await post('/api/reviews', { subject, decision: { kind: 'reject' }, note: 'ليس قولا' });
    assert.deepEqual([rejected.json.weighed, weighings], [true, 1]);
    assert.equal(rejected.json.group.id, 'g');
    assert.deepEqual(
      rejected.json.groups.map((group: { id: string }) => group.id),
      ['g'],
    );
    const undone = await post(`/api/reviews/${rejected.json.entry}/undo`, {});
    assert.deepEqual([undone.json.review.decision.kind, weighings], ['accept', 2]);
    const history = await ask(`/api/history?subject=${asked(subject)}`);
    assert.deepEqual(
      history.json.map((entry: { kind: string }) => entry.kind),
      ['decided', 'decided', 'undone'],
    );
  });

  test('a flag across reports is rejected, and shown so, without weighing again', async (context) => {
    let weighings = 0;
    const { post, ask } = await served(context, {
      weigher: async (opened) => {
        weighings++;
        const found = await weigher(opened);
        const claims = [{ document: 'dam/1', claim: 'c1', start: 0, end: 3, text: 'قال' }];
        return { ...found, flags: [{ kind: 'one excuse', claims, message: { ar: 'عذر', en: 'excuse' } }] };
      },
    });
    const flag = { kind: 'case flag', flag: 'one excuse', claims: [{ document: 'dam/1', item: 'c1' }] };
    await post('/api/reviews', { subject, decision: { kind: 'reject' } });
    assert.equal(weighings, 1, 'now the flag is there');
    const rejected = await post('/api/reviews', { subject: flag, decision: { kind: 'reject' }, note: 'بلا أساس' });
    assert.deepEqual([rejected.status, weighings], [200, 1]);
    const { json } = await ask('/api/flags');
    assert.deepEqual(
      json.items.map((one: { review: { decision: object; note: string } }) => [one.review.decision, one.review.note]),
      [[{ kind: 'reject' }, 'بلا أساس']],
    );
    assert.equal((await ask('/api/acts')).status, 200);
    await post(`/api/reviews/${rejected.json.entry}/undo`, {});
    assert.deepEqual([(await ask('/api/flags')).json.items[0].review, weighings], [null, 1]);
  });

  test('a group is opened with what people decided about it', async (context) => {
    const { post, ask, opened } = await served(context);
    const place = { kind: 'membership', group: 'g', document: 'dam/1', item: 'c1' };
    assert.equal(
      (await post('/api/reviews', { subject: { kind: 'group', group: 'g' }, decision: { kind: 'accept' } })).status,
      200,
    );
    const { json } = await ask('/api/groups/g');
    assert.equal(json.reviews.group.decision.kind, 'accept');
    const alone = await post('/api/reviews', { subject: place, decision: { kind: 'reject' } });
    assert.equal(alone.status, 200);
    assert.equal((await ask('/api/groups/g')).json.reviews.memberships['c1 dam/1'].decision.kind, 'reject');
    assert.equal((await ask('/api/groups/g')).json.group.id, 'g');
    assert.equal((await verify(opened)).sound, true);
  });

  test('a second pair of eyes is asked for, and told of where it is wanted', async (context) => {
    const { post, ask, port, opened } = await served(context);
    const headers = { origin: `http://127.0.0.1:${port}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ reviewers: 2 });
    const set = await ask('/api/settings', { method: 'PUT', headers, body });
    assert.deepEqual([set.status, set.json.reviewers, set.json.by], [200, 2, opened.stamp().by]);
    await post('/api/reviews', { subject, decision: { kind: 'reject' } });
    const { json } = await ask('/api/disputes?state=waiting');
    assert.deepEqual(
      json.items.map((item: { refs: { item: string }[] }) => item.refs[0]?.item),
      ['c1'],
    );
    assert.equal((await ask('/api/queue')).json.items.length, 1);
    assert.equal((await ask('/api/queue?mine=false')).json.items.length, 0);
    assert.equal((await ask('/api/settings')).json.reviewers, 2);
    assert.deepEqual((await ask('/api/agreement')).json, { reviewers: [{ name: 'ليلى', decisions: 1 }], measures: [] });
  });

  test('tells what stood at a moment', async (context) => {
    const { post, ask } = await served(context);
    await post('/api/reviews', { subject, decision: { kind: 'accept' } });
    const at = async (moment: string): Promise<number> =>
      (await ask(`/api/decisions?at=${encodeURIComponent(moment)}`)).json.total;
    assert.deepEqual([await at('2020-01-01T00:00:00Z'), await at('2999-01-01T00:00:00+03:00')], [0, 1]);
    assert.equal((await ask('/api/decisions?at=yesterday')).status, 400);
    assert.equal((await ask('/api/history?subject=x')).status, 400);
  });

  test('reads a document again', async (context) => {
    const { post, ask } = await served(context);
    await post('/api/reviews', { subject, decision: { kind: 'accept' } });
    const again = await post('/api/documents/dam%2F1/reread', {});
    assert.deepEqual([again.status, again.json.changed], [200, false], 'the same reader reads the same');
    assert.equal((await post('/api/documents/none/reread', {})).status, 404);
    assert.deepEqual((await ask('/api/carries')).json.items, []);
  });
});
