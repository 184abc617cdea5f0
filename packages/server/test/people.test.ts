import assert from 'node:assert/strict';
import { argon2Sync } from 'node:crypto';
import { describe, test } from 'node:test';
import { Secret, TOTP, URI } from 'otpauth';
import { enrolCodes, useCode, wantsCode } from '../src/people/codes.ts';
import { TooManyFailures } from '../src/people/limits.ts';
import { caseOf, casesOf, membersOf, setRole } from '../src/people/memberships.ts';
import { checkPassword, hashPassword, verifyPassword, WeakPassword } from '../src/people/password.ts';
import { addPerson, PeopleError, setDisabled } from '../src/people/people.ts';
import { may, PERMISSIONS, type Permission, ROLES } from '../src/people/roles.ts';
import {
  closeOthers,
  closeSession,
  IDLE,
  LONGEST,
  openSession,
  personOf,
  revokeSession,
  sessionsOf,
} from '../src/people/sessions.ts';
import { changePassword, signInWithCode, signInWithPassword } from '../src/people/sign-in.ts';
import { PASSWORD, peopleUnderTest, personWith } from './helpers/people.ts';

const MINUTE = 60_000;
const HOME = '192.0.2.7';

function later(now: Date, milliseconds: number): Date {
  return new Date(now.getTime() + milliseconds);
}

describe('passwords', () => {
  test('a password is known by its hash, and no other one is', async () => {
    const hash = await hashPassword(PASSWORD);
    assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    assert.deepEqual(await verifyPassword(PASSWORD, hash), { right: true, outdated: false });
    assert.deepEqual(await verifyPassword(`${PASSWORD}.`, hash), { right: false, outdated: false });
    assert.notEqual(await hashPassword(PASSWORD), hash);
  });

  test('the same letters from another keyboard are the same password', async () => {
    const hash = await hashPassword('ﻻ تفتح الباب للغريب');
    assert.equal((await verifyPassword('لا تفتح الباب للغريب', hash)).right, true);
  });

  test('a hash of lower cost still opens, and is to be made anew', async () => {
    // RFC 9106's algorithm at 8 MiB and one pass, as an older version might have kept it.
    const [nonce, cost] = [Buffer.alloc(16, 7), { memory: 8192, passes: 1, parallelism: 1 }];
    const tag = argon2Sync('argon2id', { message: PASSWORD.normalize('NFKC'), nonce, tagLength: 32, ...cost });
    const [salt, hash] = [nonce, tag].map((bytes) => bytes.toString('base64').replaceAll('=', ''));
    assert.deepEqual(await verifyPassword(PASSWORD, `$argon2id$v=19$m=8192,t=1,p=1$${salt}$${hash}`), {
      right: true,
      outdated: true,
    });
  });

  test('what is no hash opens nothing', async () => {
    for (const broken of ['', 'plain', '$argon2id$v=19$m=1,t=1,p=1$$', '$argon2i$v=19$m=19456,t=2,p=1$AAAA$AAAA'])
      assert.equal((await verifyPassword(PASSWORD, broken)).right, false);
  });

  test('short, repeated and borrowed passwords are refused with the reason', () => {
    const refused = (password: string): void => assert.throws(() => checkPassword(password, 'layla'), WeakPassword);
    refused('خيمة زرقاء');
    refused('ابابابابابابابابابابابابا');
    refused('the great layla of the hill');
    refused('م'.repeat(300));
    checkPassword(PASSWORD, 'layla');
  });
});

