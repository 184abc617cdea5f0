import { parentPort, workerData } from 'node:worker_threads';
import type { Reading } from '@isnad/reading';
import { z } from 'zod';
import { openCase } from '../case.ts';
import { weigh } from '../seams.ts';
import { everyItem } from '../store/store.ts';

/** A thread that weighs one case. */

const opened = await openCase(z.string().parse(workerData));
const readings: Reading[] = [];
for await (const { id } of everyItem((page) => opened.store.documents(page))) {
  const document = await opened.store.document(id);
  if (document !== null) readings.push(document.reading);
}
await opened.close();
parentPort?.postMessage(await weigh(readings));
