import type { Kysely } from 'kysely';
import * as openid from 'openid-client';
import { beginCeremony, takeCeremony } from './ceremonies.ts';
import { addPerson, loginOf } from './people.ts';
import type { Person } from './sessions.ts';
import type { PeopleTables } from './tables.ts';

/** Sign-in through an institution's OpenID Connect provider: authorization code with PKCE, state and nonce. */

export interface ProviderSettings {
  /** Address of the provider, as it names itself. */
  readonly issuer: string;
  readonly client: string;
  readonly secret: string;
  /** Where the provider sends the browser back to. */
  readonly callback: string;
  /** True makes an account, with no case yet, for whoever the provider knows; false lets in only who has one. */
  readonly open: boolean;
  /** For tests on loopback alone: a provider without TLS. */
  readonly insecure?: boolean;
}

export class Provider {
  readonly #settings: ProviderSettings;
  #found: Promise<openid.Configuration> | null = null;

  constructor(settings: ProviderSettings) {
    this.#settings = settings;
  }

  /** Where to send the browser, and what it is to bring back besides. */
  async begin(
    database: Kysely<PeopleTables>,
    now: Date,
  ): Promise<{ readonly ceremony: string; readonly address: URL }> {
    const verifier = openid.randomPKCECodeVerifier();
    const [state, nonce] = [openid.randomState(), openid.randomNonce()];
    const address = openid.buildAuthorizationUrl(await this.#configuration(), {
      redirect_uri: this.#settings.callback,
      scope: 'openid profile email',
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    return { ceremony: await beginCeremony(database, { kind: 'provider', state, nonce, verifier }, now), address };
  }

  /** Who came back; null when the answer does not hold, or when they have no account and none is made. */
  async finish(database: Kysely<PeopleTables>, ceremony: string, address: URL, now: Date): Promise<Person | null> {
    const begun = await takeCeremony(database, 'provider', ceremony, now);
    if (begun === null) return null;
    const tokens = await openid
      .authorizationCodeGrant(await this.#configuration(), address, {
        pkceCodeVerifier: begun.verifier,
        expectedState: begun.state,
        expectedNonce: begun.nonce,
        idTokenExpected: true,
      })
      .catch(() => null);
    const claims = tokens?.claims();
    if (claims === undefined) return null;
    const known = await this.#known(database, claims.sub);
    if (known !== undefined) return known.disabled ? null : { id: known.id, login: known.login, name: known.name };
    return this.#met(database, claims, now);
  }

  /** By issuer and subject alone: a mail address can be given to somebody else, a subject can't. */
  #known(database: Kysely<PeopleTables>, subject: string) {
    return database
      .selectFrom('identities')
      .innerJoin('people', 'people.id', 'identities.person')
      .select(['people.id', 'people.login', 'people.name', 'people.disabled'])
      .where('issuer', '=', this.#settings.issuer)
      .where('subject', '=', subject)
      .executeTakeFirst();
  }

  /** Somebody for the first time: the account of their address is theirs when the provider vouches for the address. */
  async #met(database: Kysely<PeopleTables>, claims: openid.IDToken, now: Date): Promise<Person | null> {
    const { sub, email, name } = claims;
    if (typeof email !== 'string' || claims.email_verified !== true) return null;
    // One that only looks like somebody's would become theirs once it is made a login.
    if (email.normalize('NFKC') !== email) return null;
    const login = loginOf(email);
    return database.transaction().execute(async (transaction) => {
      const there = await transaction.selectFrom('people').selectAll().where('login', '=', login).executeTakeFirst();
      if (there === undefined && !this.#settings.open) return null;
      if (there?.disabled === true) return null;
      const told = { login, name: typeof name === 'string' ? name : login };
      const person = there ?? (await addPerson(transaction, told, now));
      await transaction
        .insertInto('identities')
        .values({ issuer: this.#settings.issuer, subject: sub, person: person.id })
        .execute();
      return { id: person.id, login, name: person.name };
    });
  }

  /** Asked of the provider once; a provider that could not be reached is asked again. */
  #configuration(): Promise<openid.Configuration> {
    const { issuer, client, secret, insecure = false } = this.#settings;
    this.#found ??= openid
      .discovery(
        new URL(issuer),
        client,
        secret,
        undefined,
        insecure ? { execute: [openid.allowInsecureRequests] } : {},
      )
      .catch((error) => {
        this.#found = null;
        throw error;
      });
    return this.#found;
  }
}
