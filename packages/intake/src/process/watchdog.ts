import { workerData } from 'node:worker_threads';
import { z } from 'zod';

/**
 * A thread beside the parser that ends the process when it holds more memory than it may: the heap's own limit doesn't
 * see images, fonts and WebAssembly. It works while the parser's thread is busy, on every system.
 */
const { megabytes, signal } = z.object({ megabytes: z.number(), signal: z.literal('SIGUSR2') }).parse(workerData);

setInterval(() => {
  if (process.memoryUsage.rss() > megabytes * 1024 * 1024) process.kill(process.pid, signal);
}, 50);
