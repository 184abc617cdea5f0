import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';
import {
  add,
  type Case,
  CaseServer,
  hashOf,
  Readers,
  recordOf,
  recordSource,
  type Source,
  weighCase,
} from '@isnad/casefile';
import { addPerson, openPeople, ownCase, setRole } from '@isnad/server';
import { type PostgresServer, startPostgres } from '../packages/casefile/test/helpers/postgres.ts';
import { openSession } from '../packages/server/src/people/sessions.ts';
import { WorkQueue } from '../packages/server/src/work/queue.ts';
import type { Table } from '../scripts/evaluate/table.ts';
import { generatedCase } from './generated-case.ts';

/** The team server under load, and its workers: each a process of its own beside a PostgreSQL, all on this machine. */

const DOCUMENTS = Number(process.env.SERVER_DOCUMENTS ?? 1_000);
const USERS = 200;
/** Seconds of load, and between two steps of one user on average. */
const SECONDS = Number(process.env.SERVER_SECONDS ?? 60);
const THINKING = 3;
const P95 = 300;
/** Originals that workers read, and how much faster two are to be than one. */
const ORIGINALS = Number(process.env.SERVER_ORIGINALS ?? 2_000);
const FASTER = 1.8;

const BIN = join(import.meta.dirname, '..', 'packages', 'cli', 'bin', 'isnad.cjs');
const KINDS = ['read', 'search', 'review'] as const;
type Kind = (typeof KINDS)[number];

export async function serverBench(): Promise<Table[]> {
  const postgres = await startPostgres();
  try {
    return [await underLoad(postgres), await byWorkers(postgres)];
  } finally {
    await postgres.stop();
  }
}

async function underLoad(postgres: PostgresServer): Promise<Table> {
  const store = await postgres.database();
  const house = new CaseServer(store);
  const opened = await house.create('bench', 'bench', { by: 'bench' });
  await fill(opened);
  const { id, cookies } = await people(store, opened);
  const claims = (await opened.store.claims({}, { limit: 1000 })).items.map(({ id: item, document }) => ({
    item,
    document,
  }));
  const words = claims.map(({ document }) => document);
  const texts = await Promise.all(
    words.slice(0, 100).map(async (document) => (await opened.store.text(document)) ?? ''),
  );
  const asked = texts.map((text) => text.split(/\s+/).slice(3, 5).join(' '));
  const { child, port } = await started(['serve', '--store', store], 'listening');
  const origin = `http://localhost:${port}`;
  const took: { readonly [kind in Kind]: number[] } = { read: [], search: [], review: [] };
  let errors = 0;
  const end = performance.now() + SECONDS * 1000;
  const user = async (cookie: string, number: number): Promise<void> => {
    const session = { cookie: `isnad-${port}=${cookie}`, origin };
    await after((number / USERS) * THINKING * 1000);
    for (let step = 0; performance.now() < end; step++) {
      const at = (number * 7919 + step * 104_729) % claims.length;
      const { item, document } = claims[at]!;
      const kind: Kind = step % 10 === 9 ? 'review' : step % 2 === 0 ? 'read' : 'search';
      const api = `${origin}/cases/${id}/api`;
      const begun = performance.now();
      const answer =
        kind === 'read'
          ? await fetch(`${api}/documents/${encodeURIComponent(document)}`, { headers: session })
          : kind === 'search'
            ? await fetch(`${api}/search?q=${encodeURIComponent(asked[at % asked.length]!)}`, { headers: session })
            : await fetch(`${api}/reviews`, {
                method: 'POST',
                headers: { ...session, 'content-type': 'application/json' },
                body: JSON.stringify({ subject: { kind: 'claim', document, item }, decision: { kind: 'accept' } }),
              });
      await answer.arrayBuffer();
      took[kind].push(performance.now() - begun);
      if (!answer.ok) errors++;
      await after((0.5 + Math.random()) * THINKING * 1000);
    }
  };
  await Promise.all(cookies.map(user));
  await stopped(child);
  await opened.close();
  await house.close();
  return {
    title: `The team server: ${USERS} users at once, a step each ${THINKING} s, on a case of ${DOCUMENTS} documents`,
    columns: ['', 'requests', 'p50 ms', 'p95 ms', 'target'],
    rows: KINDS.map((kind) => [kind, took[kind].length, share(took[kind], 0.5), share(took[kind], 0.95), P95]),
    notes: [`${errors} errors (target 0); ${SECONDS} s; the users and PostgreSQL on the same machine`],
  };
}

