import assert from 'node:assert/strict';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { describe, type TestContext, test } from 'node:test';
import { placeOf } from '@isnad/casefile';
import { TOTP, URI } from 'otpauth';
import { sharedPostgres } from '../../casefile/test/helpers/shared-postgres.ts';
import { isnad, start } from './run.ts';

describe('isnad for a team', () => {
  test('makes accounts, serves cases to them, and reads in a worker what they send', {
    timeout: 120_000,
  }, async (context) => {
    const store = await (await sharedPostgres()).database();
    const planned = await isnad(['migrate', '--dry-run', '--store', store]);
    assert.match(planned.out, /^isnad 0001-ground\.sql\n/);
    const added = await isnad(['person', 'add', 'layla', '--name', 'ليلى', '--store', store]);
    assert.equal(added.err, '');
    const password = added.out.trim();
    assert.match(password, /^[\w-]{20}$/);
    assert.equal((await isnad(['migrate', '--dry-run', '--store', store])).out, '', 'the first use migrated');
    assert.equal((await isnad(['new', placeOf(store, 'dam'), '--name', 'السد'])).status, 0);
    const owned = await isnad(['own', 'dam', 'layla', '--store', store]);
    assert.deepEqual({ status: owned.status, err: owned.err }, { status: 0, err: '' });

    // As services are started: an address with a password in it stands in no list of processes.
    const server = await running(context, ['serve'], 'listening', store);
    const origin = `http://localhost:${server.port}`;
    const headers = { origin, 'content-type': 'application/json' };
    const body = JSON.stringify({ login: 'layla', password });
    const entered = await fetch(`${origin}/api/sign-in/password`, { method: 'POST', headers, body });
    assert.equal(entered.status, 200);
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    const [{ id, title }] = await json(`${origin}/api/cases`, cookie);
    assert.equal(title, 'السد');
    const sent = await fetch(`${origin}/cases/${id}/api/uploads?name=a.txt`, {
      method: 'POST',
      headers: { origin, cookie, 'content-type': 'application/octet-stream' },
      body: 'قال مدير السد إن الجسر انهار.',
    });
    assert.equal(sent.status, 200);
    await running(context, ['work'], 'weighed', store);
    const { documents, weighed } = await json(`${origin}/cases/${id}/api/case`, cookie);
    assert.deepEqual({ documents, weighed }, { documents: 1, weighed: true });

    const send = async (method: string, path: string, body?: object): Promise<ReturnType<typeof JSON.parse>> => {
      const said = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await fetch(`${origin}${path}`, { method, headers: { ...headers, cookie }, ...said });
      assert.equal(answer.status, 200, path);
      return answer.json();
    };
    const device = URI.parse((await send('POST', '/api/account/codes')).uri);
    assert.ok(device instanceof TOTP);
    await send('PUT', '/api/account/codes', { code: device.generate() });
    assert.equal((await send('POST', '/api/sign-in/password', { login: 'layla', password })).kind, 'code wanted');
    assert.equal((await isnad(['person', 'codes', 'layla', '--store', store])).status, 0);
    const status = async (cookie: string): Promise<number> =>
      (await fetch(`${origin}/api/session`, { headers: { cookie } })).status;
    assert.equal(await status(cookie), 401, 'what a lost device may have opened is closed');
    const again = await fetch(`${origin}/api/sign-in/password`, { method: 'POST', headers, body });
    const second = again.headers.get('set-cookie')?.split(';')[0] ?? '';
    assert.equal(await status(second), 200, 'the password alone opens again');

    assert.equal((await isnad(['person', 'password', 'layla', '--store', store])).status, 0);
    assert.equal(await status(second), 401, 'a new password ends what the old one opened');
    assert.equal((await isnad(['person', 'shut', 'layla', '--store', store])).status, 0);
  });

  test('says in one line what is wrong', async () => {
    const store = await (await sharedPostgres()).database();
    const wrong = [
      [['person', 'password', 'nobody', '--store', store], /nobody: no such account/],
      [['serve', 'somewhere', '--store', store], /a team server has many cases/],
      [['serve', '--store', store, '--origin', 'https://a.example/path'], /--origin: an address with nothing behind/],
    ] as const;
    for (const [args, says] of wrong) {
      const { status, err } = await isnad(args);
      assert.equal(status, 2, args.join(' '));
      assert.match(err, says);
      assert.equal(err.trim().split('\n').length, 1);
    }
  });
});

async function json(address: string, cookie: string): Promise<ReturnType<typeof JSON.parse>> {
  const answer = await fetch(address, { headers: { cookie } });
  assert.equal(answer.status, 200);
  return answer.json();
}

/** Starts the command, and waits for an event of its log. */
async function running(
  context: TestContext,
  args: readonly string[],
  wanted: string,
  store: string,
): Promise<{ readonly port: number }> {
  const child = start(args, tmpdir(), { ISNAD_STORE: store });
  context.after(async () => {
    const over = once(child, 'exit');
    if (child.exitCode === null && child.kill('SIGTERM')) await over;
  });
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text) => said.push(text));
  for await (const line of createInterface({ input: child.stdout })) {
    const { event, port } = JSON.parse(line);
    if (event === wanted) return { port };
  }
  throw new Error(said.join(''));
}
