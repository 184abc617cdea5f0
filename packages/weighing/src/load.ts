import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWeighingLanguage, type WeighingLanguage } from './language.ts';

/** The one door through which weighing's lists and models on disk come in; everything else in here is pure. */

const DATA = join(import.meta.dirname, '..', 'data', 'ar');

let arabic: WeighingLanguage | undefined;

/** Arabic, compiled once a process. */
export function loadWeighingArabic(): WeighingLanguage {
  arabic ??= createWeighingLanguage(filesIn(DATA));
  return arabic;
}

function filesIn(folder: string) {
  const lists = new Map<string, string>();
  const models = new Map<string, Uint8Array>();
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.tsv')) lists.set(name, readFileSync(join(folder, name), 'utf8'));
    else if (name.endsWith('.model')) models.set(name, readFileSync(join(folder, name)));
  }
  return { lists, models };
}
