import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import type { Case } from '@isnad/casefile';
import { createApp } from '../app.ts';
import { BUILT_PAGE } from '../page.ts';
import { openPeople } from '../people/open.ts';
import { Provider, type ProviderSettings } from '../people/provider.ts';
import { LARGEST_UPLOAD } from '../routes/adding.ts';
import type { RunningServer } from '../running.ts';
import { WorkQueue } from '../work/queue.ts';
import { QueuedAdding } from '../work/queued-adding.ts';
import { createTeamApp } from './app.ts';
import type { TeamDesk } from './desk.ts';
import { Gate } from './gate.ts';
import type { CaseHouse } from './house.ts';
import { Lines } from './lines.ts';
import { Metrics } from './metrics.ts';
import { OpenCases } from './open-cases.ts';
import { SessionCookie } from './session-cookie.ts';
import { visitor } from './visitor.ts';

/** The team server: many cases, many people, workers elsewhere. */

export interface TeamOptions {
  /** Address of the database: `postgres://…`. */
  readonly store: string;
  readonly house: CaseHouse;
  /** Where people reach it, as `https://isnad.example.org`; this machine by its name for itself for null. */
  readonly origin: string | null;
  /** Where it listens. */
  readonly host: string;
  readonly port: number;
  /** Whether a proxy of ours says where requests come from (X-Forwarded-For). */
  readonly behindProxy: boolean;
  readonly provider: (Omit<ProviderSettings, 'callback'> & { readonly name: string }) | null;
  /** What Prometheus shows at `/metrics`; null for no metrics. */
  readonly metricsToken: string | null;
  /** Folder of the built page. */
  readonly page?: string;
  /** Bytes of one upload. */
  readonly largest?: number;
  /** Takes the lines of the server's log. */
  readonly log: (line: string) => void;
  readonly clock?: () => Date;
}

/** @throws Error EADDRINUSE when the port is taken; what PostgreSQL says when it can't be reached */
export async function startTeamServer(options: TeamOptions): Promise<RunningServer> {
  const {
    store,
    house,
    host,
    port,
    log,
    page = BUILT_PAGE,
    largest = LARGEST_UPLOAD,
    clock = () => new Date(),
  } = options;
  const lines = new Lines(log, clock);
  const database = await openPeople(store);
  const work = await WorkQueue.open(store, { onFault: lines.fault });
  const uploads = await mkdtemp(join(tmpdir(), 'isnad-uploads-'));
  const { server, bound, answerWith } = await listening(host, port);
  const origin = options.origin ?? `http://localhost:${bound.port}`;
  const site = { host: new URL(origin).hostname, origin };
  const cookie = new SessionCookie(site);
  const gate = new Gate(database, cookie, clock);
  const cases = new OpenCases(house, ({ id }, opened, readers) => {
    const named = inVisitorsName(opened);
    const adding = new QueuedAdding(id, named, work, lines.fault);
    const guard = gate.guard;
    const ofCase = { guard, page: null, uploads: join(uploads, id), largest, onFault: lines.fault };
    return { adding, app: createApp({ opened: named, readers, imports: adding }, ofCase) };
  });
  const provider = options.provider && {
    name: options.provider.name,
    door: new Provider({ ...options.provider, callback: `${origin}/sign-in/provider/callback` }),
  };
  const desk: TeamDesk = {
    ...{ database, work, gate, cookie, lines, site, provider, clock },
    behindProxy: options.behindProxy,
  };
  const metrics = new Metrics(options.metricsToken, work, () => cases.size);
  answerWith(createTeamApp(desk, cases, metrics, page).fetch);
  lines.write({ event: 'listening', port: bound.port });
  return {
    address: `${origin}/`,
    close: async () => {
      const ended = new Promise<void>((done) => server.close(() => done()));
      if ('closeAllConnections' in server) server.closeAllConnections();
      await ended;
      await cases.close();
      await work.close();
      await house.close();
      await database.destroy();
      await rm(uploads, { recursive: true, force: true });
    },
  };
}

type Fetch = (request: Request, environment: object) => Response | Promise<Response>;

/** Listens first: the address may hold the port, and what answers needs the address. */
async function listening(host: string, port: number) {
  let answer: Fetch = () => new Response(null, { status: 503 });
  const { promise, resolve, reject } = Promise.withResolvers<AddressInfo>();
  const server = serve(
    { fetch: (request, environment) => answer(request, environment), hostname: host, port },
    resolve,
  );
  server.once('error', reject);
  const bound = await promise;
  return {
    server,
    bound,
    answerWith: (next: Fetch) => {
      answer = next;
    },
  };
}

/** What is done to a case is done by whoever asks for it, and by nobody where nobody asks. */
function inVisitorsName(opened: Case): Case {
  return { ...opened, stamp: () => ({ ...opened.stamp(), by: visitor().person.login }) };
}
