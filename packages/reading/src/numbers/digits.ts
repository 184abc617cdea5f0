import { Gap, TokenKind, type Tokens } from '@isnad/text';

/** A number in digits: tokens up to `last` (exclusive). */
export interface Digits {
  readonly first: number;
  readonly last: number;
  readonly value: number;
  /** True for a whole number with no mark in it: a year, a day. */
  readonly plain: boolean;
  /** True for 1/2. */
  readonly fraction: boolean;
}

const COMMA = 0x2c;
/** Any quotation mark in the normal form. */
/** < = > and the letters و ف ب ل ك, which may be written onto a sign. */
const STANDS_BEFORE = [0x3c, 0x3d, 0x3e, 0x648, 0x641, 0x628, 0x644, 0x643];
const APOSTROPHE = 0x22;
const DOT = 0x2e;
const SLASH = 0x2f;
const COLON = 0x3a;
const MINUS = 0x2d;
const CARET = 0x5e;
const LETTER_E = 0x65;
const ARABIC_DECIMAL = 0x66b;

/** The only unit of a token's normal form, 0 for a longer one. */
export function markOf(tokens: Tokens, token: number): number {
  if (token < 0 || token >= tokens.count) return 0;
  const from = tokens.normStart[token]!;
  return tokens.normStart[token + 1]! - from === 1 ? tokens.norm[from]! : 0;
}

/** True when nothing stands between a token and the one before it. */
export function joined(tokens: Tokens, token: number): boolean {
  return token > 0 && token < tokens.count && tokens.gap[token] === Gap.None;
}

function isDigits(tokens: Tokens, token: number): boolean {
  return token < tokens.count && tokens.kind[token] === TokenKind.Number;
}

export function lengthOf(tokens: Tokens, token: number): number {
  return tokens.normStart[token + 1]! - tokens.normStart[token]!;
}

/**
 * The number in digits that begins at a token of digits, with thousands apart by commas, stops or spaces; undefined
 * for what only looks like one: a version (1.2.3), a clock time (10:30), a telephone number, a list (1,2,3).
 * @param scaleFollows whether a word such as مليون stands at a token, which makes 2.125 a decimal
 */
export function readDigits(
  tokens: Tokens,
  token: number,
  scaleFollows: (token: number) => boolean,
): Digits | undefined {
  if (!isDigits(tokens, token) || isClock(tokens, token) || isTelephone(tokens, token)) return undefined;
  if (isSubscriber(tokens, token)) return undefined;
  const reversed = readReversed(tokens, token);
  if (reversed !== undefined) return reversed;
  const spaced = readSpaced(tokens, token);
  if (spaced !== undefined) return spaced;
  const commas = readArabicCommas(tokens, token);
  if (commas !== undefined) return commas;
  let last = token + 1;
  let value = digitsValue(tokens, token, scaleFollows(last));
  if (Number.isNaN(value)) return undefined;
  let plain = lengthOf(tokens, token) === digitCount(tokens, token);
  const pointed = isPoint(tokens, token - 1) && joined(tokens, token) && !joined(tokens, token - 1);
  if (pointed && plain) {
    value /= 10 ** lengthOf(tokens, token);
    return { first: token - 1, last, value, plain: false, fraction: false };
  }
  const over = fractionAt(tokens, token);
  if (over > 0) {
    return { first: token, last: token + 3, value: value / over, plain: false, fraction: true };
  }
  if (plain && tokens.gap[last] === Gap.Space && isDigits(tokens, last)) {
    // 1 1/2
    const under = fractionAt(tokens, last);
    if (under > 0 && under < 100) {
      value += digitsValue(tokens, last, false) / under;
      return { first: token, last: last + 3, value, plain: false, fraction: false };
    }
  }
  const power = readPower(tokens, last);
  if (power !== undefined) {
    const [exponent, end, ten] = power;
    value = ten ? value * 10 ** exponent : value ** exponent;
    last = end;
    plain = false;
  }
  return { first: token, last, value, plain, fraction: false };
}

/** True for a sign that is written onto nothing, or onto a joined letter. */
export function standsFree(tokens: Tokens, token: number): boolean {
  return !joined(tokens, token) || STANDS_BEFORE.includes(markOf(tokens, token - 1));
}

