import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { Provider as Institution } from 'oidc-provider';
import { addPerson, setDisabled } from '../src/people/people.ts';
import { Provider } from '../src/people/provider.ts';
import type { Person } from '../src/people/sessions.ts';
import { peopleUnderTest } from './helpers/people.ts';

const CALLBACK = 'http://127.0.0.1:9/sign-in/provider';

/** People as the institution knows them. */
const KNOWN: { readonly [subject: string]: { readonly email: string; readonly email_verified: boolean } } = {
  s1: { email: 'layla@example.org', email_verified: true },
  s2: { email: 'omar@example.org', email_verified: false },
  s3: { email: 'new@example.org', email_verified: true },
  // Wide letters, which are the plain ones once an address is made a login.
  s4: { email: 'ｏmar@example.org', email_verified: true },
};

describe('sign-in through an institution', () => {
  const people = peopleUnderTest();
  let server: Server;
  let issuer = '';
  /** Who is signed in at the institution. */
  let subject = 's1';

  before(async () => {
    server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const bound = server.address();
    assert.ok(bound !== null && typeof bound === 'object');
    issuer = `http://127.0.0.1:${bound.port}`;
    const institution = new Institution(issuer, {
      clients: [{ client_id: 'isnad', client_secret: 'secret', redirect_uris: [CALLBACK] }],
      claims: { openid: ['sub', 'email', 'email_verified'], email: ['email', 'email_verified'] },
      conformIdTokenClaims: false,
      findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...KNOWN[id] }) }),
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      cookies: { keys: ['of the test'] },
    });
    const callback = institution.callback();
    server.on('request', async (request, response) => {
      if (!request.url?.startsWith('/interaction/')) return callback(request, response);
      // Somebody signs in and agrees, at once.
      const { prompt, params, session } = await institution.interactionDetails(request, response);
      if (prompt.name === 'login')
        return institution.interactionFinished(request, response, { login: { accountId: subject } });
      const grant = new institution.Grant({ accountId: session?.accountId ?? '', clientId: String(params.client_id) });
      grant.addOIDCScope('openid email profile');
      return institution.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
    });
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const provider = (open: boolean): Provider =>
    new Provider({ issuer, client: 'isnad', secret: 'secret', callback: CALLBACK, open, insecure: true });

  /** Goes where a browser would be sent, until it is sent back to us. */
  const visit = async (address: URL): Promise<URL> => {
    const jar = new Map<string, string>();
    let next = address;
    while (!next.href.startsWith(CALLBACK)) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(next, { redirect: 'manual', headers: { cookie } });
      for (const set of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = set.split(';')[0]!.split(/=(.*)/s);
        jar.set(name, value);
      }
      const location = answer.headers.get('location');
      assert.ok(location !== null, `${answer.status} at ${next}`);
      next = new URL(location, next);
    }
    return next;
  };
  const signIn = async (from: Provider, who: string): Promise<Person | null> => {
    subject = who;
    const { ceremony, address } = await from.begin(people.database, people.now);
    return from.finish(people.database, ceremony, await visit(address), people.now);
  };

  test('whoever has an account under the address that the institution vouches for is in, and is known again', async () => {
    const layla = await addPerson(people.database, { login: 'layla@example.org', name: 'ليلى' }, people.now);
    assert.deepEqual(await signIn(provider(false), 's1'), layla);
    await people.database
      .updateTable('people')
      .set({ login: 'other@example.org' })
      .where('id', '=', layla.id)
      .execute();
    assert.equal((await signIn(provider(false), 's1'))?.id, layla.id);
  });

  test('an address that nobody vouches for opens no account', async () => {
    await addPerson(people.database, { login: 'omar@example.org', name: 'عمر' }, people.now);
    assert.equal(await signIn(provider(true), 's2'), null);
  });

  test('an address that only looks like somebody’s opens neither their account nor one of its own', async () => {
    assert.equal(await signIn(provider(true), 's4'), null);
  });

  test('whoever has no account gets one only where the server says so', async () => {
    assert.equal(await signIn(provider(false), 's3'), null);
    assert.equal((await signIn(provider(true), 's3'))?.login, 'new@example.org');
  });

  test('an answer to somebody else’s visit, a second use and a shut-out person are refused', async () => {
    const from = provider(false);
    subject = 's1';
    const mine = await from.begin(people.database, people.now);
    const theirs = await from.begin(people.database, people.now);
    const back = await visit(theirs.address);
    assert.equal(await from.finish(people.database, mine.ceremony, back, people.now), null);
    assert.ok((await from.finish(people.database, theirs.ceremony, back, people.now)) !== null);
    assert.equal(await from.finish(people.database, theirs.ceremony, back, people.now), null);
    const { login } = (await signIn(from, 's1'))!;
    await setDisabled(people.database, login, true);
    assert.equal(await signIn(from, 's1'), null);
  });
});