describe('signing in', () => {
  const people = peopleUnderTest();

  test('with the password one is in, whatever case the login is written in', async () => {
    const layla = await personWith(people, 'layla@example.org', 'ليلى');
    const signed = await signInWithPassword(
      people.database,
      { login: ' Layla@Example.org', password: PASSWORD },
      HOME,
      people.now,
    );
    assert.deepEqual(signed, { kind: 'in', person: layla });
  });

  test('a wrong password, no such account and a disabled one are answered alike', async () => {
    const karim = await personWith(people, 'karim');
    await setDisabled(people.database, karim.login, true);
    for (const [login, password] of [
      ['layla@example.org', 'خيمة حمراء على التل'],
      ['nobody', PASSWORD],
      ['karim', PASSWORD],
    ] as const) {
      const answer = await signInWithPassword(people.database, { login, password }, HOME, people.now);
      assert.deepEqual(answer, { kind: 'refused' });
    }
  });

  test('two accounts can not have one login', async () => {
    await assert.rejects(addPerson(people.database, { login: 'KARIM', name: 'x' }, people.now), PeopleError);
    await assert.rejects(addPerson(people.database, { login: 'a b', name: 'x' }, people.now), PeopleError);
  });

  test('after five failures the account is closed to that address for a quarter of an hour, and no other', async () => {
    await personWith(people, 'nadia');
    const attempt = (password: string, address: string, now: Date) =>
      signInWithPassword(people.database, { login: 'nadia', password }, address, now);
    for (let i = 0; i < 5; i++) assert.equal((await attempt('wrong', '198.51.100.1', people.now)).kind, 'refused');
    await assert.rejects(attempt(PASSWORD, '198.51.100.1', later(people.now, MINUTE)), (error: unknown) => {
      assert.ok(error instanceof TooManyFailures);
      assert.equal(error.after, 14 * 60);
      return true;
    });
    assert.equal((await attempt(PASSWORD, HOME, people.now)).kind, 'in');
    assert.equal((await attempt(PASSWORD, '198.51.100.1', later(people.now, 16 * MINUTE))).kind, 'in');
  });

  test('twenty guesses at once get no further than five', async () => {
    await personWith(people, 'omar');
    const guesses = Array.from({ length: 20 }, () =>
      signInWithPassword(people.database, { login: 'omar', password: 'guess' }, '198.51.100.2', people.now).then(
        ({ kind }) => kind,
        (error: unknown) => (error instanceof TooManyFailures ? 'stopped' : String(error)),
      ),
    );
    const answers = Map.groupBy(await Promise.all(guesses), (answer) => answer);
    assert.equal(answers.get('refused')?.length, 5);
    assert.equal(answers.get('stopped')?.length, 15);
  });

  test('many machines that guess one password are stopped together', async () => {
    await personWith(people, 'salma');
    let stopped = 0;
    for (let i = 0; i < 55; i++) {
      await signInWithPassword(
        people.database,
        { login: 'salma', password: 'guess' },
        `203.0.113.${i}`,
        people.now,
      ).catch((error: unknown) => {
        assert.ok(error instanceof TooManyFailures);
        stopped++;
      });
    }
    assert.equal(stopped, 5);
  });

  test('a changed password needs the present one', async () => {
    const rana = await personWith(people, 'rana');
    const next = 'سبعة جسور فوق النهر';
    assert.equal(await changePassword(people.database, rana, { present: 'x', next }, HOME, people.now), false);
    assert.equal(await changePassword(people.database, rana, { present: PASSWORD, next }, HOME, people.now), true);
    const signed = await signInWithPassword(people.database, { login: 'rana', password: next }, HOME, people.now);
    assert.equal(signed.kind, 'in');
  });
});

