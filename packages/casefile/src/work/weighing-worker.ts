import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openCase } from '../case.ts';
import { weighReviewed } from './weigh-reviewed.ts';

/**
 * A thread that weighs one case and writes what it finds to a file, a finding a line: neither all Readings nor all
 * findings are ever in memory.
 */

const { folder, path } = z.object({ folder: z.string(), path: z.string() }).parse(workerData);
const opened = await openCase(folder);
const file = createWriteStream(path, { mode: 0o600 });

async function write(kind: string, finding: unknown): Promise<void> {
  // Where lines are read again these would end one.
  const json = JSON.stringify(finding).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  if (!file.write(`${kind} ${json}\n`)) await once(file, 'drain');
}

for await (const { kind, finding } of weighReviewed(opened.store)) await write(kind, finding);
await opened.close();
file.end();
await once(file, 'close');
parentPort?.postMessage('done');
