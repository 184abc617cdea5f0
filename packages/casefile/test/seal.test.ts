import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { sealCase, sealedFile, unsealCase } from '../src/at-rest/seal.ts';
import { createCase, isCase, openCase } from '../src/case.ts';
import { verify } from '../src/verify.ts';
import { passingFolder } from './helpers/folder.ts';
import { fullCase } from './helpers/full-case.ts';

const WORDS = 'نخلة قلم جسر مطر';
/** A campaign asks for more: `npm run campaign:kill`. */
const KILLS = Number(process.env.KILLS ?? 6);
/** Of scrypt: what a person waits a second for is no matter here. */
const QUICK = { work: 4 };

async function headOf(folder: string): Promise<unknown> {
  const opened = await openCase(folder);
  try {
    const { faults, head } = await verify(opened);
    assert.deepEqual(faults, []);
    return head;
  } finally {
    await opened.close();
  }
}

describe('a sealed case', () => {
  test('is one file that says nothing, and opens as the case it was', async (context) => {
    const outside = await passingFolder(context);
    const folder = await fullCase(outside);
    const head = await headOf(folder);
    await sealCase(folder, WORDS, QUICK);
    assert.deepEqual(await readdir(outside), ['case.age']);
    const bytes = await readFile(sealedFile(folder));
    assert.equal(bytes.toString('latin1', 0, 21), 'age-encryption.org/v1');
    for (const words of ['السد', 'SQLite format', 'case.db']) assert.ok(!bytes.includes(words), words);
    assert.equal((await stat(sealedFile(folder))).mode & 0o077, 0);
    await unsealCase(folder, WORDS);
    assert.deepEqual(await readdir(outside), ['case']);
    assert.deepEqual(await headOf(folder), head);
    for (const entry of await readdir(outside, { recursive: true, withFileTypes: true }))
      assert.equal((await stat(join(entry.parentPath, entry.name))).mode & 0o077, 0, entry.name);
  });

  test('stays sealed for another passphrase, and when any part of it was changed or cut', async (context) => {
    const outside = await passingFolder(context);
    const folder = await fullCase(outside);
    const sealed = await sealCase(folder, WORDS, QUICK);
    await assert.rejects(unsealCase(folder, 'نخلة قلم جسر بحر'), /the passphrase is another/);
    const whole = await readFile(sealed);
    for (const at of [30, 100, 200, whole.length >> 1, whole.length - 1]) {
      const changed = Uint8Array.from(whole);
      changed[at]! ^= 1;
      await writeFile(sealed, changed);
      await assert.rejects(unsealCase(folder, WORDS), { name: 'CaseError' }, `byte ${at}`);
    }
    for (const length of [0, 100, whole.length >> 1, whole.length - 16]) {
      await writeFile(sealed, whole);
      await truncate(sealed, length);
      await assert.rejects(unsealCase(folder, WORDS), { name: 'CaseError' }, `${length} bytes of it`);
    }
    assert.deepEqual(await readdir(outside), ['case.age'], 'nothing of it lies open');
    await writeFile(sealed, whole);
    await unsealCase(folder, WORDS);
    await headOf(folder);
  });

  test('is not made of a case that is open, nor with a short passphrase, nor where it would lose a link', async (context) => {
    const folder = await fullCase(await passingFolder(context));
    await assert.rejects(sealCase(folder, 'قصير', QUICK), /short/);
    const opened = await openCase(folder);
    await opened.store.documents({ limit: 1 });
    await assert.rejects(sealCase(folder, WORDS, QUICK), /another program has the case open/);
    await opened.close();
    await symlink('/etc/hostname', join(folder, 'link'));
    await assert.rejects(sealCase(folder, WORDS, QUICK), /is a link/);
    await headOf(folder);
  });

  test('is not opened over a case that is there', async (context) => {
    const folder = await fullCase(await passingFolder(context));
    await sealCase(folder, WORDS, QUICK);
    await (await createCase(folder, 'other')).close();
    await assert.rejects(unsealCase(folder, WORDS), /the case is open/);
  });

  test('killed while it is sealed or opened is there whole, in one form or the other', async (context) => {
    const outside = await passingFolder(context);
    const folder = await fullCase(outside);
    const head = await headOf(folder);
    const program = join(import.meta.dirname, 'helpers', 'killed-seal.ts');
    let kills = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const operation = 1 + ((kill * 5) % 13);
      // Turn by turn: whichever form it has now, it is to get the other.
      const work = isCase(folder) ? 'seal' : 'unseal';
      const child = spawn(process.execPath, [program, work, folder, WORDS, String(operation)], {
        stdio: 'inherit',
      });
      const { promise, resolve } = Promise.withResolvers<NodeJS.Signals | null>();
      child.once('exit', (_, signal) => resolve(signal));
      if ((await promise) === 'SIGKILL') kills++;
      if (isCase(folder)) assert.deepEqual(await headOf(folder), head, `${work}, operation ${operation}`);
      else assert.ok(existsSync(sealedFile(folder)), `${work}, operation ${operation}`);
    }
    assert.ok(kills >= KILLS * 0.6, `${kills} kills`);
    if (!isCase(folder)) await unsealCase(folder, WORDS);
    await sealCase(folder, WORDS, QUICK);
    await unsealCase(folder, WORDS);
    assert.deepEqual(await headOf(folder), head);
    assert.deepEqual(await readdir(outside), ['case'], 'nothing is left of what was killed');
    context.diagnostic(`${kills} kills`);
  });
});
