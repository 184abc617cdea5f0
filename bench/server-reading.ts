import { loadArabic } from '@isnad/reading/load';
import { documentIdOf, hashOf } from '../packages/casefile/src/hashing.ts';
import { prepareDocument } from '../packages/casefile/src/work/prepare.ts';
import { generatedCase } from './generated-case.ts';

/**
 * A process that only reads, and shares nothing: `node bench/server-reading.ts TEXTS`. It says that it is ready, begins
 * when it is told to, and tells how long it took, by the clock and by the processor.
 */

/** Texts after which its code is warm. */
const WARM = 192;

const language = loadArabic();
const texts = [...generatedCase(Number(process.argv[2]) + WARM, 3)].map(({ text }) => text);

function read(text: string): void {
  const unknown = {
    part: null,
    title: null,
    outlet: null,
    author: null,
    published: null,
    modified: null,
    address: null,
  };
  const id = documentIdOf(hashOf(new TextEncoder().encode(text)), null);
  prepareDocument(id, { text, ...unknown, pages: [], places: [], notes: [] }, language);
}

texts.slice(0, WARM).forEach(read);
console.log('{}');
process.stdin.once('data', () => {
  const [begun, before] = [performance.now(), process.cpuUsage()];
  texts.slice(WARM).forEach(read);
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ seconds: (performance.now() - begun) / 1000, processor: (user + system) / 1e6 }));
  process.stdin.destroy();
});
