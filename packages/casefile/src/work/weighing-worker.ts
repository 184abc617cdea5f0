import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { openCase } from '../case.ts';
import { CaseWeigher } from './case-weigher.ts';

/**
 * A thread that weighs a case again and again and writes what it finds to a file, a finding a line: neither all Readings
 * nor all findings are ever in memory. It answers null, or what went wrong.
 */

const weigher = new CaseWeigher();

async function weigh({ place, path }: { place: string; path: string }): Promise<void> {
  const opened = await openCase(place);
  const file = createWriteStream(path, { mode: 0o600 });
  try {
    for await (const { kind, finding } of weigher.weigh(opened.store)) {
      // Where lines are read again these would end one.
      const json = JSON.stringify(finding).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
      if (!file.write(`${kind} ${json}\n`)) await once(file, 'drain');
    }
  } finally {
    await opened.close();
    file.end();
    await once(file, 'close');
  }
}

parentPort?.on('message', (job: { place: string; path: string }) => {
  weigh(job).then(
    () => parentPort?.postMessage(null),
    (error: unknown) => parentPort?.postMessage(error instanceof Error ? error.message : String(error)),
  );
});
