import { type LanguageFiles, rowsOf } from '@isnad/reading';
import { Formulas } from './copies/formulas.ts';
import { copyWords } from './copies/words.ts';

/** The words of one language as weighing needs them, compiled once and shared by every case. */
export interface WeighingLanguage {
  readonly code: 'ar';
  readonly formulas: Formulas;
}

/** @throws ListError when a list is missing or a line of it can't be understood */
export function createWeighingLanguage(files: LanguageFiles): WeighingLanguage {
  return { code: 'ar', formulas: readFormulas(files) };
}

function readFormulas(files: LanguageFiles): Formulas {
  const rows = rowsOf(files, 'formulas.tsv', ['formula', 'kind']);
  return new Formulas(rows.map(({ formula, kind }) => ({ words: copyWords(formula), around: kind === 'kin' ? 1 : 0 })));
}
