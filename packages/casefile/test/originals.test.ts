import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { hashOf } from '../src/hashing.ts';
import { FolderOriginals } from '../src/originals.ts';
import { passingFolder } from './helpers/folder.ts';

async function originalsIn(context: TestContext): Promise<{ folder: string; originals: FolderOriginals }> {
  const folder = join(await passingFolder(context), 'originals');
  const originals = new FolderOriginals(folder);
  await originals.prepare();
  return { folder, originals };
}

const BYTES = new TextEncoder().encode('الأصل كما جاء');
const HASH = hashOf(BYTES);

async function namesOf(originals: FolderOriginals): Promise<string[]> {
  const names: string[] = [];
  for await (const name of originals.names()) names.push(name);
  return names;
}

describe('originals', () => {
  test('lie under their hash, byte for byte, and leave nothing else', async (context) => {
    const { folder, originals } = await originalsIn(context);
    await originals.keep(HASH, BYTES);
    await originals.settle();
    assert.deepEqual(new Uint8Array(await originals.read(HASH)), BYTES);
    assert.deepEqual(await originals.examine(HASH), { hash: HASH, size: BYTES.length });
    assert.deepEqual(await readdir(join(folder, HASH.slice(0, 1))), [HASH]);
    assert.deepEqual(await readdir(join(folder, 'incoming')), []);
  });

  test('kept again stay as they are', async (context) => {
    const { originals } = await originalsIn(context);
    await Promise.all([originals.keep(HASH, BYTES), originals.keep(HASH, BYTES)]);
    await originals.keep(HASH, BYTES);
    assert.deepEqual(await namesOf(originals), [HASH]);
  });

  test('that are not there are told as not there', async (context) => {
    const { originals } = await originalsIn(context);
    assert.equal(await originals.examine(HASH), null);
    await assert.rejects(originals.read(HASH), { code: 'ENOENT' });
  });

  test('half-written by a process that ended are swept up, those of a living one are not', async (context) => {
    const { folder, originals } = await originalsIn(context);
    const incoming = join(folder, 'incoming');
    const living = `${process.ppid}-1`;
    // No process has a number beyond 2^22, the most that Linux gives.
    for (const name of ['4999999-1', living]) await writeFile(join(incoming, name), 'half');
    await originals.prepare();
    assert.deepEqual(await readdir(incoming), [living]);
  });

  test('are named, and so is whatever else lies among them', async (context) => {
    const { folder, originals } = await originalsIn(context);
    await originals.keep(HASH, BYTES);
    await writeFile(join(folder, 'stray'), 'x');
    await mkdir(join(folder, 'f'), { recursive: true });
    await writeFile(join(folder, 'f', 'other'), 'x');
    assert.deepEqual((await namesOf(originals)).toSorted(), [HASH, join('f', 'other'), 'stray'].toSorted());
  });
});
