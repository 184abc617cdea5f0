import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import type { Table } from '../scripts/evaluate/table.ts';

const SIZES = [1_000, 10_000, 100_000];

const run = z.object({
  documents: z.number(),
  claims: z.number(),
  groups: z.number(),
  copies: z.number(),
  series: z.number(),
  adding: z.number(),
  more: z.number(),
  finding: z.number(),
  added: z.number(),
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
      columns: [
        ...['documents', 'claims', 'groups', 'copies', 'series', 'weighed: s', '× the size before', 'µs a claim'],
        ...['findings: s', 'one more: ms', 'peak MB weighed', 'with findings'],
      ],
      rows: runs.map((one, i) => [
        ...[one.documents, one.claims, one.groups, one.copies, one.series, one.adding.toFixed(1)],
        i === 0 ? '' : (one.adding / runs[i - 1]!.adding).toFixed(1),
        ((one.adding * 1e6) / one.claims).toFixed(0),
        ...[one.finding.toFixed(1), (one.more * 1e3).toFixed(0), one.added.toFixed(0), one.memory.toFixed(0)],
      ]),
      notes: [
        'CPU time, without making the documents; findings are all groups with their routes, copies, series and flags',
        'one more: a report of an event of the case is added and every group that it touches is found anew; the slowest of 20',
      ],
    },
  ];
}
