import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, type TestContext, test } from 'node:test';
import { countAttempt, TooManyFailures } from '../src/people/limits.ts';
import { PASSWORD } from './helpers/people.ts';
import { DAM } from './helpers/served.ts';
import { METRICS, startTeam, type Team } from './helpers/team.ts';

/** What the OWASP guides warn of, tried on a server with people in it. */

describe('somebody who means harm', () => {
  let team: Team;
  let cookies: { readonly owner: string; readonly reader: string; readonly stranger: string };
  before(async () => {
    team = await startTeam();
    cookies = {
      owner: await team.cookieOf(team.people.owner),
      reader: await team.cookieOf(team.people.reader),
      stranger: await team.cookieOf(team.stranger),
    };
  });
  after(() => team.close());
  const inCase = (path: string): string => `/cases/${team.mine}/api${path}`;

  test('puts SQL where words belong: it stays words', async () => {
    const before = await team.database.selectFrom('people').selectAll().execute();
    for (const words of [
      "' or 1=1 --",
      "reader'; drop table people; --",
      '"; select pg_sleep(9); --',
      '\u0000',
      '%',
      '_',
    ]) {
      const entered = await team.send('POST', '/api/sign-in/password', false, { login: words, password: words });
      assert.ok([400, 401, 409].includes(entered.status), `${words}: ${entered.status}`);
      const query = encodeURIComponent(words);
      for (const path of [
        `/search?q=${query}`,
        `/documents/${query}`,
        `/claims?origin=${query}`,
        `/documents?after=${query}`,
      ]) {
        const { status } = await team.ask(inCase(path), { cookie: cookies.reader });
        assert.ok(status < 500, `${path}: ${status}`);
      }
      // What no text holds is told at once; any other word is nobody's.
      const [unknown, nobody] = words === '\u0000' ? [400, 400] : [404, 409];
      assert.equal((await team.ask(`/cases/${query}/api/case`, { cookie: cookies.reader })).status, unknown);
      const added = await team.send('POST', inCase('/people'), cookies.owner, { login: words, role: 'reader' });
      assert.equal(added.status, nobody, words);
    }
    assert.deepEqual(await team.database.selectFrom('people').selectAll().execute(), before);
  });

  test('walks about in paths: nothing outside of the case and the page is reached', async () => {
    for (const path of [
      `/cases/${team.mine}/api/../../${team.others}/api/case`,
      `/cases/${team.mine}/api/%2e%2e/%2e%2e/${team.others}/api/case`,
      `/cases/${team.mine}%2f..%2f${team.others}/api/case`,
      `/cases/${team.mine}/api/documents/..%2f..%2fcase`,
      '/assets/../../package.json',
      '/assets/%2e%2e/%2e%2e/package.json',
      '//evil.example/',
    ]) {
      const { status, body } = await team.ask(path, { cookie: cookies.reader });
      assert.doesNotMatch(body, /"dependencies"|"documents":/, path);
      assert.notEqual(status, 500, path);
    }
  });

  test('brings a session of their own making: signing in gives another', async () => {
    const [name] = cookies.owner.split('=');
    const planted = `${name}=${'B'.repeat(43)}`;
    const entered = await team.send('POST', '/api/sign-in/password', planted, { login: 'reader', password: PASSWORD });
    const given = entered.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    assert.notEqual(given, planted);
    assert.equal((await team.ask('/api/session', { cookie: planted })).status, 401);
    assert.equal((await team.ask('/api/session', { cookie: given })).status, 200);
  });

  test('has a browser ask from another page: nothing is changed, and no answer is given', async () => {
    const body = JSON.stringify({ login: 'stranger', role: 'owner' });
    const evil = 'https://evil.example';
    const headers = { 'content-type': 'application/json' };
    const asked = [
      { ...headers, origin: evil },
      { ...headers, origin: 'null' },
      { ...headers },
      { ...headers, origin: team.origin, 'sec-fetch-site': 'cross-site' },
      { origin: evil, 'content-type': 'text/plain' },
      { origin: evil, 'content-type': 'application/x-www-form-urlencoded' },
    ];
    for (const sent of asked) {
      for (const path of [inCase('/people'), '/api/sign-in/password', inCase('/settings')]) {
        const { status } = await team.ask(path, { method: 'POST', cookie: cookies.owner, headers: sent, body });
        assert.equal(status, 403, `${path} ${JSON.stringify(sent)}`);
      }
    }
    const plain = { origin: team.origin, 'content-type': 'text/plain' };
    const said = await team.ask(inCase('/people'), { method: 'POST', cookie: cookies.owner, headers: plain, body });
    assert.equal(said.status, 400, 'JSON that does not say so');
    const read = await team.ask(inCase('/case'), { cookie: cookies.owner, headers: { origin: evil } });
    assert.equal(read.status, 403);
    const rebound = await team.ask(inCase('/case'), { cookie: cookies.owner, host: 'evil.example' });
    assert.equal(rebound.status, 421);
    const { json } = await team.ask(inCase('/people'), { cookie: cookies.owner });
    assert.equal(json.length, 4);
  });

  test('sends fields that nobody asked for: the whole is refused', async () => {
    const { people } = team;
    const person = { role: 'reviewer', case: team.others, person: people.owner.id, disabled: true };
    const put = await team.send('PUT', inCase(`/people/${people.reader.id}`), cookies.owner, person);
    assert.equal(put.status, 400);
    const added = { login: 'stranger', role: 'reader', id: people.owner.id };
    assert.equal((await team.send('POST', inCase('/people'), cookies.owner, added)).status, 400);
    const entering = { login: 'reader', password: PASSWORD, role: 'owner' };
    assert.equal((await team.send('POST', '/api/sign-in/password', false, entering)).status, 400);
    const deciding = {
      subject: { kind: 'claim', document: 'dam/1', item: 'c1' },
      decision: { kind: 'accept' },
      by: 'owner',
    };
    assert.equal((await team.send('POST', inCase('/reviews'), cookies.owner, deciding)).status, 400);
    for (const role of ['admin', '', null, ['owner']]) {
      const { status } = await team.send('PUT', inCase(`/people/${people.reader.id}`), cookies.owner, { role });
      assert.equal(status, 400, String(role));
    }
  });

  test('finds no body that takes more than it says: each refuses what was not asked for', async () => {
    for (const path of ['/api/openapi.json', inCase('/openapi.json')]) {
      const { json } = await team.ask(path, { cookie: cookies.reader });
      let bodies = 0;
      for (const [route, methods] of Object.entries<Record<string, Described>>(json.paths)) {
        for (const [method, { requestBody }] of Object.entries(methods)) {
          const schema = requestBody?.content['application/json']?.schema;
          if (schema === undefined) continue;
          bodies++;
          for (const one of bodiesOf(schema, json.components.schemas)) {
            assert.equal(one.additionalProperties, false, `${method} ${route}`);
          }
        }
      }
      assert.ok(bodies >= 5, path);
    }
  });

  test('names what is somebody else’s: it is not there for them', async () => {
    const elsewhere = (path: string): string => `/cases/${team.others}/api${path}`;
    assert.equal((await team.ask(elsewhere('/case'), { cookie: cookies.owner })).status, 404);
    // An owner of one case has no hand in who is in another, nor over people who are not in theirs.
    const role = { role: 'reader' };
    const { stranger } = team;
    assert.equal((await team.send('PUT', elsewhere(`/people/${stranger.id}`), cookies.owner, role)).status, 404);
    assert.equal((await team.send('PUT', inCase(`/people/${stranger.id}`), cookies.owner, role)).status, 404);
    assert.equal((await team.send('DELETE', inCase(`/people/${stranger.id}`), cookies.owner)).status, 404);
    const { json: sessions } = await team.ask('/api/sessions', { cookie: cookies.owner });
    assert.equal((await team.send('DELETE', `/api/sessions/${sessions[0].id}`, cookies.reader)).status, 404);
    const key = { id: 'AAAA', person: team.people.owner.id, public_key: Buffer.from([1]), counter: 0, transports: [] };
    await team.database
      .insertInto('passkeys')
      .values({ ...key, name: 'key', made: new Date() })
      .execute();
    assert.equal((await team.send('DELETE', '/api/account/passkeys/AAAA', cookies.reader)).status, 404);
    assert.equal((await team.send('DELETE', '/api/account/passkeys/AAAA', cookies.owner)).status, 200);
  });

  test('got hold of a session: a quarter of an hour after the sign-in it makes no new way in, and takes none away', async () => {
    const cookie = await team.cookieOf(team.people.reviewer);
    const asked: ReadonlyArray<readonly [string, string]> = [
      ['POST', '/api/account/codes'],
      ['POST', '/api/account/passkeys/begin'],
      ['DELETE', '/api/account/passkeys/AAAA'],
    ];
    for (const [method, path] of asked) {
      const { status } = await team.send(method, path, cookie);
      assert.equal(status, method === 'POST' ? 200 : 404, path);
    }
    team.pass(16 * 60_000);
    for (const [method, path] of asked) {
      const { status, json } = await team.send(method, path, cookie);
      assert.deepEqual([status, json.type], [403, 'urn:isnad:problem:not-fresh'], path);
    }
    assert.equal((await team.ask('/api/session', { cookie })).status, 200, 'the session itself goes on');
  });

  test('guesses from many addresses of one network: they count as one', async () => {
    const now = new Date('2026-03-01T10:00:00Z');
    const attempt = (address: string): Promise<void> => countAttempt(team.database, 'nobody', address, now);
    for (let i = 1; i <= 5; i++) await attempt(`2001:db8:1:2::${i}`);
    await assert.rejects(attempt('2001:db8:1:2:ffff::1'), TooManyFailures);
    await attempt('2001:db8:1:3::1');
    for (let i = 1; i <= 5; i++) await attempt('192.0.2.200');
    await assert.rejects(attempt('::ffff:192.0.2.200'), TooManyFailures);
    await attempt('::ffff:192.0.2.201');
    await attempt('unknown');
  });

  test('takes the last owner out: a case has an owner at all times', async () => {
    const path = inCase(`/people/${team.people.owner.id}`);
    assert.equal((await team.send('DELETE', path, cookies.owner)).status, 409);
    assert.equal((await team.send('PUT', path, cookies.owner, { role: 'reader' })).status, 409);
  });

  test('guesses: after a few wrong passwords an account answers that address no more, whatever it says of itself', async () => {
    const guess = (password: string, forwarded: string) =>
      team.ask('/api/sign-in/password', {
        method: 'POST',
        headers: { origin: team.origin, 'content-type': 'application/json', 'x-forwarded-for': forwarded },
        body: JSON.stringify({ login: 'reviewer', password }),
      });
    for (let i = 0; i < 5; i++) assert.equal((await guess('a wrong password', `192.0.2.${i}`)).status, 401);
    const { status, headers, json } = await guess(PASSWORD, '192.0.2.99');
    assert.equal(status, 429);
    assert.equal(json.type, 'urn:isnad:problem:too-many-attempts');
    assert.ok(Number(headers['retry-after']) > 0);
    team.pass(16 * 60_000);
    assert.equal((await guess(PASSWORD, '192.0.2.99')).status, 200);
  });

  test('begins sign-ins without end: the address is asked to wait', async () => {
    let last = 200;
    let begun = 0;
    while (last === 200 && begun < 200) {
      last = (await team.send('POST', '/api/sign-in/passkey/begin', false)).status;
      begun++;
    }
    assert.equal(last, 429);
    team.pass(16 * 60_000);
  });

  test('sends more than is taken, or what is no JSON', async () => {
    const large = await team.send('POST', '/api/sign-in/password', false, {
      login: 'x',
      password: 'x'.repeat(2_000_000),
    });
    assert.equal(large.status, 413);
    const headers = { origin: team.origin, 'content-type': 'application/json' };
    const broken = await team.ask('/api/sign-in/password', { method: 'POST', headers, body: '{' });
    assert.equal(broken.status, 400);
  });

  test('looks at the metrics without the token: they are not there', async () => {
    for (const authorization of ['', 'Bearer wrong', `Basic ${METRICS}`]) {
      assert.equal((await team.ask('/metrics', { headers: { authorization } })).status, 404);
    }
    const { status, body } = await team.ask('/metrics', { headers: { authorization: `Bearer ${METRICS}` } });
    assert.equal(status, 200);
    assert.match(body, /isnad_request_seconds_count\{method="GET",route="\/cases\/:case\/api\/search",status="200"\}/);
    assert.match(body, /isnad_open_cases 1/);
  });

  test('reads the server’s log: no words of documents, queries, names or passwords are in it', async () => {
    await team.ask(inCase(`/documents/${encodeURIComponent('dam/1')}`), { cookie: cookies.reader });
    await team.ask(inCase(`/search?q=${encodeURIComponent('الجسر')}`), { cookie: cookies.reader });
    const lines = team.log.map((line) => JSON.parse(line));
    assert.ok(lines.some(({ event, route }) => event === 'request' && route === '/cases/:case/api/documents/:id'));
    const all = team.log.join('\n');
    for (const words of [...DAM.split(' '), 'dam/1', 'reader', PASSWORD]) assert.ok(!all.includes(words), words);
  });
});

