import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, type TestContext, test } from 'node:test';
import { type Case, createCase, openCase } from '../src/case.ts';
import { moveCase } from '../src/moving/move.ts';
import { placeOf } from '../src/postgres/address.ts';
import { signLog } from '../src/proof/proofs.ts';
import { rootOf } from '../src/proof/root.ts';
import { makeKey } from '../src/proof/signing.ts';
import { search } from '../src/search/hit.ts';
import { CaseError } from '../src/store/store.ts';
import { verify } from '../src/verify.ts';
import { passingFolder } from './helpers/folder.ts';
import { FLOOD, fullCase, keepReport } from './helpers/full-case.ts';
import { sharedPostgres } from './helpers/shared-postgres.ts';

let count = 0;

async function newPlace(): Promise<string> {
  return placeOf(await (await sharedPostgres()).database(), `moved${++count}`);
}

/** All rows of a case's file, but for what SQLite keeps for itself. */
function rowsIn(folder: string): Map<string, unknown[]> {
  const connection = new DatabaseSync(join(folder, 'case.db'), { readOnly: true });
  const tables = connection.prepare(`select name from sqlite_master where type = 'table' order by name`).all();
  const rows = new Map<string, unknown[]>();
  for (const { name } of tables) {
    if (String(name).startsWith('sqlite_')) continue;
    const all = connection.prepare(`select * from ${name}`).all();
    rows.set(String(name), all.map((row) => JSON.stringify(row)).toSorted());
  }
  connection.close();
  return rows;
}

/** A case with a signed log, in a folder; `work` is for what passes through a server's case. */
async function signedCase(context: TestContext): Promise<{ from: string; folder: string; work: string }> {
  const folder = await passingFolder(context);
  const from = await fullCase(folder);
  await makeKey(join(folder, 'key'));
  const opened = await openCase(from);
  await signLog(opened, join(folder, 'key'));
  await opened.close();
  return { from, folder, work: join(folder, 'work') };
}

async function opening<T>(place: string, work: string, ask: (opened: Case) => Promise<T>): Promise<T> {
  const opened = await openCase(place, { workFolder: work });
  try {
    return await ask(opened);
  } finally {
    await opened.close();
  }
}

describe('a case that is moved', () => {
  test('from its folder into a server and back is the same, row for row and byte for byte', async (context) => {
    const { from, folder, work } = await signedCase(context);
    const place = await newPlace();
    const root = await moveCase(from, place, { workFolder: work });
    await opening(place, work, async (opened) => {
      assert.deepEqual(await rootOf(opened.store), root);
      const { sound, proofs } = await verify(opened);
      assert.ok(sound);
      assert.equal(proofs[0]?.signedBy.length, 1, 'its proofs came with it');
      assert.deepEqual((await search(opened.store, 'الجسر', 10)).map(({ document }) => document).toSorted(), [
        'dam',
        'flood',
      ]);
    });
    const back = join(folder, 'back');
    assert.deepEqual(await moveCase(place, back, { workFolder: work }), root);
    assert.deepEqual(rowsIn(back), rowsIn(from));
    await opening(back, work, async (opened) => assert.ok((await verify(opened)).sound));
  });

  test('goes on in its new place where it was in the old one', async (context) => {
    const { from, work } = await signedCase(context);
    const place = await newPlace();
    const { entries } = await moveCase(from, place, { workFolder: work });
    await opening(place, work, async (opened) => {
      await keepReport(opened, { ...FLOOD, id: 'later', text: 'غمرت المياه الجسر ثانية.', claims: [] });
      const { seq } = await opened.store.head();
      assert.equal(seq, entries + 2);
      assert.equal(await opened.store.documentAt(3), 'later');
      assert.deepEqual((await verify(opened)).faults, []);
    });
  });

  test('is not moved onto another case', async (context) => {
    const { from, folder, work } = await signedCase(context);
    const place = await newPlace();
    await (await createCase(place, 'هناك', { workFolder: work })).close();
    await assert.rejects(moveCase(from, place, { workFolder: work }), /there is a case already/);
    await assert.rejects(moveCase(place, from, { workFolder: work }), CaseError);
    await opening(place, work, async ({ store }) => assert.equal((await store.info()).name, 'هناك'));
    await opening(join(folder, 'case'), work, async (opened) => assert.ok((await verify(opened)).sound));
  });

  test('hands over a bag from the server that is a case of a folder again', async (context) => {
    const { from, folder, work } = await signedCase(context);
    const place = await newPlace();
    await moveCase(from, place, { workFolder: work });
    const file = join(folder, 'backup.db');
    await opening(place, work, ({ store }) => store.backup(file));
    const copy = new DatabaseSync(file, { readOnly: true });
    assert.equal(copy.prepare('select count(*) as n from documents').get()?.n, 2);
    copy.close();
  });
});
