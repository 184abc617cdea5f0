/** One size of the weighing benchmark, in a process of its own so that its memory is its own: `node weighing-run.ts N`. */
import { CaseView, MemoryStore, Weigher } from '@isnad/weighing';
import { loadWeighingArabic } from '@isnad/weighing/load';
import { generatedCase } from './generated-case.ts';

const documents = Number(process.argv[2]);
const language = loadWeighingArabic();
const store = new MemoryStore();
const weigher = new Weigher(store, language);
let last: Awaited<ReturnType<Weigher['add']>> = null;
let adding = 0;
for (const reading of generatedCase(documents + 1)) {
  const before = process.cpuUsage();
  last = await weigher.add(reading);
  const { user, system } = process.cpuUsage(before);
  adding += user + system;
  if (reading.id === `d${documents - 1}`) break;
}
const { claims } = await store.size();

// One more document, and all that it changes looked at again.
const [extra] = [...generatedCase(1, 2)];
const again = performance.now();
last = await weigher.add({ ...extra!, id: 'extra' });
const view = new CaseView(store, language);
for (const group of new Set(last!.groups)) await view.group(group);
const one = performance.now() - again;

const groups = new Set<number>();
for (let at = 0; at < claims; at += 1000) {
  const numbers = Array.from({ length: Math.min(1000, claims - at) }, (_, i) => at + i);
  for (const group of await store.groupsOf(numbers)) groups.add(group);
}
console.log(
  JSON.stringify({
    documents,
    claims,
    groups: groups.size,
    seconds: adding / 1e6,
    addOne: one,
    memory: process.resourceUsage().maxRSS / 1024,
  }),
);
