export type { Source } from './analysis.ts';
export type * from './contract.ts';
export { createLanguage, type Language } from './language.ts';
export { alternatives, type LanguageFiles, ListError, type Row, rowsOf } from './lists.ts';
export { read } from './read.ts';
