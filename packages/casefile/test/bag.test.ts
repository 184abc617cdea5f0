import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { type Case, createCase, openCase } from '../src/case.ts';
import { bagFaults, importBag } from '../src/exports/bag.ts';
import { exportCase } from '../src/exports/export.ts';
import { signLog } from '../src/proof/proofs.ts';
import { rootOf } from '../src/proof/root.ts';
import { makeKey } from '../src/proof/signing.ts';
import { verify } from '../src/verify.ts';
import { passingFolder } from './helpers/folder.ts';
import { keepReport } from './helpers/full-case.ts';
import { arrivalOf, groupOf, NO_FINDINGS, type Report, refTo } from './helpers/reports.ts';

const DAM: Report = {
  id: 'dam',
  text: 'قال مدير السد إن 200 عائلة غادرت القرية.',
  claims: [{ words: '200 عائلة غادرت القرية', chain: ['مدير السد'] }],
};

async function bagIn(context: TestContext): Promise<{ opened: Case; folder: string; bag: string }> {
  const folder = await passingFolder(context);
  const opened = await createCase(join(folder, 'case'), 'السد', { by: 'ليلى' });
  context.after(() => opened.close());
  const arrival = arrivalOf('dam.txt', DAM);
  await opened.originals.keep(arrival.original!.hash, new TextEncoder().encode(JSON.stringify([DAM])));
  await opened.store.keep([arrival], opened.stamp());
  await opened.store.putFindings({ ...NO_FINDINGS, groups: [groupOf('g', [refTo('dam', DAM, 0)], 1)] }, opened.stamp());
  await makeKey(join(folder, 'key'));
  await signLog(opened, join(folder, 'key'));
  const bag = join(folder, 'bag');
  await exportCase(opened, bag, { format: 'bag' });
  return { opened, folder, bag };
}

/** Puts a file into a bag as its makers would: with its line in the manifest, and that one's in the other. */
async function putInto(bag: string, name: string, line: string): Promise<void> {
  const manifest = join(bag, 'manifest-sha256.txt');
  const before = await readFile(manifest, 'utf8');
  await writeFile(manifest, `${before}${line}  ${name}\n`);
  const tags = join(bag, 'tagmanifest-sha256.txt');
  const now = hash('sha256', await readFile(manifest), 'hex');
  await writeFile(tags, (await readFile(tags, 'utf8')).replace(hash('sha256', before, 'hex'), now));
}

describe('a bag', () => {
  test('is the whole case: made a case again, it is the same, with its root, its signatures and its log', async (context) => {
    const { opened, folder, bag } = await bagIn(context);
    assert.deepEqual(await bagFaults(bag), []);
    await importBag(bag, join(folder, 'again'));
    const again = await openCase(join(folder, 'again'));
    const verdict = await verify(again);
    assert.deepEqual(verdict.faults, []);
    assert.deepEqual(await rootOf(again.store), await rootOf(opened.store));
    assert.deepEqual(await again.store.log(0, 100), await opened.store.log(0, 100));
    assert.equal(verdict.proofs[0]?.signedBy.length, 1);
    assert.ok((await readFile(join(bag, 'bag-info.txt'), 'utf8')).includes(verdict.root));
    await again.close();
  });

  test('made while the case is written to is the case of one moment', async (context) => {
    const { opened, folder } = await bagIn(context);
    let writing = true;
    const written = (async () => {
      for (let number = 0; writing; number++)
        await keepReport(opened, { id: `r${number}`, text: `التقرير ${number}.` });
    })();
    await exportCase(opened, join(folder, 'backup'), { format: 'bag' });
    writing = false;
    await written;
    await importBag(join(folder, 'backup'), join(folder, 'again'));
    const again = await openCase(join(folder, 'again'));
    assert.deepEqual((await verify(again)).faults, []);
    const entries = (await again.store.head()).seq;
    assert.deepEqual(await again.store.log(0, 10_000), await opened.store.log(0, entries), 'a beginning of the log');
    await again.close();
  });

  test('that is not whole is told of, and made no case', async (context) => {
    const { folder, bag } = await bagIn(context);
    await writeFile(join(bag, 'data', 'more.txt'), 'x');
    assert.deepEqual(await bagFaults(bag), ['data/more.txt is not in the manifest']);
    await rm(join(bag, 'data', 'more.txt'));
    const database = join(bag, 'data', 'case.db');
    const bytes = await readFile(database);
    bytes[bytes.length - 1]! ^= 1;
    await writeFile(database, bytes);
    assert.deepEqual(await bagFaults(bag), ['data/case.db was changed']);
    await assert.rejects(importBag(bag, join(folder, 'again')), /not whole/);
  });

  test('from an enemy brings in nothing from outside it, and nothing that a case does not hold', async (context) => {
    const { folder, bag } = await bagIn(context);
    const secret = join(folder, 'secret');
    await writeFile(secret, 'x');
    await putInto(bag, '../secret', hash('sha256', 'x', 'hex'));
    assert.deepEqual(await bagFaults(bag), ['../secret is missing']);

    const other = await bagIn(context);
    await symlink(secret, join(other.bag, 'data', 'link'));
    await putInto(other.bag, 'data/link', hash('sha256', 'x', 'hex'));
    await assert.rejects(importBag(other.bag, join(folder, 'again')), /data\/link is missing/);

    const third = await bagIn(context);
    await mkdir(join(third.bag, 'data', 'bin'));
    await writeFile(join(third.bag, 'data', 'bin', 'run'), 'x');
    await putInto(third.bag, 'data/bin/run', hash('sha256', 'x', 'hex'));
    await assert.rejects(importBag(third.bag, join(folder, 'again')), /no part of a case/);
  });
});
