import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { folderFor, isnad } from './run.ts';

async function caseIn(context: TestContext): Promise<{ folder: string; at: string }> {
  const folder = await folderFor(context);
  const at = join(folder, 'case');
  await writeFile(join(folder, 'a.txt'), 'قال مدير السد إن الجسر القديم انهار.');
  await isnad(['new', at]);
  await isnad(['add', at, join(folder, 'a.txt')]);
  return { folder, at };
}

describe('handing a case over by the command', () => {
  test('as tables, and whole as a bag that becomes the same case again', async (context) => {
    const { folder, at } = await caseIn(context);
    assert.equal((await isnad(['export', at, join(folder, 'tables')])).status, 0);
    assert.ok((await readdir(join(folder, 'tables'))).includes('claims.csv'));
    assert.equal((await isnad(['export', at, join(folder, 'bag'), '--format', 'bag'])).status, 0);
    assert.equal((await isnad(['unpack', join(folder, 'bag'), join(folder, 'again')])).status, 0);
    const roots = [await isnad(['root', at]), await isnad(['root', join(folder, 'again')])];
    assert.equal(roots[0]?.out, roots[1]?.out);
    assert.equal((await isnad(['verify', join(folder, 'again')])).status, 0);
  });

  test('with names left out, but never from a bag', async (context) => {
    const { folder, at } = await caseIn(context);
    const refused = await isnad(['export', at, join(folder, 'bag'), '--format', 'bag', '--withhold', 'people']);
    assert.deepEqual([refused.status, /names and all/.test(refused.err)], [2, true]);
    const list = join(folder, 'withheld.json');
    const left = ['--withhold', 'people,places,sources', '--withheld-list', list];
    assert.equal((await isnad(['export', at, join(folder, 'pages'), '--format', 'html', ...left])).status, 0);
    assert.ok(Array.isArray(JSON.parse(await readFile(list, 'utf8'))));
  });
});

describe('proving a case by the command', () => {
  test('a key is made, the log signed, and the signature told by verify', async (context) => {
    const { folder, at } = await caseIn(context);
    const made = await isnad(['key', join(folder, 'key')]);
    const name = /the key ([0-9a-f]{16})/.exec(made.out)?.[1];
    assert.equal((await isnad(['sign', at, '--key', join(folder, 'key')])).status, 0);
    const { out, status } = await isnad(['verify', at]);
    assert.equal(status, 0);
    assert.ok(out.includes(`signed by the key ${name}`));
    assert.deepEqual((await isnad(['sign', at, '--key', join(folder, 'a.txt')])).status, 2);
  });

  test('a time stamp is asked for in a file, and a wrong reply refused', async (context) => {
    const { folder, at } = await caseIn(context);
    const asked = await isnad(['stamp', at, '--request', join(folder, 'ask.tsq')]);
    assert.match(asked.out, /send .*ask\.tsq to a time-stamping authority/);
    const wrong = await isnad(['stamp', at, '--reply', join(folder, 'a.txt')]);
    assert.deepEqual([wrong.status, /a\.txt: the file is no reply/.test(wrong.err)], [2, true]);
  });
});

describe('sealing a case by the command', () => {
  test('takes the passphrase from standard input, and opens with that one only', async (context) => {
    const { folder, at } = await caseIn(context);
    assert.equal((await isnad(['seal', at], 'نخلة قلم جسر مطر\n')).status, 0);
    assert.deepEqual((await readdir(folder)).toSorted(), ['a.txt', 'case.age']);
    const wrong = await isnad(['unseal', at], 'نخلة قلم جسر بحر\n');
    assert.deepEqual([wrong.status, /the passphrase is another/.test(wrong.err)], [2, true]);
    assert.equal((await isnad(['unseal', `${at}.age`], 'نخلة قلم جسر مطر\n')).status, 0);
    assert.equal((await isnad(['verify', at])).status, 0);
  });
});
