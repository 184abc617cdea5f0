export { type Block, type BlockKind, blocksOf } from './blocks.ts';
export {
  type CalendarDate,
  dateOf,
  dayOf,
  hijriDay,
  hijriMonthLength,
  hijriMonthStart,
  hijriOf,
  type IsoWeek,
  isoDate,
  isoWeekOf,
  isoYear,
  monthLength,
  parseIsoDate,
  shiftMonths,
  two,
  weekdayOf,
} from './calendar.ts';
export { alternatives, type LanguageFiles, ListError, type Row, rowsOf } from './lists.ts';
export { type Normalized, normalize, normalKey } from './normal.ts';
export { type Quotation, quotationsOf } from './quotes.ts';
export { type Sentence, sentencesOf } from './sentences.ts';
export { type StemRange, stem, stemRange } from './stem.ts';
export {
  ANY_CLITIC,
  CONJOINED,
  type PhraseMatch,
  Phrases,
  PROCLITIC,
  type ReadingMask,
  Table,
  WHOLE,
} from './table.ts';
export { Gap, normOf, originalOffset, TokenKind, type Tokens, textOf, tokenAt, tokenize } from './tokens.ts';
export { type FormId, NO_FORM, Vocabulary } from './vocabulary.ts';
export { formOf, IMPOSSIBLE, lookUp, READINGS, Reading, type Words } from './words.ts';
