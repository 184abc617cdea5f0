import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Case,
  createCase,
  documentId,
  hashOf,
  openCase,
  preparedReading,
  search,
  weighCase,
} from '@isnad/casefile';
import type { Reading } from '@isnad/reading';
import { randomFrom } from '../scripts/random.ts';
import { generatedCase } from './generated-case.ts';

/**
 * A large case: `node bench/case.ts 100000 --weigh` makes one of so many documents, some twenty claims each, and
 * measures what the workbench asks of it; with the folder of a case in the place of the number, that of this case.
 * Readings are made with the documents: the reader has a bench of its own.
 */

const [size = '2000'] = process.argv.slice(2);
const BATCH = 100;
/** Reports that come when the case was weighed, and their day: later than that of all others. */
const NEWEST = 64;
const TODAY = '2026-12-31';

function arrivalOf(reading: Reading) {
  const { outlet, published } = reading;
  const metadata = { title: null, outlet, author: null, published, modified: null, address: null };
  const layout = { pages: [], places: [], notes: [] };
  return {
    original: { hash: hashOf(Buffer.from(reading.id)), size: reading.id.length, format: 'text' },
    from: { kind: 'record', place: reading.id } as const,
    documents: [preparedReading(documentId.parse(reading.id), null, metadata, layout, reading)],
    unreadable: [],
  };
}

const percentile = (times: readonly number[], share: number): string =>
  `${(times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0).toFixed(1)} ms`;

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

/** Milliseconds by the clock, and those of the processor, which others that are at work do not lengthen. */
async function timed(count: number, work: () => Promise<unknown>): Promise<{ clock: number[]; busy: number[] }> {
  const clock: number[] = [];
  const busy: number[] = [];
  for (let i = 0; i < count; i++) {
    const before = process.cpuUsage();
    const began = performance.now();
    await work();
    clock.push(performance.now() - began);
    const { user, system } = process.cpuUsage(before);
    busy.push((user + system) / 1000);
  }
  return { clock, busy };
}

async function make(path: string, documents: number): Promise<void> {
  const made = await createCase(path, 'bench');
  let [bytes, claims, kept] = [0, 0, 0];
  let batch: Reading[] = [];
  let busy = 0;
  const keep = async (): Promise<void> => {
    const before = process.cpuUsage();
    await made.store.keep(batch.map(arrivalOf), made.stamp());
    const { user, system } = process.cpuUsage(before);
    busy += user + system;
    kept += batch.length;
    batch = [];
    if (kept % Math.ceil(documents / 10) < BATCH) {
      console.log(
        `kept ${kept}: ${(kept / (busy / 1e6)).toFixed(0)} a CPU second, ${megabytes(process.memoryUsage().rss)}`,
      );
    }
  };
  const newest: Reading[] = [];
  let left = documents;
  for (const reading of generatedCase(documents + NEWEST)) {
    if (left-- <= 0) {
      newest.push({ ...reading, published: TODAY });
      continue;
    }
    bytes += Buffer.byteLength(reading.text);
    claims += reading.claims.length;
    batch.push(reading);
    if (batch.length === BATCH) await keep();
  }
  if (batch.length > 0) await keep();
  console.log(`${documents} documents, ${claims} claims, ${megabytes(bytes)} of text`);
  if (process.argv.includes('--weigh')) {
    await weigh(made, 'weighed');
    await weigh(made, 'weighed again, with nothing new');
    batch = newest;
    await keep();
    await weigh(made, `weighed again, with ${NEWEST} of today`);
    await review(made, documents);
  }
  await made.close();
}

async function weigh(opened: Case, what: string): Promise<void> {
  const before = process.cpuUsage();
  const began = performance.now();
  const { groups } = await weighCase(opened);
  const { user, system } = process.cpuUsage(before);
  const [clock, busy] = [(performance.now() - began) / 1000, (user + system) / 1e6];
  const memory = megabytes(process.memoryUsage().rss);
  console.log(`${what}: ${groups} groups in ${clock.toFixed(1)} s, ${busy.toFixed(1)} of the processor, ${memory}`);
}

/** As a few people would in some weeks: claims of every hundredth report, most of them accepted. */
async function review({ store, stamp }: Case, documents: number): Promise<void> {
  for (let number = 1; number <= documents; number += 100) {
    const document = documentId.parse(await store.documentAt(number));
    for (const [index, { id }] of (await store.claims({ document }, { limit: 10 })).items.entries()) {
      const decision = { kind: index % 5 === 0 ? 'reject' : 'accept' } as const;
      await store.decide({ subject: { kind: 'claim', document, item: id }, decision, note: null }, stamp());
    }
  }
}

