import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { createCase, isCase, openCase } from '../src/case.ts';
import { migrate } from '../src/sqlite/migrate.ts';
import { passingFolder } from './helpers/folder.ts';

test('a case is made in an empty folder or a new one, under its name', async (context) => {
  const folder = join(await passingFolder(context), 'السد');
  assert.equal(isCase(folder), false);
  const opened = await createCase(folder, null);
  assert.equal((await opened.store.info()).name, 'السد');
  await opened.close();
  assert.equal(isCase(folder), true);
});

test('a case is not made where something is', async (context) => {
  const folder = await passingFolder(context);
  await writeFile(join(folder, 'notes.txt'), 'x');
  await assert.rejects(createCase(folder, null), /the folder is not empty/);
  const other = join(folder, 'case');
  await (await createCase(other, null)).close();
  await assert.rejects(createCase(other, null), /there is a case already/);
});

test('a case whose making was broken off says so, and can be made again', async (context) => {
  const folder = await passingFolder(context);
  const connection = new DatabaseSync(join(folder, 'case.db'));
  migrate(connection);
  connection.close();
  await assert.rejects(openCase(folder), /broken off/);
  await (await createCase(folder, null)).close();
  await (await openCase(folder)).close();
});

test('a folder that is no case is not opened, nor one from a newer Isnad', async (context) => {
  const folder = await passingFolder(context);
  await assert.rejects(openCase(join(folder, 'none')), /no such folder/);
  await mkdir(join(folder, 'empty'));
  await assert.rejects(openCase(join(folder, 'empty')), /holds no case/);
  const newer = join(folder, 'newer');
  await (await createCase(newer, null)).close();
  const connection = new DatabaseSync(join(newer, 'case.db'));
  connection.exec('PRAGMA user_version = 99');
  connection.close();
  await assert.rejects(openCase(newer), /a newer Isnad made it/);
  const broken = join(folder, 'broken');
  await mkdir(broken);
  await writeFile(join(broken, 'case.db'), 'this is no database at all, whatever its name may say');
  await assert.rejects(openCase(broken), /not a database/);
});

test('what is done is stamped with who and when', async (context) => {
  const folder = join(await passingFolder(context), 'case');
  const clock = (): Date => new Date('2026-03-01T10:00:00Z');
  const opened = await createCase(folder, null, { by: 'ليلى', clock });
  const [first] = await opened.store.log(0, 1);
  assert.deepEqual([first?.by, first?.at], ['ليلى', '2026-03-01T10:00:00.000Z']);
  assert.match(first?.tool ?? '', /^isnad \d+\.\d+\.\d+$/);
  await opened.close();
});