/** True when a minus is written onto the number and onto nothing before it. */
export function hasMinus(tokens: Tokens, token: number): boolean {
  return (
    markOf(tokens, token - 1) === MINUS &&
    joined(tokens, token) &&
    standsFree(tokens, token - 1) &&
    !isDigits(tokens, token - 2)
  );
}

/** A stop, or the Arabic decimal sign, which the normal form makes a comma where no digit stands before it. */
function isPoint(tokens: Tokens, token: number): boolean {
  return (
    markOf(tokens, token) === DOT || (token >= 0 && tokens.text.charCodeAt(tokens.start[token]!) === ARABIC_DECIMAL)
  );
}

function isClock(tokens: Tokens, token: number): boolean {
  const before = markOf(tokens, token - 1) === COLON && joined(tokens, token) && isDigits(tokens, token - 2);
  const spacedBefore =
    markOf(tokens, token - 1) === COLON &&
    joined(tokens, token - 1) &&
    isDigits(tokens, token - 2) &&
    lengthOf(tokens, token) === 2;
  const after =
    markOf(tokens, token + 1) === COLON &&
    joined(tokens, token + 1) &&
    isDigits(tokens, token + 2) &&
    lengthOf(tokens, token + 2) === 2;
  return before || spacedBefore || after;
}

/** Tokens of a telephone number, its marks included. */
const TELEPHONE_LENGTH = 8;

/** Groups of digits behind a plus sign: +1 222 2222. */
function isTelephone(tokens: Tokens, token: number): boolean {
  let at = token;
  // Back to the first of the groups.
  const least = Math.max(0, token - TELEPHONE_LENGTH);
  while (at - 2 >= least && isDigits(tokens, at - 2) && markOf(tokens, at - 1) === MINUS && joined(tokens, at)) at -= 2;
  while (at - 1 >= least && isDigits(tokens, at - 1) && tokens.gap[at] === Gap.Space) at--;
  if (markOf(tokens, at - 1) !== 0x2b || !joined(tokens, at)) return false;
  const further = token + 1;
  return at < token || (isDigits(tokens, further) && tokens.gap[further] === Gap.Space);
}

/** «0933123456»: no amount of seven digits begins with zero. */
function isSubscriber(tokens: Tokens, token: number): boolean {
  return lengthOf(tokens, token) >= 7 && isPlain(tokens, token) && leadsWithZero(tokens, token);
}

function digitCount(tokens: Tokens, token: number): number {
  let count = 0;
  for (let i = tokens.normStart[token]!; i < tokens.normStart[token + 1]!; i++) {
    const unit = tokens.norm[i]!;
    if (unit >= 0x30 && unit <= 0x39) count++;
  }
  return count;
}

function isPlain(tokens: Tokens, token: number): boolean {
  return isDigits(tokens, token) && digitCount(tokens, token) === lengthOf(tokens, token);
}

/** 1/2: the denominator, 0 where none follows. */
function fractionAt(tokens: Tokens, token: number): number {
  const under = token + 2;
  if (markOf(tokens, token + 1) !== SLASH || !joined(tokens, token + 1) || !joined(tokens, under)) return 0;
  if (!isPlain(tokens, token) || !isPlain(tokens, under)) return 0;
  const dated = [markOf(tokens, token - 1), markOf(tokens, under + 1)].includes(SLASH);
  if (dated || leadsWithZero(tokens, token) || leadsWithZero(tokens, under)) return 0;
  const denominator = digitsValue(tokens, under, false);
  // 1435/1436 is a year of school.
  return digitsValue(tokens, token, false) < denominator && denominator < 1000 ? denominator : 0;
}

function leadsWithZero(tokens: Tokens, token: number): boolean {
  return tokens.norm[tokens.normStart[token]!] === 0x30 && lengthOf(tokens, token) > 1;
}