async function measure(path: string): Promise<void> {
  console.log(`opened: ${percentile((await timed(5, async () => (await openCase(path)).close())).clock, 0.5)}`);

  const opened = await openCase(path);
  const { store } = opened;
  const next = randomFrom(7);
  const { total } = await store.documents({ limit: 1 });
  const page = { limit: 50 };
  const sources = (await store.sources({ limit: 200 })).items;
  const source = (): string => sources[Math.floor(next() ** 2 * sources.length)]!.key;
  const report = async (): Promise<string> => (await store.documentAt(1 + Math.floor(next() * total)))!;
  const document = async () => documentId.parse(await report());
  const words = async (): Promise<string[]> => {
    const all = ((await store.text(await document())) ?? '').split(/[\s.]+/).filter((word) => word !== '');
    const from = Math.floor(next() * Math.max(1, all.length - 6));
    return [all[from]!, all[from + 2]!, all[from + 5]!];
  };
  const lists: { readonly [name: string]: () => Promise<unknown> } = {
    summary: () => store.summary(),
    documents: () => store.documents(page),
    document: async () => store.document(await document()),
    claims: () => store.claims({}, page),
    'claims of a document': async () => store.claims({ document: await document() }, page),
    'claims of a source': () => store.claims({ origin: source() }, page),
    'claims without a decision': () => store.claims({ reviewed: false }, page),
    'claims without a decision, of a source': () => store.claims({ reviewed: false, origin: source() }, page),
    attributions: () => store.attributions({}, page),
    figures: () => store.figures({}, page),
    acts: () => store.acts({}, page),
    sources: () => store.sources(page),
    'source graph': () => store.sourceGraph(500),
    places: () => store.places(100),
    dates: () => store.dates({}, page),
    'flags of documents': () => store.documentFlags({}, page),
    'group cards': () => store.cards({}, page),
    'group cards of a grade': () => store.cards({ grade: 'corroborated' }, page),
    'group cards with a word': async () => store.cards({ q: (await words())[0] }, page),
    'group cards with a word and a grade': async () =>
      store.cards({ q: (await words())[0], grade: 'single route' }, page),
    'group cards with a word, between dates': async () =>
      store.cards({ q: (await words())[0], from: '2015-03-01', to: '2015-06-30' }, page),
    'group cards with a word, without a decision': async () =>
      store.cards({ q: (await words())[0], reviewed: false }, page),
    'group cards with a word, decided': async () => store.cards({ q: (await words())[0], reviewed: true }, page),
    'group cards of a source': () => store.cards({ origin: source() }, page),
    'group cards without a decision': () => store.cards({ reviewed: false }, page),
    'a group': async () => store.group((await store.cards({}, { limit: 1 })).items[0]!.id),
    queue: () => store.queue(page),
    standings: () => store.standings({}, page),
    reviews: () => store.reviews({}, page),
    copies: () => store.copies({}, page),
    measures: () => store.measures({ points: 'several' }, page),
    'a series': async () => store.oneSeries((await store.measures({ points: 'several' }, { limit: 1 })).items[0]!.id),
    flags: () => store.flags(page),
    'search, three words': async () => search(store, (await words()).join(' '), 20),
    'search, proximity and fields': async () => {
      const [a, b] = await words();
      return search(store, `${a} NEAR/5 ${b} origin:"${source()}" date:2015-02..2015-11`, 20);
    },
    'search in claims': async () => search(store, `in:claims ${(await words()).join(' ')}`, 20),
    'search in figures': async () => search(store, `in:figures figure:>200 ${(await words()).join(' ')}`, 20),
    'search of a grade': async () => search(store, `grade:corroborated ${(await words()).join(' ')}`, 20),
  };
  for (const [name, list] of Object.entries(lists)) {
    const { clock, busy } = await timed(40, list);
    console.log(
      `${name}: median ${percentile(clock, 0.5)}, p95 ${percentile(clock, 0.95)}; of the processor ${percentile(busy, 0.95)}`,
    );
  }
  console.log(`memory: ${megabytes(process.memoryUsage().rss)}`);
  await opened.close();
}

if (Number.isNaN(Number(size))) await measure(size);
else {
  const folder = await mkdtemp(join(tmpdir(), 'isnad-bench-'));
  const path = join(folder, 'case');
  try {
    await make(path, Number(size));
    await measure(path);
  } finally {
    if (process.argv.includes('--stay')) console.log(path);
    else await rm(folder, { recursive: true, force: true });
  }
}
