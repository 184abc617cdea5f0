import { formOf, Reading, TokenKind } from '@isnad/text';
import { exact, readCardinal } from './cardinal.ts';
import { markOf } from './digits.ts';
import type { NumberWords } from './lists.ts';
import type { Numeral, Numerals } from './numeral.ts';

export interface Fraction {
  readonly last: number;
  readonly value: number;
}

const EIGHTH = 8;
const THOUSAND = 1000;
const ALEF = 0x627;
const LAM = 0x644;

/** True when a word written with the article and nothing before it stands at a token. */
export function isDefinite(numerals: Numerals, token: number): boolean {
  const { tokens } = numerals.words;
  if (token >= tokens.count || tokens.kind[token] !== TokenKind.Word || tokens.gap[token]! > 1) return false;
  const from = tokens.normStart[token]!;
  if (tokens.normStart[token + 1]! - from < 4 || tokens.norm[from + 1] !== LAM) return false;
  return tokens.norm[from] === ALEF && isBareAlef(tokens.text.charCodeAt(tokens.start[token]!));
}

/** The article's alef bears no hamza: «ألغام» and «آليات» begin with letters of their own. */
export function isBareAlef(unit: number): boolean {
  return unit !== 0x622 && unit !== 0x623 && unit !== 0x625;
}

/** The fraction in words that begins at a token: نصف, ثلثا, ثلاثة أرباع, نصف مليون, خمس السكان. */
export function readFraction(numerals: Numerals, token: number, numeral: Numeral): Fraction | undefined {
  const plain = partsAt(numerals, token, numeral, !numeral.article && isDefinite(numerals, token + 1));
  if (plain === undefined) return undefined;
  const scale = scaleAt(numerals, plain.last);
  if (scale > 1) return { last: plain.last + 1, value: exact(plain.value * scale) };
  const whole = definiteTens(numerals, plain.last);
  return whole === 0 ? plain : { last: plain.last + 1, value: exact(plain.value * whole) };
}

/** «ربع المئة», «نصف العشرين»: a part of a round number; 0 where none stands. */
function definiteTens(numerals: Numerals, token: number): number {
  const numeral = isDefinite(numerals, token) ? numerals.at(token) : undefined;
  if (numeral?.article !== true || numeral.and || numeral.particle) return 0;
  return numeral.word.tens ?? numeral.word.hundreds ?? 0;
}

/** @param sure whether a word that is a number as well (خمس, 5 or a fifth; ثمن, an eighth or a price) must be a part */
function partsAt(numerals: Numerals, token: number, { word }: Numeral, sure: boolean): Fraction | undefined {
  const next = token + 1;
  if (word.unit !== undefined && word.unit > 1) {
    const parts = numerals.plain(next)?.parts;
    if (parts !== undefined) return { last: next + 1, value: word.unit / parts };
  }
  if (word.parts !== undefined) return undefined;
  if (word.part === EIGHTH && isDefinite(numerals, next)) return undefined;
  if (!sure && (word.unit !== undefined || word.ten !== undefined || word.part === EIGHTH)) return undefined;
  if (word.twoParts !== undefined) return { last: next, value: 2 / word.twoParts };
  return word.part === undefined ? undefined : { last: next, value: 1 / word.part };
}

/** The scale at a token, with the article (نصف المليون) or without; 1 where none stands. */
function scaleAt(numerals: Numerals, token: number): number {
  const plain = numerals.plain(token);
  if (plain?.scale !== undefined && plain.plural !== true) return plain.scale;
  if (!isDefinite(numerals, token)) return 1;
  const numeral = numerals.at(token);
  return numeral?.article === true && !numeral.and && numeral.word.plural !== true ? (numeral.word.scale ?? 1) : 1;
}

/** What و and a part add to a cardinal that ends at `last`: مليون ونصف, ثلاثة وثلث. */
export function addFraction(numerals: Numerals, last: number, value: number, tailScale: number): Fraction | undefined {
  const joint = numerals.afterAnd(last);
  const numeral = joint < 0 ? undefined : numerals.at(joint);
  if (numeral === undefined || numeral.article || numeral.particle) return undefined;
  // After a unit no further unit may follow: «ثلاثة وخمس» is three and a fifth, unless the next thing is counted.
  const part = partsAt(numerals, joint, numeral, !isWord(numerals, joint + 1));
  if (part === undefined) return undefined;
  const scale = scaleAt(numerals, part.last);
  if (scale > 1) {
    // «ثلاثة ونصف مليون» is 3.5 million, «مليون ونصف المليون» a million and a half.
    const whole = tailScale > 1 ? value : value * scale;
    return { last: part.last + 1, value: exact(whole + part.value * scale) };
  }
  if (isDefinite(numerals, part.last)) return undefined;
  return { last: part.last, value: exact(value + part.value * tailScale) };
}

