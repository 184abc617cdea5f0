import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { add, type Case, createCase, Readers, recordOf, recordSource, type Source, weighCase } from '@isnad/casefile';
import { type RunningServer, startServer } from '@isnad/server';
import { standInFindings } from './standin-findings.ts';

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

/** The example case: eleven reports about one dam. */
export function examples(): TextDocument[] {
  const names = readdirSync(EXAMPLES).filter((name) => /^\d.*\.(txt|html)$/.test(name));
  return names.sort().map((name) => {
    const raw = readFileSync(join(EXAMPLES, name), 'utf8');
    const id = name.replace(/\.\w+$/, '');
    return name.endsWith('.html') ? { id, ...pageOf(raw) } : { id, ...headed(raw) };
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

const MONTHS = 'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر'.split(' ');

/** Outlet and day of an example text, as its first lines tell. */
function headed(text: string): Omit<TextDocument, 'id'> {
  const outlet = text.match(/(وكالة أنباء السهل|صحيفة «[^»]+»|إذاعة المرسى|نقابة المهندسين|وزارة الداخلية)/)?.[1];
  const day = text.match(/^(\d+) (\S+) (\d{4})$/m);
  const month = day === null ? 0 : MONTHS.indexOf(day[2]!) + 1;
  const published =
    day === null ? undefined : `${day[3]}-${String(month).padStart(2, '0')}-${day[1]!.padStart(2, '0')}`;
  return { text, ...(outlet === undefined ? {} : { outlet }), ...(published === undefined ? {} : { published }) };
}

/** Makes a case of these documents in a folder of its own and serves it; what is not weighed has no findings. */
export async function serveCase(
  documents: readonly TextDocument[],
  { name = 'سد الغدير', findings = standInFindings } = {},
): Promise<ServedCase> {
  const folder = await mkdtemp(join(tmpdir(), 'isnad-web-'));
  const opened = await createCase(join(folder, 'case'), name, { by: 'ليلى' });
  const readers = new Readers();
  for await (const _ of add(opened, sourcesOf(documents), readers)) {
    // Each is kept as it comes.
  }
  await readers.close();
  await weighCase(opened, findings);
  const server = await startServer(opened, { weigher: findings });
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
