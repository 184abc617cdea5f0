import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { bagFaults, createCase, everyItem, exportFormat, isCase, openCase, search, verify } from '../src/index.ts';
import { passingFolder } from './helpers/folder.ts';
import { writeReports } from './helpers/generated.ts';
import { verdictOn } from './helpers/verdict.ts';

const REPORTS = 200;
/** Kills of each kind of work; a campaign asks for more: `npm run campaign:kill`. */
const KILLS = Number(process.env.KILLS ?? 6);
/** An export begins with a case that is there, and needs fewer to fall everywhere. */
const FEWER = Number(process.env.KILLS ?? 3);

interface Ended {
  /** Null when it was killed before the last operation. */
  readonly operations: number | null;
  /** What it told before. */
  readonly lines: readonly string[];
}

/** Works in a process of its own. */
async function working(work: string, folder: string, killAt: number, ...told: readonly string[]): Promise<Ended> {
  const program = join(import.meta.dirname, 'helpers', 'killed.ts');
  const child = spawn(process.execPath, [program, work, folder, String(killAt), ...told], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals | null>();
  child.once('exit', (_, signal) => resolve(signal));
  let said = '';
  for await (const chunk of child.stdout) said += chunk;
  const signal = await promise;
  const lines = said.split('\n').slice(0, -1);
  if (signal === 'SIGKILL') return { operations: null, lines };
  assert.notEqual(said, '', 'the work neither ended nor was killed');
  return { operations: Number(lines.at(-1)), lines: lines.slice(0, -1) };
}

/** All that a case says but for when: two imports of the same folder must agree on it. */
async function contentOf(folder: string): Promise<unknown> {
  const opened = await openCase(folder);
  const { store } = opened;
  const documents: unknown[] = [];
  for await (const { id } of everyItem((page) => store.documents(page))) documents.push(await store.document(id));
  const originals: unknown[] = [];
  for await (const original of everyItem((page) => store.originals(page))) originals.push(original);
  const acts = (await store.log(0, 10_000)).map((entry) => entry.act);
  const names: string[] = [];
  for await (const name of opened.originals.names()) names.push(name);
  const hits = await search(store, 'رئيس البلدية المستشفى', 50);
  const sources = await store.sources({ limit: 100 });
  await opened.close();
  const done = acts.filter((act) => act.kind !== 'weighed' && act.kind !== 'case made');
  // A case weighed again after a kill has one entry more for it, and what comes after stands one further.
  const timeless = JSON.stringify(documents, (key, value) => (key === 'logged' ? undefined : value));
  return { documents: JSON.parse(timeless), originals, acts: done, names: names.toSorted(), hits, sources };
}

/** Numbers that look random and are the same at every run (Lehmer's generator). */
function* lehmer(seed: number): Generator<number> {
  for (let state = seed; ; state = (state * 48_271) % 2_147_483_647) yield state;
}

test('an import killed at any moment leaves a case that opens, verifies, and ends the same when resumed', async (context) => {
  const folder = await passingFolder(context);
  const reports = join(folder, 'reports');
  await writeReports(reports, REPORTS);
  const undisturbed = join(folder, 'undisturbed');
  const { operations } = await working('import', undisturbed, 0, reports);
  assert.ok(operations !== null && operations > REPORTS, `${operations} operations`);

  const killed = join(folder, 'killed');
  const numbers = lehmer(20_260_301);
  // Small steps, so that the kills fall all along the import; the first ones while the case itself is made.
  const moments = Array.from({ length: KILLS }, (_, i) =>
    i < Math.min(8, KILLS / 2) ? 2 * i + 1 : 1 + ((numbers.next().value ?? 0) % Math.floor(operations / 12)),
  );
  let kills = 0;
  for (const moment of moments) {
    if ((await working('import', killed, moment, reports)).operations === null) kills++;
    if (!isCase(killed)) continue;
    const opened = await openCase(killed).catch(() => createCase(killed, 'تجربة'));
    const verdict = await verify(opened);
    await opened.close();
    assert.deepEqual(verdict.faults, [], `after the kill before operation ${moment}`);
  }
  assert.ok(kills >= KILLS * 0.8, `${kills} of ${KILLS} kills came before the end`);
  assert.notEqual((await working('import', killed, 0, reports)).operations, null);
  assert.deepEqual(await contentOf(killed), await contentOf(undisturbed));
  assert.deepEqual(await readdir(join(killed, 'originals', 'incoming')), []);
  context.diagnostic(`${kills} kills over ${operations} operations of an undisturbed import`);
});

/** Whether an export has every file that it says, with the bytes that it says. */
async function isWhole(target: string, format: string): Promise<boolean> {
  if (format === 'bag') return (await bagFaults(target)).length === 0;
  const { files } = z
    .object({ files: z.array(z.object({ name: z.string(), sha256: z.string() })) })
    .parse(JSON.parse(await readFile(join(target, 'export.json'), 'utf8')));
  const hashes = await Promise.all(
    files.map(async ({ name }) => hash('sha256', await readFile(join(target, name)), 'hex')),
  );
  return files.every(({ sha256 }, index) => hashes[index] === sha256);
}

test('an export killed at any moment is there whole or not at all, and the case is as before', async (context) => {
  const folder = await passingFolder(context);
  const reports = join(folder, 'reports');
  await writeReports(reports, 12);
  const exported = join(folder, 'case');
  await working('import', exported, 0, reports);
  const { head } = await verdictOn(exported);

  const target = join(folder, 'export');
  const numbers = lehmer(20_260_303);
  const operations = new Map<string, number>();
  let kills = 0;
  for (let run = 0; run < FEWER; run++) {
    const format = exportFormat.options[run % exportFormat.options.length]!;
    let known = operations.get(format);
    if (known === undefined) {
      known = (await working('export', exported, 0, format, target)).operations ?? 0;
      operations.set(format, known);
      assert.ok(await isWhole(target, format));
      await rm(target, { recursive: true });
    }
    const moment: number = 1 + ((numbers.next().value ?? 0) % known);
    if ((await working('export', exported, moment, format, target)).operations === null) kills++;
    if (existsSync(target)) {
      assert.ok(await isWhole(target, format), `${format} after the kill before operation ${moment}`);
      await rm(target, { recursive: true });
    }
    const verdict = await verdictOn(exported);
    assert.deepEqual([verdict.faults, verdict.head], [[], head]);
  }
  assert.ok(kills >= FEWER * 0.8, `${kills} of ${FEWER} kills came before the end`);
  await working('export', exported, 0, 'csv', target);
  assert.deepEqual((await readdir(folder)).toSorted(), ['case', 'export', 'reports'], 'nothing half-written is left');
  context.diagnostic(`${kills} kills; operations of undisturbed exports: ${JSON.stringify([...operations])}`);
});
