/**
 * `npm run train:stems -- FOLDER`: counts the stems of the news text in `names.anercorp.train.tsv` (ANERcorp, CC BY-SA
 * 4.0) and writes the commonest to packages/weighing/data/ar/common-stems.tsv.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stemsOf } from '../../packages/weighing/src/relate/stems.ts';

/** A stem met less often is as good as unknown. */
const LEAST = 8;
const OUTPUT = join(import.meta.dirname, '..', '..', 'packages', 'weighing', 'data', 'ar', 'common-stems.tsv');

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: npm run train:stems -- FOLDER, the one that holds names.anercorp.train.tsv');
  process.exit(2);
}
const lines = readFileSync(join(folder, 'names.anercorp.train.tsv'), 'utf8').split('\n');
const text = lines.map((line) => line.split('\t')[0]).join(' ');
const counts = new Map<string, number>();
for (const stem of stemsOf(text)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
const common = [...counts].filter(([stem, count]) => count >= LEAST && stem.length > 1 && !/\d/.test(stem));
common.sort(([x, m], [y, n]) => n - m || (x < y ? -1 : 1));
const rows = [
  '# Stems of the news by how often they stand in 125,000 words, written by `npm run train:stems`: not to be edited.',
  'stem\tcount',
  ...common.map(([stem, count]) => `${stem}\t${count}`),
];
writeFileSync(OUTPUT, `${rows.join('\n')}\n`);
console.log(`${common.length} stems`);
