import { IMPOSSIBLE, READINGS, Reading, TokenKind, type Words } from '@isnad/text';
import { AFTER_ARTICLE, CLASSES, Class, type Gazetteer } from './gazetteer.ts';

/**
 * The features of the tagger, as 32-bit hashes. A word's own features are made once for each distinct word of a
 * document and serve at its own place and, the first of them, at the places next to it; features of several words
 * together are made for each token. Nothing here makes a string.
 */

const ALEF = 0x627;

/** Distances at which a word's features are used: −2 … 2. */
export const REACH = 2;
export const DISTANCES = 2 * REACH + 1;

/** The features of one word: those from 0 to `far` serve at distance 2, to `near` at distance 1, all at its place. */
export class WordFeatures {
  readonly hashes = new Int32Array(OWN_LIMIT);
  far = 0;
  near = 0;
  count = 0;

  /** Fills itself for a token; the token's place is of no account. */
  read(words: Words, token: number, gazetteer: Gazetteer): void {
    const { norm, normStart, kind } = words.tokens;
    const from = normStart[token]!;
    const to = normStart[token + 1]!;
    this.count = 0;
    if (kind[token] !== TokenKind.Word) {
      this.readOther(norm, from, to, kind[token]!);
      return;
    }
    const base = token * READINGS;
    const core = coreStart(words, token, gazetteer);
    const coreHash = rangeHash(norm, core, to);
    const bits = classesOf(words, token, gazetteer);
    this.add(Kind.Word, coreHash);
    const weak = (bits & Class.Common) !== 0 ? 32 : 0;
    for (let bit = 0; bit < CLASSES; bit++) if ((bits & (1 << bit)) !== 0) this.add(Kind.Class, bit + weak);
    this.far = this.count;
    this.add(Kind.Classes, bits);
    this.add(Kind.Clitics, cliticsOf(words, token));
    this.add(Kind.Prefix2, rangeHash(norm, core, Math.min(to, core + 2)));
    this.near = this.count;
    this.add(Kind.Whole, rangeHash(norm, from, to));
    this.add(Kind.Suffix2, rangeHash(norm, Math.max(core, to - 2), to));
    this.add(Kind.Suffix3, rangeHash(norm, Math.max(core, to - 3), to));
    for (let reading: number = Reading.Conjunction; reading <= Reading.Article; reading++) {
      const skip = words.skip[base + reading]!;
      if (skip === IMPOSSIBLE || from + skip === core) continue;
      this.add(Kind.Word, rangeHash(norm, from + skip, to));
    }
    this.add(Kind.Length, Math.min(10, to - core));
    this.add(Kind.Suffix1, norm[to - 1]!);
    this.add(Kind.Suffix4, rangeHash(norm, Math.max(core, to - 4), to));
    this.add(Kind.Prefix1, norm[core]!);
    this.add(Kind.Prefix3, rangeHash(norm, core, Math.min(to, core + 3)));
    this.add(Kind.Prefix4, rangeHash(norm, core, Math.min(to, core + 4)));
  }

  /** How many of the features serve at a distance. */
  limitAt(distance: number): number {
    return distance === 0 ? this.count : Math.abs(distance) === 1 ? this.near : this.far;
  }

  private readOther(norm: Uint16Array, from: number, to: number, kind: number): void {
    const foreign = kind === TokenKind.Foreign;
    this.add(Kind.Shape, kind === TokenKind.Number ? kind * 16 + Math.min(8, to - from) : kind);
    if (kind !== TokenKind.Number) this.add(Kind.Word, rangeHash(norm, from, to));
    this.far = this.count;
    this.near = this.count;
    if (foreign) this.add(Kind.Length, to - from);
  }

  private add(kind: number, value: number): void {
    this.hashes[this.count++] = mix(kind, value);
  }
}

/** The most features that a word has of its own: one a class of the lists, and the twenty that are named below. */
const OWN_LIMIT = CLASSES + 20;

const Kind = {
  Word: 1,
  Whole: 2,
  Class: 3,
  Classes: 4,
  Clitics: 5,
  Suffix1: 6,
  Suffix2: 7,
  Suffix3: 8,
  Suffix4: 9,
  Prefix1: 10,
  Prefix2: 11,
  Prefix3: 12,
  Prefix4: 13,
  Length: 16,
  Shape: 17,
  WordPair: 18,
  ClassPair: 19,
  ClassTriple: 20,
  Phrase: 21,
  ClassWord: 22,
  Place: 23,
} as const;

/** The hash of a feature at a distance from the token that it speaks for. */
export function atDistance(hash: number, distance: number): number {
  return distance === 0 ? hash : Math.imul(hash ^ (distance + 8), 0x85ebca6b) | 0;
}

