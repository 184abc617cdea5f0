import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CaseServer, moveCase, placeOf } from '@isnad/casefile';
import type { Kysely } from 'kysely';
import { sharedPostgres } from '../../../casefile/test/helpers/shared-postgres.ts';
import { ownCase, setRole } from '../../src/people/memberships.ts';
import { openPeople } from '../../src/people/open.ts';
import { addPerson, setPassword } from '../../src/people/people.ts';
import { ROLES, type Role } from '../../src/people/roles.ts';
import { openSession, type Person } from '../../src/people/sessions.ts';
import type { PeopleTables } from '../../src/people/tables.ts';
import { type CaseHouse, foldersHouse } from '../../src/team/house.ts';
import { startTeamServer, type TeamOptions } from '../../src/team/start.ts';
import { PASSWORD } from './people.ts';
import { type Answer, type Asking, builtPage, modelCase, raw } from './served.ts';

/** A team server with two cases: one with somebody of every role, and another one's. */

/** Everybody has the password of the tests. */
export interface Team {
  readonly store: string;
  readonly house: CaseHouse;
  readonly folder: string;
  readonly database: Kysely<PeopleTables>;
  readonly people: { readonly [role in Role]: Person };
  /** Owner of the other case, and of nothing else. */
  readonly stranger: Person;
  /** Ids of the case that the people are in, and of the other one. */
  readonly mine: string;
  readonly others: string;
  readonly origin: string;
  /** Lines of the server's log. */
  readonly log: readonly string[];
  /** Moves the server's clock. */
  pass(milliseconds: number): void;
  /** The cookie of a new session. */
  cookieOf(person: Person): Promise<string>;
  /** As a program could ask: nothing is put right. */
  ask(path: string, asking?: Asking): Promise<Answer>;
  /** As the page of the server asks. */
  send(method: string, path: string, cookie: string | false, value?: unknown): Promise<Answer>;
  close(): Promise<void>;
}

/** @param inStore whether the cases are in the database, too, and not in folders */
export async function startTeam(options: Partial<TeamOptions> = {}, inStore = false): Promise<Team> {
  const folder = await mkdtemp(join(tmpdir(), 'isnad-team-'));
  const store = await (await sharedPostgres()).database();
  const database = await openPeople(store);
  const house = inStore ? new CaseServer(store) : foldersHouse(folder);
  const log: string[] = [];
  let now = new Date('2026-03-01T10:00:00Z');

  const make = async (login: string): Promise<Person> => {
    const person = await addPerson(database, { login, name: login }, now);
    await setPassword(database, person, PASSWORD, now);
    return person;
  };
  const owned = async (name: string, owner: Person): Promise<string> => {
    if (inStore) await moveCase(await modelCase(), placeOf(store, name));
    else await cp(await modelCase(), join(folder, name), { recursive: true });
    await ownCase(database, { id: CASES[name] ?? '', name, title: name }, owner.id, now);
    return CASES[name] ?? '';
  };
  const people = {
    reader: await make('reader'),
    reviewer: await make('reviewer'),
    editor: await make('editor'),
    owner: await make('owner'),
  };
  const stranger = await make('stranger');
  const mine = await owned('dam', people.owner);
  for (const role of ROLES) await setRole(database, mine, people[role].id, role);
  const others = await owned('other', stranger);

  const server = await startTeamServer({
    ...{ store, house, origin: null, host: '127.0.0.1', port: 0, behindProxy: false, provider: null },
    ...{ metricsToken: METRICS, page: await builtPage(join(folder, 'dist')), largest: 1024 * 1024 },
    log: (line) => log.push(line),
    clock: () => now,
    ...options,
  });
  const port = log.map((line) => JSON.parse(line)).find(({ event }) => event === 'listening').port;
  const origin = new URL(server.address).origin;
  const { host } = new URL(origin);
  const ask = (path: string, asking: Asking = {}): Promise<Answer> => raw(port, path, { host, ...asking });
  return {
    ...{ store, house, folder, database, people, stranger, mine, others, origin, log, ask },
    pass: (milliseconds) => {
      now = new Date(now.getTime() + milliseconds);
    },
    cookieOf: async ({ id }) => `${cookieName(origin)}=${await openSession(database, id, 'test', now)}`,
    send: (method, path, cookie, value) =>
      ask(path, {
        method,
        cookie,
        headers: { origin, ...(value === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(value === undefined ? {} : { body: JSON.stringify(value) }),
      }),
    close: async () => {
      await server.close();
      await database.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const METRICS = 'the token of the metrics';

const CASES: { readonly [name: string]: string } = {
  dam: '5a0b9f3e-0c1d-4e2f-8a3b-000000000001',
  other: '5a0b9f3e-0c1d-4e2f-8a3b-000000000002',
};

export function cookieName(origin: string): string {
  const { protocol, port } = new URL(origin);
  return protocol === 'https:' ? '__Host-isnad' : `isnad-${port}`;
}
