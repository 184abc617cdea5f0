export type { Source } from './analysis.ts';
export type * from './contract.ts';
export { createLanguage, type Language } from './language.ts';
export { type LanguageFiles, ListError } from './lists.ts';
export { read } from './read.ts';
