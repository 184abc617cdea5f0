/**
 * `npm run many -w @isnad/intake [-- COUNT]`: so many mixed files of 1 KB to 1 MB (10,000 unless told) go through
 * intake; tells the rate, the memory of the program and of its parsers as the count grows, and who was at work.
 */
import { execFileSync } from 'node:child_process';
import { manyFile } from '../samples/mixed.ts';
import { type FileToRead, Intake } from '../src/index.ts';

const count = Number(process.argv[2] ?? 10_000);
if (!Number.isInteger(count) || count < 1) {
  console.error('usage: npm run many -w @isnad/intake [-- COUNT]');
  process.exit(2);
}

let bytes = 0;
let making = 0;

async function* files(): AsyncGenerator<FileToRead> {
  for (let i = 0; i < count; i++) {
    const started = process.cpuUsage();
    const { name, bytes: source } = await manyFile(i);
    const { user, system } = process.cpuUsage(started);
    making += (user + system) / 1e6;
    bytes += source.length;
    yield { source, name };
  }
}

const megabytes = (value: number) => Math.round(value / 1024 / 1024);

/** Resident memory of the parsers, in MiB. */
function parsersMemory(): number {
  try {
    const sizes = execFileSync('ps', ['-o', 'rss=', '--ppid', String(process.pid)], { encoding: 'utf8' });
    return megabytes(sizes.split('\n').reduce((sum, size) => sum + Number(size), 0) * 1024);
  } catch {
    return Number.NaN;
  }
}

const intake = new Intake();
const started = performance.now();
let read = 0;
let documents = 0;
const reasons = new Map<string, number>();
console.log('  files    MiB  files/s  program MiB  its heap  parsers MiB');
for await (const { result } of intake.readAll(files())) {
  documents += result.documents.length;
  for (const { kind } of result.unreadable) reasons.set(kind, (reasons.get(kind) ?? 0) + 1);
  if (++read % Math.ceil(count / 20) !== 0 && read !== count) continue;
  const { rss, heapUsed } = process.memoryUsage();
  const rate = read / ((performance.now() - started) / 1000);
  const cells = [read, megabytes(bytes), rate.toFixed(1), megabytes(rss), megabytes(heapUsed), parsersMemory()];
  const widths = [7, 6, 8, 12, 9, 12];
  console.log(cells.map((cell, i) => String(cell).padStart(widths[i]!)).join(' '));
}
const seconds = (performance.now() - started) / 1000;
intake.close();
const { user, system } = process.cpuUsage();
const own = (user + system) / 1e6 - making;
console.log(
  `${documents} documents; unreadable: ${[...reasons].map(([kind, n]) => `${n} ${kind}`).join(', ') || 'none'}`,
);
console.log(
  `${seconds.toFixed(0)} s; the program itself was at work for ${own.toFixed(0)} s of them (making the files not counted)`,
);