function isWord(numerals: Numerals, token: number): boolean {
  const { tokens } = numerals.words;
  return token < tokens.count && tokens.kind[token] === TokenKind.Word && tokens.gap[token]! <= 1;
}

/** Decimals in words: «ثلاثة فاصلة خمسة», «مائتين فاصلة ثلاثة من مائة». */
export function addDecimals(numerals: Numerals, lists: NumberWords, last: number, value: number): Fraction | undefined {
  if (numerals.plain(last)?.point !== true) return undefined;
  const named = digitByDigit(numerals, last + 1);
  if (named !== undefined) return { last: named.last, value: exact(value + named.value) };
  const decimals = cardinalAt(numerals, last + 1);
  if (decimals === undefined || !Number.isInteger(decimals.value)) return undefined;
  const { words } = numerals;
  if (decimals.last < words.tokens.count && formOf(words, decimals.last, Reading.Whole) === lists.min) {
    const under = cardinalAt(numerals, decimals.last + 1);
    if (under !== undefined && under.value > decimals.value) {
      return { last: under.last, value: exact(value + decimals.value / under.value) };
    }
  }
  return { last: decimals.last, value: exact(value + decimals.value / 10 ** String(decimals.value).length) };
}

/** Decimals named one by one, as at least two digits: «فاصلة صفر ثلاثة». */
function digitByDigit(numerals: Numerals, first: number): Fraction | undefined {
  let last = first;
  let value = 0;
  for (; ; last++) {
    const digit = numerals.plain(last)?.unit;
    if (digit === undefined) break;
    value = value * 10 + digit;
  }
  return last - first < 2 ? undefined : { last, value: value / 10 ** (last - first) };
}

/** «واحد من كل خمسة», «واحد على ثلاثة», «مائة من ألف»: the share that a count and the number after it make. */
export function readShare(numerals: Numerals, lists: NumberWords, last: number, value: number): Fraction | undefined {
  const { words } = numerals;
  const { tokens } = words;
  if (last >= tokens.count || tokens.gap[last]! > 1) return undefined;
  const joint = formOf(words, last, Reading.Whole);
  if (joint !== lists.min && joint !== lists.ala) return undefined;
  // «سبعة من بين كل عشرة»
  const among = joint === lists.min && formOf(words, last + 1, Reading.Whole) === lists.bayn ? 1 : 0;
  const every = joint === lists.min && formOf(words, last + 1 + among, Reading.Whole) === lists.kull;
  if (among > 0 && !every) return undefined;
  const under = cardinalAt(numerals, last + among + (every ? 2 : 1));
  if (under === undefined || under.value <= value) return undefined;
  if (!every && !(value === 1 && joint === lists.min) && countsOn(numerals, lists, under.last)) return undefined;
  return { last: under.last, value: value / under.value };
}

/** «3 في الألف», «خمسة بالألف» */
export function readPerMille(
  numerals: Numerals,
  lists: NumberWords,
  last: number,
  value: number,
): Fraction | undefined {
  const { words } = numerals;
  const { tokens } = words;
  if (last >= tokens.count || tokens.gap[last]! > 1 || value >= THOUSAND) return undefined;
  const apart = formOf(words, last, Reading.Whole) === lists.fi;
  const under = numerals.at(apart ? last + 1 : last);
  if (under?.word.scale !== THOUSAND || under.word.plural === true || !under.article || under.and) return undefined;
  return under.particle === apart ? undefined : { last: apart ? last + 2 : last + 1, value: value / THOUSAND };
}

/** A noun or a range goes on after a number, which then counts and makes no share. */
function countsOn(numerals: Numerals, lists: NumberWords, token: number): boolean {
  const { words } = numerals;
  const { tokens } = words;
  if (token >= tokens.count || tokens.gap[token]! > 1) return false;
  if (tokens.kind[token] === TokenKind.Word) {
    const form = formOf(words, token, Reading.Whole);
    return form !== lists.fi && form !== lists.ala && form !== lists.min;
  }
  return markOf(tokens, token) === 0x25;
}

function cardinalAt(numerals: Numerals, token: number) {
  const { tokens } = numerals.words;
  if (token >= tokens.count) return undefined;
  const numeral = numerals.at(token);
  if (numeral?.and === true || numeral?.particle === true) return undefined;
  return readCardinal(numerals, token, numeral?.word, tokens.count);
}
