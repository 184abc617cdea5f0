import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { createCase, openCase } from '../src/case.ts';
import { CaseError } from '../src/store/store.ts';
import { verify } from '../src/verify.ts';
import { passingFolder } from './helpers/folder.ts';
import { arrivalOf } from './helpers/reports.ts';

test('who writes to a case that another program is writing to waits, and both are kept', async (context) => {
  const folder = join(await passingFolder(context), 'case');
  const first = await createCase(folder, null);
  const second = await openCase(folder);
  const other = new DatabaseSync(join(folder, 'case.db'));
  other.exec('BEGIN IMMEDIATE');
  let kept = false;
  const waiting = second.store.keep([arrivalOf('/b', { id: 'b', text: 'غمرت المياه الجسر.' })], second.stamp());
  const told = waiting.then(() => {
    kept = true;
  });
  // It waits aside: reading goes on meanwhile.
  assert.equal((await second.store.documents({ limit: 1 })).total, 0);
  assert.equal(kept, false);
  other.exec('COMMIT');
  other.close();
  await told;
  await first.store.keep([arrivalOf('/a', { id: 'a', text: 'انهار السد.' })], first.stamp());
  assert.equal((await first.store.documents({ limit: 1 })).total, 2);
  const missing = (await verify(first)).faults.filter(({ message }) => message !== 'missing');
  assert.deepEqual(missing, [], 'one log, unbroken');
  await second.close();
  await first.close();
});

test('who waits too long for another program is told so, and may try again', async (context) => {
  const folder = join(await passingFolder(context), 'case');
  await (await createCase(folder, null)).close();
  const opened = await openCase(folder, { patience: 0 });
  const other = new DatabaseSync(join(folder, 'case.db'));
  other.exec('BEGIN IMMEDIATE');
  const keep = (): Promise<unknown> =>
    opened.store.keep([arrivalOf('/a', { id: 'a', text: 'انهار السد.' })], opened.stamp());
  await assert.rejects(
    keep(),
    (error) => error instanceof CaseError && /another program is writing/.test(error.message),
  );
  assert.equal((await opened.store.documents({ limit: 1 })).total, 0, 'reading goes on, and nothing was half kept');
  other.exec('COMMIT');
  other.close();
  await keep();
  assert.equal((await opened.store.documents({ limit: 1 })).total, 1);
  await opened.close();
});
