import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { add, createCase, Readers, recordOf, recordSource, type Source } from '@isnad/casefile';
import type { Table } from '../scripts/evaluate/table.ts';
import { generatedCase } from './generated-case.ts';

/**
 * What a case costs beside reading: the same texts read by the same threads, once given away and once added to a new
 * case folder. `IMPORT_TEXTS=FILE.jsonl` has records of one's own read instead of made ones.
 */

const DOCUMENTS = 2_000;
/** Texts read before anything is counted: threads are slow until their lists are loaded and their code is warm. */
const WARM = 200;
/** Times that each is done, in turn; the fastest counts. */
const ROUNDS = 3;
const WANTED = 0.6;

interface Spent {
  readonly clock: number;
  readonly busy: number;
}

export async function importBench(): Promise<Table[]> {
  const sources = await texts();
  const readers = new Readers();
  const folder = await mkdtemp(join(tmpdir(), 'isnad-import-'));
  try {
    await readAll(readers, sources.slice(0, WARM));
    const reading: Spent[] = [];
    const adding: Spent[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      reading.push(await spent(() => readAll(readers, sources)));
      adding.push(await spent(() => addAll(readers, sources, join(folder, String(round)))));
    }
    const rows = (['clock', 'busy'] as const).map((by) => {
      const [read, added] = [reading, adding].map((all) => Math.min(...all.map((one) => one[by])));
      return [by === 'clock' ? 'clock' : 'processor', sources.length / read!, sources.length / added!, read! / added!];
    });
    return [
      {
        title: `${sources.length} texts, on ${readers.size} threads: read, and added to a case`,
        columns: ['by', 'read / s', 'added / s', 'ratio'],
        rows,
        notes: [`adding is wanted at ${WANTED} of the reader's own speed`],
      },
    ];
  } finally {
    await readers.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function texts(): Promise<Source[]> {
  const file = process.env.IMPORT_TEXTS;
  const lines: string[] = [];
  if (file === undefined) {
    for (const { id, text } of generatedCase(DOCUMENTS, 3)) lines.push(JSON.stringify({ id, text }));
  } else {
    for await (const line of createInterface({ input: createReadStream(file) })) lines.push(line);
  }
  return lines.flatMap((line) => {
    const read = recordOf(line);
    return read.kind === 'record' ? [recordSource(read)] : [];
  });
}

async function spent(work: () => Promise<void>): Promise<Spent> {
  const before = process.cpuUsage();
  const began = performance.now();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { clock: (performance.now() - began) / 1000, busy: (user + system) / 1e6 };
}

async function readAll(readers: Readers, sources: readonly Source[]): Promise<void> {
  const left = sources.values();
  const lane = async (): Promise<void> => {
    for (const source of left) {
      if (source.kind === 'record') await readers.read({ kind: 'record', record: source.record });
    }
  };
  await Promise.all(Array.from({ length: 2 * readers.size }, lane));
}

async function addAll(readers: Readers, sources: readonly Source[], path: string): Promise<void> {
  const opened = await createCase(path, 'bench');
  try {
    for await (const { kept } of add(opened, inTurn(sources), readers)) {
      if (kept.kind !== 'new') throw new Error(`a text was not added: ${kept.kind}`);
    }
  } finally {
    await opened.close();
  }
}

async function* inTurn(sources: readonly Source[]): AsyncGenerator<Source> {
  yield* sources;
}
