import { Vocabulary } from '@isnad/text';
import { type ActWords, compileActs } from './acts/acts.ts';
import { type AttributionWords, compileAttributions } from './attributions/attributions.ts';
import { type CauseWords, compileCauses } from './causes/causes.ts';
import { type ClaimWords, compileClaims } from './claims/claims.ts';
import { compileGrammar, type GrammarWords } from './grammar/grammar.ts';
import { internKeywords, type Keywords } from './grammar/syntax.ts';
import type { LanguageFiles } from './lists.ts';
import { compileNames, type NameWords } from './names/words.ts';
import { compileQuantities, type QuantityWords } from './quantities.ts';

/**
 * The words of one language, compiled for the layers. Made once and shared by every document; a layer takes its own
 * part and nothing else.
 */
export interface Language {
  readonly code: 'ar';
  readonly vocabulary: Vocabulary;
  readonly grammar: GrammarWords;
  readonly keywords: Keywords;
  readonly names: NameWords;
  readonly attributions: AttributionWords;
  readonly quantities: QuantityWords;
  readonly causes: CauseWords;
  readonly claims: ClaimWords;
  readonly acts: ActWords;
}

/** @throws ListError when a list is missing or a line of it can't be understood */
export function createLanguage(files: LanguageFiles): Language {
  const vocabulary = new Vocabulary();
  return {
    code: 'ar',
    vocabulary,
    grammar: compileGrammar(files, vocabulary),
    keywords: internKeywords(vocabulary),
    names: compileNames(files, vocabulary),
    attributions: compileAttributions(files, vocabulary),
    quantities: compileQuantities(files, vocabulary),
    causes: compileCauses(files, vocabulary),
    claims: compileClaims(files, vocabulary),
    acts: compileActs(files, vocabulary),
  };
}
