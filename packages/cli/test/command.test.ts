import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { createProgram } from '../src/program.ts';
import { duration, Progress } from '../src/progress.ts';
import { BIN, folderFor, isnad } from './run.ts';

describe('help', () => {
  test('of the whole names every command', async () => {
    const { status, out } = await isnad(['--help']);
    assert.equal(status, 0);
    for (const name of [
      'read',
      'relate',
      'copies',
      'new',
      'add',
      'search',
      'findings',
      'brief',
      'verify',
      'serve',
      'demo',
    ]) {
      assert.match(out, new RegExp(`^  ${name} `, 'm'));
    }
  });

  test('of each command says what it takes', () => {
    for (const command of createProgram().commands) {
      const help = command.helpInformation();
      assert.match(help, new RegExp(`^Usage: isnad ${command.name()} `));
      assert.match(help, /-h, --help/);
      assert.ok(command.description().length > 10, command.name());
    }
  });

  test('is given on standard output, with status 0', async () => {
    const { status, out, err } = await isnad(['add', '--help']);
    assert.deepEqual([status, err, out.startsWith('Usage: isnad add ')], [0, '', true]);
  });
});

describe('an older Node', () => {
  const pretending = async (folder: string, bin: string, ...args: readonly string[]) => {
    const preload = join(folder, 'older.cjs');
    await writeFile(preload, `Object.defineProperty(process.versions, 'node', { value: '20.20.2' });`);
    return spawnSync(process.execPath, ['--require', preload, bin, ...args], {
      encoding: 'utf8',
      input: '{"id":"a","text":"نص"}\n',
    });
  };

  test('hands over to the newer one beside it: input, output and status', async (context) => {
    const folder = await folderFor(context);
    const { stdout, stderr, status } = await pretending(folder, BIN, 'read', '--jsonl');
    assert.deepEqual([JSON.parse(stdout).id, stderr, status], ['a', '', 0]);
    assert.equal((await pretending(folder, BIN, 'bogus')).status, 2);
  });

  test('says what is needed where there is none', async (context) => {
    const folder = await folderFor(context);
    const alone = join(folder, 'isnad.cjs');
    await copyFile(BIN, alone);
    const { stderr, status } = await pretending(folder, alone, 'read');
    assert.equal(status, 2);
    assert.match(stderr, /^isnad: needs Node 24 or newer, and this is v[^\n]+\n$/);
  });
});

describe('progress', () => {
  const told = (isTTY: boolean, steps: number, milliseconds: number): string[] => {
    const written: string[] = [];
    let now = 0;
    const progress = new Progress('files', {
      stream: { isTTY, write: (text) => written.push(text) },
      clock: () => now,
    });
    progress.setWhole(1000);
    for (let step = 0; step < steps; step++) {
      now += milliseconds;
      progress.step();
    }
    progress.end();
    return written;
  };

  test('on a terminal is one line with count, rate and time left, taken off at the end', () => {
    const lines = told(true, 100, 100);
    assert.equal(lines.at(-2), '\r\x1b[2K100 of 1000 files, 10 a second, 90 s left'.replace('90 s', '2 min'));
    assert.equal(lines.at(-1), '\r\x1b[2K');
  });

  test('elsewhere is plain lines, few of them, and none for a short run', () => {
    assert.deepEqual(told(false, 120, 100), [
      '50 of 1000 files, 10 a second, 2 min left\n',
      '100 of 1000 files, 10 a second, 2 min left\n',
    ]);
    assert.deepEqual(told(false, 10, 100), []);
  });

  test('counts pages beside files', () => {
    const written: string[] = [];
    let now = 0;
    const stream = { isTTY: true, write: (text: string) => written.push(text) };
    const progress = new Progress('files', { stream, clock: () => now });
    progress.setWhole(4);
    for (const pages of [1, 2]) {
      now += 1000;
      progress.pages(pages);
    }
    now += 1000;
    progress.step(2);
    assert.equal(written[0], '\r\x1b[2K0 of 4 files, 1 pages, 0.0 a second');
    assert.equal(written.at(-1), '\r\x1b[2K2 of 4 files, 3 pages, 0.7 a second, 3 s left');
  });

  test('says times as people do', () => {
    assert.deepEqual([3.2, 89, 91, 3600, 9000].map(duration), ['4 s', '89 s', '2 min', '60 min', '2 h 30 min']);
  });
});
