import { readFile, stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { type Part, UnreadableError } from '../formats/part.ts';
import { readBytes, reasonOf } from '../formats/read.ts';
import { LIMITS } from '../limits.ts';
import type { Answer, Request, Source } from './protocol.ts';
import { OVER_MEMORY } from './signals.ts';

/** A parser's process: reads one file at a time and gives its parts one by one, as they are asked for. */

new Worker(new URL('./watchdog.ts', import.meta.url), {
  workerData: { megabytes: LIMITS.processMegabytes, signal: OVER_MEMORY },
}).unref();

let wake: (() => void) | null = null;

process.on('message', (request: Request) => {
  if (request.kind === 'next') wake?.();
  else void read(request.source, request.name);
});
process.on('disconnect', () => process.exit(0));
send({ kind: 'ready' });

async function read(source: Source, name: string): Promise<void> {
  let format = 'unknown';
  try {
    const bytes = await bytesOf(source);
    for await (const part of readBytes(bytes, name, (recognized) => (format = recognized))) await give(part);
  } catch (error) {
    await give({ kind: 'unreadable', unreadable: { part: null, ...reasonOf(error) } });
  }
  send({ kind: 'done', format });
}

/** Hands a part over and waits until it was taken. */
function give(part: Part): Promise<void> {
  const taken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  send({ kind: 'part', part });
  return taken;
}

async function bytesOf(source: Source): Promise<Uint8Array> {
  if (typeof source !== 'string') return source;
  const { size } = await stat(source);
  if (size > LIMITS.fileBytes) {
    throw new UnreadableError('too large', `the file has ${size} bytes; ${LIMITS.fileBytes} are read`);
  }
  return readFile(source);
}

function send(answer: Answer): void {
  process.send?.(answer);
}
