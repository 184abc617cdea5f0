import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  add,
  type Case,
  createCase,
  openCase,
  Readers,
  recordOf,
  recordSource,
  type Source,
  weighCase,
} from '@isnad/casefile';
import { startServer } from '@isnad/server';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { startChromium } from '../packages/web/test/helpers/chromium.ts';
import { settled, visit } from '../packages/web/test/helpers/visit.ts';
import type { Table } from '../scripts/evaluate/table.ts';
import { generatedCase } from './generated-case.ts';

/** Documents of the case; `WORKBENCH_DOCUMENTS` names another size. */
const DOCUMENTS = Number(process.env.WORKBENCH_DOCUMENTS ?? 1_000);
/** Folder of a case that is there already, to be measured instead; the long report is added to it. */
const CASE = process.env.WORKBENCH_CASE;
/** Paragraphs of the long report: about 300 pages. */
const PARAGRAPHS = 1_500;
/** Words that are written in search, letter by letter. */
const TYPED = 6;

const PAGE = join(import.meta.dirname, '..', 'packages', 'web', 'dist');

interface Measured {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly target: number;
  /** Milliseconds of the processor that it took, which others at work on the machine do not lengthen. */
  readonly busy?: Busy;
}

interface Busy {
  /** Of the page's main thread: script, layout and drawing. */
  readonly page: number;
  /** Of the process that serves it, and drives the browser. */
  readonly server: number;
}

/** The workbench on a large case, timed by the browser itself. */
export async function workbenchBench(): Promise<Table[]> {
  const folder = await mkdtemp(join(tmpdir(), 'isnad-bench-'));
  const opened = CASE === undefined ? await createCase(join(folder, 'case'), 'bench') : await openCase(CASE);
  const browser = await startChromium();
  try {
    await fill(opened);
    const { total } = await opened.store.documents({ limit: 1 });
    const server = await startServer(opened);
    try {
      const { page, go, close } = await visit(browser, server);
      const measured = [firstLoad(), ...(await views(page)), ...(await walks(page, go))];
      await close();
      return [tableOf(measured, total)];
    } finally {
      await server.close();
    }
  } finally {
    await browser.close();
    await opened.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function fill(opened: Case): Promise<void> {
  const readers = new Readers();
  for await (const _ of add(opened, CASE === undefined ? reports() : longReport(), readers));
  await readers.close();
  if (CASE === undefined) await weighCase(opened);
}

async function* reports(): AsyncGenerator<Source> {
  for (const { id, text } of generatedCase(DOCUMENTS)) yield sourceOf(id, text);
  yield* longReport();
}

async function* longReport(): AsyncGenerator<Source> {
  const long: string[] = [];
  for (const { text } of generatedCase(DOCUMENTS)) {
    long.push(...text.split('\n'));
    if (long.length >= PARAGRAPHS) break;
  }
  yield sourceOf('long', long.filter((line) => line.trim() !== '').join('\n\n'));
}

function sourceOf(id: string, text: string): Source {
  const line = recordOf(JSON.stringify({ id, text }));
  if (line.kind === 'bad') throw new Error(`${id}: ${line.error}`);
  return recordSource(line);
}

/** Compressed script that the first page of a case needs: what the entry names, and the room of the case. */
function firstLoad(): Measured {
  const entry = readFileSync(join(PAGE, 'index.html'), 'utf8');
  const named = [...entry.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path!);
  const room = globSync('assets/case-*.js', { cwd: PAGE });
  const seen = new Set<string>();
  const take = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const code = readFileSync(join(PAGE, path), 'utf8');
    for (const [, other] of code.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) take(`assets/${other}`);
  };
  for (const path of [...named, ...room, ...globSync('assets/ar-*.js', { cwd: PAGE })]) take(path);
  const bytes = [...seen].reduce((sum, path) => sum + gzipSync(readFileSync(join(PAGE, path))).length, 0);
  return { what: 'script of the first view', value: bytes / 1024, unit: 'KB', target: 250 };
}

/** The first view, and from room to room. */
async function views(page: Page): Promise<Measured[]> {
  // As it is opened for the first time: nothing of it is kept by the browser.
  const session = await page.context().newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  await session.detach();
  const opening = await busyWhile(page, async () => {
    await page.reload();
    await settled(page);
  });
  const first: number = await page.evaluate(
    `performance.getEntriesByType('paint').find(({ name }) => name === 'first-contentful-paint').startTime`,
  );
  const shown: number = await page.evaluate(
    `Math.max(...performance.getEntriesByType('resource').filter(({ name }) => name.includes('/api/') && !name.includes('/events')).map(({ responseEnd }) => responseEnd))`,
  );
  const rooms = ['#/claims', '#/figures', '#/sources', '#/times', '#/causes', '#/review', '#/briefing', '#/'];
  const opened: Going[] = [];
  const again: Going[] = [];
  // Opened for the first time, with its script and what it asks of the case; then gone to and fro.
  for (const goings of [opened, again]) for (const fragment of rooms) goings.push(await goingTo(page, fragment));
  return [
    { what: 'first view: first words', value: first, unit: 'ms', target: 1_000 },
    { what: 'first view: all answers in', value: shown, unit: 'ms', target: 1_000, busy: opening },
    slowest('a room for the first time', opened, 1_000),
    slowest('room to room', again, 200),
  ];
}

interface Going {
  readonly fragment: string;
  /** Milliseconds by the clock until the room's head and first answer are drawn. */
  readonly clock: number;
  readonly busy: Busy;
}

async function goingTo(page: Page, fragment: string): Promise<Going> {
  let clock = 0;
  const busy = await busyWhile(page, async () => {
    clock = await timed(page, `location.hash = '${fragment}'`, 'main[aria-busy="false"] h1');
  });
  await settled(page);
  return { fragment, clock, busy };
}

function slowest(what: string, goings: readonly Going[], target: number): Measured {
  const { fragment, clock, busy } = goings.toSorted((a, b) => b.clock - a.clock)[0]!;
  return { what: `${what}, the slowest (${fragment})`, value: clock, unit: 'ms', target, busy };
}

/** What a piece of work takes of the processor, in the page and in this process. */
async function busyWhile(page: Page, work: () => Promise<void>): Promise<Busy> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const taken = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  };
  const before = await taken();
  const used = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(used);
  const after = await taken();
  await session.detach();
  return { page: after - before, server: (user + system) / 1000 };
}