describe('one-time codes', () => {
  const people = peopleUnderTest();
  const codeAt = (uri: string, now: Date): string => {
    const codes = URI.parse(uri);
    assert.ok(codes instanceof TOTP);
    return codes.generate({ timestamp: now.getTime() });
  };

  test('a device counts once it has given a code, and is then asked for at every sign-in', async () => {
    const layla = await personWith(people, 'layla');
    const { uri } = await enrolCodes(people.database, layla.id, layla.login);
    assert.equal(await wantsCode(people.database, layla.id), false);
    assert.equal(await useCode(people.database, layla.id, '000000', people.now), false);
    assert.equal(await useCode(people.database, layla.id, codeAt(uri, people.now), people.now), true);
    assert.equal(await wantsCode(people.database, layla.id), true);

    const now = later(people.now, MINUTE);
    const first = await signInWithPassword(people.database, { login: 'layla', password: PASSWORD }, HOME, now);
    assert.equal(first.kind, 'code wanted');
    assert.ok(first.kind === 'code wanted');
    const given = { ceremony: first.ceremony, code: codeAt(uri, now) };
    assert.deepEqual(await signInWithCode(people.database, given, HOME, now), { kind: 'in', person: layla });
    assert.deepEqual(await signInWithCode(people.database, given, HOME, now), { kind: 'refused' });
  });

  test('no code is good twice, nor an old one, nor one for somebody else', async () => {
    const omar = await personWith(people, 'omar');
    const { uri } = await enrolCodes(people.database, omar.id, omar.login);
    const code = codeAt(uri, people.now);
    assert.equal(await useCode(people.database, omar.id, code, people.now), true);
    assert.equal(await useCode(people.database, omar.id, code, people.now), false);
    const old = codeAt(uri, later(people.now, 5 * MINUTE));
    assert.equal(await useCode(people.database, omar.id, old, later(people.now, 10 * MINUTE)), false);
    const nadia = await personWith(people, 'nadia');
    assert.equal(
      await useCode(people.database, nadia.id, codeAt(uri, later(people.now, 20 * MINUTE)), people.now),
      false,
    );
  });

  test('a device in use is not replaced by whoever finds the screen open', async () => {
    const layla = {
      id: (
        await people.database.selectFrom('people').select('id').where('login', '=', 'layla').executeTakeFirstOrThrow()
      ).id,
    };
    await assert.rejects(enrolCodes(people.database, layla.id, 'layla'), /in use/);
  });

  test('a wrong code ends the sign-in, which waits no longer than five minutes', async () => {
    const begin = async (now: Date): Promise<string> => {
      const begun = await signInWithPassword(people.database, { login: 'omar', password: PASSWORD }, HOME, now);
      assert.ok(begun.kind === 'code wanted');
      return begun.ceremony;
    };
    const { secret } = await people.database
      .selectFrom('one_time_codes')
      .innerJoin('people', 'people.id', 'person')
      .select('secret')
      .where('login', '=', 'omar')
      .executeTakeFirstOrThrow();
    const totp = new TOTP({ secret: new Secret({ buffer: new Uint8Array(secret).buffer }) });
    const now = later(people.now, 60 * MINUTE);
    const wrong = await begin(now);
    const right = totp.generate({ timestamp: now.getTime() });
    const other = right === '123456' ? '123457' : '123456';
    assert.equal((await signInWithCode(people.database, { ceremony: wrong, code: other }, HOME, now)).kind, 'refused');
    assert.equal((await signInWithCode(people.database, { ceremony: wrong, code: right }, HOME, now)).kind, 'refused');
    const slow = await begin(now);
    const then = later(now, 6 * MINUTE);
    const fresh = totp.generate({ timestamp: then.getTime() });
    assert.equal((await signInWithCode(people.database, { ceremony: slow, code: fresh }, HOME, then)).kind, 'refused');
  });
});

