import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { BIN, ended, folderFor, isnad, type Ran } from './run.ts';

/** What goes wrong with a disk: a clear message, nothing lost, the rest readable. */

async function caseIn(context: TestContext): Promise<{ folder: string; at: string; box: string }> {
  const folder = await folderFor(context);
  const [box, at] = [join(folder, 'box'), join(folder, 'case')];
  await mkdir(box);
  await writeFile(join(box, 'a.txt'), 'قال مدير السد إن الجسر القديم انهار.');
  await isnad(['new', at]);
  await isnad(['add', at, box]);
  return { folder, at, box };
}

/** Runs the command in a shell that no file may grow in beyond so many KiB, which is all that a full disk is to it. */
function withinKiB(limit: number, args: readonly string[]): Promise<Ran> {
  const command = `ulimit -f ${limit}; exec "$0" "$@"`;
  const child = spawn('bash', ['-c', command, process.execPath, BIN, ...args]);
  child.stdin.end();
  return ended(child);
}

/** Runs the command as somebody who may read here and not write: root may do anything, so as another account. */
function asReader(args: readonly string[]): Promise<Ran> {
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawn(process.execPath, [BIN, ...args], nobody);
  child.stdin.end();
  return ended(child);
}

async function readable(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o555 : 0o444);
  await chmod(folder, 0o555);
}

/** The file of an original. */
async function originalOf(at: string): Promise<string> {
  const entries = await readdir(join(at, 'originals'), { recursive: true, withFileTypes: true });
  const entry = entries.find((one) => one.isFile());
  return join(entry!.parentPath, entry!.name);
}

describe('a disk that is full', { skip: process.platform === 'win32' }, () => {
  test('keeps what was there, says so, and an import goes on when there is room', async (context) => {
    const { box, at } = await caseIn(context);
    const words = 'وأضاف مدير السد أن المياه بلغت الجسر القديم. ';
    for (let number = 0; number < 30; number++)
      await writeFile(join(box, `b${number}.txt`), `التقرير ${number}. ${words.repeat(40 + number)}`);
    const full = await withinKiB(550, ['add', at, box]);
    assert.equal(full.status, 2);
    assert.match(full.err, /^isnad: .*case: the disk .*$/m);
    assert.ok(!/\bat .*\.ts/.test(full.err), 'no stack of the program');
    assert.equal((await isnad(['verify', at])).status, 0);
    assert.match((await isnad(['search', at, 'الجسر القديم'])).out, /الجسر القديم/);
    await isnad(['add', at, box]);
    assert.match((await isnad(['verify', at])).out, /^sound: 31 originals, 31 documents/m);
  });

  test('takes no half of an export', async (context) => {
    const { folder, at } = await caseIn(context);
    const full = await withinKiB(1, ['export', at, join(folder, 'export'), '--format', 'jsonld']);
    assert.equal(full.status, 2);
    assert.match(full.err, /the disk/);
    assert.deepEqual((await readdir(folder)).toSorted(), ['box', 'case']);
  });
});

describe('a folder that may not be written to', { skip: process.platform === 'win32' }, () => {
  test('holds a case that can be searched, verified, briefed and exported, and not changed', async (context) => {
    const { folder, at, box } = await caseIn(context);
    await readable(at);
    await chmod(folder, 0o755);
    await chmod(box, 0o755);
    assert.match((await asReader(['search', at, 'الجسر القديم'])).out, /الجسر القديم/);
    assert.match((await asReader(['verify', at])).out, /^sound: 1 originals/);
    assert.match((await asReader(['brief', at])).out, /الجسر القديم/);
    const added = await asReader(['add', at, box]);
    assert.equal(added.status, 2);
    assert.match(added.err, /can only be read here/);
    assert.deepEqual((await readdir(at)).toSorted(), ['case.db', 'originals']);
    // So that the test can clear up after itself.
    for (const entry of await readdir(at, { recursive: true, withFileTypes: true }))
      if (entry.isDirectory()) await chmod(join(entry.parentPath, entry.name), 0o755);
    await chmod(at, 0o755);
  });
});

describe('a damaged case', () => {
  test('with a page of the database gone says so, and reads the rest', async (context) => {
    const { at } = await caseIn(context);
    const path = join(at, 'case.db');
    const whole = await readFile(path);
    const page = 4096;
    // The page that holds the text of the report; the list of what there is lies elsewhere.
    const damaged = Uint8Array.from(whole);
    const place = Math.floor(whole.indexOf('الجسر القديم') / page) * page;
    assert.ok(place > 0);
    damaged.fill(0xff, place, place + page);
    await writeFile(path, damaged);
    const verified = await isnad(['verify', at]);
    assert.equal(verified.status, 1);
    assert.match(verified.out, /^fault: database/m);
    assert.match(verified.out, /^not sound: 1 originals/m, 'the originals were checked all the same');
    assert.equal((await isnad(['root', at])).status, 0, 'the log is read');
  });

  test('with an original gone names it, and reads the rest', async (context) => {
    const { at } = await caseIn(context);
    const original = await originalOf(at);
    await rm(original);
    const verified = await isnad(['verify', at, '--json']);
    assert.equal(verified.status, 1);
    assert.deepEqual(verified.lines[0].faults, [
      { what: 'original', name: original.split('/').at(-1), message: 'missing' },
    ]);
    assert.match((await isnad(['search', at, 'الجسر القديم'])).out, /الجسر القديم/);
  });
});
