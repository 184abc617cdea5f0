import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Intake, readFile } from '../src/index.ts';

const intake = new Intake({ parsers: 2 });
after(() => intake.close());

const TEXT = 'انهار سد الوادي\n\nقالت مصادر محلية إن السد انهار فجر الثلاثاء.\n';

test('bytes and a path give the same', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'intake-'));
  try {
    const path = join(folder, 'خبر.txt');
    writeFileSync(path, TEXT);
    const fromPath = await readFile(path);
    assert.deepEqual(fromPath, await readFile(Buffer.from(TEXT), 'خبر.txt'));
    assert.equal(fromPath.format, 'text');
    assert.equal(fromPath.documents[0]?.text, TEXT);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a file is what its bytes are, whatever its name says', async () => {
  const html = Buffer.from('<!doctype html><html><body><p>قالت مصادر محلية إن السد انهار.</p></body></html>');
  const read = await intake.read(html, 'خبر.txt');
  assert.equal(read.format, 'html');
  assert.equal(read.documents[0]?.text, 'قالت مصادر محلية إن السد انهار.');
});

test('Markdown becomes the text that a reader sees, its front matter metadata', async () => {
  const source =
    '---\ntitle: انهيار سد الوادي\ndate: 2016-05-03\nauthor: "سلمى"\n---\n\n# انهيار سد الوادي\n\nقالت **مصادر** إن [السد](https://a.example) انهار.\n\n- أول\n- ثان\n';
  const { documents, format } = await intake.read(Buffer.from(source), 'a.md');
  assert.equal(format, 'markdown');
  assert.equal(documents[0]?.text, 'انهيار سد الوادي\n\nقالت مصادر إن السد انهار.\n\n• أول\n• ثان');
  assert.equal(documents[0]?.published, '2016-05-03');
  assert.equal(documents[0]?.author, 'سلمى');
});

test('what gives no text says why', async () => {
  const kindOf = async (bytes: Uint8Array, name = 'a') => {
    const { documents, unreadable } = await intake.read(bytes, name);
    assert.deepEqual(documents, []);
    return unreadable.map((one) => one.kind);
  };
  assert.deepEqual(await kindOf(new Uint8Array()), ['empty']);
  assert.deepEqual(await kindOf(Buffer.from(' \n ')), ['no text']);
  assert.deepEqual(await kindOf(Buffer.from([0x52, 0x61, 0x72, 0x21, 0x1a, 0x07, 0, 0])), ['unknown format']);
  assert.deepEqual(await kindOf(Uint8Array.from({ length: 500 }, (_, i) => (i * 7) % 256)), ['unknown format']);
});

test('a path that leads nowhere is unreadable, not an error', async () => {
  const { unreadable } = await intake.read(join(tmpdir(), 'there-is-no-such-file.txt'));
  assert.equal(unreadable[0]?.kind, 'damaged');
});

test('many files come as they are read, each with its place, and every one of them', async () => {
  const count = 60;
  function* files() {
    for (let i = 0; i < count; i++) yield { source: Buffer.from(`نص ${i}`), name: `${i}.txt` };
  }
  const seen = new Set<number>();
  for await (const { index, result } of intake.readAll(files())) {
    assert.equal(result.documents[0]?.text, `نص ${index}`);
    seen.add(index);
  }
  assert.equal(seen.size, count);
});

test('no more files are taken than are at work, and leaving early lets the rest be', async () => {
  let taken = 0;
  let returned = false;
  function* files() {
    try {
      while (true) {
        taken++;
        yield { source: Buffer.from('نص'), name: 'a.txt' };
      }
    } finally {
      returned = true;
    }
  }
  let read = 0;
  for await (const _ of intake.readAll(files())) if (++read === 5) break;
  assert.ok(taken <= read + 2, `${taken} were taken for ${read}`);
  assert.ok(returned);
  assert.equal((await intake.read(Buffer.from('نص'), 'a.txt')).documents.length, 1);
});
