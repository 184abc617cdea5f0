import { parentPort } from 'node:worker_threads';
import { openCase } from '../case.ts';
import { CaseWeigher } from './case-weigher.ts';
import { writeFindings } from './findings-files.ts';

/** A thread that weighs a case again and again, and answers null when what it found is written, or what went wrong. */

const weigher = new CaseWeigher();

async function weigh({ place, folder }: { place: string; folder: string }): Promise<void> {
  const opened = await openCase(place);
  try {
    await writeFindings(folder, weigher.weigh(opened.store));
  } finally {
    await opened.close();
  }
}

parentPort?.on('message', (job: { place: string; folder: string }) => {
  weigh(job).then(
    () => parentPort?.postMessage(null),
    (error: unknown) => parentPort?.postMessage(error instanceof Error ? error.message : String(error)),
  );
});
