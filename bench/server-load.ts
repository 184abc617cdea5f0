import { Agent, request } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import { add, type Case, CaseServer, Readers, recordOf, recordSource, type Source, weighCase } from '@isnad/casefile';
import type { PostgresServer } from '../packages/casefile/test/helpers/postgres.ts';
import type { Table } from '../scripts/evaluate/table.ts';
import { generatedCase } from './generated-case.ts';
import { processorOf } from './processor.ts';
import { people, started, stopped } from './server-processes.ts';

/** Two hundred people who read, search and decide: with the pauses that people make, and with none. */

const DOCUMENTS = Number(process.env.SERVER_DOCUMENTS ?? 1_000);
const USERS = 200;
/** Seconds of each load, and between two steps of one user on average. */
const SECONDS = Number(process.env.SERVER_SECONDS ?? 40);
const PAUSES = [3, 2, 0];
const P95 = 300;
const KINDS = ['read', 'search', 'review'] as const;
type Kind = (typeof KINDS)[number];

interface Site {
  readonly port: number;
  readonly id: string;
  readonly cookies: readonly string[];
  readonly claims: ReadonlyArray<{ readonly item: string; readonly document: string }>;
  /** Words to search for. */
  readonly asked: readonly string[];
}

export async function underLoad(postgres: PostgresServer): Promise<Table[]> {
  const store = await postgres.database();
  const house = new CaseServer(store);
  const opened = await house.create('bench', 'bench', { by: 'bench' });
  await fill(opened);
  const { items } = await opened.store.claims({}, { limit: 1000 });
  const { items: records } = await opened.store.documents({ limit: 400 });
  const texts = await opened.store.texts(records);
  const asked = [...texts.values()].map((text, at) =>
    text
      .split(/\s+/)
      .slice(3 + (at % 7), 5 + (at % 7))
      .join(' '),
  );
  const server = await started(['serve', '--store', store], 'listening');
  const site = {
    ...{ ...(await people(store, opened, USERS)), port: server.port, asked },
    claims: items.map(({ id: item, document }) => ({ item, document })),
  };
  // The first minute of a process is slower than all others.
  await loaded(site, 0.5, 10);
  const tables: Table[] = [];
  for (const pause of PAUSES) {
    const pids = { server: server.child.pid!, PostgreSQL: postgres.pid(), users: process.pid };
    const before = Object.values(pids).map(processorOf);
    const { took, errors, seconds } = await loaded(site, pause, SECONDS);
    // What PostgreSQL does for the bench itself is nothing by now, and the users' process is the parent of all others.
    const [inServer, inPostgres, inAll] = Object.values(pids).map((pid, i) => processorOf(pid) - before[i]!);
    const requests = KINDS.reduce((sum, kind) => sum + took[kind].length, 0);
    const each = (part: number): string => ((1000 * part) / requests).toFixed(1);
    const inUsers = inAll! - inServer! - inPostgres!;
    tables.push({
      title: `The team server: ${USERS} users at once, ${pause === 0 ? 'none of whom ever pauses' : `a step each ${pause} s`}, on a case of ${DOCUMENTS} documents`,
      columns: ['', 'requests', 'p50 ms', 'p95 ms', 'target'],
      rows: KINDS.map((kind) => [
        ...[kind, took[kind].length, share(took[kind], 0.5), share(took[kind], 0.95)],
        pause === 0 ? '' : P95,
      ]),
      notes: [
        `${errors} errors (target 0); ${(requests / seconds).toFixed(0)} requests a second for ${seconds.toFixed(0)} s`,
        `processor ms a request: server ${each(inServer!)}, PostgreSQL ${each(inPostgres!)}, users ${each(inUsers)}, all on the same two cores`,
      ],
    });
  }
  await stopped(server);
  await opened.close();
  await house.close();
  return tables;
}

async function loaded(
  { port, id, cookies, claims, asked }: Site,
  pause: number,
  duration: number,
): Promise<{
  readonly took: { readonly [kind in Kind]: number[] };
  readonly errors: number;
  readonly seconds: number;
}> {
  const took: { readonly [kind in Kind]: number[] } = { read: [], search: [], review: [] };
  const agent = new Agent({ keepAlive: true });
  let errors = 0;
  const begun = performance.now();
  const user = async (cookie: string, number: number): Promise<void> => {
    await after((number / USERS) * pause * 1000);
    for (let step = 0; performance.now() - begun < duration * 1000; step++) {
      const at = (number * 7919 + step * 104_729) % claims.length;
      const { item, document } = claims[at]!;
      const kind: Kind = step % 10 === 9 ? 'review' : (step + number) % 2 === 0 ? 'read' : 'search';
      const api = `/cases/${id}/api`;
      const paths = {
        read: `${api}/documents/${encodeURIComponent(document)}`,
        search: `${api}/search?q=${encodeURIComponent(asked[at % asked.length]!)}`,
        review: `${api}/reviews`,
      };
      const body =
        kind === 'review' ? { subject: { kind: 'claim', document, item }, decision: { kind: 'accept' } } : null;
      const asking = performance.now();
      const status = await answered(agent, port, paths[kind], cookie, body);
      took[kind].push(performance.now() - asking);
      if (status !== 200) errors++;
      if (pause > 0) await after((0.5 + Math.random()) * pause * 1000);
    }
  };
  await Promise.all(cookies.map(user));
  agent.destroy();
  return { took, errors, seconds: (performance.now() - begun) / 1000 };
}

/** Asks as a browser does, and reads the whole answer. */
function answered(agent: Agent, port: number, path: string, cookie: string, body: object | null): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const asking = request({
    ...{ agent, port, path, host: 'localhost', method: body === null ? 'GET' : 'POST' },
    headers: {
      cookie: `isnad-${port}=${cookie}`,
      origin: `http://localhost:${port}`,
      'accept-encoding': 'gzip',
      ...(body === null ? {} : { 'content-type': 'application/json' }),
    },
  });
  asking.once('error', reject);
  asking.once('response', (answer) => {
    answer.resume();
    answer.once('end', () => resolve(answer.statusCode ?? 0));
    answer.once('error', reject);
  });
  asking.end(body === null ? undefined : JSON.stringify(body));
  return promise;
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

function share(times: readonly number[], part: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? 0;
}
