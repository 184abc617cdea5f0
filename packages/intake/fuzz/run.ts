/**
 * `npm run fuzz [-- COUNT [SEED]]`: good samples with bytes changed, cut, doubled and moved go through intake. A file may
 * give text or a reason; it may not vanish, end a parser's process, or stop the next one. Hostile samples that only
 * their time stops are waited for at the end.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeMail, makeMbox, makeMhtml, makeTar, makeWacz, makeWarc, makeZip } from '../samples/archives.ts';
import { hostileFiles } from '../samples/hostile.ts';
import { type FileToRead, Intake, type IntakeResult } from '../src/index.ts';
import { mutated, randomFrom } from './mutate.ts';

const count = Number(process.argv[2] ?? 5000);
const seed = Number(process.argv[3] ?? 1);
if (!Number.isInteger(count) || !Number.isInteger(seed)) {
  console.error('usage: npm run fuzz [-- COUNT [SEED]]');
  process.exit(2);
}

const samples = join(import.meta.dirname, '..', 'samples');

async function goodSamples(): Promise<FileToRead[]> {
  const stored = readdirSync(join(samples, 'files')).map((name) => ({
    source: readFileSync(join(samples, 'files', name)),
    name,
  }));
  const text = readFileSync(join(samples, 'texts', 'dam.txt'));
  const page = `<!doctype html><html><head><title>ع</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"ع"}</script></head><body><article><p>${text}</p></article></body></html>`;
  const mail = makeMail({
    from: 'س',
    subject: 'ع',
    date: 'Tue, 3 May 2016 10:00:00 +0000',
    text: 'نص',
    attachments: [{ name: 'a.txt', type: 'text/plain', bytes: text }],
  });
  const chat = JSON.stringify({
    name: 'ق',
    messages: [{ type: 'message', date: '2016-05-03T10:00:00', from: 'س', text: ['أ', { text: 'ب' }] }],
  });
  const warc = makeWarc([{ address: 'https://a.example/1', type: 'text/html', body: page }]);
  const made: FileToRead[] = [
    { source: text, name: 'a.txt' },
    { source: Buffer.from(page), name: 'a.html' },
    { source: Buffer.from(`# ع\n\n${text}`), name: 'a.md' },
    { source: Buffer.from('أ,ب\n1,2\n3,4\n'), name: 'a.csv' },
    { source: Buffer.from(mail), name: 'a.eml' },
    { source: Buffer.from(makeMbox([mail, mail])), name: 'a.mbox' },
    { source: Buffer.from(makeMhtml(page, 'https://a.example/1')), name: 'a.mhtml' },
    { source: warc, name: 'a.warc.gz' },
    { source: makeWarc([{ address: 'https://a.example/1', type: 'text/html', body: page }], false), name: 'a.warc' },
    { source: makeWacz(warc), name: 'a.wacz' },
    {
      source: makeZip([
        { name: 'a.txt', bytes: text },
        { name: 'b.html', bytes: page },
      ]),
      name: 'a.zip',
    },
    { source: await makeTar([{ name: 'a.txt', bytes: text }]), name: 'a.tar' },
    { source: Buffer.from(chat), name: 'result.json' },
    { source: Buffer.from('03/05/2016, 14:20 - س: أ\n13/05/2016, 14:21 - ص: ب\n'), name: 'chat.txt' },
  ];
  return [...stored, ...made];
}

const tally = new Map<string, number>();
const faults: string[] = [];

function judge(name: string, result: IntakeResult): void {
  const kinds = result.unreadable.map((one) => one.kind);
  for (const kind of result.documents.length > 0 ? ['text', ...kinds] : kinds)
    tally.set(kind, (tally.get(kind) ?? 0) + 1);
  if (result.documents.length + result.unreadable.length === 0) faults.push(`${name}: vanished`);
  for (const { message } of result.unreadable)
    if (/its parser ended|no parser could/.test(message)) faults.push(`${name}: ${message}`);
}

const random = randomFrom(seed);
const good = await goodSamples();

function* mutations(): Generator<FileToRead> {
  for (let i = 0; i < count; i++) {
    const sample = good[Math.floor(random() * good.length)]!;
    const source = mutated(sample.source as Uint8Array, random);
    yield { source, name: sample.name ?? '' };
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
const seeing = new Intake();
for (let i = 0; i < count / 20; i++) {
  const name = i % 2 === 0 ? 'short.png' : 'scan.pdf';
  judge(
    `image ${i} (${name}, seed ${seed})`,
    await seeing.read(mutated(readFileSync(join(samples, 'files', name)), random), name),
  );
}
for await (const { name, bytes } of hostileFiles('http://127.0.0.1:9')) judge(name, await intake.read(bytes, name));
intake.close();
seeing.close();

for (const [kind, number] of [...tally].sort((a, b) => b[1] - a[1]))
  console.log(`${String(number).padStart(6)}  ${kind}`);
for (const fault of faults) console.error(fault);
console.log(`${faults.length} faults in ${((performance.now() - started) / 1000).toFixed(0)} s`);
process.exit(faults.length === 0 ? 0 : 1);
