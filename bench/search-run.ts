import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createCase, documentId, hashOf, openCase, preparedReading, search } from '@isnad/casefile';
import type { Reading } from '@isnad/reading';
import MiniSearch from 'minisearch';
import { z } from 'zod';
import { SENTENCES, SearchCorpus } from './search-corpus.ts';

/**
 * One engine of the benchmark of search, in a process of its own: `node search-run.ts ENGINE SENTENCES`. What takes long to
 * make is kept in the folder that SEARCH_KEEP names, and found there by the next run.
 */

const [engineName = '', sentences = '0'] = process.argv.slice(2);
const REPORTS = Math.ceil(Number(sentences) / SENTENCES);
const QUERIES = 200;
const BEST = 10;
const BATCH = 500;

interface Engine {
  add(reports: readonly Reading[]): Promise<void>;
  /** Bytes of the index; null when it lies in memory. */
  ready(): Promise<number | null>;
  words(words: readonly string[]): Promise<unknown>;
  near(a: string, b: string, origin: string): Promise<unknown>;
  close(): Promise<void>;
}

const { SEARCH_KEEP: kept } = process.env;
const folder = kept ?? (await mkdtemp(join(tmpdir(), 'isnad-search-')));
if (kept === undefined) process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** What was told of the reports when an engine took them in. */
const added = z.object({ reports: z.number(), bytes: z.number(), seconds: z.number() });
const ADDED = join(folder, `${engineName}.json`);
const before = existsSync(ADDED) ? added.parse(JSON.parse(readFileSync(ADDED, 'utf8'))) : null;
if (before !== null && before.reports !== REPORTS) throw new Error(`${ADDED} is of ${before.reports} reports`);

/** A case, with its own search. */
async function caseEngine(): Promise<Engine> {
  const path = join(folder, 'case');
  return engineOf(path, () => pages(join(path, 'case.db'), `name like 'index_%' or name = 'documents_by_published'`));
}

/** The same case in a database server, under an address that SEARCH_CASE tells. */
async function serverEngine(): Promise<Engine> {
  const { SEARCH_CASE: place = '' } = process.env;
  return engineOf(place, () => null);
}

async function engineOf(path: string, size: () => number | null): Promise<Engine> {
  let opened = before === null ? await createCase(path, 'bench') : await openCase(path);
  return {
    async add(reports) {
      await opened.store.keep(reports.map(arrivalOf), opened.stamp());
    },
    async ready() {
      await opened.close();
      opened = await openCase(path);
      return size();
    },
    words: (words) => search(opened.store, words.join(' '), BEST),
    near: (a, b, origin) => search(opened.store, `${a} NEAR/5 ${b} origin:"${origin}" date:2013..2016`, BEST),
    close: () => opened.close(),
  };
}

function arrivalOf(reading: Reading) {
  const { id, text, outlet, published } = reading;
  const metadata = { title: null, outlet, author: null, published, modified: null, address: null };
  const layout = { pages: [], places: [], notes: [] };
  return {
    original: { hash: hashOf(Buffer.from(id)), size: text.length, format: 'text' },
    from: { kind: 'record', place: id } as const,
    documents: [preparedReading(documentId.parse(id), null, metadata, layout, reading)],
    unreadable: [],
  };
}

/** FTS5 as it comes: the text itself, its own words, its own ranking; and tables for fields, with their indexes. */
async function fts5Engine(): Promise<Engine> {
  const path = join(folder, 'fts5.db');
  const database = new DatabaseSync(path);
  database.exec('pragma journal_mode = wal; pragma cache_size = -65536');
  if (before === null)
    database.exec(`create virtual table texts using fts5 (text);
    create table documents (number integer primary key, published text);
    create index documents_by_published on documents (published);
    create table origins (name text, document integer, primary key (name, document)) without rowid`);
  const text = database.prepare('insert into texts (rowid, text) values (?, ?)');
  const document = database.prepare('insert into documents values (?, ?)');
  const origin = database.prepare('insert or ignore into origins values (?, ?)');
  const words = database.prepare('select rowid from texts where texts match ? order by rank limit ?');
  const near = database.prepare(`select rowid from texts where texts match ?
    and rowid in (select document from origins where name = ?)
    and rowid in (select number from documents where published between ? and ?) order by rank limit ?`);
  let number = 0;
  return {
    async add(reports) {
      database.exec('begin');
      for (const one of reports) {
        number++;
        text.run(number, one.text);
        document.run(number, one.published);
        for (const { chain } of one.claims) for (const { name } of chain) origin.run(name, number);
      }
      database.exec('commit');
    },
    ready: async () => pages(path, `name in ('texts_data', 'texts_idx', 'texts_docsize', 'documents_by_published')`),
    words: async (all) => words.all(all.map((word) => `"${word}"`).join(' OR '), BEST),
    near: async (a, b, name) => near.all(`NEAR("${a}" "${b}", 5)`, name, '2013-01-01', '2016-12-31', BEST),
    close: async () => database.close(),
  };
}

