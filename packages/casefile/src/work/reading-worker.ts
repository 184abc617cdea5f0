import { parentPort } from 'node:worker_threads';
import { loadArabic } from '@isnad/reading/load';
import { prepare, readLines } from './prepare.ts';
import type { Answer, Job } from './protocol.ts';

/** A thread that reads one input after another. */

const language = loadArabic();

async function answer(job: Job): Promise<Answer> {
  try {
    if (job.want === 'lines') return { kind: 'lines', read: await readLines(job.input, language) };
    return { kind: 'documents', prepared: await prepare(job.input, job.original, language) };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', async (job: Job) => parentPort?.postMessage(await answer(job)));
const ready: Answer = { kind: 'ready' };
parentPort?.postMessage(ready);
