import { parentPort } from 'node:worker_threads';
import { loadArabic } from '@isnad/reading/load';
import { prepareDocument, readingLine } from './prepare.ts';
import type { Answer, Job } from './protocol.ts';

/** A thread that reads one document after another. */

const language = loadArabic();

function answer(job: Job): Answer {
  try {
    if (job.want === 'line') return { kind: 'line', line: readingLine(job.id, job.document, language) };
    return { kind: 'prepared', prepared: prepareDocument(job.id, job.document, language) };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (job: Job) => parentPort?.postMessage(answer(job)));
const ready: Answer = { kind: 'ready' };
parentPort?.postMessage(ready);
