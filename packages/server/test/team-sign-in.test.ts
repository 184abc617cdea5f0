import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Secret, TOTP, URI } from 'otpauth';
import { IDLE } from '../src/people/sessions.ts';
import { Authenticator } from './helpers/authenticator.ts';
import { PASSWORD } from './helpers/people.ts';
import type { Answer } from './helpers/served.ts';
import { startTeam, type Team } from './helpers/team.ts';

describe('somebody at the door', () => {
  let team: Team;
  before(async () => {
    team = await startTeam();
  });
  after(() => team.close());

  const signIn = (login: string, password = PASSWORD): Promise<Answer> =>
    team.send('POST', '/api/sign-in/password', false, { login, password });

  test('comes in with login and password, sees their cases, and goes out for good', async () => {
    const entered = await signIn('Reader');
    assert.equal(entered.status, 200);
    assert.deepEqual(entered.json, { kind: 'in', person: team.people.reader });
    const set = entered.headers['set-cookie']?.[0] ?? '';
    assert.match(set, /^isnad-\d+=[\w-]{43}; Max-Age=86400; Path=\/; HttpOnly; SameSite=Strict$/);
    const cookie = cookieIn(entered);
    const { json: cases } = await team.ask('/api/cases', { cookie });
    assert.deepEqual(cases, [{ id: team.mine, title: 'dam', role: 'reader' }]);
    assert.equal((await team.ask(`/cases/${team.mine}/api/case`, { cookie })).json.documents, 3);
    const out = await team.send('DELETE', '/api/session', cookie);
    assert.equal(out.headers['clear-site-data'], '"cache"');
    assert.equal((await team.ask('/api/session', { cookie })).status, 401);
  });

  test('with a wrong password, or a login of nobody, is told the same', async () => {
    const wrong = await signIn('reader', `${PASSWORD}!`);
    const nobody = await signIn('nobody.here');
    assert.equal(wrong.status, 401);
    assert.deepEqual(wrong.json, nobody.json);
    assert.equal(wrong.headers['set-cookie'], undefined);
    assert.equal(wrong.json.title, 'هذا غير صحيح، أو جاء متأخرًا: ابدأ من جديد.');
  });

  test('gives a code besides, once they have set up codes, and each code once', async () => {
    const cookie = await team.cookieOf(team.people.editor);
    const { json: enrolled } = await team.send('POST', '/api/account/codes', cookie);
    const made = URI.parse(enrolled.uri);
    assert.ok(made instanceof TOTP);
    const codeAt = (time: number): string =>
      new TOTP({ secret: Secret.fromBase32(made.secret.base32) }).generate({ timestamp: time });
    let time = Date.parse('2026-03-01T10:00:00Z');
    assert.equal((await team.send('PUT', '/api/account/codes', cookie, { code: '000000' })).status, 401);
    assert.equal((await team.send('PUT', '/api/account/codes', cookie, { code: codeAt(time) })).status, 200);
    team.pass(60_000);
    time += 60_000;
    const half = await signIn('editor');
    assert.equal(half.json.kind, 'code wanted');
    assert.equal(half.headers['set-cookie'], undefined, 'a password alone opens nothing');
    const { ceremony } = half.json;
    const entered = await team.send('POST', '/api/sign-in/code', false, { ceremony, code: codeAt(time) });
    assert.equal(entered.json.kind, 'in');
    const again = await team.send('POST', '/api/sign-in/code', false, { ceremony, code: codeAt(time) });
    assert.equal(again.status, 401);
    const { json: second } = await signIn('editor');
    const used = { ceremony: second.ceremony, code: codeAt(time) };
    assert.equal((await team.send('POST', '/api/sign-in/code', false, used)).status, 401);
    const off = (password: string): Promise<Answer> =>
      team.send('POST', '/api/account/codes/off', cookieIn(entered), { password });
    assert.equal((await off('not this one at all')).status, 401);
    assert.equal((await off(PASSWORD)).status, 200);
    assert.equal((await signIn('editor')).json.kind, 'in');
  });

  test('comes in with a passkey that they registered, until they take it off', async () => {
    const cookie = await team.cookieOf(team.people.reviewer);
    const device = new Authenticator(team.origin);
    const { json: begun } = await team.send('POST', '/api/account/passkeys/begin', cookie);
    const response = device.register(begun.options.challenge);
    const kept = await team.send('POST', '/api/account/passkeys', cookie, {
      ceremony: begun.ceremony,
      name: 'المفتاح الأزرق',
      response,
    });
    assert.equal(kept.status, 200, kept.body);
    const enter = async (): Promise<Answer> => {
      const { json } = await team.send('POST', '/api/sign-in/passkey/begin', false);
      return team.send('POST', '/api/sign-in/passkey', false, {
        ceremony: json.ceremony,
        response: device.answer(json.options.challenge),
      });
    };
    assert.deepEqual((await enter()).json, { kind: 'in', person: team.people.reviewer });
    const { json: keys } = await team.ask('/api/account/passkeys', { cookie });
    assert.equal(keys[0].name, 'المفتاح الأزرق');
    assert.equal((await team.send('DELETE', `/api/account/passkeys/${keys[0].id}`, cookie)).status, 200);
    assert.equal((await enter()).status, 401);
  });

  test('sees where they are in, and ends a session of theirs or all others', async () => {
    const { owner } = team.people;
    const [here, there, elsewhere] = [
      await team.cookieOf(owner),
      await team.cookieOf(owner),
      await team.cookieOf(owner),
    ];
    const { json: sessions } = await team.ask('/api/sessions', { cookie: here });
    assert.equal(sessions.length, 3);
    const other = sessions.find(({ current }: { current: boolean }) => !current);
    assert.equal((await team.send('DELETE', `/api/sessions/${other.id}`, here)).status, 200);
    const left = [there, elsewhere].map((cookie) => team.ask('/api/session', { cookie }).then(({ status }) => status));
    assert.deepEqual((await Promise.all(left)).sort(), [200, 401]);
    await team.send('DELETE', '/api/sessions', here);
    assert.equal((await team.ask('/api/session', { cookie: there })).status, 401);
    assert.equal((await team.ask('/api/session', { cookie: elsewhere })).status, 401);
    assert.equal((await team.ask('/api/session', { cookie: here })).status, 200);
  });

  test('changes a password, which ends the sessions elsewhere', async () => {
    const here = cookieIn(await signIn('stranger'));
    const there = cookieIn(await signIn('stranger'));
    const next = 'قارب صغير عند الجسر';
    const change = (present: string, chosen: string): Promise<Answer> =>
      team.send('PUT', '/api/account/password', here, { present, next: chosen });
    assert.equal((await change('not the present one', next)).status, 401);
    const weak = await change(PASSWORD, 'short');
    assert.equal(weak.status, 400);
    assert.equal(weak.json.type, 'urn:isnad:problem:weak-password');
    assert.equal((await change(PASSWORD, next)).status, 200);
    assert.equal((await team.ask('/api/session', { cookie: there })).status, 401);
    assert.equal((await team.ask('/api/session', { cookie: here })).status, 200);
    assert.equal((await signIn('stranger')).status, 401);
    assert.equal((await signIn('stranger', next)).status, 200);
  });

  test('is out after two hours without a request', async () => {
    const cookie = await team.cookieOf(team.people.owner);
    team.pass(IDLE - 1000);
    assert.equal((await team.ask('/api/session', { cookie })).status, 200);
    team.pass(IDLE + 1000);
    assert.equal((await team.ask('/api/session', { cookie })).status, 401);
  });
});

/** The session that an answer gave. */
function cookieIn({ headers }: Answer): string {
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}
