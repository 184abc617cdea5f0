/** `npm run bench [-- PART…]`: speed and memory, as ratios to a baseline in the same run. */
import { printTable, type Table } from '../scripts/evaluate/table.ts';
import { importBench } from './import.ts';
import { quantitiesBench } from './quantities.ts';
import { readingBench } from './reading.ts';
import { searchBench } from './search.ts';
import { weighingBench } from './weighing.ts';
import { workbenchBench } from './workbench.ts';

const PARTS: ReadonlyMap<string, () => Table[] | Promise<Table[]>> = new Map<string, () => Table[] | Promise<Table[]>>([
  ['reading', readingBench],
  ['quantities', quantitiesBench],
  ['import', importBench],
  ['weighing', weighingBench],
  ['search', searchBench],
  // Its helper starts a PostgreSQL for tests, too, whose runner would close every other part with a summary of no tests.
  ['server', async () => (await import('./server.ts')).serverBench()],
  ['workbench', workbenchBench],
]);

const chosen = process.argv.slice(2);
for (const name of chosen) {
  if (!PARTS.has(name)) {
    console.error(`no part «${name}»; there are ${[...PARTS.keys()].join(', ')}`);
    process.exit(2);
  }
}
for (const [name, part] of PARTS) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  for (const table of await part()) printTable(table);
}
