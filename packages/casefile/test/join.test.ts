import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { type Case, createCase, openCase } from '../src/case.ts';
import { importBag } from '../src/exports/bag.ts';
import { exportCase } from '../src/exports/export.ts';
import { documentId } from '../src/ids.ts';
import { joinCase } from '../src/joining/join.ts';
import { verify } from '../src/verify.ts';
import { passingFolder } from './helpers/folder.ts';
import { DAM, FLOOD, keepReport } from './helpers/full-case.ts';
import type { Report } from './helpers/reports.ts';

const OURS: Report = { id: 'ours', text: 'غادرت العائلات القرية.', claims: [{ words: 'غادرت العائلات القرية' }] };

async function twoCases(context: TestContext): Promise<{ folder: string; here: Case; there: Case }> {
  const folder = await passingFolder(context);
  const here = await createCase(join(folder, 'here'), 'هنا', { by: 'ليلى' });
  const there = await createCase(join(folder, 'there'), 'هناك', { by: 'سالم' });
  context.after(async () => {
    await here.close();
    await there.close();
  });
  for (const report of [OURS, DAM]) await keepReport(here, report);
  for (const report of [DAM, FLOOD]) await keepReport(there, report, `box/${report.id}.txt`);
  return { folder, here, there };
}

async function decide(opened: Case, document: string, item: string, kind: 'accept' | 'reject'): Promise<void> {
  const subject = { kind: 'claim', document: documentId.parse(document), item } as const;
  await opened.store.decide({ subject, decision: { kind }, note: null }, opened.stamp());
}

describe('another case brought into this one', () => {
  test('brings its originals and documents, each once, and says of each where it came from there', async (context) => {
    const { here, there } = await twoCases(context);
    const { fresh, known, conflicts } = await joinCase(here, there);
    assert.deepEqual([fresh, known, conflicts], [1, 1, []]);
    const documents = (await here.store.documents({ limit: 10 })).items.map(({ id }) => String(id));
    assert.deepEqual(documents, ['ours', 'dam', 'flood']);
    const [dam] = (await here.store.documents({ limit: 10 })).items.filter(({ id }) => String(id) === 'dam');
    const places = (await here.store.original(dam!.original))?.origins.map(({ place }) => place);
    assert.deepEqual(places, ['dam.txt', 'box/dam.txt']);
    assert.deepEqual((await verify(here)).faults, []);
    assert.deepEqual((await verify(there)).faults, [], 'the other case stays as it is');
  });

  test('brings its decisions, with who decided, and tells where the two decided otherwise', async (context) => {
    const { here, there } = await twoCases(context);
    await decide(there, 'dam', 'c0', 'accept');
    await decide(there, 'dam', 'c1', 'reject');
    await decide(there, 'flood', 'c0', 'accept');
    await decide(here, 'dam', 'c1', 'accept');
    const { decisions, conflicts } = await joinCase(here, there);
    assert.equal(decisions, 2);
    const [conflict, ...others] = conflicts;
    assert.equal(others.length, 0);
    assert.ok(conflict?.kind === 'decision');
    assert.deepEqual([conflict.here.by, conflict.here.decision.kind], ['ليلى', 'accept']);
    assert.deepEqual([conflict.there.by, conflict.there.decision.kind], ['سالم', 'reject']);
    const subject = { kind: 'claim', document: documentId.parse('dam'), item: 'c0' } as const;
    const [entered] = (await here.store.reviews({ subject }, { limit: 1 })).items;
    assert.deepEqual([entered?.by, entered?.decision.kind], ['ليلى', 'accept']);
    assert.match(entered?.note ?? '', /^سالم, \d{4}-.+, «هناك», \d+$/);
  });

  test('keeps its log apart and whole, bound to this one, in a bag of it, too', async (context) => {
    const { folder, here, there } = await twoCases(context);
    await joinCase(here, there);
    const shelf = join(folder, 'here', 'joined');
    const [name] = await readdir(shelf);
    const lines = (await readFile(join(shelf, name!), 'utf8')).trim().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      await there.store.log(0, 100),
    );
    await exportCase(here, join(folder, 'bag'), { format: 'bag' });
    await importBag(join(folder, 'bag'), join(folder, 'again'));
    const again = await openCase(join(folder, 'again'));
    assert.deepEqual((await verify(again)).faults, []);
    await again.close();

    const whole = await readFile(join(shelf, name!), 'utf8');
    for (const [harm, message] of [
      [whole.replace('سالم', 'سالن'), 'it was changed'],
      [whole.replace(/[^\n]+\n$/, ''), 'it is not the log that was joined: it was changed or cut'],
    ] as const) {
      await writeFile(join(shelf, name!), harm);
      assert.deepEqual((await verify(here)).faults, [{ what: 'log', name, message }]);
    }
    await rm(join(shelf, name!));
    assert.deepEqual((await verify(here)).faults, [{ what: 'log', name, message: 'missing' }]);
  });

  test('tells of a document whose name is taken here, and leaves it out', async (context) => {
    const { here, there } = await twoCases(context);
    await keepReport(here, { id: 'flood', text: 'نص آخر.' });
    const { conflicts } = await joinCase(here, there);
    assert.deepEqual(conflicts, [{ kind: 'document', document: 'flood' }]);
    assert.deepEqual((await verify(here)).faults, []);
  });

  test('is not brought in when it does not verify, nor into itself, and a second time changes no document', async (context) => {
    const { folder, here, there } = await twoCases(context);
    await assert.rejects(joinCase(here, here), /the same case/);
    await joinCase(here, there);
    const { fresh, known } = await joinCase(here, there);
    assert.deepEqual([fresh, known], [0, 2]);
    assert.deepEqual((await verify(here)).faults, []);
    await rm(join(folder, 'there', 'originals'), { recursive: true });
    await assert.rejects(joinCase(here, there), /does not verify: original .*: missing/);
  });
});
