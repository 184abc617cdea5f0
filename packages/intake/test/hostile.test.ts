import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { makeZip } from '../samples/archives.ts';
import { hostileFiles } from '../samples/hostile.ts';
import { Intake, type IntakeResult } from '../src/index.ts';

const intake = new Intake({ parsers: 2, recognize: false, patience: 20_000 });
after(() => intake.close());

/** Stopped only by their time, which the campaign (`npm run fuzz`) waits for. */
const SLOW = new Set(['bomb.pdf', '200-pages-of-1-MB-lines.pdf', 'brackets.html', 'length.warc', 'deep.html']);

test('hostile and broken files give text or a reason; none is fetched, none is written, and the next file is read', async () => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const results = new Map<string, IntakeResult>();
  async function* files() {
    for await (const { name, bytes } of hostileFiles(`http://127.0.0.1:${port}`)) {
      if (!SLOW.has(name)) yield { source: bytes, name };
    }
  }
  for await (const { file, result } of intake.readAll(files())) {
    results.set(file.name, result);
    assert.ok(result.documents.length + result.unreadable.length > 0, `${file.name} vanished`);
    for (const { message } of result.unreadable) assert.match(message, /\S/, file.name);
  }
  server.close();
  assert.equal(asked, 0);
  assert.ok(!existsSync('/tmp/isnad-was-here'));
  assert.ok(results.size > 80);

  const why = (name: string) => results.get(name)?.unreadable[0]?.kind;
  assert.equal(why('bomb.zip'), 'too large');
  assert.equal(why('bomb.gz'), 'too large');
  assert.equal(why('bomb.docx'), 'too large');
  assert.equal(why('twenty-deep.zip'), 'too large');
  assert.equal(why('ten-thousand-million-pixels.png'), 'too large');
  assert.equal(why('password.pdf'), 'encrypted');
  assert.equal(why('no-bytes.pdf'), 'empty');
  assert.equal(why('noise.bin'), 'unknown format');
  for (const { text } of ['entities-grow.xml', 'entities-point.odt'].flatMap(
    (name) => results.get(name)?.documents ?? [],
  )) {
    assert.ok(text.length < 100 && !/root:|lollol/.test(text), text);
  }
  assert.deepEqual(
    results.get('climbs.zip')?.documents.map((document) => document.part),
    ['etc/x.txt', 'etc/y.txt', 'windows/z.txt', 'w.txt'],
  );
  assert.match(results.get('asks.docx')?.documents[0]?.text ?? '', /قالت مصادر/);
});

test('a parser that comes no further is stopped, and the reason told', async () => {
  const hasty = new Intake({ parsers: 1, patience: 1 });
  const { documents, unreadable } = await hasty.read(Buffer.from('نص'), 'a.txt');
  hasty.close();
  assert.deepEqual(documents, []);
  assert.equal(unreadable[0]?.kind, 'time');
});

test('a parser that takes too much memory is stopped, and the reason told', async () => {
  const small = new Intake({ parsers: 1, megabytes: 20 });
  const { unreadable } = await small.read(Buffer.from('<p>نص</p>'.repeat(300_000)), 'a.html');
  small.close();
  assert.equal(unreadable[0]?.kind, 'memory');
});

test('an archive goes on behind a file that ended its parser, and nothing of it is told twice', async () => {
  const slow = `<html><body>${'<div>'.repeat(190)}${`<p>${'نص، '.repeat(20)}</p>`.repeat(40_000)}`;
  const zip = makeZip([
    { name: '1.txt', bytes: 'أول' },
    { name: 'broken.pdf', bytes: '%PDF-1.4' },
    { name: 'slow.html', bytes: slow },
    { name: '2.txt', bytes: 'ثان' },
  ]);
  const hasty = new Intake({ parsers: 1, recognize: false, patience: 2500 });
  const { documents, unreadable, format } = await hasty.read(zip, 'x.zip');
  hasty.close();
  assert.equal(format, 'zip');
  assert.deepEqual(
    documents.map((document) => document.text),
    ['أول', 'ثان'],
  );
  assert.deepEqual(
    unreadable.map(({ part, kind }) => [part, kind]),
    [
      ['broken.pdf', 'damaged'],
      ['slow.html', 'time'],
    ],
  );
});