/** MiniSearch as it comes; it knows no proximity, so it is asked for both words and the fields. */
async function miniSearchEngine(): Promise<Engine> {
  const index = new MiniSearch<{ id: number; text: string; published: string; origins: string[] }>({
    fields: ['text'],
    storeFields: ['published', 'origins'],
  });
  let id = 0;
  return {
    async add(reports) {
      index.addAll(
        reports.map(({ text, published, claims }) => {
          const origins = claims.flatMap(({ chain }) => chain.map(({ name }) => name));
          return { id: ++id, text, published: published ?? '', origins };
        }),
      );
    },
    ready: async () => null,
    words: async (words) => index.search(words.join(' ')).slice(0, BEST),
    near: async (a, b, name) => {
      const filter = ({ published, origins }: Record<string, unknown>): boolean =>
        String(published) >= '2013' && String(published) < '2017' && Array.isArray(origins) && origins.includes(name);
      return index.search(`${a} ${b}`, { combineWith: 'AND', filter }).slice(0, BEST);
    },
    close: async () => {},
  };
}

function pages(path: string, which: string): number {
  const database = new DatabaseSync(path, { readOnly: true });
  const size = database.prepare(`select sum(pgsize) as size from dbstat where ${which}`).get()?.size;
  database.close();
  return Number(size);
}

const ENGINES: { readonly [name: string]: () => Promise<Engine> } = {
  case: caseEngine,
  server: serverEngine,
  fts5: fts5Engine,
  minisearch: miniSearchEngine,
};

const engine = await ENGINES[engineName]!();
const corpus = new SearchCorpus();
let { bytes, seconds } = before ?? { bytes: 0, seconds: 0 };
// What lies in memory is made every time.
const from = before === null ? 0 : REPORTS;
for (let first = from; first < REPORTS; first += BATCH) {
  const reports = Array.from({ length: Math.min(BATCH, REPORTS - first) }, (_, i) => corpus.report(first + i));
  for (const { text } of reports) bytes += Buffer.byteLength(text);
  const began = process.cpuUsage();
  await engine.add(reports);
  const { user, system } = process.cpuUsage(began);
  seconds += (user + system) / 1e6;
}
const index = await engine.ready();
if (kept !== undefined && index !== null) writeFileSync(ADDED, JSON.stringify({ reports: REPORTS, bytes, seconds }));

// The same queries for every engine.
const asked = new SearchCorpus(2);
const words: Took[] = [];
const near: Took[] = [];
for (let i = -10; i < QUERIES; i++) {
  const three = [asked.word(), asked.word(), asked.word()];
  const origin = asked.source();
  const times = [await timed(() => engine.words(three)), await timed(() => engine.near(three[0]!, three[1]!, origin))];
  // The first ones fill caches.
  if (i < 0) continue;
  words.push(times[0]!);
  near.push(times[1]!);
}
await engine.close();
const memory = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ reports: REPORTS, bytes, seconds, index, words, near, memory }));

interface Took {
  readonly clock: number;
  readonly busy: number;
}

/** Milliseconds by the clock, and those of the processor, which others that are at work do not lengthen. */
async function timed(work: () => Promise<unknown>): Promise<Took> {
  const before = process.cpuUsage();
  const began = performance.now();
  await work();
  const clock = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  return { clock, busy: (user + system) / 1000 };
}
