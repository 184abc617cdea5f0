import type { Numeral, Numerals } from './numeral.ts';

export interface Ordinal {
  readonly last: number;
  readonly value: number;
}

/** The ordinal that begins at a token: الخامس, الحادي عشر, الخامس والعشرون, الواحد والعشرون. */
export function readOrdinal(numerals: Numerals, token: number, numeral: Numeral): Ordinal | undefined {
  const { word, article } = numeral;
  const unit = word.ordinal ?? word.boundOrdinal ?? (article && word.unit === 1 ? 1 : undefined);
  if (unit === undefined) return undefined;
  const next = token + 1;
  // «أول عشرة» are the first ten; eleventh is «الحادي عشر».
  const teen = unit < 10 && word.unit === undefined && word.ordinal !== 1;
  if (teen && numerals.plain(next)?.ten !== undefined) {
    return { last: next + 1, value: unit + 10 };
  }
  const joint = numerals.afterAnd(next);
  const tens = joint < 0 ? undefined : numerals.at(joint);
  if (unit < 10 && tens?.word.tens !== undefined && !tens.particle && (tens.article || word.unit === undefined)) {
    return { last: joint + 1, value: unit + tens.word.tens };
  }
  return word.ordinal === undefined ? undefined : { last: next, value: unit };
}
