import { LIMITS } from '../limits.ts';

const GUARD = new URL('./guard.ts', import.meta.url);

/**
 * With what a parser's process is started: no right to write files or start programs, and no connection. Reading is
 * needed for the file itself and the parsers' code; threads and native code for tesseract and images.
 */
export const PARSER_FLAGS: readonly string[] = [
  '--permission',
  '--allow-fs-read=*',
  '--allow-worker',
  '--allow-addons',
  '--no-warnings',
  `--import=${GUARD.href}`,
  `--max-old-space-size=${LIMITS.heapMegabytes}`,
];
