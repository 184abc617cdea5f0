import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CaseServer, causeOf } from '@isnad/casefile';
import {
  addPerson,
  type CaseHouse,
  closeOthers,
  foldersHouse,
  loginOf,
  newPassword,
  openPeople,
  ownCase,
  PeopleError,
  personByLogin,
  plannedForPeople,
  setDisabled,
  setPassword,
  startTeamServer,
  startWorker,
  type TeamOptions,
  takeCodesOff,
} from '@isnad/server';
import { Failure } from '../failure.ts';
import { writeLine } from '../streams.ts';

/** The team server, its workers, and what only whoever runs them can do. */

export interface StoreFlags {
  readonly store: string;
  /** Folder of the folders of cases; in the store itself, unless told. */
  readonly cases?: string;
}

export interface TeamFlags extends StoreFlags {
  readonly host: string;
  readonly port: number;
  readonly origin?: string;
  readonly behindProxy?: boolean;
}

/** `isnad serve --store`: the team server, until it is told to end. */
export async function serveTeam({
  store,
  host,
  port,
  origin,
  behindProxy = false,
  ...flags
}: TeamFlags): Promise<void> {
  const { ISNAD_METRICS_TOKEN: metricsToken = null } = process.env;
  const options = { store, host, port, origin: originOf(origin), behindProxy, metricsToken, log: writeOut };
  const server = await startTeamServer({
    ...options,
    house: houseOf({ store, ...flags }),
    provider: providerOf(),
  }).catch((error: unknown) => {
    throw new Failure('serve', causeOf(error));
  });
  await toldToEnd();
  await server.close();
}

/** `isnad work`: a worker, until it is told to end; what it has begun it ends first. */
export async function workCommand(flags: StoreFlags): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'isnad-work-'));
  try {
    const options = { store: flags.store, house: houseOf(flags), folder, log: writeOut };
    const worker = await startWorker(options).catch((error: unknown) => {
      throw new Failure('work', causeOf(error));
    });
    await toldToEnd();
    await worker.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What can be done with an account from here. */
export const ACCOUNT_STEPS = ['add', 'password', 'codes', 'shut', 'open'] as const;
export type AccountStep = (typeof ACCOUNT_STEPS)[number];

/** `isnad person`: accounts of a team server. A password that it makes is shown once, and kept nowhere. */
export async function personCommand(
  step: AccountStep,
  login: string,
  { store, name }: { readonly store: string; readonly name?: string },
): Promise<void> {
  await withPeople(store, login, async (database) => {
    const now = new Date();
    if (step === 'shut' || step === 'open') {
      if (!(await setDisabled(database, loginOf(login), step === 'shut'))) throw new Failure(login, 'no such account');
      return;
    }
    const person =
      step === 'add'
        ? await addPerson(database, { login, name: name ?? login }, now)
        : await personByLogin(database, loginOf(login));
    if (person === null) throw new Failure(login, 'no such account');
    const password = step === 'codes' ? null : newPassword();
    if (password === null) await takeCodesOff(database, person.id);
    else await setPassword(database, person, password, now);
    // Whoever came in by the password or the device that was lost or found goes out, and last: till then they may come in.
    await closeOthers(database, person.id, null);
    if (password !== null) await writeLine(password);
  });
}

/** `isnad own`: brings a case of the house to the people of the server, under an owner. */
export async function ownCommand(name: string, login: string, flags: StoreFlags): Promise<void> {
  const house = houseOf(flags);
  try {
    await withPeople(flags.store, name, async (database) => {
      const person = await personByLogin(database, loginOf(login));
      if (person === null) throw new Failure(login, 'no such account; isnad person add makes one');
      const opened = await house.open(name);
      try {
        const { id, name: title } = await opened.store.info();
        await ownCase(database, { id, name, title }, person.id, new Date());
      } finally {
        await opened.close();
      }
    });
  } finally {
    await house.close();
  }
}

/** `isnad migrate`: brings people and cases of a server to this version, or tells what that would change. */
export async function migrateCommand({ store, dryRun = false }: { store: string; dryRun?: boolean }): Promise<void> {
  const server = new CaseServer(store);
  try {
    const planned = await plannedForPeople(store);
    if (!dryRun) await (await openPeople(store)).destroy();
    for (const { name } of planned) await writeLine(`isnad ${name}`);
    for (const [name, migrations] of dryRun ? await server.planned() : await server.migrate())
      for (const migration of migrations) await writeLine(`${name} ${migration.name}`);
  } catch (error) {
    throw new Failure('migrate', causeOf(error));
  } finally {
    await server.close();
  }
}

function houseOf({ store, cases }: StoreFlags): CaseHouse {
  return cases === undefined ? new CaseServer(store) : foldersHouse(cases);
}

type People = Awaited<ReturnType<typeof openPeople>>;

async function withPeople(store: string, what: string, work: (database: People) => Promise<void>): Promise<void> {
  const database = await openPeople(store).catch((error: unknown) => {
    throw new Failure('--store', causeOf(error));
  });
  try {
    await work(database);
  } catch (error) {
    if (error instanceof PeopleError || (error instanceof Error && error.name === 'CaseError'))
      throw new Failure(what, error.message);
    throw error;
  } finally {
    await database.destroy();
  }
}

/** Passkeys and cookies hang on it: it is told as it is, or not at all. */
function originOf(given: string | undefined): string | null {
  if (given === undefined) return null;
  const url = URL.parse(given);
  if (url === null || !/^https?:$/.test(url.protocol) || url.origin !== given.replace(/\/$/, ''))
    throw new Failure('--origin', 'an address with nothing behind its name, as https://isnad.example.org');
  return url.origin;
}

/** An institution's provider, by the environment: its secret is nobody's to read in a list of processes. */
function providerOf(): TeamOptions['provider'] {
  const { ISNAD_OIDC_ISSUER: issuer, ISNAD_OIDC_CLIENT: client, ISNAD_OIDC_SECRET: secret } = process.env;
  if (issuer === undefined) return null;
  if (client === undefined || secret === undefined)
    throw new Failure('ISNAD_OIDC_ISSUER', 'ISNAD_OIDC_CLIENT and ISNAD_OIDC_SECRET are wanted, too');
  const { ISNAD_OIDC_NAME: name = new URL(issuer).host, ISNAD_OIDC_OPEN: open } = process.env;
  return { name, issuer, client, secret, open: open === '1' };
}

function toldToEnd(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  return promise;
}

function writeOut(line: string): void {
  process.stdout.write(`${line}\n`);
}
