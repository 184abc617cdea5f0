import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { ended, firstLine, folderFor, isnad, start } from './run.ts';

const caseSummary = z.object({ documents: z.number(), weighed: z.boolean() });

async function caseAt(address: string, cookie: string): Promise<z.infer<typeof caseSummary>> {
  const answer = await fetch(new URL('/api/case', address), { headers: { cookie } });
  return caseSummary.parse(await answer.json());
}

test('serve prints an address that lets in whoever opens it, and ends when told', async (context) => {
  const at = join(await folderFor(context), 'case');
  await isnad(['new', at]);
  const child = start(['serve', '--no-open'], at);
  const address = await firstLine(child);
  assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/enter\/[\w-]{43}$/);
  const entered = await fetch(address, { redirect: 'manual' });
  assert.equal(entered.status, 303);
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  assert.equal((await caseAt(address, cookie)).documents, 0);
  assert.equal((await fetch(new URL('/api/case', address))).status, 401);
  child.kill('SIGTERM');
  assert.equal((await ended(child)).status, 0);
});

test('serve on a port that is taken says so', async (context) => {
  const at = join(await folderFor(context), 'case');
  await isnad(['new', at]);
  const child = start(['serve', at, '--no-open']);
  context.after(() => child.kill('SIGTERM'));
  const { port } = new URL(await firstLine(child));
  const { status, err } = await isnad(['serve', at, '--port', port]);
  assert.deepEqual([status, err], [2, `isnad: --port ${port}: another program listens there\n`]);
});

test('demo serves a case of the examples within seconds, and leaves nothing behind', async (context) => {
  const examples = join(await folderFor(context), 'examples');
  await mkdir(examples);
  await writeFile(join(examples, 'a.txt'), 'قال مدير السد إن الجسر انهار.');
  await writeFile(join(examples, 'b.txt'), 'ذكرت الإذاعة أن الجسر انهار.');
  await writeFile(join(examples, 'README.md'), 'what these are');
  const began = performance.now();
  const child = start(['demo', '--no-open', '--examples', examples]);
  const address = await firstLine(child);
  const seconds = (performance.now() - began) / 1000;
  context.diagnostic(`the address came after ${seconds.toFixed(1)} s`);
  const entered = await fetch(address, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const summary = await caseAt(address, cookie);
  assert.deepEqual([summary.documents, summary.weighed], [2, true]);
  child.kill('SIGINT');
  assert.equal((await ended(child)).status, 0);
});
