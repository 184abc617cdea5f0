import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openCase } from '../case.ts';
import type { DocumentId } from '../ids.ts';
import { weighing } from '../seams.ts';
import { everyItem } from '../store/store.ts';
import { reviewedReading } from './reviewed.ts';

/**
 * A thread that weighs one case and writes what it finds to a file, a finding a line: neither all Readings nor all
 * findings are ever in memory.
 */

const { folder, path } = z.object({ folder: z.string(), path: z.string() }).parse(workerData);
const opened = await openCase(folder);
const { store } = opened;
const file = createWriteStream(path, { mode: 0o600 });

async function write(kind: string, finding: unknown): Promise<void> {
  // Where lines are read again these would end one.
  const json = JSON.stringify(finding).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  if (!file.write(`${kind} ${json}\n`)) await once(file, 'drain');
}

// In the order of their dates, so that the same documents give the same findings in whatever order they came.
// Of a document with transcriptions only the newest version is weighed: the older ones say the same once more.
const replaced = await store.replacements();
const order: Array<{ readonly id: DocumentId; readonly published: string }> = [];
for await (const { id, published } of everyItem((page) => store.documents(page), 1000)) {
  if (!replaced.has(id)) order.push({ id, published: published ?? '9' });
}
order.sort((a, b) => compare(a.published, b.published) || compare(a.id, b.id));

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const weigher = weighing();
for (const { id } of order) {
  const document = await store.document(id);
  if (document !== null) await weigher.add(await reviewedReading(store, document.reading));
}
await opened.close();
for await (const { kind, finding } of weigher.findings()) await write(kind, finding);
file.end();
await once(file, 'close');
parentPort?.postMessage('done');
