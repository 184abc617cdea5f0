import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')));

/** What the log says did a thing. */
export const TOOL = `isnad ${version}`;
