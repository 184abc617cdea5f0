import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { caseAt, isTeamAt, wayOn } from '../src/api/place.ts';
import { roomOf } from '../src/people/rooms.ts';

const CASE = '/cases/5a0b9f3e-0c1d-4e2f-8a3b-000000000001';

describe('where the page stands', () => {
  test('on one’s own machine it is the one case, and nothing is put before a path', () => {
    assert.equal(caseAt('/'), '');
    assert.equal(isTeamAt('/'), false);
    assert.equal(roomOf('/'), null);
  });

  test('on a team server each case has its own place, and the team’s pages theirs', () => {
    for (const path of [CASE, `${CASE}/`, `${CASE}/people`]) assert.equal(caseAt(path), CASE);
    assert.equal(roomOf(`${CASE}/`), null);
    assert.equal(roomOf(`${CASE}/people`), 'people');
    assert.equal(roomOf('/sign-in'), 'door');
    for (const path of [CASE, '/cases', '/account', '/sign-in']) assert.ok(isTeamAt(path));
    assert.equal(caseAt('/cases/none'), '');
  });

  test('after signing in one goes on to a place of this server, whatever the address says', () => {
    assert.equal(
      wayOn(`?to=${encodeURIComponent(`${CASE}/#/report/dam%2F1?at=3-9`)}`),
      `${CASE}/#/report/dam%2F1?at=3-9`,
    );
    assert.equal(wayOn('?to=/account'), '/account');
    for (const wrong of [
      '//evil.example',
      'https://evil.example',
      '/cases//evil.example/../..%2f',
      'javascript:x',
      '/\\evil',
      '',
    ]) {
      assert.ok(
        ['/cases', wrong.startsWith('/cases') ? wrong : '/cases'].includes(wayOn(`?to=${encodeURIComponent(wrong)}`)),
        wrong,
      );
      assert.equal(new URL(wayOn(`?to=${encodeURIComponent(wrong)}`), 'https://ours.example').host, 'ours.example');
    }
  });
});
