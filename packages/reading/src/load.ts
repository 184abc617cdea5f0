import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLanguage, type Language } from './language.ts';
import type { LanguageFiles } from './lists.ts';

/** The one door through which the lists and models on disk reach the layers; everything else in here is pure. */

const DATA = join(import.meta.dirname, '..', 'data');

/** Reads the lists and models of a language from the package's `data/` folder. */
export function languageFiles(code: 'ar'): LanguageFiles {
  const folder = join(DATA, code);
  const lists = new Map<string, string>();
  const models = new Map<string, Uint8Array>();
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.tsv')) lists.set(name, readFileSync(join(folder, name), 'utf8'));
    else if (name.endsWith('.model')) models.set(name, readFileSync(join(folder, name)));
  }
  return { lists, models };
}

let arabic: Language | undefined;

/** Arabic, compiled once a process. */
export function loadArabic(): Language {
  arabic ??= createLanguage(languageFiles('ar'));
  return arabic;
}
