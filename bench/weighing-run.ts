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

/** CPU seconds that something takes. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const peak = () => process.resourceUsage().maxRSS / 1024;

let adding = 0;
for (let number = 0; number < documents; number++) {
  const reading = cases.next().value!;
  adding += await timed(() => weigher.add(reading));
}
const { claims } = await store.size();
const added = peak();

// The reports that come next are of events that the case has: each is weighed, and all its groups are found anew.
let more = 0;
for (let number = 0; number < MORE; number++) {
  const reading = cases.next().value!;
  const one = await timed(async () => {
    const changes = await weigher.add(reading);
    const view = new CaseView(store, language);
    for (const group of new Set(changes!.groups)) await view.group(group);
  });
  more = Math.max(more, one);
}

const found = { group: 0, copies: 0, series: 0, flag: 0 };
const finding = await timed(async () => {
  for await (const { kind } of new CaseView(store, language).findings()) found[kind]++;
});

console.log(
  JSON.stringify({
    ...{ documents, claims, groups: found.group, copies: found.copies, series: found.series },
    ...{ adding, more, finding, added, memory: peak() },
  }),
);
