import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createCase, documentId, hashOf, openCase, preparedReading, search, weighCase } from '@isnad/casefile';
import type { Reading } from '@isnad/reading';

/**
 * A large case: `node bench/case.ts 100000` makes one of so many documents, ten sentences each, and measures opening,
 * lists, search and the index. The documents are of made-up words that are as common as words are (Zipf), and their
 * Readings are made with them: the reader has a bench of its own.
 */

const DOCUMENTS = Number(process.argv[2] ?? 2000);
const SENTENCES = 10;
const WORDS = 14;
const VOCABULARY = 60_000;
const SOURCES = 4000;
const BATCH = 500;

/** Numbers that look random and are the same at every run (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const next = random(7);
const LETTERS = [...'بتثجحخدذرزسشصضطعغفقكلمنهوي'];
const words = Array.from({ length: VOCABULARY }, () =>
  Array.from({ length: 3 + Math.floor(next() * 4) }, () => LETTERS[Math.floor(next() * LETTERS.length)]).join(''),
);
const word = (): string => words[Math.floor(VOCABULARY ** next()) - 1] ?? words[0]!;
const sources = Array.from({ length: SOURCES }, () => `${word()} ${word()}`);
const source = (): string => sources[Math.floor(SOURCES ** next()) - 1] ?? sources[0]!;

function reading(number: number): Reading {
  const sentences: Array<{ start: number; end: number; text: string }> = [];
  let text = '';
  for (let i = 0; i < SENTENCES; i++) {
    const said = `${Array.from({ length: WORDS }, word).join(' ')}.`;
    sentences.push({ start: text.length, end: text.length + said.length, text: said });
    text += `${said} `;
  }
  const day = new Date(Date.UTC(2012, 0, 1 + (number % 3000))).toISOString().slice(0, 10);
  return {
    ...{ id: `d${number}`, language: 'ar', text, published: day, outlet: source(), sentences },
    blocks: [{ start: 0, end: text.length, text, kind: 'paragraph' }],
    ...{
      entities: [],
      mentions: [],
      numbers: [],
      figures: [],
      dates: [],
      attributions: [],
      causes: [],
      acts: [],
      flags: [],
    },
    claims: sentences.map((sentence, index) => ({
      ...sentence,
      id: `c${index}`,
      chain: next() < 0.5 ? [] : [{ entity: null, name: source(), attribution: null }],
      modality: 'stated',
      ...{ figures: [], dates: [], mentions: [] },
    })),
  };
}

function preparedOf(one: Reading): ReturnType<typeof preparedReading> {
  const { outlet, published } = one;
  const metadata = { title: null, outlet, author: null, published, modified: null, address: null };
  return preparedReading(documentId.parse(one.id), null, metadata, { pages: [], places: [], notes: [] }, one);
}

const percentile = (times: readonly number[], share: number): string =>
  `${(times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0).toFixed(1)} ms`;

async function timed(count: number, work: (i: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const began = performance.now();
    await work(i);
    times.push(performance.now() - began);
  }
  return times;
}

const folder = await mkdtemp(join(tmpdir(), 'isnad-bench-'));
try {
  const path = join(folder, 'case');
  const made = await createCase(path, 'bench');
  let bytes = 0;
  const began = performance.now();
  for (let first = 0; first < DOCUMENTS; first += BATCH) {
    const arrivals = Array.from({ length: Math.min(BATCH, DOCUMENTS - first) }, (_, i) => {
      const one = reading(first + i);
      bytes += Buffer.byteLength(one.text);
      const original = { hash: hashOf(Buffer.from(one.id)), size: one.id.length, format: 'text' };
      const from = { kind: 'record', place: one.id } as const;
      return { original, from, documents: [preparedOf(one)], unreadable: [] };
    });
    await made.store.keep(arrivals, made.stamp());
  }
  const seconds = (performance.now() - began) / 1000;
  console.log(`${DOCUMENTS} documents, ${DOCUMENTS * SENTENCES} sentences, ${(bytes / 1e6).toFixed(0)} MB of text`);
  console.log(`kept: ${(DOCUMENTS / seconds).toFixed(0)} documents a second`);
  if (process.argv.includes('--weigh')) {
    const weighed = performance.now();
    const { groups } = await weighCase(made);
    console.log(`weighed: ${groups} groups in ${((performance.now() - weighed) / 1000).toFixed(0)} s`);
  }
  await made.close();
  console.log(`opened: ${percentile(await timed(5, async () => (await openCase(path)).close()), 0.5)}`);
  const opened = await openCase(path);
  const { store } = opened;
  const page = { limit: 50 };
  const lists: { readonly [name: string]: () => Promise<unknown> } = {
    summary: () => store.summary(),
    documents: () => store.documents(page),
    claims: () => store.claims({}, page),
    'claims of a source': () => store.claims({ origin: source() }, page),
    'claims without a decision': () => store.claims({ reviewed: false }, page),
    sources: () => store.sources('weight', page),
    'source graph': () => store.sourceGraph(500),
    dates: () => store.dates({}, page),
    'group cards': () => store.cards({}, page),
    queue: () => store.queue(page),
  };
  for (const [name, list] of Object.entries(lists))
    console.log(`${name}: p95 ${percentile(await timed(20, list), 0.95)}`);
  const queries: { readonly [name: string]: () => string } = {
    'three words': () => `${word()} ${word()} ${word()}`,
    'field and proximity': () => `${word()} NEAR/5 ${word()} origin:"${source()}" date:2013..2016`,
  };
  for (const [name, query] of Object.entries(queries)) {
    const times = await timed(100, () => search(store, query(), 10));
    console.log(`search, ${name}: median ${percentile(times, 0.5)}, p95 ${percentile(times, 0.95)}`);
  }
  await opened.close();
  const connection = new DatabaseSync(join(path, 'case.db'));
  const index = Number(
    connection
      .prepare(
        'select (select sum(length(row) + length(kin) * 2 + 6) from index_rows) + (select sum(length(word) + length(kin)) * 2 from index_words) as size',
      )
      .get()?.size,
  );
  connection.close();
  console.log(`index: ${(index / bytes).toFixed(2)} × the text`);
  console.log(`memory: ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
