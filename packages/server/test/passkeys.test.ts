import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { beginRegistration, beginSignIn, finishRegistration, finishSignIn } from '../src/people/passkeys.ts';
import { setDisabled } from '../src/people/people.ts';
import type { Person } from '../src/people/sessions.ts';
import { Authenticator } from './helpers/authenticator.ts';
import { peopleUnderTest, personWith } from './helpers/people.ts';

const SITE = { host: 'isnad.example.org', origin: 'https://isnad.example.org' };

describe('passkeys', () => {
  const people = peopleUnderTest();
  const register = async (person: Person, device: Authenticator, flags?: number): Promise<boolean> => {
    const { ceremony, options } = await beginRegistration(people.database, SITE, person, people.now);
    const response = device.register(options.challenge, flags);
    return finishRegistration(people.database, SITE, person, { ceremony, name: 'هاتف', response }, people.now);
  };
  const begin = () => beginSignIn(people.database, SITE, people.now);

  test('a device that was registered signs its owner in', async () => {
    const layla = await personWith(people, 'layla', 'ليلى');
    const device = new Authenticator(SITE.origin);
    assert.equal(await register(layla, device), true);
    const { ceremony, options } = await begin();
    const response = device.answer(options.challenge);
    assert.deepEqual(await finishSignIn(people.database, SITE, { ceremony, response }, people.now), layla);
    assert.equal(await finishSignIn(people.database, SITE, { ceremony, response }, people.now), null, 'once only');
  });

  test('an answer to another challenge, from another site or of an unknown device opens nothing', async () => {
    const omar = await personWith(people, 'omar');
    const device = new Authenticator(SITE.origin);
    assert.equal(await register(omar, device), true);
    const refused = async (answer: (challenge: string) => ReturnType<Authenticator['answer']>): Promise<void> => {
      const { ceremony, options } = await begin();
      const response = answer(options.challenge);
      assert.equal(await finishSignIn(people.database, SITE, { ceremony, response }, people.now), null);
    };
    await refused(() => device.answer(Buffer.alloc(32, 1).toString('base64url')));
    await refused((challenge) => new Authenticator(SITE.origin).answer(challenge));
    await refused((challenge) => {
      const phished = new Authenticator('https://isnad.example.com').answer(challenge);
      return { ...phished, id: device.id, rawId: device.id };
    });
    await refused((challenge) => {
      const { response, ...rest } = device.answer(challenge);
      return { ...rest, response: { ...response, signature: Buffer.alloc(70, 3).toString('base64url') } };
    });
  });

  test('a device that did not check who holds it is not enough', async () => {
    const nadia = await personWith(people, 'nadia');
    const PRESENT_ONLY = 0x01;
    const device = new Authenticator(SITE.origin);
    assert.equal(await register(nadia, device, PRESENT_ONLY), false);
    assert.equal(await register(nadia, device), true);
    const { ceremony, options } = await begin();
    const response = device.answer(options.challenge, PRESENT_ONLY);
    assert.equal(await finishSignIn(people.database, SITE, { ceremony, response }, people.now), null);
  });

  test('a copied device, whose counter stands still, is refused', async () => {
    const rana = await personWith(people, 'rana');
    const device = new Authenticator(SITE.origin);
    await register(rana, device);
    for (const [counter, expected] of [
      [7, rana],
      [6, null],
      [7, null],
      [8, rana],
    ] as const) {
      const { ceremony, options } = await begin();
      device.counter = counter - 1;
      const response = device.answer(options.challenge);
      assert.deepEqual(await finishSignIn(people.database, SITE, { ceremony, response }, people.now), expected);
    }
  });

  test('whoever is shut out stays out, and nobody registers a device for somebody else', async () => {
    const [salma, other] = [await personWith(people, 'salma'), await personWith(people, 'other')];
    const device = new Authenticator(SITE.origin);
    const { ceremony, options } = await beginRegistration(people.database, SITE, salma, people.now);
    const answer = { ceremony, name: 'هاتف', response: device.register(options.challenge) };
    assert.equal(await finishRegistration(people.database, SITE, other, answer, people.now), false);
    assert.equal(await register(salma, device), true);
    assert.equal(await register(other, device), false, 'the device is another person’s');
    await setDisabled(people.database, salma.login, true);
    const signing = await begin();
    const response = device.answer(signing.options.challenge);
    assert.equal(await finishSignIn(people.database, SITE, { ceremony: signing.ceremony, response }, people.now), null);
  });
});
