import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LanguageFiles } from '@isnad/text';

/** The one door to intake's own lists on disk: letters, months, words of datelines, labels of chat exports. */

const DATA = join(import.meta.dirname, '..', 'data');

let arabic: LanguageFiles | undefined;

/** The lists of `data/ar`, read once a process. */
export function arabicLists(): LanguageFiles {
  if (arabic !== undefined) return arabic;
  const folder = join(DATA, 'ar');
  const lists = new Map<string, string>();
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.tsv')) lists.set(name, readFileSync(join(folder, name), 'utf8'));
  }
  arabic = { lists, models: new Map() };
  return arabic;
}
