import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createCase, everyItem, isCase, openCase, search, verify } from '../src/index.ts';
import { passingFolder } from './helpers/folder.ts';
import { writeReports } from './helpers/generated.ts';

const REPORTS = 200;
/** A campaign asks for more: `npm run campaign:kill`. */
const KILLS = Number(process.env.KILLS ?? 24);

/** Imports in a process of its own; the number of operations, or null when it was killed before the last one. */
async function importing(folder: string, reports: string, killAt: number): Promise<number | null> {
  const program = join(import.meta.dirname, 'helpers', 'killed-import.ts');
  const child = spawn(process.execPath, [program, folder, reports, String(killAt)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals | null>();
  child.once('exit', (_, signal) => resolve(signal));
  let said = '';
  for await (const chunk of child.stdout) said += chunk;
  const signal = await promise;
  if (signal === 'SIGKILL') return null;
  assert.notEqual(said, '', 'the import neither ended nor was killed');
  return Number(said);
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
  const sources = await store.sources('weight', { limit: 100 });
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
  const operations = await importing(undisturbed, reports, 0);
  assert.ok(operations !== null && operations > REPORTS, `${operations} operations`);

  const killed = join(folder, 'killed');
  const numbers = lehmer(20_260_301);
  // Small steps, so that the kills fall all along the import; the first ones while the case itself is made.
  const moments = Array.from({ length: KILLS }, (_, i) =>
    i < 8 ? 2 * i + 1 : 1 + ((numbers.next().value ?? 0) % Math.floor(operations / 12)),
  );
  let kills = 0;
  for (const moment of moments) {
    if ((await importing(killed, reports, moment)) === null) kills++;
    if (!isCase(killed)) continue;
    const opened = await openCase(killed).catch(() => createCase(killed, 'تجربة'));
    const verdict = await verify(opened);
    await opened.close();
    assert.deepEqual(verdict.faults, [], `after the kill before operation ${moment}`);
  }
  assert.ok(kills >= KILLS * 0.8, `${kills} of ${KILLS} kills came before the end`);
  assert.notEqual(await importing(killed, reports, 0), null);
  assert.deepEqual(await contentOf(killed), await contentOf(undisturbed));
  assert.deepEqual(await readdir(join(killed, 'originals', 'incoming')), []);
  context.diagnostic(`${kills} kills over ${operations} operations of an undisturbed import`);
});
