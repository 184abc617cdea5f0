import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import S3rver from 's3rver';
import { createCase, openCase } from '../src/case.ts';
import { importBag } from '../src/exports/bag.ts';
import { exportCase } from '../src/exports/export.ts';
import { moveCase } from '../src/moving/move.ts';
import { addressOf, placeOf } from '../src/postgres/address.ts';
import { type LogRoot, rootOf } from '../src/proof/root.ts';
import { verify } from '../src/verify.ts';
import { allOf } from './helpers/all.ts';
import { passingFolder } from './helpers/folder.ts';
import { DAM, fullCase, keepReport } from './helpers/full-case.ts';
import { DEBIAN, postgresPrograms } from './helpers/postgres.ts';
import { sharedPostgres } from './helpers/shared-postgres.ts';

/** Rehearsals: what a server held is lost, and the case is there again from what was put aside. */

const run = promisify(execFile);

async function database(): Promise<string> {
  return (await sharedPostgres()).database();
}

/** A full case in a server. */
async function served(context: TestContext): Promise<{ place: string; folder: string; root: LogRoot }> {
  const folder = await passingFolder(context);
  const place = placeOf(await database(), 'dam');
  return { place, folder, root: await moveCase(await fullCase(folder), place, { workFolder: join(folder, 'work') }) };
}

async function assertWhole(place: string, root: LogRoot, folder: string): Promise<void> {
  const opened = await openCase(place, { workFolder: join(folder, 'after') });
  assert.deepEqual(await rootOf(opened.store), root);
  assert.deepEqual((await verify(opened)).faults, []);
  await keepReport(opened, { id: 'later', text: 'وعادت المياه إلى مجراها.' });
  assert.equal((await opened.store.documents({ limit: 1 })).total, 3, 'it goes on');
  await opened.close();
}

interface Backup {
  readonly by: string;
  /** Puts the case aside, and what was put aside into another database. */
  rehearse(place: string, elsewhere: string, folder: string): Promise<void>;
}

const DUMP = join(postgresPrograms(), 'pg_dump');
const SERVERS_OWN: Backup = {
  by: 'pg_dump',
  async rehearse(place, elsewhere, folder) {
    const file = join(folder, 'case.dump');
    await run(DUMP, ['-Fc', '-b', '-n', 'case_dam', '-f', file, addressOf(place).database]);
    await run(join(postgresPrograms(), 'pg_restore'), ['--exit-on-error', '-d', elsewhere, file]);
  },
};
const OURS: Backup = {
  by: 'a move into a folder',
  async rehearse(place, elsewhere, folder) {
    const aside = join(folder, 'aside');
    await moveCase(place, aside, { workFolder: join(folder, 'work') });
    await moveCase(aside, placeOf(elsewhere, 'dam'), { workFolder: join(folder, 'work') });
  },
};
/** The PostgreSQL that comes by npm has no pg_dump; Debian's, which the gate runs with, has it. */
const BACKUP = existsSync(DUMP) || existsSync(DEBIAN) ? SERVERS_OWN : OURS;

describe('a case of a server that is lost', () => {
  test('is there again from the bag that was handed over, in another server', async (context) => {
    const { place, folder, root } = await served(context);
    const opened = await openCase(place, { workFolder: join(folder, 'work') });
    await exportCase(opened, join(folder, 'bag'), { format: 'bag' });
    await opened.close();
    await importBag(join(folder, 'bag'), join(folder, 'again'));
    const elsewhere = placeOf(await database(), 'dam');
    assert.deepEqual(await moveCase(join(folder, 'again'), elsewhere, { workFolder: join(folder, 'work') }), root);
    await assertWhole(elsewhere, root, folder);
  });

  test(`is there again from what ${BACKUP.by} wrote`, async (context) => {
    const { place, folder, root } = await served(context);
    const elsewhere = await database();
    await BACKUP.rehearse(place, elsewhere, folder);
    await assertWhole(placeOf(elsewhere, 'dam'), root, folder);
  });
});

test('a case of a server may have its originals in an S3-compatible store', async (context) => {
  const folder = await passingFolder(context);
  const configureBuckets = [{ name: 'originals', configs: [] }];
  const store = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: folder, configureBuckets });
  const { port } = await store.run();
  context.after(() => store.close());
  const settings = {
    ISNAD_S3_ENDPOINT: `http://127.0.0.1:${port}/originals`,
    ISNAD_S3_REGION: 'us-east-1',
    ISNAD_S3_ACCESS_KEY_ID: 'S3RVER',
    ISNAD_S3_SECRET_ACCESS_KEY: 'S3RVER',
  };
  const place = placeOf(await database(), 'dam');
  const options = { workFolder: join(folder, 'work') };
  await assert.rejects(createCase(`${place}&originals=s3`, 'السد', options), /set ISNAD_S3_ENDPOINT/);
  Object.assign(process.env, settings);
  context.after(() => {
    for (const name of Object.keys(settings)) delete process.env[name];
  });
  const opened = await createCase(`${place}&originals=s3`, 'السد', options);
  await keepReport(opened, DAM);
  await opened.close();
  const again = await openCase(place, options);
  assert.equal((await allOf(again.originals.names())).length, 1);
  assert.deepEqual((await verify(again)).faults, []);
  await again.close();
});
