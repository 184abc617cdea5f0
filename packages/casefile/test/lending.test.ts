import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { hashOf } from '../src/hashing.ts';
import { Incoming } from '../src/incoming.ts';
import { Lending } from '../src/lending.ts';
import { passingFolder } from './helpers/folder.ts';

/** A shelf elsewhere that counts how often each of its originals was fetched. */
async function elsewhere(context: TestContext, kept: number) {
  const folder = join(await passingFolder(context), 'incoming');
  const incoming = new Incoming(folder);
  await incoming.prepare();
  const lending = new Lending(incoming, kept);
  const fetched: string[] = [];
  const lend = <T>(text: string, work: (path: string) => Promise<T>): Promise<T> =>
    lending.lend(
      hashOf(Buffer.from(text)),
      async function* () {
        fetched.push(text);
        if (text === 'lost') throw new Error('not there');
        yield Buffer.from(text);
      },
      work,
    );
  return { lending, fetched, lend, files: () => readdir(folder) };
}

const read = (path: string): Promise<string> => readFile(path, 'utf8');

describe('an original that lies elsewhere', () => {
  test('is fetched once for many who ask, at once or soon again', async (context) => {
    const { lend, fetched } = await elsewhere(context, 100);
    assert.deepEqual(await Promise.all([lend('one', read), lend('one', read)]), ['one', 'one']);
    assert.equal(await lend('one', read), 'one');
    assert.deepEqual(fetched, ['one']);
  });

  test('goes when others were used since and there is room for so much only', async (context) => {
    const { lend, fetched, files } = await elsewhere(context, 6);
    for (const text of ['one', 'two', 'one', 'six', 'one', 'two']) assert.equal(await lend(text, read), text);
    assert.deepEqual(fetched, ['one', 'two', 'six', 'two']);
    assert.equal((await files()).length, 2);
  });

  test('stays while it is read, however large it is', async (context) => {
    const { lend, files } = await elsewhere(context, 1);
    await lend('long', async (path) => {
      await lend('other', read);
      assert.equal(await read(path), 'long');
    });
    assert.deepEqual(await files(), []);
  });

  test('that could not be fetched is tried again the next time', async (context) => {
    const { lend, fetched, files } = await elsewhere(context, 100);
    for (let i = 0; i < 2; i++) await assert.rejects(lend('lost', read), /not there/);
    assert.deepEqual([fetched, await files()], [['lost', 'lost'], []]);
  });

  test('leaves no file behind when the case is closed', async (context) => {
    const { lend, lending } = await elsewhere(context, 100);
    const path = await lend('one', async (path) => path);
    assert.ok(existsSync(path));
    await lending.close();
    assert.ok(!existsSync(path));
  });
});