/** ^23 or e13 written onto a number: exponent, the token after it, and whether it is of ten. */
function readPower(tokens: Tokens, token: number): [number, number, boolean] | undefined {
  const mark = markOf(tokens, token);
  if ((mark !== CARET && mark !== LETTER_E) || !joined(tokens, token)) return undefined;
  const negative = markOf(tokens, token + 1) === MINUS && joined(tokens, token + 1);
  const digits = negative ? token + 2 : token + 1;
  if (!isPlain(tokens, digits) || !joined(tokens, digits)) return undefined;
  const exponent = digitsValue(tokens, digits, false);
  return [negative ? -exponent : exponent, digits + 1, mark === LETTER_E];
}

const RA = 0x631;

/**
 * The decimals first: «65ر2», as some agencies write 2.65; and «65.\u200f2», which is seen as 2.65, for the direction
 * mark behind the point turns what stands on its sides.
 */
function readReversed(tokens: Tokens, token: number): Digits | undefined {
  const whole = token + 2;
  if (!joined(tokens, token + 1) || !joined(tokens, whole)) return undefined;
  if (markOf(tokens, token + 1) !== RA && !isTurningPoint(tokens, token + 1)) return undefined;
  if (!isPlain(tokens, token) || !isPlain(tokens, whole)) return undefined;
  const value = digitsValue(tokens, whole, false) + digitsValue(tokens, token, false) / 10 ** lengthOf(tokens, token);
  return { first: token, last: whole + 1, value, plain: false, fraction: false };
}

/** A stop with a direction mark between it and the digits behind it. */
function isTurningPoint(tokens: Tokens, token: number): boolean {
  const between = tokens.text.slice(tokens.end[token]!, tokens.start[token + 1]);
  return markOf(tokens, token) === DOT && /^[\u200e\u200f]+$/.test(between);
}

/** 1 234 567: groups of three, one space apart. */
function readSpaced(tokens: Tokens, token: number): Digits | undefined {
  if (!isPlain(tokens, token) || lengthOf(tokens, token) > 3 || leadsWithZero(tokens, token)) return undefined;
  let last = token + 1;
  while (isGroup(tokens, last)) {
    last++;
    if (lengthOf(tokens, last - 1) > 3) break;
  }
  // Further digits that are no group make it a telephone number, or a list.
  if (last === token + 1 || (isDigits(tokens, last) && tokens.gap[last] === Gap.Space)) return undefined;
  let value = 0;
  for (let at = token; at < last; at++) value = value * 1000 + digitsValue(tokens, at, false);
  return { first: token, last, value, plain: false, fraction: false };
}

/** Three digits, with a decimal part or without, one space from the digits before. */
function isGroup(tokens: Tokens, token: number): boolean {
  if (!isDigits(tokens, token) || tokens.gap[token] !== Gap.Space) return false;
  // One space, a direction mark beside it or not.
  if (tokens.start[token]! - tokens.end[token - 1]! > 2 || hasTwoSpaces(tokens, token)) return false;
  return lengthOf(tokens, token) === 3 ? isPlain(tokens, token) : hasDecimals(tokens, token);
}

/** Three digits, a mark and more digits, in one token. */
function hasDecimals(tokens: Tokens, token: number): boolean {
  const mark = tokens.norm[tokens.normStart[token]! + 3];
  return lengthOf(tokens, token) > 4 && (mark === DOT || mark === COMMA);
}

function hasTwoSpaces(tokens: Tokens, token: number): boolean {
  return /\s\s/.test(tokens.text.slice(tokens.end[token - 1]!, tokens.start[token]!));
}

