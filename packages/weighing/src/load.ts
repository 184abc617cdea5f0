import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LanguageFiles } from '@isnad/reading';
import { languageFiles } from '@isnad/reading/load';
import { createWeighingLanguage, type WeighingLanguage } from './language.ts';

/** The one door through which weighing's lists and models on disk come in; everything else in here is pure. */

const DATA = join(import.meta.dirname, '..', 'data', 'ar');

let arabic: WeighingLanguage | undefined;

/** Arabic, compiled once a process. */
export function loadWeighingArabic(): WeighingLanguage {
  arabic ??= createWeighingLanguage(weighingFiles(), languageFiles('ar'));
  return arabic;
}

/** The lists and the model of weighing, as texts. */
export function weighingFiles(): LanguageFiles {
  const lists = new Map<string, string>();
  const models = new Map<string, Uint8Array>();
  for (const name of readdirSync(DATA)) {
    if (name.endsWith('.tsv')) lists.set(name, readFileSync(join(DATA, name), 'utf8'));
    else if (name.endsWith('.model')) models.set(name, readFileSync(join(DATA, name)));
  }
  return { lists, models };
}