function mix(kind: number, value: number): number {
  let h = Math.imul(value ^ Math.imul(kind, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** FNV-1a over units. */
export function rangeHash(units: Uint16Array, from: number, to: number): number {
  let h = 0x811c9dc5;
  for (let i = from; i < to; i++) h = Math.imul(h ^ units[i]!, 0x01000193);
  return h ^ (h >>> 15);
}

/** Bits of the lists' classes for a word under the first of its readings that the lists know. */
export function classesOf(words: Words, token: number, gazetteer: Gazetteer): number {
  const { classes } = gazetteer;
  const base = token * READINGS;
  let bits = 0;
  for (let reading = 0; reading <= Reading.Particle && bits === 0; reading++) {
    const form = words.form[base + reading]!;
    if (form >= 0 && form < classes.length) bits = classes[form]!;
  }
  const bare = words.form[base + Reading.Article]!;
  if (bare >= 0 && bare < classes.length) bits |= classes[bare]! & AFTER_ARTICLE;
  return bits;
}

/**
 * Where the word begins once its clitics are taken off: by the lists of names where they know it, else without what
 * stands before an article. Words that other layers list are of no account, so that features stay what they were.
 */
export function coreStart(words: Words, token: number, gazetteer: Gazetteer): number {
  const { classes } = gazetteer;
  const base = token * READINGS;
  const from = words.tokens.normStart[token]!;
  for (let reading = 0; reading <= Reading.Particle; reading++) {
    const form = words.form[base + reading]!;
    if (form >= 0 && form < classes.length && classes[form] !== 0) return from + words.skip[base + reading]!;
  }
  const bare = words.skip[base + Reading.Article]!;
  return bare === IMPOSSIBLE || bare === 2
    ? from
    : words.tokens.norm[from + bare - 2] === ALEF
      ? from + bare - 2
      : from;
}

function cliticsOf(words: Words, token: number): number {
  const base = token * READINGS;
  let bits = 0;
  for (let reading: number = Reading.Conjunction; reading <= Reading.Article; reading++) {
    if (words.skip[base + reading] !== IMPOSSIBLE) bits |= 1 << reading;
  }
  return bits * 0x10000 + words.tokens.norm[words.tokens.normStart[token]!]!;
}

/** What the features of several tokens together are made of: one number a token of each kind. */
export interface Context {
  /** Hash of each token's core. */
  readonly core: Int32Array;
  /** Class bits of each. */
  readonly classes: Int32Array;
  /** Class bits of the listed phrase that a token begins, and of the one that it goes on in. */
  readonly begins: Int32Array;
  readonly inside: Int32Array;
}

export function contextOf(words: Words, gazetteer: Gazetteer): Context {
  const { tokens } = words;
  const core = new Int32Array(tokens.count);
  const classes = new Int32Array(tokens.count);
  const begins = new Int32Array(tokens.count);
  const inside = new Int32Array(tokens.count);
  for (let token = 0; token < tokens.count; token++) {
    const isWord = tokens.kind[token] === TokenKind.Word;
    const from = isWord ? coreStart(words, token, gazetteer) : tokens.normStart[token]!;
    core[token] =
      tokens.kind[token] === TokenKind.Number ? 7 : rangeHash(tokens.norm, from, tokens.normStart[token + 1]!);
    classes[token] = classesOf(words, token, gazetteer);
  }
  for (let token = 0; token < tokens.count; ) {
    const match = gazetteer.phrases.longest(words, token, 0b111);
    if (match === undefined || match.end - token < 2) {
      token++;
      continue;
    }
    begins[token] = match.entry;
    for (let next = token + 1; next < match.end; next++) inside[next] = match.entry;
    token = match.end;
  }
  return { core, classes, begins, inside };
}

/**
 * Features of a token together with those around it, within `first` … `last` − 1.
 * @returns how many were written to `out`
 */
export function jointFeatures(context: Context, token: number, first: number, last: number, out: Int32Array): number {
  const { core, classes, begins, inside } = context;
  const before = token > first ? core[token - 1]! : 1;
  const after = token + 1 < last ? core[token + 1]! : 2;
  const own = core[token]!;
  const classBefore = token > first ? classes[token - 1]! | (1 << 20) : 0;
  const classAfter = token + 1 < last ? classes[token + 1]! | (1 << 20) : 0;
  const ownClasses = classes[token]!;
  let count = 0;
  out[count++] = mix(Kind.WordPair, before ^ Math.imul(own, 31));
  out[count++] = mix(Kind.WordPair, own ^ Math.imul(after, 31) ^ 0x55);
  out[count++] = mix(Kind.ClassPair, classBefore ^ Math.imul(ownClasses, 31));
  out[count++] = mix(Kind.ClassPair, ownClasses ^ Math.imul(classAfter, 31) ^ 0x55);
  out[count++] = mix(Kind.ClassTriple, classBefore ^ Math.imul(ownClasses, 31) ^ Math.imul(classAfter, 1023));
  out[count++] = mix(Kind.ClassWord, before ^ Math.imul(ownClasses, 31));
  out[count++] = mix(Kind.ClassWord, after ^ Math.imul(ownClasses, 31) ^ 0x55);
  if (token === first) out[count++] = mix(Kind.Place, 1);
  if (token + 1 === last) out[count++] = mix(Kind.Place, 2);
  const opens = begins[token]!;
  const goesOn = inside[token]!;
  const next = token + 1 < last ? begins[token + 1]! : 0;
  const past = token > first ? inside[token - 1]! | begins[token - 1]! : 0;
  if ((opens | goesOn | next | past) === 0) return count;
  for (let bit = 0; bit < CLASSES; bit++) {
    if ((opens & (1 << bit)) !== 0) out[count++] = mix(Kind.Phrase, bit);
    if ((goesOn & (1 << bit)) !== 0) out[count++] = mix(Kind.Phrase, bit + 32);
    if ((next & (1 << bit)) !== 0) out[count++] = mix(Kind.Phrase, bit + 64);
    if ((past & (1 << bit)) !== 0) out[count++] = mix(Kind.Phrase, bit + 96);
  }
  return count;
}

/** The most that {@link jointFeatures} may write. */
export const JOINT_LIMIT = 16 + 4 * CLASSES;
