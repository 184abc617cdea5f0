import { readDigits } from './digits.ts';
import type { NumberWord } from './lists.ts';
import type { Numerals } from './numeral.ts';

/** A cardinal that was read: its value and the token after its last word. */
export interface Cardinal {
  readonly last: number;
  readonly value: number;
  /** Its largest scale: 1000 for آلاف, 1 where no scale is named. */
  readonly scale: number;
  /** The number before its scale: 3.5 in «3.5 مليون»; the value itself where no scale is named. */
  readonly mantissa: number;
  /** The token at which its last part begins after و; −1 where it has one part. */
  readonly lastAnd: number;
  /** True where a word, not digits alone, says it. */
  readonly words: boolean;
}

/** What stands before a scale: below a thousand in words, any number in digits. */
interface Small {
  readonly last: number;
  readonly value: number;
  readonly digits: boolean;
  readonly lastAnd: number;
}

interface Group {
  readonly last: number;
  readonly small: number;
  readonly scale: number;
  readonly value: number;
  readonly digits: boolean;
  readonly lastAnd: number;
}

/**
 * The cardinal that begins at a token, read by Arabic grammar: groups from the largest scale down, joined by و; in a
 * group hundreds, then the unit before its ten. Words that no grammar joins are left to the next number.
 * @param first the number word at `token`, where it is one; digits otherwise
 * @param limit the token at which reading must stop
 */
export function readCardinal(
  numerals: Numerals,
  token: number,
  first: NumberWord | undefined,
  limit: number,
): Cardinal | undefined {
  let group = readGroup(numerals, token, first, limit);
  if (group === undefined) return undefined;
  const rising = group.scale > 1 || group.digits ? undefined : readRising(numerals, group, limit);
  if (rising !== undefined) return rising;
  let { value, last, scale } = group;
  const { small } = group;
  let largest = scale;
  let { lastAnd } = group;
  let words = !group.digits || scale > 1;
  let pureDigits = group.digits;
  while (scale > 1 || group.digits === false) {
    const next = nextPart(numerals, last);
    if (next < 0 || next >= limit) break;
    const numeral = numerals.at(next);
    if (scale === 1 && numeral?.word.scale !== DOZEN) break;
    group = numeral?.particle === true ? undefined : readGroup(numerals, next, numeral?.word, limit);
    if (group === undefined || !Number.isInteger(group.value)) break;
    if (scale === 1) scale = Number.POSITIVE_INFINITY;
    if (group.value < scale) value += group.value;
    else if (largest === 1000 && group.scale > 1000 && group.small < 1000 && !pureDigits) {
      // «ألف ومئتا مليون»: a thousand and two hundred, of millions.
      value = (value + group.small) * group.scale;
      largest = group.scale;
    } else break;
    lastAnd = last;
    ({ last, scale } = group);
    words ||= !group.digits;
    pureDigits &&= group.digits;
  }
  return { last, value: exact(value), scale: largest, mantissa: largest === 1 ? value : small, lastAnd, words };
}

/** «ست وتسعين وتسعمئة وألف»: 1996 from the units up, as old and official texts write years. */
function readRising(numerals: Numerals, { value, last: joint }: Group, limit: number): Cardinal | undefined {
  if (value < 1 || value >= 100) return undefined;
  const hundreds = risingPart(numerals, joint, limit, (token, word) => hundredsAt(numerals, token, word, limit));
  if (hundreds === undefined) return undefined;
  const thousands = risingPart(numerals, hundreds.last, limit, (_, word) =>
    word.scale === 1000 && word.plural !== true ? 1000 * (word.times ?? 1) : 0,
  );
  const { last } = thousands ?? hundreds;
  const sum = value + hundreds.value + (thousands?.value ?? 0);
  return { last, value: sum, scale: thousands === undefined ? 1 : 1000, mantissa: sum, lastAnd: joint, words: true };
}

/** A larger part after و, of which no scale makes more: «ومئتا ألف» is none. */
function risingPart(
  numerals: Numerals,
  joint: number,
  limit: number,
  worth: (token: number, word: NumberWord) => number,
): { readonly last: number; readonly value: number } | undefined {
  const token = joint < limit ? numerals.afterAnd(joint) : -1;
  const numeral = token < 0 || token >= limit ? undefined : numerals.at(token);
  if (numeral === undefined || numeral.particle || numeral.article) return undefined;
  const value = worth(token, numeral.word);
  if (value === 0) return undefined;
  const last = token + (value < 1000 && numeral.word.hundreds === undefined ? 2 : 1);
  return numerals.plain(last)?.scale === undefined ? { last, value } : undefined;
}

const DOZEN = 12;

/** Where a further part begins: after و or, as some write, at once (ألف مئتان); −1 where none may. */
function nextPart(numerals: Numerals, last: number): number {
  const joint = numerals.afterAnd(last);
  if (joint >= 0) return joint;
  const word = numerals.plain(last);
  if (word === undefined || word.ordinal !== undefined || word.unit === 0) return -1;
  return word.part === undefined || word.unit !== undefined ? last : -1;
}

/** A product of decimals without the dust of binary fractions: 34.3 × 10⁶ is 34 300 000. */
export function exact(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}

