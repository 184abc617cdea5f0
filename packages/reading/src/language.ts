import { Vocabulary } from '@isnad/text';
import type { LanguageFiles } from './lists.ts';

/**
 * The words of one language, compiled for the layers. Made once and shared by every document; a layer takes its own
 * part and nothing else.
 */
export interface Language {
  readonly code: 'ar';
  readonly vocabulary: Vocabulary;
}

/** @throws ListError when a list is missing or a line of it can't be understood */
export function createLanguage(_files: LanguageFiles): Language {
  const vocabulary = new Vocabulary();
  return { code: 'ar', vocabulary };
}
