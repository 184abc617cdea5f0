import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import type { Table } from '../scripts/evaluate/table.ts';

const SIZES = [1_000, 10_000, 100_000];

const run = z.object({
  documents: z.number(),
  claims: z.number(),
  groups: z.number(),
  seconds: z.number(),
  addOne: z.number(),
  memory: z.number(),
});

/** Weighing generated cases of growing size, each in a process of its own. */
export function weighingBench(): Table[] {
  const runs = SIZES.map((documents) => {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [join(import.meta.dirname, 'weighing-run.ts'), String(documents)],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`weighing ${documents} documents failed: ${stderr}`);
    return run.parse(JSON.parse(stdout));
  });
  return [
    {
      title: 'weighing: generated cases, one document added after another',
      columns: ['documents', 'claims', 'groups', 'CPU s', '× the size before', 'µs a claim', 'one more: ms', 'peak MB'],
      rows: runs.map((one, i) => [
        one.documents,
        one.claims,
        one.groups,
        one.seconds.toFixed(1),
        i === 0 ? '' : (one.seconds / runs[i - 1]!.seconds).toFixed(1),
        ((one.seconds * 1e6) / one.claims).toFixed(0),
        one.addOne.toFixed(0),
        one.memory.toFixed(0),
      ]),
      notes: [
        'CPU time of weighing alone, without making the documents',
        'one more: a document is added and every group that it touches is derived anew, with its routes and grade',
      ],
    },
  ];
}
