import { type LanguageFiles, rowsOf } from '@isnad/reading';
import { CertaintyWords } from './claims/certainty.ts';
import { Slots } from './claims/slots.ts';
import { Formulas } from './copies/formulas.ts';
import { copyWords } from './copies/words.ts';
import { FirstWords } from './derive/firsts.ts';
import { Lexicon } from './relate/lexicon.ts';
import { RelateModel } from './relate/model.ts';
import { SourceNames } from './sources/naming.ts';

/** The words of one language as weighing needs them, compiled once and shared by every case. */
export interface WeighingLanguage {
  readonly code: 'ar';
  readonly formulas: Formulas;
  readonly lexicon: Lexicon;
  readonly model: RelateModel;
  readonly sources: SourceNames;
  readonly slots: Slots;
  readonly certainty: CertaintyWords;
  /** Words for what has not been before. */
  readonly firsts: FirstWords;
  /** What the flags of a Reading that weighing repeats say in English, by kind. */
  readonly faults: ReadonlyMap<string, string>;
}

/**
 * @param files weighing's lists
 * @param reading reading's lists, of which the names of outlets, bodies, people and states serve here, too
 * @throws ListError when a list is missing or a line of it can't be understood
 */
export function createWeighingLanguage(files: LanguageFiles, reading: LanguageFiles): WeighingLanguage {
  const lexicon = new Lexicon(files);
  return {
    code: 'ar',
    formulas: readFormulas(files),
    lexicon,
    model: new RelateModel(files, lexicon),
    sources: new SourceNames(files, reading, lexicon),
    slots: new Slots(files, lexicon),
    certainty: new CertaintyWords(files),
    firsts: new FirstWords(files),
    faults: new Map(rowsOf(files, 'faults.tsv', ['kind', 'english']).map(({ kind, english }) => [kind, english])),
  };
}

function readFormulas(files: LanguageFiles): Formulas {
  const rows = rowsOf(files, 'formulas.tsv', ['formula', 'kind']);
  return new Formulas(rows.map(({ formula, kind }) => ({ words: copyWords(formula), around: kind === 'kin' ? 1 : 0 })));
}
