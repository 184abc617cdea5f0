/** The form of the lists stands in `text`, since intake reads lists too. */
export { alternatives, type LanguageFiles, ListError, type Row, rowsOf } from '@isnad/text';