/** ١،٢٣٤،٥٦٧, ٣،٥ and 1'234: marks that the tokenizer leaves apart from the digits. */
function readArabicCommas(tokens: Tokens, token: number): Digits | undefined {
  if (!isPlain(tokens, token) || lengthOf(tokens, token) > 3) return undefined;
  let last = token + 1;
  let value = digitsValue(tokens, token, false);
  for (; isDigits(tokens, last + 1) && (joinsDigits(tokens, last) || isLooseZeros(tokens, last)); last += 2) {
    const mark = markOf(tokens, last);
    if (mark !== COMMA && mark !== APOSTROPHE && mark !== DOT) break;
    if (!isPlain(tokens, last + 1)) {
      // «26،013,94»: the last group with its decimals.
      if (mark !== COMMA || !hasDecimals(tokens, last + 1)) break;
      value = value * 1000 + digitsValue(tokens, last + 1, true);
      return { first: token, last: last + 2, value, plain: false, fraction: false };
    }
    const length = lengthOf(tokens, last + 1);
    if (mark === DOT) {
      // Only a direction mark after the point leaves it apart from its digits.
      value += digitsValue(tokens, last + 1, false) / 10 ** length;
      return { first: token, last: last + 2, value, plain: false, fraction: false };
    }
    if (length !== 3) {
      if (last > token + 1 || length > 2 || mark !== COMMA) return undefined;
      value += digitsValue(tokens, last + 1, false) / 10 ** length;
      return { first: token, last: last + 2, value, plain: false, fraction: false };
    }
    value = value * 1000 + digitsValue(tokens, last + 1, false);
  }
  return last === token + 1 ? undefined : { first: token, last, value, plain: false, fraction: false };
}

function joinsDigits(tokens: Tokens, mark: number): boolean {
  return joined(tokens, mark) && joined(tokens, mark + 1);
}

/** «35، 000»: three zeros alone can only go on from what stands before their comma. */
function isLooseZeros(tokens: Tokens, comma: number): boolean {
  const { gap, norm, normStart } = tokens;
  if (markOf(tokens, comma) !== COMMA || gap[comma]! > Gap.Space || gap[comma + 1]! > Gap.Space) return false;
  const from = normStart[comma + 1]!;
  return lengthOf(tokens, comma + 1) === 3 && [0, 1, 2].every((i) => norm[from + i] === 0x30);
}

/**
 * The value of one token of digits. One mark before three digits divides thousands (1,500), unless it is the Arabic
 * decimal sign, zero stands before it or a scale follows; a stop does so only before a zero at the end (16.000,
 * 1.250), since both uses are common. NaN for what is no number.
 */
function digitsValue(tokens: Tokens, token: number, scaleFollows: boolean): number {
  const { norm, normStart, text } = tokens;
  const from = normStart[token]!;
  const to = normStart[token + 1]!;
  let marks = 0;
  let lastMark = -1;
  let mixed = false;
  let regular = true;
  for (let i = from; i < to; i++) {
    const unit = norm[i]!;
    if (unit !== COMMA && unit !== DOT) continue;
    if (marks > 0) {
      mixed ||= norm[lastMark] !== unit;
      regular &&= i - lastMark === 4;
    } else regular = i - from <= 3;
    marks++;
    lastMark = i;
  }
  if (marks === 0) return wholeOf(norm, from, to);
  const tail = to - lastMark - 1;
  const decimal = () => wholeOf(norm, from, to) / 10 ** tail;
  if (mixed) return regular ? decimal() : Number.NaN;
  if (marks > 1) return regular && tail === 3 ? wholeOf(norm, from, to) : Number.NaN;
  const isThousands = tail === 3 && regular && !scaleFollows && norm[from] !== 0x30;
  if (!isThousands) return decimal();
  if (norm[lastMark] === COMMA) return wholeOf(norm, from, to);
  const arabic = text.slice(tokens.start[token]!, tokens.end[token]!).includes(String.fromCharCode(ARABIC_DECIMAL));
  return !arabic && norm[to - 1] === 0x30 ? wholeOf(norm, from, to) : decimal();
}

/** «1.234»: one stop, read as a decimal, which might divide thousands. */
export function hasStopBeforeThree(tokens: Tokens, token: number): boolean {
  const { norm, normStart } = tokens;
  const [from, to] = [normStart[token]!, normStart[token + 1]!];
  if (to - from < 5 || to - from > 7 || norm[to - 4] !== DOT || norm[from] === 0x30) return false;
  // Thousands already.
  return digitCount(tokens, token) === to - from - 1 && norm[to - 1] !== 0x30;
}

/** The digits between two units of the normal form, any marks between them passed over. */
function wholeOf(norm: Uint16Array, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const unit = norm[i]!;
    if (unit >= 0x30 && unit <= 0x39) value = value * 10 + unit - 0x30;
  }
  return value;
}
