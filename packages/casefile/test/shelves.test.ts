import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import S3rver from 's3rver';
import { hashOf } from '../src/hashing.ts';
import { Incoming } from '../src/incoming.ts';
import { Lending } from '../src/lending.ts';
import { FolderOriginals, MissingOriginal, type Originals } from '../src/originals.ts';
import { openPostgres } from '../src/postgres/database.ts';
import { migratePostgres } from '../src/postgres/migrate.ts';
import { LargeObjects, type OriginalsTable } from '../src/postgres/originals.ts';
import { S3Originals } from '../src/s3/originals.ts';
import { allOf } from './helpers/all.ts';
import { passingFolder } from './helpers/folder.ts';
import { sharedPostgres } from './helpers/shared-postgres.ts';

/** What holds wherever originals lie: in a folder, in PostgreSQL, in an S3-compatible store. */

const MIGRATIONS = join(import.meta.dirname, '..', 'src', 'postgres', 'migrations');

const SHELVES: ReadonlyArray<readonly [name: string, make: (context: TestContext) => Promise<Originals>]> = [
  [
    'a folder',
    async (context) => {
      const originals = new FolderOriginals(join(await passingFolder(context), 'originals'));
      await originals.prepare();
      return originals;
    },
  ],
  [
    'large objects',
    async (context) => {
      const address = await (await sharedPostgres()).database();
      const database = openPostgres<OriginalsTable>(address, 'case_a');
      context.after(() => database.destroy());
      await migratePostgres(database, 'case_a', MIGRATIONS);
      const incoming = await incomingIn(context);
      return new LargeObjects(database, incoming, new Lending(incoming));
    },
  ],
  [
    'an S3-compatible store',
    async (context) => {
      const directory = await passingFolder(context);
      const configureBuckets = [{ name: 'originals', configs: [] }];
      const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets });
      const { port } = await server.run();
      context.after(() => server.close());
      const endpoint = `http://127.0.0.1:${port}/originals`;
      const keys = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
      const incoming = await incomingIn(context);
      const lending = new Lending(incoming);
      // Another case's originals beside these.
      await new S3Originals({ endpoint, region: 'us-east-1', ...keys }, 'case-b', incoming, lending).keep(
        hashOf(OTHER),
        OTHER,
      );
      return new S3Originals({ endpoint, region: 'us-east-1', ...keys }, 'case-a', incoming, lending);
    },
  ],
];

const BYTES = new TextEncoder().encode('الأصل كما جاء');
const HASH = hashOf(BYTES);
const OTHER = new TextEncoder().encode('أصل آخر');

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 700_000) yield bytes.subarray(at, at + 700_000);
}

async function incomingIn(context: TestContext): Promise<Incoming> {
  const incoming = new Incoming(join(await passingFolder(context), 'incoming'));
  await incoming.prepare();
  return incoming;
}

async function namesOf(originals: Originals): Promise<string[]> {
  const names: string[] = [];
  for await (const name of originals.names()) names.push(name);
  return names.toSorted();
}

for (const [name, make] of SHELVES) {
  describe(`originals in ${name}`, () => {
    test('are given back byte for byte, and examined as they lie', async (context) => {
      const originals = await make(context);
      await originals.keep(HASH, BYTES);
      await originals.settle();
      assert.deepEqual(new Uint8Array(await originals.read(HASH)), BYTES);
      assert.deepEqual(await originals.examine(HASH), { hash: HASH, size: BYTES.length });
    });

    test('are kept once, however often and by however many at once', async (context) => {
      const originals = await make(context);
      await Promise.all([1, 2, 3, 4].map(() => originals.keep(HASH, BYTES)));
      await originals.keep(HASH, BYTES);
      await originals.keep(hashOf(OTHER), OTHER);
      assert.deepEqual(await namesOf(originals), [HASH, hashOf(OTHER)].toSorted());
    });

    test('that are not there are told as not there', async (context) => {
      const originals = await make(context);
      assert.equal(await originals.examine(HASH), null);
      await assert.rejects(originals.read(HASH), MissingOriginal);
      assert.deepEqual(await namesOf(originals), []);
    });

    test('may be empty, and larger than what is moved at a time', async (context) => {
      const originals = await make(context);
      for (const bytes of [new Uint8Array(0), randomBytes(3 * 1024 * 1024 + 5)]) {
        const hash = hashOf(bytes);
        await originals.keep(hash, bytes);
        assert.deepEqual(await originals.examine(hash), { hash, size: bytes.length });
        assert.equal(hashOf(await originals.read(hash)), hash);
      }
    });

    test('are received as they come, and kept once they were read, or dropped', async (context) => {
      const originals = await make(context);
      const large = randomBytes(3 * 1024 * 1024 + 5);
      const received = await originals.receive(piecesOf(large));
      assert.deepEqual([received.hash, received.size], [hashOf(large), large.length]);
      assert.equal(hashOf(await readFile(received.path)), received.hash, 'a reader finds it on the disk');
      assert.deepEqual(await namesOf(originals), [], 'it is not kept yet');
      await originals.keepReceived(received);
      await originals.drop(await originals.receive(piecesOf(OTHER)));
      await originals.settle();
      assert.deepEqual(await namesOf(originals), [received.hash]);
      assert.equal(existsSync(received.path), false, 'nothing lies twice');
      assert.equal(hashOf(Buffer.concat(await allOf(originals.pieces(received.hash)))), received.hash);
    });

    test('are lent as a file of this machine', async (context) => {
      const originals = await make(context);
      await originals.keep(HASH, BYTES);
      assert.deepEqual(new Uint8Array(await originals.lend(HASH, (path) => readFile(path))), BYTES);
      await assert.rejects(
        originals.lend(hashOf(OTHER), (path) => readFile(path)),
        MissingOriginal,
      );
    });
  });
}
