import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowsOf } from '@isnad/text';

/** The rows of a word list, `data/ar/*.tsv`. */
export function listOf<C extends string>(file: string, columns: readonly C[]): Record<C, string>[] {
  const words = readFileSync(join(import.meta.dirname, '..', 'data', 'ar', file), 'utf8');
  return rowsOf({ lists: new Map([[file, words]]), models: new Map() }, file, columns);
}
