import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  add,
  type Case,
  createCase,
  filesBelow,
  Readers,
  recordOf,
  recordSource,
  type Source,
  weighCase,
} from '@isnad/casefile';
import { type RunningServer, startServer } from '@isnad/server';

/** A case, served to a browser as `isnad serve` does it. */
export interface ServedCase {
  readonly opened: Case;
  readonly server: RunningServer;
  close(): Promise<void>;
}

const EXAMPLES = new URL('../../../../examples/', import.meta.url).pathname;

export interface TextDocument {
  readonly id: string;
  readonly text: string;
  readonly published?: string;
  readonly outlet?: string;
}

/** The example case: eleven reports about one dam, each under the name of its file. */
export function examples(): TextDocument[] {
  const names = readdirSync(EXAMPLES).filter((name) => /^\d.*\.(txt|html)$/.test(name));
  return names.sort().map((name) => {
    const raw = readFileSync(join(EXAMPLES, name), 'utf8');
    const id = name.replace(/\.\w+$/, '');
    return name.endsWith('.html') ? { id, ...pageOf(raw) } : { id, text: raw };
  });
}

/** Text, outlet and day of an example page: its headings, paragraphs and metadata. */
function pageOf(html: string): Omit<TextDocument, 'id'> {
  const text = [...html.matchAll(/<(h1|h2|p|li)>([\s\S]*?)<\/\1>/g)].map(([, , words]) => words).join('\n\n');
  const meta = (name: string): string | undefined =>
    html.match(new RegExp(`<meta property="${name}" content="([^"]*)">`))?.[1];
  const [outlet, published] = [meta('og:site_name'), meta('article:published_time')?.slice(0, 10)];
  return { text, ...(outlet === undefined ? {} : { outlet }), ...(published === undefined ? {} : { published }) };
}

/** Makes a case of these documents in a folder of its own and serves it. */
export async function serveCase(documents: readonly TextDocument[]): Promise<ServedCase> {
  return await serve(sourcesOf(documents));
}

/** Serves the example files as `isnad demo` does. */
export async function serveExamples(): Promise<ServedCase> {
  return await serve(filesBelow(examplePaths()));
}

/** Serves these files. */
export async function serveFiles(paths: readonly string[]): Promise<ServedCase> {
  return await serve(filesBelow(paths));
}

function examplePaths(): string[] {
  const names = readdirSync(EXAMPLES).filter((name) => /^\d/.test(name));
  return names.sort().map((name) => join(EXAMPLES, name));
}

async function serve(sources: AsyncIterable<Source>): Promise<ServedCase> {
  const folder = await mkdtemp(join(tmpdir(), 'isnad-web-'));
  const opened = await createCase(join(folder, 'case'), 'سد الغدير', { by: 'ليلى' });
  const readers = new Readers();
  for await (const _ of add(opened, sources, readers)) {
    // Each is kept as it comes.
  }
  await readers.close();
  await weighCase(opened);
  const server = await startServer(opened);
  return {
    opened,
    server,
    async close() {
      await server.close();
      await opened.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function* sourcesOf(documents: readonly TextDocument[]): AsyncGenerator<Source> {
  for (const document of documents) {
    const line = recordOf(JSON.stringify(document));
    if (line.kind === 'bad') throw new Error(`${document.id}: ${line.error}`);
    yield recordSource(line);
  }
}
