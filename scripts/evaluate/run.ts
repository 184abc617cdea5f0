/** `npm run evaluate -- FOLDER [SECTION…]`: precision, recall and F1 of each layer against hand-made gold. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { copiesMadeSection } from './copies-made.ts';
import { newspapersSection } from './newspapers.ts';
import { numbersSection } from './numbers.ts';
import { pageImagesSection } from './page-images.ts';
import { pairsSection } from './pairs.ts';
import { pdfTextSection } from './pdf-text.ts';
import { readingSection } from './reading.ts';
import { retrievalSection } from './retrieval.ts';
import { seedsSection } from './seeds.ts';
import { seedFiguresSection } from './seeds-figures.ts';
import { seedNamesSection } from './seeds-names.ts';
import { seedsWeighingSection } from './seeds-weighing.ts';
import { printTable, type Section } from './table.ts';

const SECTIONS: ReadonlyMap<string, Section> = new Map([
  ['reading', readingSection],
  ['numbers', numbersSection],
  ['seeds', seedsSection],
  ['seeds-figures', seedFiguresSection],
  ['seeds-names', seedNamesSection],
  ['pairs', pairsSection],
  ['newspapers', newspapersSection],
  ['seeds-weighing', seedsWeighingSection],
  ['copies-made', copiesMadeSection],
  ['retrieval', retrievalSection],
  ['pdf-text', pdfTextSection],
  ['page-images', pageImagesSection],
]);

const [folderArgument, ...chosen] = process.argv.slice(2);
if (folderArgument === undefined || !existsSync(folderArgument)) {
  console.error(
    `usage: npm run evaluate -- FOLDER [${[...SECTIONS.keys()].join(' | ')}]: no folder of gold data at «${folderArgument ?? ''}»`,
  );
  process.exit(2);
}
const folder = resolve(folderArgument);
for (const name of chosen) {
  if (!SECTIONS.has(name)) {
    console.error(`no section «${name}»; there are ${[...SECTIONS.keys()].join(', ')}`);
    process.exit(2);
  }
}
for (const [name, section] of SECTIONS) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  for (const table of await section(folder)) printTable(table);
}
