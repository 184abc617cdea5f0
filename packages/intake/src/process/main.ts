import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Context, newBudget, type Recognizer } from '../formats/context.ts';
import type { Part } from '../formats/part.ts';
import { readSource, reasonOf } from '../formats/read.ts';
import { bytesSource, type FileSource, pathSource } from '../formats/source.ts';
import type { TextPage } from '../pages/line.ts';
import type { BundleFile } from '../scans/bundle.ts';
import type { Answer, Job, Request, Scans, Source } from './protocol.ts';
import { OVER_MEMORY } from './signals.ts';

/** A parser's process: does one job at a time, and gives a file's parts one by one, as they are taken. */

new Worker(new URL('./watchdog.ts', import.meta.url), {
  workerData: { megabytes: Number(process.argv[2]), signal: OVER_MEMORY },
}).unref();

let taken: (() => void) | null = null;
const pages = new Map<number, (known: Extract<Request, { kind: 'page' }>) => void>();

process.on('message', (request: Request) => {
  if (request.kind === 'next') taken?.();
  else if (request.kind === 'page') pages.get(request.id)?.(request);
  else void work(request);
});
// What a library began and nobody waits for may fail without ending the work: what is waited for tells its own failure.
process.on('unhandledRejection', () => {});
process.on('disconnect', () => process.exit(0));

async function work(job: Job): Promise<void> {
  try {
    if (job.kind === 'read') await read(job);
    else if (job.kind === 'recognize') {
      const { recognizeImage } = await import('../ocr/recognize.ts');
      send({ kind: 'recognized', page: await recognizeImage(job.image) });
    } else send({ kind: 'drawn', image: await draw(job) });
  } catch (error) {
    send({ kind: 'failed', message: reasonOf(error).message });
  }
}

async function draw(job: Extract<Job, { kind: 'draw' }>): Promise<Uint8Array> {
  const { drawPart } = await import('../pages/draw.ts');
  const { source, name, part, page, width } = job;
  if (typeof source === 'string' || !('kind' in source))
    return drawPart(await sourceOf(source, name), part, page, width);
  const { drawScan } = await import('../scans/draw.ts');
  return drawScan(await scanFiles(source), page, width);
}

async function read(job: Extract<Job, { kind: 'read' }>): Promise<void> {
  let format = 'unknown';
  let leaf = 0;
  const context: Context = {
    depth: 0,
    part: null,
    budget: newBudget(),
    recognizer: job.recognize ? recognizer(() => leaf) : { recognize: () => Promise.resolve(null) },
    recognized: (found) => {
      format = found;
    },
    begin: (part) => {
      const own = leaf++;
      if (own < job.skip) return false;
      send({ kind: 'begin', leaf: own, part });
      return true;
    },
    step: () => send({ kind: 'step' }),
  };
  try {
    const { source, name } = job;
    if (typeof source !== 'string' && 'kind' in source) {
      format = 'scans';
      if (context.begin(null)) await give({ kind: 'document', document: await readScans(source, context) });
    } else for await (const part of readSource(await sourceOf(source, name), context)) await give(part);
  } catch (error) {
    await give({ kind: 'unreadable', unreadable: { part: null, ...reasonOf(error) } });
  }
  send({ kind: 'done', format });
}

async function readScans(scans: Scans, context: Context) {
  const { readBundle } = await import('../scans/bundle.ts');
  return readBundle(await scanFiles(scans), context);
}

function scanFiles(scans: Scans): Promise<BundleFile[]> {
  return Promise.all(
    scans.paths.map(async (path) => {
      const file = await pathSource(path, basename(path));
      return { label: file.name, size: file.size, bytes: () => file.bytes() };
    }),
  );
}

function sourceOf(source: Exclude<Source, Scans>, name: string): Promise<FileSource> {
  return typeof source === 'string' ? pathSource(source, name) : Promise.resolve(bytesSource(source, name));
}

/** Hands a part over and waits until it was taken. */
function give(part: Part): Promise<void> {
  return new Promise((resolve) => {
    taken = resolve;
    send({ kind: 'part', part });
  });
}

/**
 * Asks the program for pages: it knows those of an earlier run, and other processes recognise the rest. Pages of
 * different files inside one have the number of their file, which is the same in every run.
 */
function recognizer(file: () => number): Recognizer {
  let id = 0;
  return {
    async recognize(page, image) {
      const own = ++id;
      const key = `${file()} ${page}`;
      try {
        const known = await asked(own, { kind: 'page', id: own, key });
        if (!known.image) return known.page;
        return (await asked(own, { kind: 'image', id: own, key, image: await image() })).page;
      } finally {
        pages.delete(own);
      }
    },
  };
}

function asked(id: number, question: Answer): Promise<{ readonly page: TextPage | null; readonly image: boolean }> {
  return new Promise((resolve) => {
    pages.set(id, resolve);
    send(question);
  });
}

function send(answer: Answer): void {
  process.send?.(answer);
}
