/**
 * `npm run fuzz [-- COUNT [SEED]]`: good samples with bytes changed, cut, doubled and moved go through intake. A file may
 * give text or a reason; it may not vanish, end a parser's process, or stop the next one. Hostile samples that only
 * their time stops are waited for at the end.
 */
import { hostileFiles } from '../samples/hostile.ts';
import { mixedFiles } from '../samples/mixed.ts';
import { type FileToRead, Intake, type IntakeResult } from '../src/index.ts';
import { mutated, randomFrom } from './mutate.ts';

const count = Number(process.argv[2] ?? 5000);
const seed = Number(process.argv[3] ?? 1);
if (!Number.isInteger(count) || !Number.isInteger(seed)) {
  console.error('usage: npm run fuzz [-- COUNT [SEED]]');
  process.exit(2);
}

const tally = new Map<string, number>();
const faults: string[] = [];
const slow: string[] = [];

function judge(name: string, result: IntakeResult): void {
  const kinds = result.unreadable.map((one) => one.kind);
  for (const kind of result.documents.length > 0 ? ['text', ...kinds] : kinds)
    tally.set(kind, (tally.get(kind) ?? 0) + 1);
  if (result.documents.length + result.unreadable.length === 0) faults.push(`${name}: vanished`);
  if (kinds.includes('time')) slow.push(name);
  for (const { message } of result.unreadable)
    if (/its parser ended|no parser could/.test(message)) faults.push(`${name}: ${message}`);
}

const random = randomFrom(seed);
const good = await mixedFiles();

function* mutations(): Generator<FileToRead> {
  for (let i = 0; i < count; i++) {
    const sample = good[Math.floor(random() * good.length)]!;
    yield { source: mutated(sample.bytes, random), name: sample.name };
  }
}

const started = performance.now();
let read = 0;
const intake = new Intake({ recognize: false });
for await (const { index, file, result } of intake.readAll(mutations())) {
  judge(`${index} (${file.name}, seed ${seed})`, result);
  if (++read % 500 === 0)
    console.log(`${read} of ${count}, ${(read / ((performance.now() - started) / 1000)).toFixed(0)} files/s`);
}
// Recognition takes a second an image: a twentieth of the files go through it as well.
const pictures = good.filter(({ name }) => /^(?:page\.png|scan\.pdf)$/.test(name));
const seeing = new Intake();
for (let i = 0; i < count / 20; i++) {
  const { name, bytes } = pictures[i % pictures.length]!;
  judge(`picture ${i} (${name}, seed ${seed})`, await seeing.read(mutated(bytes, random), name));
}
for await (const { name, bytes } of hostileFiles('http://127.0.0.1:9')) judge(name, await intake.read(bytes, name));
intake.close();
seeing.close();

for (const [kind, number] of [...tally].sort((a, b) => b[1] - a[1]))
  console.log(`${String(number).padStart(6)}  ${kind}`);
if (slow.length > 0) console.log(`stopped by their time: ${slow.join('; ')}`);
for (const fault of faults) console.error(fault);
console.log(`${faults.length} faults in ${((performance.now() - started) / 1000).toFixed(0)} s`);
process.exit(faults.length === 0 ? 0 : 1);
