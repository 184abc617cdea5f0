import { mkdir, readdir, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { type Case, isRunning, Readers, type Weigher, weighInThread } from '@isnad/casefile';
import { Access } from './access.ts';
import { createApp } from './app.ts';
import { Imports } from './imports.ts';
import { BUILT_PAGE } from './page.ts';
import { LARGEST_UPLOAD } from './routes/adding.ts';
import type { RunningServer } from './running.ts';

export { takeCodesOff } from './people/codes.ts';
export { ownCase, setRole } from './people/memberships.ts';
export { openPeople, plannedForPeople } from './people/open.ts';
export { LONGEST_PASSWORD, newPassword, SHORTEST_PASSWORD, WeakPassword } from './people/password.ts';
export { addPerson, loginOf, PeopleError, personByLogin, setDisabled, setPassword } from './people/people.ts';
export { closeOthers } from './people/sessions.ts';
export { type CaseHouse, foldersHouse } from './team/house.ts';
export { startTeamServer, type TeamOptions } from './team/start.ts';
export { type RunningWorker, startWorker, type WorkerOptions } from './work/start.ts';
export type { RunningServer };

/** The server of one case, for one person at one machine. */

export interface ServerOptions {
  /** Any free port for 0, which it is unless told. */
  readonly port?: number;
  /** Folder of the built page. */
  readonly page?: string;
  /** Bytes of one upload. */
  readonly largest?: number;
  readonly weigher?: Weigher;
  readonly onFault?: (error: unknown) => void;
}

/**
 * Serves an open case on 127.0.0.1, at an address with the secret in it: for the eyes of whoever started the server.
 * The case stays open when the server ends.
 * @throws Error EADDRINUSE when the port is taken
 */
export async function startServer(opened: Case, options: ServerOptions = {}): Promise<RunningServer> {
  const {
    port = 0,
    page = BUILT_PAGE,
    largest = LARGEST_UPLOAD,
    weigher = weighInThread,
    onFault = console.error,
  } = options;
  const readers = new Readers({ pages: opened.pages });
  const imports = new Imports(opened, readers, weigher);
  const access = new Access();
  const uploads = join(opened.folder, 'uploads');
  await sweep(uploads);
  const ours = join(uploads, String(process.pid));
  const app = createApp({ opened, readers, imports }, { guard: access.guard, page, uploads: ours, largest, onFault });
  const { promise, resolve, reject } = Promise.withResolvers<AddressInfo>();
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, resolve);
  server.once('error', reject);
  const bound = await promise;
  access.setPort(bound.port);
  return {
    address: `http://127.0.0.1:${bound.port}${access.entrance}`,
    close: async () => {
      const ended = new Promise<void>((done) => server.close(() => done()));
      if ('closeAllConnections' in server) server.closeAllConnections();
      await ended;
      await imports.close();
      await readers.close();
      await rm(ours, { recursive: true, force: true });
    },
  };
}

/** Removes what servers that were killed had taken in and not kept. */
async function sweep(uploads: string): Promise<void> {
  await mkdir(uploads, { recursive: true, mode: 0o700 });
  for (const owner of await readdir(uploads)) {
    if (!isRunning(Number(owner))) await rm(join(uploads, owner), { recursive: true, force: true });
  }
}
