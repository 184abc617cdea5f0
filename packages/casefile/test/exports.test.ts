import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { type Case, createCase, openCase } from '../src/case.ts';
import { bagFaults, exportBag, importBag } from '../src/exports/bag.ts';
import { csvLine } from '../src/exports/csv.ts';
import { exportTables } from '../src/exports/tables.ts';
import { verify } from '../src/verify.ts';
import { passingFolder } from './helpers/folder.ts';
import { arrivalOf, groupOf, NO_FINDINGS, type Report, refTo } from './helpers/reports.ts';

const DAM: Report = {
  id: 'dam',
  text: 'قال مدير السد إن 200 عائلة غادرت القرية.',
  title: '=HYPERLINK("http://x")',
  outlet: 'صحيفة المرفأ',
  claims: [{ words: '200 عائلة غادرت القرية', chain: ['وكالة الفرات', 'مدير السد'] }],
};

async function caseIn(context: TestContext): Promise<{ opened: Case; folder: string }> {
  const folder = await passingFolder(context);
  const opened = await createCase(join(folder, 'case'), 'السد', { by: 'ليلى' });
  const arrival = arrivalOf('/dam', DAM);
  await opened.originals.keep(arrival.original!.hash, new TextEncoder().encode(JSON.stringify([DAM])));
  await opened.store.keep([arrival], opened.stamp());
  await opened.store.putFindings({ ...NO_FINDINGS, groups: [groupOf('g', [refTo('dam', DAM, 0)], 1)] }, opened.stamp());
  return { opened, folder };
}

describe('tables', () => {
  test('hold every claim with its chain and its place, and nothing that a spreadsheet would run', async (context) => {
    const { opened, folder } = await caseIn(context);
    await exportTables(opened, join(folder, 'tables'), new Set(), null);
    await opened.close();
    const claims = await readFile(join(folder, 'tables', 'claims.csv'), 'utf8');
    const { start, end } = refTo('dam', DAM, 0);
    assert.ok(claims.includes(`dam,c0,${start},${end},200 عائلة غادرت القرية,stated,وكالة الفرات > مدير السد,,,\r\n`));
    assert.match(await readFile(join(folder, 'tables', 'documents.csv'), 'utf8'), /"'=HYPERLINK\(""http:\/\/x""\)"/);
    for (const sign of ['=', '+', '-', '@']) assert.ok(csvLine([`${sign}1`]).startsWith(`"'${sign}`), sign);
    assert.equal(csvLine([-5, null, 'أ,ب']), '-5,,"أ,ب"\r\n');
  });

  test('leave out names, and list what they left out for whoever made them', async (context) => {
    const { opened, folder } = await caseIn(context);
    const list = join(folder, 'withheld.json');
    await exportTables(opened, join(folder, 'tables'), new Set(['sources']), list);
    await opened.close();
    const claims = await readFile(join(folder, 'tables', 'claims.csv'), 'utf8');
    assert.ok(!claims.includes('وكالة الفرات') && !claims.includes('مدير السد'));
    const withheld: Array<{ forms: string[] }> = JSON.parse(await readFile(list, 'utf8'));
    assert.ok(withheld.some(({ forms }) => forms.includes('وكالة الفرات')));
  });
});

describe('a bag', () => {
  test('is the whole case: made a case again, it is the same and verifies', async (context) => {
    const { opened, folder } = await caseIn(context);
    await exportBag(opened, join(folder, 'bag'));
    assert.deepEqual(await bagFaults(join(folder, 'bag')), []);
    await importBag(join(folder, 'bag'), join(folder, 'again'));
    const again = await openCase(join(folder, 'again'));
    const verdict = await verify(again);
    assert.deepEqual(verdict.faults, []);
    assert.deepEqual(verdict.head, await opened.store.head());
    assert.deepEqual(await again.store.log(0, 100), await opened.store.log(0, 100));
    await again.close();
    await opened.close();
  });

  test('that is not whole is told of, and made no case', async (context) => {
    const { opened, folder } = await caseIn(context);
    const bag = join(folder, 'bag');
    await exportBag(opened, bag);
    await opened.close();
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
});
