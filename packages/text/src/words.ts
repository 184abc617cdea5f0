import { TokenKind, type Tokens } from './tokens.ts';
import { type FormId, NO_FORM, type Vocabulary } from './vocabulary.ts';

/**
 * The ways of reading a word's beginning, from least to most taken off. «وللصحيفة» is read as itself, as «للصحيفة»
 * (without the conjunction), as «لصحيفه» (conjunction and preposition) and as «صحيفه» (the article, too).
 */
export const Reading = {
  Whole: 0,
  /** Without و or ف. */
  Conjunction: 1,
  /** Without (و or ف and) ب, ل, ك or س. */
  Particle: 2,
  /** Without (those and) the article. */
  Article: 3,
  /** One of the above without an attached pronoun. */
  Pronoun: 4,
} as const;
export type Reading = (typeof Reading)[keyof typeof Reading];

/** How many readings a token has in the arrays of {@link Words}. */
export const READINGS = 5;

/** In `Words.skip`: the word can't be read so. */
export const IMPOSSIBLE = 255;

/** The tokens of a document with their forms in a vocabulary under each {@link Reading}. */
export interface Words {
  readonly tokens: Tokens;
  readonly vocabulary: Vocabulary;
  /** `form[token * READINGS + reading]`; NO_FORM when the vocabulary lacks it or the reading is impossible. */
  readonly form: Int32Array;
  /** Units of the normal form that the reading takes off the beginning; IMPOSSIBLE when it can't be. */
  readonly skip: Uint8Array;
  /** Units of the normal form that Reading.Pronoun takes off the end; 0 when that reading has no form. */
  readonly pronoun: Uint8Array;
}

const WAW = 0x648;
const FA = 0x641;
const BA = 0x628;
const LAM = 0x644;
const KAF = 0x643;
const SIN = 0x633;
const ALEF = 0x627;
const TA = 0x62a;
const HA = 0x647;
/** Ends a word for good: no pronoun can follow it. */
const TA_MARBUTA = 0x629;

/** Looks every token up. A clitic is taken off only where at least two letters remain. */
export function lookUp(tokens: Tokens, vocabulary: Vocabulary): Words {
  const { count, kind, norm, normStart } = tokens;
  const form = new Int32Array(count * READINGS).fill(NO_FORM);
  const skip = new Uint8Array(count * READINGS).fill(IMPOSSIBLE);
  const pronoun = new Uint8Array(count);
  for (let token = 0; token < count; token++) {
    const from = normStart[token]!;
    const to = normStart[token + 1]!;
    const base = token * READINGS;
    skip[base] = 0;
    form[base] = vocabulary.find(norm, from, to);
    if (kind[token] !== TokenKind.Word) continue;
    readBeginning(norm, from, to, base, skip);
    for (let reading = 1; reading <= Reading.Article; reading++) {
      const taken = skip[base + reading]!;
      if (taken === IMPOSSIBLE) continue;
      form[base + reading] = vocabulary.find(norm, from + taken, to);
    }
    if (tokens.text.charCodeAt(tokens.end[token]! - 1) !== TA_MARBUTA)
      readEnd(norm, from, to, token, vocabulary, form, skip, pronoun);
  }
  return { tokens, vocabulary, form, skip, pronoun };
}

function readBeginning(norm: Uint16Array, from: number, to: number, base: number, skip: Uint8Array): void {
  let at = from;
  const first = norm[at];
  if ((first === WAW || first === FA) && to - at >= 3) {
    at++;
    skip[base + Reading.Conjunction] = at - from;
  }
  const next = norm[at];
  if (next === ALEF) {
    if (norm[at + 1] === LAM && to - at >= 4) skip[base + Reading.Article] = at + 2 - from;
  } else if ((next === BA || next === LAM || next === KAF || next === SIN) && to - at >= 3) {
    skip[base + Reading.Particle] = at + 1 - from;
    if (next === LAM && norm[at + 1] === LAM && to - at >= 4) skip[base + Reading.Article] = at + 2 - from;
    else if (next !== SIN && norm[at + 1] === ALEF && norm[at + 2] === LAM && to - at >= 5) {
      skip[base + Reading.Article] = at + 3 - from;
    }
  }
}

/** Length of the attached pronoun that the units end in, longest first; 0 when they end in none. */
function pronounLength(norm: Uint16Array, from: number, to: number): number {
  const last = norm[to - 1];
  const before = norm[to - 2];
  const length = to - from;
  if (length >= 5 && last === ALEF && before === 0x645 && norm[to - 3] === HA) return 3; // هما
  if (length >= 4 && before === HA && (last === ALEF || last === 0x645 || last === 0x646)) return 2; // ها هم هن
  if (length >= 4 && before === 0x646 && last === ALEF) return 2; // نا
  if (length >= 4 && before === KAF && last === 0x645) return 2; // كم
  if (length >= 3 && (last === HA || last === KAF || last === 0x64a)) return 1;
  return 0;
}

function readEnd(
  norm: Uint16Array,
  from: number,
  to: number,
  token: number,
  vocabulary: Vocabulary,
  form: Int32Array,
  skip: Uint8Array,
  pronoun: Uint8Array,
): void {
  const length = pronounLength(norm, from, to);
  if (length === 0) return;
  const base = token * READINGS;
  for (let reading = 0; reading <= Reading.Particle; reading++) {
    const taken = skip[base + reading]!;
    const end = to - length;
    if (taken === IMPOSSIBLE || end - from - taken < 2) continue;
    let found = vocabulary.find(norm, from + taken, end);
    if (found === NO_FORM && norm[end - 1] === TA) found = vocabulary.find(norm, from + taken, end, HA);
    if (found === NO_FORM) continue;
    form[base + Reading.Pronoun] = found;
    skip[base + Reading.Pronoun] = taken;
    pronoun[token] = length;
    return;
  }
}

/** The form of a token under a reading. */
export function formOf(words: Words, token: number, reading: Reading): FormId {
  return words.form[token * READINGS + reading] as FormId;
}
