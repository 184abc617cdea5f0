import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import type { Table } from '../scripts/evaluate/table.ts';
import { SENTENCES } from './search-corpus.ts';

const COUNT = Number(process.env.SEARCH_SENTENCES ?? 1_000_000);

const times = z.array(z.object({ clock: z.number(), busy: z.number() }));
type Times = z.infer<typeof times>;
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
        ...['engine', 'three words: median', 'p95', 'of the processor', 'proximity and fields: median', 'p95'],
        ...['of the processor', 'index × text', 'adding: CPU s', 'peak MB'],
      ],
      rows: runs.map(([name, { words, near, index, seconds, memory }]) => [
        ...[name, at(words, 'clock', 0.5), at(words, 'clock', 0.95), at(words, 'busy', 0.95)],
        ...[at(near, 'clock', 0.5), at(near, 'clock', 0.95), at(near, 'busy', 0.95)],
        ...[index === null ? 'in memory' : (index / bytes).toFixed(2), seconds.toFixed(0), memory.toFixed(0)],
      ]),
      notes: [
        'milliseconds; of the processor: at p95, without what others at work on the machine took',
        'targets: three words ≤ 60 ms at p95, proximity and fields ≤ 150 ms at p95, index ≤ 2.5 × the text',
        `reports of ${SENTENCES} sentences; 200 queries, words as frequent as in the reports; the ten best of each`,
        'the case keeps Readings, claims, sources and a log besides; MiniSearch knows no proximity, and is asked for both words',
        'SEARCH_SENTENCES names another size; SEARCH_KEEP a folder in which what takes long to make is kept for the next run',
      ],
    },
  ];
}

function at(all: Times, which: keyof Times[number], share: number): string {
  const sorted = all.map((one) => one[which]).toSorted((a, b) => a - b);
  return (sorted[Math.floor(all.length * share)] ?? 0).toFixed(1);
}
