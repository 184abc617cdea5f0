import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { add, type Case, createCase, filesBelow, isCase, Readers, type Source, weighCase } from '@isnad/casefile';
import { startServer } from '@isnad/server';
import openInBrowser from 'open';
import { Failure } from '../failure.ts';
import { openNamed } from '../open.ts';
import { writeLine } from '../streams.ts';
import { serveTeam, type TeamFlags } from './team.ts';

export interface ServeFlags {
  readonly port: number;
  /** Whether a browser is opened: on a terminal, unless told otherwise. */
  readonly open?: boolean;
}

/** `isnad serve`: the workbench of a case, or with a store the team server, until it is told to end. */
export async function serveCommand(
  folder: string | undefined,
  { reviewer, store, ...flags }: ServeFlags & Omit<TeamFlags, 'store'> & { reviewer?: string; store?: string },
): Promise<void> {
  if (store !== undefined) {
    if (folder !== undefined) throw new Failure(folder, 'a team server has many cases: isnad own brings one to it');
    return serveTeam({ ...flags, store });
  }
  if (folder === undefined && !isCase('.')) {
    const { ISNAD_STORE: known } = process.env;
    if (known !== undefined) return serveTeam({ ...flags, store: known });
    throw new Failure('serve', 'name a case, or call it in the folder of one; isnad new makes one');
  }
  const opened = await openNamed(folder ?? '.', reviewer);
  try {
    await serveUntilTold(opened, flags);
  } finally {
    await opened.close();
  }
}

const EXAMPLES = join(import.meta.dirname, '..', '..', '..', '..', 'examples');

/** `isnad demo`: a case of the examples that lasts as long as it is looked at. */
export async function demoCommand({
  examples = EXAMPLES,
  ...flags
}: ServeFlags & { examples?: string }): Promise<void> {
  if (!existsSync(examples)) throw new Failure(examples, 'no such folder');
  const folder = await mkdtemp(join(tmpdir(), 'isnad-demo-'));
  try {
    const opened = await createCase(join(folder, 'case'), examples === EXAMPLES ? 'سد الغدير' : basename(examples));
    try {
      const readers = new Readers();
      for await (const _ of add(opened, reportsIn(examples), readers));
      await readers.close();
      await weighCase(opened);
      await serveUntilTold(opened, flags);
    } finally {
      await opened.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The examples, but for the page that tells people what they are. */
async function* reportsIn(folder: string): AsyncGenerator<Source> {
  for await (const source of filesBelow([folder])) if (basename(source.from.place) !== 'README.md') yield source;
}

async function serveUntilTold(opened: Case, { port, open = process.stdout.isTTY === true }: ServeFlags): Promise<void> {
  const server = await startServer(opened, { port }).catch((error: unknown) => {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw taken ? new Failure(`--port ${port}`, 'another program listens there') : error;
  });
  const told = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => told.resolve());
  await writeLine(server.address);
  // Where no browser can be opened the address still stands there to be copied.
  if (open) await openInBrowser(server.address).catch(() => {});
  await told.promise;
  await server.close();
}