function readGroup(numerals: Numerals, token: number, first: NumberWord | undefined, limit: number): Group | undefined {
  if (first?.scale !== undefined) return scaleGroup(numerals, token, first, first.scale, limit);
  const small = readSmall(numerals, token, first, limit);
  if (small === undefined) return undefined;
  let { last } = small;
  let scale = 1;
  for (; last < limit; last++) {
    const next = numerals.plain(last)?.scale ?? definiteScale(numerals, token, last);
    if (next === undefined) break;
    scale *= next;
  }
  const { value, digits, lastAnd } = small;
  return { last, small: value, scale, value: exact(value * scale), digits, lastAnd: scale === 1 ? lastAnd : -1 };
}

/** «العشرة الآلاف», both with the article; «عشرة الآلاف», a few of them under one. */
function definiteScale(numerals: Numerals, first: number, token: number): number | undefined {
  const numeral = numerals.at(token);
  const definite = numeral?.article === true && !numeral.and && !numeral.particle && numeral.word.plural === true;
  if (!definite) return undefined;
  const few = numerals.at(first);
  const counts = few?.article === true || (token === first + 1 && (few?.word.unit ?? few?.word.ten ?? 0) > 2);
  return counts ? numeral.word.scale : undefined;
}

/** A group that begins with its scale: ألف, ألفان, ألف مليون. */
function scaleGroup(
  numerals: Numerals,
  token: number,
  first: NumberWord,
  firstScale: number,
  limit: number,
): Group | undefined {
  if (first.plural === true) return undefined;
  const small = first.times ?? (first.alef === true && isDualAlef(numerals, token) ? 2 : 1);
  let scale = firstScale;
  let last = token + 1;
  for (; last < limit; last++) {
    const next = numerals.plain(last)?.scale;
    if (next === undefined || next < scale) break;
    scale *= next;
  }
  return { last, small, scale, value: small * scale, digits: false, lastAnd: -1 };
}

const FATHATAN = '\u064B';

/** «ألفا جندي» is two thousand: an accusative is not followed by its noun. */
function isDualAlef(numerals: Numerals, token: number): boolean {
  const { tokens } = numerals.words;
  if (tokens.text.slice(tokens.start[token]!, tokens.end[token]!).includes(FATHATAN)) return false;
  const next = token + 1;
  if (next >= tokens.count || tokens.kind[next] !== 0 || tokens.gap[next]! > 1) return false;
  const length = tokens.normStart[next + 1]! - tokens.normStart[next]!;
  const firstUnit = tokens.norm[tokens.normStart[next]!]!;
  return length > 3 && firstUnit !== 0x648 && numerals.at(next) === undefined;
}

function readSmall(numerals: Numerals, token: number, first: NumberWord | undefined, limit: number): Small | undefined {
  if (first === undefined) {
    const digits = readDigits(numerals.words.tokens, token, (at) => numerals.plain(at)?.scale !== undefined);
    if (digits === undefined || digits.last > limit) return undefined;
    return timesHundred(numerals, { last: digits.last, value: digits.value, digits: true, lastAnd: -1 }, limit);
  }
  const hundreds = hundredsAt(numerals, token, first, limit);
  if (hundreds === 0) {
    const small = belowHundred(numerals, token, first, limit);
    return small === undefined ? undefined : timesHundred(numerals, small, limit);
  }
  const last = token + (first.hundreds === undefined ? 2 : 1);
  const alone: Small = { last, value: hundreds, digits: false, lastAnd: -1 };
  const next = last < limit ? nextPart(numerals, last) : -1;
  const following = next < 0 || next >= limit ? undefined : numerals.at(next);
  if (following === undefined || following.particle) return alone;
  const rest = belowHundred(numerals, next, following.word, limit);
  if (rest === undefined) return alone;
  return { ...rest, value: hundreds + rest.value, lastAnd: rest.lastAnd < 0 ? last : rest.lastAnd };
}

/** «3 مئة», «اثنان وعشرون مئة» */
function timesHundred(numerals: Numerals, small: Small, limit: number): Small {
  const { last, value } = small;
  if (last >= limit || numerals.plain(last)?.hundreds !== 100 || !Number.isInteger(value)) return small;
  return { ...small, last: last + 1, value: value * 100 };
}

/** Hundreds in one word (ثلاثمئة) or two (ثلاث مئة); 0 where there are none. */
function hundredsAt(numerals: Numerals, token: number, word: NumberWord, limit: number): number {
  if (word.hundreds !== undefined) return word.hundreds;
  if (word.unit === undefined || word.unit < 2 || token + 1 >= limit) return 0;
  return numerals.plain(token + 1)?.hundreds === 100 ? word.unit * 100 : 0;
}

/** A unit, a teen, a ten, a unit and its ten. */
function belowHundred(numerals: Numerals, token: number, word: NumberWord, limit: number): Small | undefined {
  const done = (last: number, value: number, lastAnd = -1): Small => ({ last, value, digits: false, lastAnd });
  if (word.unit !== undefined) {
    const next = token + 1;
    if (next < limit && numerals.plain(next)?.ten !== undefined && word.unit > 0) return done(next + 1, word.unit + 10);
    const joint = next < limit ? numerals.afterAnd(next) : -1;
    if (joint >= 0 && joint < limit && word.unit > 0) {
      const following = numerals.at(joint);
      if (following?.word.tens !== undefined && !following.particle) {
        return done(joint + 1, word.unit + following.word.tens, next);
      }
    }
    return word.bound === true ? undefined : done(next, word.unit);
  }
  if (word.tens !== undefined) return done(token + 1, word.tens);
  if (word.ten !== undefined) return done(token + 1, word.ten);
  return undefined;
}
