import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import {
  add,
  type Case,
  createCase,
  openCase,
  Readers,
  recordOf,
  recordSource,
  type Source,
  type Weigher,
} from '@isnad/casefile';
import { type ServerOptions, startServer } from '../../src/index.ts';

/** A case of three reports, served to a test. */

export const DAM = 'قال مدير السد إن الجسر القديم انهار فجرا. وأضاف أن المياه غمرت القرية.';
export const RECORDS = [
  { id: 'dam/1', text: DAM, outlet: 'صحيفة المرفأ', published: '2026-02-01' },
  { id: 'radio', text: 'ذكرت الإذاعة أن الجسر انهار.', outlet: 'إذاعة الرافدين' },
  { id: 'market', text: 'ارتفعت أسعار الخبز.' },
];

/** One group, of the first words of the first report. */
export const weigher: Weigher = async () => {
  const claim = { document: 'dam/1', claim: 'c1', start: 0, end: 3, text: 'قال' };
  const routes = { nodes: [], edges: [], certain: 1, possible: 1, ties: [], circles: [] };
  const because = { ar: 'طريق واحد', en: 'one route' };
  const group = { id: 'g', claims: [claim], head: claim, routes, because, conflicts: [], related: [], links: [] };
  return { groups: [{ ...group, grade: 'single route' }], copies: [], figures: [], flags: [] };
};

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly body: string;
  readonly json: ReturnType<typeof JSON.parse>;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: string | Uint8Array;
  /** The cookie of the browser that entered; false: none. */
  readonly cookie?: string | false;
  /** As it stands on the wire, not put right by a URL parser. */
  readonly host?: string;
}

export interface Served {
  readonly opened: Case;
  readonly folder: string;
  readonly port: number;
  readonly entrance: string;
  /** The cookie that entering gave. */
  readonly cookie: string;
  ask(path: string, asking?: Asking): Promise<Answer>;
  /** As the page would send JSON. */
  post(path: string, value: unknown): Promise<Answer>;
}

export async function served(context: TestContext, options: ServerOptions = {}): Promise<Served> {
  const folder = await mkdtemp(join(tmpdir(), 'isnad-server-'));
  await cp(await modelCase(), join(folder, 'case'), { recursive: true });
  const opened = await openCase(join(folder, 'case'), { by: 'ليلى' });
  const page = await builtPage(join(folder, 'dist'));
  const server = await startServer(opened, {
    page,
    weigher,
    onFault: (error) => context.diagnostic(String(error)),
    ...options,
  });
  context.after(async () => {
    await server.close();
    await opened.close();
    await rm(folder, { recursive: true, force: true });
  });
  const { port, pathname: entrance } = new URL(server.address);
  const host = `127.0.0.1:${port}`;
  const entered = await raw(Number(port), entrance, { host, cookie: false });
  const cookie = entered.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const ask = (path: string, asking: Asking = {}): Promise<Answer> =>
    raw(Number(port), path, { host, cookie, ...asking });
  return {
    opened,
    folder,
    port: Number(port),
    entrance,
    cookie,
    ask,
    post: (path, value) =>
      ask(path, {
        method: 'POST',
        headers: { origin: `http://${host}`, 'content-type': 'application/json' },
        body: JSON.stringify(value),
      }),
  };
}

/** The case that each test has a copy of: reading takes longer than copying. */
export function modelCase(): Promise<string> {
  model ??= makeModel();
  return model;
}

let model: Promise<string> | undefined;

async function makeModel(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'isnad-model-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const opened = await createCase(join(folder, 'case'), 'السد', { by: 'ليلى' });
  const readers = new Readers({ size: 1 });
  for await (const _ of add(opened, sources(), readers));
  await readers.close();
  await opened.store.putFindings(await weigher(opened), opened.stamp());
  await opened.close();
  return join(folder, 'case');
}

async function* sources(): AsyncGenerator<Source> {
  for (const record of RECORDS) {
    const line = recordOf(JSON.stringify(record));
    if (line.kind === 'record') yield recordSource(line);
  }
}

export async function builtPage(folder: string): Promise<string> {
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>إسناد</title>');
  await writeFile(join(folder, 'assets', 'main-abc123.js'), 'export {};\n'.repeat(200));
  await writeFile(join(folder, 'assets', 'face.woff2'), 'not really a face');
  return folder;
}

/** A request as anybody could send it. */
export async function raw(
  port: number,
  path: string,
  { method = 'GET', headers, body, cookie, host }: Asking,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const sent = request({
    host: '127.0.0.1',
    port,
    path,
    method,
    headers: { ...(host === undefined ? {} : { host }), ...(cookie ? { cookie } : {}), ...headers },
  });
  sent.once('error', reject);
  sent.once('response', async (response) => {
    try {
      const bytes = await buffer(response);
      const text = bytes.toString('utf8');
      const isJson = text !== '' && response.headers['content-type']?.includes('json');
      const json = isJson ? JSON.parse(text) : null;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, body: text, json });
    } catch (error) {
      reject(error);
    }
  });
  sent.end(body);
  return promise;
}
