import { parentPort } from 'node:worker_threads';
import { openCase } from '../case.ts';
import { CaseWeigher } from './case-weigher.ts';
import { writeFindings } from './findings-files.ts';
import type { WeighingAnswer, WeighingJob } from './protocol.ts';

/** A thread that weighs a case again and again, and answers when what it found is written, or what went wrong. */

const weigher = new CaseWeigher();

async function weigh({ place, folder, since }: WeighingJob): Promise<WeighingAnswer> {
  const opened = await openCase(place);
  try {
    const isKnown = since !== null && (await opened.store.lastWeighing()) === since;
    const { copies, findings } = await weigher.weigh(opened.store, isKnown);
    await writeFindings(folder, findings);
    return { failure: null, copies };
  } finally {
    await opened.close();
  }
}

parentPort?.on('message', (job: WeighingJob) => {
  weigh(job).then(
    (answer) => parentPort?.postMessage(answer),
    (error: unknown) =>
      parentPort?.postMessage({ failure: error instanceof Error ? error.message : String(error), copies: null }),
  );
});
