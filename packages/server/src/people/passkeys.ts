import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Kysely } from 'kysely';
import { beginCeremony, takeCeremony } from './ceremonies.ts';
import type { Person } from './sessions.ts';
import type { PeopleTables } from './tables.ts';

/** Sign-in with passkeys (WebAuthn): nothing to guess, nothing to phish, and no second step to ask for. */

/** Where the server is reached: what a passkey is bound to. */
export interface Site {
  /** The name alone, as `isnad.example.org`. */
  readonly host: string;
  /** With scheme and port, as `https://isnad.example.org`. */
  readonly origin: string;
}

export async function beginRegistration(
  database: Kysely<PeopleTables>,
  site: Site,
  person: Person,
  now: Date,
): Promise<{ readonly ceremony: string; readonly options: PublicKeyCredentialCreationOptionsJSON }> {
  const there = await database.selectFrom('passkeys').select('id').where('person', '=', person.id).execute();
  const options = await generateRegistrationOptions({
    rpName: 'Isnad',
    rpID: site.host,
    userID: new Uint8Array(Buffer.from(person.id.replaceAll('-', ''), 'hex')),
    userName: person.login,
    userDisplayName: person.name,
    attestationType: 'none',
    excludeCredentials: there.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const begun = { kind: 'passkey', challenge: options.challenge, person: person.id } as const;
  return { ceremony: await beginCeremony(database, begun, now), options };
}

/** Keeps the passkey that a device made; false for an answer that does not hold. */
export async function finishRegistration(
  database: Kysely<PeopleTables>,
  site: Site,
  person: Person,
  answer: { readonly ceremony: string; readonly name: string; readonly response: RegistrationResponseJSON },
  now: Date,
): Promise<boolean> {
  const begun = await takeCeremony(database, 'passkey', answer.ceremony, now);
  if (begun === null || begun.person !== person.id) return false;
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: answer.response,
    expectedChallenge: begun.challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.host,
    requireUserVerification: true,
  }).catch(notVerified);
  if (!verified || registrationInfo === undefined) return false;
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
  const kept = await database
    .insertInto('passkeys')
    .values({ id, person: person.id, public_key: publicKey, counter, transports, name: answer.name, made: now })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return kept !== undefined;
}

/** Asks whoever is at the browser for any passkey of this site: no account is named, so none is given away. */
export async function beginSignIn(
  database: Kysely<PeopleTables>,
  site: Site,
  now: Date,
): Promise<{ readonly ceremony: string; readonly options: PublicKeyCredentialRequestOptionsJSON }> {
  const options = await generateAuthenticationOptions({ rpID: site.host, userVerification: 'required' });
  const begun = { kind: 'passkey', challenge: options.challenge, person: null } as const;
  return { ceremony: await beginCeremony(database, begun, now), options };
}

/** Whose passkey answered; null for an answer that does not hold. */
export async function finishSignIn(
  database: Kysely<PeopleTables>,
  site: Site,
  answer: { readonly ceremony: string; readonly response: AuthenticationResponseJSON },
  now: Date,
): Promise<Person | null> {
  const begun = await takeCeremony(database, 'passkey', answer.ceremony, now);
  if (begun === null || begun.person !== null) return null;
  const kept = await database
    .selectFrom('passkeys')
    .innerJoin('people', 'people.id', 'passkeys.person')
    .select(['people.id', 'people.login', 'people.name', 'public_key', 'counter'])
    .where('passkeys.id', '=', answer.response.id)
    .where('people.disabled', '=', false)
    .executeTakeFirst();
  if (kept === undefined) return null;
  const { public_key, counter, ...person } = kept;
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: answer.response,
    expectedChallenge: begun.challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.host,
    requireUserVerification: true,
    credential: { id: answer.response.id, publicKey: new Uint8Array(public_key), counter },
  }).catch(notVerified);
  if (!verified || authenticationInfo === undefined) return null;
  // A counter that does not rise tells of a copied key: of two answers with one counter only the first is taken.
  const { newCounter } = authenticationInfo;
  let counted = database.updateTable('passkeys').set({ counter: newCounter }).where('id', '=', answer.response.id);
  if (newCounter > 0) counted = counted.where('counter', '<', newCounter);
  return (await counted.returning('id').executeTakeFirst()) === undefined ? null : person;
}

export async function passkeysOf(
  database: Kysely<PeopleTables>,
  person: string,
): Promise<Array<{ readonly id: string; readonly name: string; readonly made: Date }>> {
  return database
    .selectFrom('passkeys')
    .select(['id', 'name', 'made'])
    .where('person', '=', person)
    .orderBy('made')
    .orderBy('id')
    .execute();
}

/** False when the person has none of this id. */
export async function removePasskey(database: Kysely<PeopleTables>, person: string, id: string): Promise<boolean> {
  const gone = await database
    .deleteFrom('passkeys')
    .where('person', '=', person)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return gone !== undefined;
}

/** The library throws at whatever does not hold. */
function notVerified(): { verified: false; registrationInfo?: undefined; authenticationInfo?: undefined } {
  return { verified: false };
}
