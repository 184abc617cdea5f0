/** One size of the weighing benchmark, in a process of its own so that its memory is its own: `node weighing-run.ts N`. */
import { CaseView, MemoryStore, Weigher } from '@isnad/weighing';
import { loadWeighingArabic } from '@isnad/weighing/load';
import { generatedCase } from './generated-case.ts';

const documents = Number(process.argv[2]);
/** Documents that are added one by one to the weighed case. */
const MORE = 20;
const language = loadWeighingArabic();
const store = new MemoryStore();
const weigher = new Weigher(store, language);
const cases = generatedCase(documents + MORE);

let adding = 0;
for (let number = 0; number < documents; number++) {
  const reading = cases.next().value!;
  const before = process.cpuUsage();
  await weigher.add(reading);
  const { user, system } = process.cpuUsage(before);
  adding += user + system;
}
const { claims } = await store.size();

const before = process.cpuUsage();
const found = { group: 0, copies: 0, series: 0, flag: 0 };
for await (const { kind } of new CaseView(store, language).findings()) found[kind]++;
const { user, system } = process.cpuUsage(before);

// One more document, and all that it changes looked at again: the slowest of some.
let more = 0;
for (let number = 0; number < MORE; number++) {
  const reading = cases.next().value!;
  const began = performance.now();
  const changes = await weigher.add(reading);
  const view = new CaseView(store, language);
  for (const group of new Set(changes!.groups)) await view.group(group);
  more = Math.max(more, performance.now() - began);
}

console.log(
  JSON.stringify({
    documents,
    claims,
    groups: found.group,
    copies: found.copies,
    series: found.series,
    seconds: adding / 1e6,
    finding: (user + system) / 1e6,
    addOne: more,
    memory: process.resourceUsage().maxRSS / 1024,
  }),
);