async function byWorkers(postgres: PostgresServer): Promise<Table> {
  const rows: Array<readonly (string | number)[]> = [];
  const seconds: number[] = [];
  for (const workers of [1, 2]) {
    const store = await postgres.database();
    const house = new CaseServer(store);
    const opened = await house.create('bench', 'bench', { by: 'bench' });
    const { id } = await people(store, opened);
    const queue = await WorkQueue.open(store, { onFault: console.error });
    const bytes = [...generatedCase(ORIGINALS, 2)].map(({ text }) => new TextEncoder().encode(text));
    for (const original of bytes) await opened.originals.keep(hashOf(original), original);
    await opened.originals.settle();
    const children = await Promise.all(
      Array.from({ length: workers }, () => started(['work', '--store', store], 'working')),
    );
    const begun = performance.now();
    await queue.read(
      bytes.map((original, i) => ({
        case: id,
        original: hashOf(original),
        from: { kind: 'upload', place: `${i}.txt` },
        by: 'bench',
      })),
    );
    while ((await opened.store.documents({ limit: 1 })).total < ORIGINALS) await after(200);
    const took = (performance.now() - begun) / 1000;
    seconds.push(took);
    rows.push([`${workers}`, ORIGINALS, took, ORIGINALS / took]);
    await Promise.all(children.map(({ child }) => stopped(child)));
    await queue.close();
    await opened.close();
    await house.close();
  }
  const [one = 0, two = 1] = seconds;
  return {
    title: 'Workers, each a process that reads on one thread',
    columns: ['workers', 'originals', 's', 'originals / s'],
    rows,
    notes: [
      `two are ${(one / two).toFixed(2)} times as fast as one (target ${FASTER}), PostgreSQL on the same two cores`,
    ],
  };
}

/** Two hundred reviewers, each with a session. */
async function people(
  store: string,
  opened: Case,
): Promise<{ readonly id: string; readonly cookies: readonly string[] }> {
  const database = await openPeople(store);
  const { id, name } = await opened.store.info();
  const cookies: string[] = [];
  const now = new Date();
  for (let number = 0; number < USERS; number++) {
    const person = await addPerson(database, { login: `user${number}`, name: '' }, now);
    if (number === 0) await ownCase(database, { id, name: 'bench', title: name }, person.id, now);
    else await setRole(database, id, person.id, 'reviewer');
    cookies.push(await openSession(database, person.id, 'bench', now));
  }
  await database.destroy();
  return { id, cookies };
}

async function fill(opened: Case): Promise<void> {
  const readers = new Readers();
  for await (const _ of add(opened, generated(), readers));
  await readers.close();
  await weighCase(opened);
}

async function* generated(): AsyncGenerator<Source> {
  for (const { id, text, outlet } of generatedCase(DOCUMENTS)) {
    const line = recordOf(JSON.stringify({ id, text, outlet: outlet ?? undefined }));
    if (line.kind === 'record') yield recordSource(line);
  }
}

async function started(
  args: readonly string[],
  wanted: string,
): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const child = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const { promise, resolve, reject } = Promise.withResolvers<{ child: ChildProcess; port: number }>();
  child.once('exit', () => reject(new Error(`${args[0]} ended`)));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { event, port } = JSON.parse(line);
    if (event === wanted) resolve({ child, port });
  });
  return promise;
}

async function stopped(child: ChildProcess): Promise<void> {
  const over = once(child, 'exit');
  child.kill('SIGTERM');
  await over;
}

function share(times: number[], part: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? 0;
}
