import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import type { Table } from '../scripts/evaluate/table.ts';
import { SENTENCES } from './search-corpus.ts';

const COUNT = Number(process.env.SEARCH_SENTENCES ?? 1_000_000);

const times = z.array(z.number());
const run = z.object({
  reports: z.number(),
  bytes: z.number(),
  seconds: z.number(),
  index: z.number().nullable(),
  words: times,
  near: times,
  memory: z.number(),
});

const ENGINES = [
  ['the case’s own search', 'case'],
  ['FTS5 as it comes', 'fts5'],
  ['MiniSearch', 'minisearch'],
] as const;

/** Search over a million sentences: the case, FTS5 and MiniSearch on the same reports and queries. */
export function searchBench(): Table[] {
  const runs = ENGINES.map(([name, engine]) => {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--max-old-space-size=12000', join(import.meta.dirname, 'search-run.ts'), engine, String(COUNT)],
      { encoding: 'utf8', maxBuffer: 1 << 26 },
    );
    if (status !== 0) throw new Error(`search by ${name} failed: ${stderr}`);
    return [name, run.parse(JSON.parse(stdout))] as const;
  });
  const [, { bytes, reports }] = runs[0]!;
  return [
    {
      title: `search: ${COUNT} sentences in ${reports} reports, ${(bytes / 1e6).toFixed(0)} MB of text`,
      columns: [
        ...['engine', 'three words: median ms', 'p95', 'proximity and fields: median ms', 'p95'],
        ...['index × text', 'adding: CPU s', 'peak MB'],
      ],
      rows: runs.map(([name, { words, near, index, seconds, memory }]) => [
        ...[name, at(words, 0.5), at(words, 0.95), at(near, 0.5), at(near, 0.95)],
        ...[index === null ? 'in memory' : (index / bytes).toFixed(2), seconds.toFixed(0), memory.toFixed(0)],
      ]),
      notes: [
        'targets: three words ≤ 60 ms at p95, proximity and fields ≤ 150 ms at p95, index ≤ 2.5 × the text',
        `reports of ${SENTENCES} sentences; 200 queries, words as frequent as in the reports; the ten best of each`,
        'the case keeps Readings, claims, sources and a log besides; MiniSearch knows no proximity, and is asked for both words',
        'SEARCH_SENTENCES names another size',
      ],
    },
  ];
}

function at(all: readonly number[], share: number): string {
  return (all.toSorted((a, b) => a - b)[Math.floor(all.length * share)] ?? 0).toFixed(1);
}