describe('a provider that was taken over', () => {
  test('sends the server to no other address, and to none without TLS', async (context) => {
    let visits = 0;
    const inner = await listening(context, () => {
      visits++;
      return { status: 200, headers: {}, body: '{}' };
    });
    const provider = await listening(context, () => ({ status: 302, headers: { location: inner }, body: '' }));
    for (const insecure of [true, false]) {
      const settings = { name: 'المعهد', issuer: provider, client: 'isnad', secret: 'secret', open: false, insecure };
      const team = await startTeam({ provider: settings });
      const { status, json } = await team.ask('/sign-in/provider');
      assert.equal(status, 502);
      assert.equal(json.type, 'urn:isnad:problem:provider-silent');
      const back = await team.ask(`/sign-in/provider/callback?code=x&state=y&iss=${inner}`);
      assert.equal(back.headers.location, '/sign-in?refused');
      await team.close();
    }
    assert.equal(visits, 0);
  });
});

describe('a server behind TLS', () => {
  let team: Team;
  before(async () => {
    team = await startTeam({ origin: 'https://isnad.example.org', behindProxy: true });
  });
  after(() => team.close());
  const enter = (password: string, forwarded: string) =>
    team.ask('/api/sign-in/password', {
      method: 'POST',
      headers: { origin: team.origin, 'content-type': 'application/json', 'x-forwarded-for': forwarded },
      body: JSON.stringify({ login: 'reader', password }),
    });

  test('tells the browser to keep to it, and to show the session to nobody else', async () => {
    const { status, headers } = await enter(PASSWORD, '192.0.2.1');
    assert.equal(status, 200);
    assert.match(
      headers['set-cookie']?.[0] ?? '',
      /^__Host-isnad=[\w-]{43}; Max-Age=86400; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    assert.match(headers['strict-transport-security'] ?? '', /max-age=31536000/);
    assert.equal((await team.ask('/api/sign-in', { host: 'localhost' })).status, 421);
  });

  test('counts failures by the address that the proxy saw, not by the one that a guesser wrote', async () => {
    for (let i = 0; i < 5; i++) {
      assert.equal((await enter('a wrong password', `198.51.100.${i}, 192.0.2.7`)).status, 401);
    }
    assert.equal((await enter(PASSWORD, '198.51.100.99, 192.0.2.7')).status, 429);
    assert.equal((await enter(PASSWORD, '192.0.2.8')).status, 200, 'elsewhere');
  });

  test('says to whoever watches over it that it is well', async () => {
    const { status, json } = await team.ask('/healthz', { host: '127.0.0.1:8080' });
    assert.deepEqual({ status, json }, { status: 200, json: { status: 'ok' } });
  });
});

interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly additionalProperties?: boolean;
}

interface Described {
  readonly requestBody?: { readonly content: { readonly [type: string]: { readonly schema: Schema } } };
}

/** The objects that a body may be. */
function bodiesOf(schema: Schema, named: { readonly [name: string]: Schema }): Schema[] {
  if (schema.$ref !== undefined) return bodiesOf(named[schema.$ref.split('/').at(-1) ?? ''] ?? {}, named);
  const some = schema.anyOf ?? schema.oneOf;
  return some === undefined ? [schema] : some.flatMap((one) => bodiesOf(one, named));
}

interface Told {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

/** A server that answers everything alike. */
async function listening(context: TestContext, answer: () => Told): Promise<string> {
  const server = createServer((_, response) => {
    const { status, headers, body } = answer();
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address: AddressInfo | string | null = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return `http://127.0.0.1:${address.port}/`;
}
