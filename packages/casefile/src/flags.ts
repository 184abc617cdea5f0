import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Bilingual } from './store/records.ts';

/** What a flag of a Reading says to a person: a Reading says it in Arabic, with its figures; in English, its kind does. */

const ENGLISH = z
  .record(z.string(), z.string())
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '..', 'data', 'messages', 'flags.en.json'), 'utf8')));

export function sayFlag(kind: string, message: string): Bilingual {
  return { ar: message, en: ENGLISH[kind] ?? kind.replaceAll('-', ' ') };
}