describe('sessions', () => {
  const people = peopleUnderTest();

  test('a session says whose it is until it is closed', async () => {
    const layla = await personWith(people, 'layla');
    const token = await openSession(people.database, layla.id, 'Firefox', people.now);
    assert.deepEqual(await personOf(people.database, token, people.now), layla);
    await closeSession(people.database, token);
    assert.equal(await personOf(people.database, token, people.now), null);
  });

  test('it ends when it is not used, and after a day however much it is', async () => {
    const omar = await personWith(people, 'omar');
    const idle = await openSession(people.database, omar.id, '', people.now);
    assert.equal(await personOf(people.database, idle, later(people.now, IDLE + 1)), null);
    const busy = await openSession(people.database, omar.id, '', people.now);
    for (let at = 0; at < LONGEST; at += IDLE / 2)
      assert.ok((await personOf(people.database, busy, later(people.now, at))) !== null, String(at));
    assert.equal(await personOf(people.database, busy, later(people.now, LONGEST)), null);
  });

  test('a forged, an empty and a kept token open nothing', async () => {
    const nadia = await personWith(people, 'nadia');
    await openSession(people.database, nadia.id, '', people.now);
    const { token } = await people.database
      .selectFrom('sessions')
      .select('token')
      .where('person', '=', nadia.id)
      .executeTakeFirstOrThrow();
    for (const forged of ['', 'x', Buffer.from(token).toString('base64url'), Buffer.from(token).toString('hex')])
      assert.equal(await personOf(people.database, forged, people.now), null);
  });

  test('whoever is shut out is out at once, and comes back in by signing in', async () => {
    const rana = await personWith(people, 'rana');
    const token = await openSession(people.database, rana.id, '', people.now);
    await setDisabled(people.database, rana.login, true);
    assert.equal(await personOf(people.database, token, people.now), null);
    await setDisabled(people.database, rana.login, false);
    assert.equal(await personOf(people.database, token, people.now), null);
  });

  test('people see their sessions and revoke one, or all others, of their own only', async () => {
    const salma = await personWith(people, 'salma');
    const other = await personWith(people, 'other');
    const here = await openSession(people.database, salma.id, 'here', people.now);
    const there = await openSession(people.database, salma.id, 'there', people.now);
    const listed = await sessionsOf(people.database, salma.id, here, people.now);
    assert.deepEqual(
      new Set(listed.map(({ agent, current }) => `${agent} ${current}`)),
      new Set(['here true', 'there false']),
    );
    const { id } = listed.find(({ agent }) => agent === 'there')!;
    assert.equal(await revokeSession(people.database, other.id, id), false);
    assert.equal(await revokeSession(people.database, salma.id, id), true);
    assert.equal(await personOf(people.database, there, people.now), null);
    const third = await openSession(people.database, salma.id, 'third', people.now);
    await closeOthers(people.database, salma.id, here);
    assert.equal(await personOf(people.database, third, people.now), null);
    assert.ok((await personOf(people.database, here, people.now)) !== null);
  });
});

describe('roles in a case', () => {
  const people = peopleUnderTest();

  test('each role may do what the ones before it may, and something more', () => {
    const table = ROLES.map((role) =>
      (Object.keys(PERMISSIONS) as Permission[]).filter((one) => may(role, one)).join(' '),
    );
    assert.deepEqual(table, [
      'read export',
      'read export review',
      'read export review edit',
      'read export review edit own',
    ]);
  });

  test('people see the cases that they are in, and of others not even that they are there', async () => {
    const [layla, omar] = [await personWith(people, 'layla'), await personWith(people, 'omar')];
    const id = crypto.randomUUID();
    await people.database.insertInto('cases').values({ id, title: 'السد', name: 'dam', made: people.now }).execute();
    await setRole(people.database, id, layla.id, 'owner');
    assert.deepEqual(await casesOf(people.database, layla.id), [{ id, title: 'السد', name: 'dam', role: 'owner' }]);
    assert.deepEqual(await casesOf(people.database, omar.id), []);
    assert.equal(await caseOf(people.database, omar.id, id), null);
    assert.equal(await caseOf(people.database, layla.id, crypto.randomUUID()), null);
    await setRole(people.database, id, omar.id, 'reviewer');
    assert.equal((await caseOf(people.database, omar.id, id))?.role, 'reviewer');
    assert.deepEqual(
      (await membersOf(people.database, id)).map(({ login, role }) => `${login} ${role}`),
      ['layla owner', 'omar reviewer'],
    );

    await assert.rejects(setRole(people.database, id, layla.id, null), PeopleError);
    await assert.rejects(setRole(people.database, id, layla.id, 'editor'), PeopleError);
    await setRole(people.database, id, omar.id, 'owner');
    const both = await Promise.allSettled([
      setRole(people.database, id, layla.id, null),
      setRole(people.database, id, omar.id, null),
    ]);
    assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  });
});