/** Milliseconds from an act to the first frame in which what it brings is there. */
async function timed(page: Page, act: string, brings: string): Promise<number> {
  return await page.evaluate(`new Promise((done) => {
    const began = performance.now();
    const before = document.querySelector('main').firstElementChild;
    ${act};
    const look = () => {
      const now = document.querySelector('main').firstElementChild;
      if (now !== before && document.querySelector('${brings}') !== null) done(performance.now() - began);
      else requestAnimationFrame(look);
    };
    look();
  })`);
}

/** Typing in search, and scrolling a long report and a long list. */
async function walks(page: Page, go: (fragment: string) => Promise<void>): Promise<Measured[]> {
  const words = await page.evaluate<string[]>(
    `fetch('/api/claims?limit=100').then((answer) => answer.json()).then(({ items }) =>
      [...new Set(items.flatMap(({ text }) => text.match(/\\p{L}{5,}/gu) ?? []))].slice(0, ${TYPED}))`,
  );
  await go('#/search');
  const typed: number[] = [];
  const typing = await busyWhile(page, async () => {
    for (const word of words) {
      for (let length = 2; length <= word.length; length++) typed.push(await type(page, word.slice(0, length)));
    }
  });
  const each = { page: typing.page / typed.length, server: typing.server / typed.length };
  // The list first: what was a report of 300 pages is swept up for a while after it was left.
  await go('#/claims');
  const list = await longest(page);
  await go('#/report/long');
  const report = await longest(page);
  return [
    { what: `typing to results, median of ${typed.length}`, value: median(typed), unit: 'ms', target: 150, busy: each },
    ...longestTask('a report of 300 pages', report),
    ...longestTask('the list of claims', list),
  ];
}

/** Milliseconds from a letter to the first frame that tells what its query finds. */
async function type(page: Page, words: string): Promise<number> {
  return await page.evaluate(`new Promise((done) => {
    const field = document.querySelector('.find input');
    const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    const began = performance.now();
    setter.call(field, ${JSON.stringify(words)});
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    const look = () => {
      // The room says how much it found once what it shows is the answer to what is asked.
      const said = document.querySelector('main [role="status"]').textContent.trim();
      const head = document.querySelector('main h1 bdi')?.textContent;
      if (head === ${JSON.stringify(words)} && said !== '') done(performance.now() - began);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  })`);
}

function longestTask(what: string, { clock, busy }: LongestTask): Measured[] {
  return [
    { what: `longest task while ${what} scrolls`, value: clock, unit: 'ms', target: 50 },
    { what: 'the same, of the processor', value: busy, unit: 'ms', target: 50 },
  ];
}

/** The longest task while the page is scrolled by a screen a frame, for 120 frames: milliseconds. */
interface LongestTask {
  /** By the clock, as the browser's long-task entries tell it: 0 for none over 50. */
  readonly clock: number;
  /** Of the processor, which others that are at work on the machine do not lengthen. */
  readonly busy: number;
}

async function longest(page: Page): Promise<LongestTask> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: ['toplevel'] });
  const clock: number = await page.evaluate(`new Promise((done) => {
    let worst = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) worst = Math.max(worst, duration);
    });
    observer.observe({ type: 'longtask' });
    let frames = 0;
    const step = () => {
      window.scrollBy(0, 400);
      if (++frames < 120) requestAnimationFrame(step);
      else setTimeout(() => { observer.disconnect(); done(worst); }, 300);
    };
    step();
  })`);
  return { clock, busy: longestIn(await browser.stopTracing()) };
}

const trace = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      pid: z.number(),
      tid: z.number(),
      /** Microseconds of the processor. */
      tdur: z.number().default(0),
      args: z.object({ name: z.string().optional() }).default({}),
    }),
  ),
});

/** The longest task of a page's main thread in a trace of Chromium. */
function longestIn(traced: Buffer): number {
  const { traceEvents } = trace.parse(JSON.parse(traced.toString()));
  const isMain = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(({ pid, tid }) => isMain.has(`${pid} ${tid}`));
  return Math.max(0, ...tasks.map(({ tdur }) => tdur)) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function tableOf(measured: readonly Measured[], documents: number): Table {
  return {
    title: `workbench: a generated case of ${documents} documents`,
    columns: ['what', 'measured', 'target', 'unit', 'of the page’s processor', 'of the server’s'],
    rows: measured.map(({ what, value, unit, target, busy }) => [
      what,
      value.toFixed(0),
      `≤ ${target}`,
      unit,
      busy?.page.toFixed(0) ?? '',
      busy?.server.toFixed(0) ?? '',
    ]),
    notes: [
      'timed by the browser: paint, resource and long-task entries; 0 is no task over 50 ms',
      'the processor’s columns are milliseconds that it worked: what others at work add to the clock is not in them',
      'WORKBENCH_DOCUMENTS names another size, WORKBENCH_CASE the folder of a case of any kind',
    ],
  };
}
