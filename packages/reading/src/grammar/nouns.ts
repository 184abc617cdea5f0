import { ANY_CLITIC, formOf, IMPOSSIBLE, READINGS, Reading } from '@isnad/text';
import type { Count, Gender } from './conjugation.ts';
import { Class } from './grammar.ts';
import type { Syntax } from './syntax.ts';

const ALEF = 0x627;
const TA = 0x62a;
const SIN = 0x633;
const MIM = 0x645;
const NUN = 0x646;
const HA = 0x647;
const WAW = 0x648;
const YA = 0x64a;

/**
 * True for a noun without the article that stands for a clause: listed, or of a derived verb's pattern (استفعال,
 * انفعال, افتعال, تفعيل, تفاعل, إفعال with its hamza written).
 */
export function isVerbalNoun(syntax: Syntax, token: number): boolean {
  if (syntax.has(token, Class.VerbalNoun)) return !syntax.has(token, Class.Definite | Class.Body);
  if (syntax.has(token, Class.Definite | Class.Body | Class.Verb | Class.Time | Class.Preposition | Class.Setting))
    return false;
  const { tokens, skip } = syntax.analysis.words;
  const base = token * READINGS;
  let from = tokens.normStart[token]!;
  let to = tokens.normStart[token + 1]!;
  const particle = skip[base + Reading.Particle]!;
  if (skip[base + Reading.Article] !== IMPOSSIBLE) return false;
  if (particle !== IMPOSSIBLE && tokens.norm[from + particle - 1] !== 0x633) from += particle;
  else if (skip[base + Reading.Conjunction] !== IMPOSSIBLE && tokens.norm[from] === WAW) from++;
  // An attached pronoun: استعداده, تمسكها.
  const pronoun = pronounTail(tokens.norm, from, to);
  to -= pronoun;
  return hasVerbalPattern(tokens.norm, from, to, tokens.text.charCodeAt(tokens.start[token]!));
}

function pronounTail(norm: Uint16Array, from: number, to: number): number {
  if (to - from >= 6 && norm[to - 2] === HA && (norm[to - 1] === ALEF || norm[to - 1] === MIM)) return 2;
  if (to - from >= 6 && norm[to - 1] === HA) return 1;
  return 0;
}

function hasVerbalPattern(norm: Uint16Array, from: number, to: number, firstUnit: number): boolean {
  const length = to - from;
  const first = norm[from];
  const penult = norm[to - 2];
  if (first === ALEF && penult === ALEF) {
    if (length >= 7 && norm[from + 1] === SIN && norm[from + 2] === TA) return true;
    if (length === 6 && (norm[from + 1] === NUN || norm[from + 2] === TA)) return true;
    if (length === 5 && norm[from + 1] === TA) return true;
    return length === 5 && firstUnit === 0x625;
  }
  if (first === TA && length === 5) return penult === YA || norm[from + 2] === ALEF;
  return false;
}

/** The same behind ل and the article: للتهرب, للهرب. */
export function isDefiniteVerbalNoun(syntax: Syntax, token: number): boolean {
  const { words } = syntax.analysis;
  return (
    ((syntax.grammar.classes.get(formOf(words, token, Reading.Article)) ?? 0) & (Class.VerbalNoun | Class.Body)) ===
    Class.VerbalNoun
  );
}

/** A verbal noun, with or without the article: للهرب, لتجنب القتال. */
export function isActionNoun(syntax: Syntax, token: number): boolean {
  return isVerbalNoun(syntax, token) || isDefiniteVerbalNoun(syntax, token);
}

/** A noun with an attached pronoun (نيتها, صلتهم): definite without the article. */
export function isOwned(syntax: Syntax, token: number): boolean {
  if (
    syntax.has(
      token,
      Class.Definite |
        Class.Preposition |
        Class.Verb |
        Class.That |
        Class.Resumptive |
        Class.Clause |
        Class.Under |
        Class.Pronoun,
    )
  )
    return false;
  const { tokens } = syntax.analysis.words;
  const from = tokens.normStart[token]!;
  const to = tokens.normStart[token + 1]!;
  if (tokens.kind[token] !== 0 || to - from < 4 || syntax.nameAt(token) !== undefined) return false;
  const last = tokens.norm[to - 1];
  const before = tokens.norm[to - 2];
  if (last === HA) return tokens.text.charCodeAt(tokens.end[token]! - 1) === 0x647;
  return before === HA && (last === ALEF || last === MIM) && to - from >= 5;
}

/** An indefinite accusative (تهربا, ردا): says how or why, and is no object of saying. */
export function isAccusative(syntax: Syntax, token: number): boolean {
  const { tokens } = syntax.analysis;
  return (
    !syntax.has(token, Class.Definite | Class.Verb) &&
    syntax.lengthOf(token) >= 4 &&
    tokens.norm[tokens.normStart[token + 1]! - 1] === ALEF
  );
}

/** An adjective of relation by its ending: الإسرائيلية, العراقي. */
export function isRelational(syntax: Syntax, token: number): boolean {
  const { norm, normStart } = syntax.analysis.tokens;
  const to = normStart[token + 1]!;
  if (to - normStart[token]! < 6) return false;
  return norm[to - 1] === YA || (norm[to - 1] === HA && norm[to - 2] === YA);
}

/** Gender and number of the noun at the head of a phrase, as far as its form tells. */
export interface NounFeatures {
  readonly gender: Gender;
  readonly count: Count;
}

/** Features of a head noun by its ending and the lists: ة is feminine, ون/ين plural, a broken plural as listed. */
export function nounFeatures(syntax: Syntax, token: number): NounFeatures {
  const plural = syntax.grammar.plurals.at(syntax.analysis.words, token, ANY_CLITIC);
  if (plural !== undefined)
    return plural === 'people' ? { gender: 'masculine', count: 'plural' } : { gender: 'feminine', count: 'singular' };
  const { tokens } = syntax.analysis.words;
  const from = tokens.normStart[token]!;
  const to = tokens.normStart[token + 1]!;
  const last = tokens.norm[to - 1];
  const before = tokens.norm[to - 2];
  const length = to - from - (syntax.has(token, Class.Definite) ? 2 : 0);
  // Short words end so by their root: أمين, سكان.
  if (length >= 5 && last === NUN && before === WAW) return { gender: 'masculine', count: 'plural' };
  if (length >= 6 && last === NUN && before === YA) return { gender: 'masculine', count: 'plural' };
  if (length >= 6 && last === NUN && before === ALEF) return { gender: 'masculine', count: 'dual' };
  if (length >= 5 && last === TA && before === ALEF) return { gender: 'feminine', count: 'plural' };
  // The original letter tells ة from a pronoun ه, which the normal form does not.
  const unit = tokens.text.charCodeAt(tokens.end[token]! - 1);
  if (unit === 0x629 || (length >= 4 && last === HA && unit === 0x647 && syntax.has(token, Class.Definite)))
    return { gender: 'feminine', count: 'singular' };
  return { gender: 'masculine', count: 'singular' };
}
