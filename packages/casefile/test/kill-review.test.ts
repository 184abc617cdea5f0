import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCase, verify } from '../src/index.ts';
import { bothStates, desk } from './helpers/desk.ts';

/** A campaign asks for more: `npm run campaign:kill`. */
const KILLS = Number(process.env.KILLS ?? 4);

/** Reviews in a process of its own until it is killed; what it was told is kept, a decision or undoing a line. */
async function reviewing(folder: string, killAt: number, seed: number): Promise<string[]> {
  const program = join(import.meta.dirname, 'helpers', 'killed-review.ts');
  const child = spawn(process.execPath, [program, folder, String(killAt), String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals | null>();
  child.once('exit', (_, signal) => resolve(signal));
  let said = '';
  for await (const chunk of child.stdout) said += chunk;
  assert.equal(await promise, 'SIGKILL');
  return said.split('\n').filter((line) => line !== '');
}

test('a review killed at any moment loses no decision, and leaves a case that verifies', async (context) => {
  const { opened } = await desk(context);
  const { folder } = opened;
  await opened.store.close();
  let kept = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const told = await reviewing(folder, 1 + ((kill * 37) % 101), 1 + kill * 13);
    const again = await openCase(folder);
    const faults = (await verify(again)).faults.filter(({ what }) => what !== 'original');
    assert.deepEqual(faults, [], `after kill ${kill}`);
    const { votes } = await again.store.replay();
    for (const line of told) {
      const [entry, what] = line.split(' ');
      const vote = [...votes.values()].find((one) => one.entry === Number(entry));
      if (what === 'undone') assert.notEqual(vote?.undone, null, line);
      else assert.equal(vote?.decision.kind, what, line);
    }
    assert.deepEqual(...(await bothStates(again.store)));
    kept += told.length;
    await again.close();
  }
  assert.ok(kept > 0);
  context.diagnostic(`${KILLS} kills, ${kept} decisions and undoings told as kept, none lost`);
});
