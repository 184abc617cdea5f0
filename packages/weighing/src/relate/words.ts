import { stem, TokenKind, tokenize } from '@isnad/text';
import { scramble } from '../copies/words.ts';
import { type Lexicon, MOST_WEIGHT, NO_ENTRY } from './lexicon.ts';
import { stemAt, wordsOf } from './stems.ts';

/**
 * The content words of a claim, packed for comparing millions of them: {@link STRIDE} numbers a word in one array, so
 * that a claim is one blob to a store. See {@link Field} for what they are.
 */
export type ClaimWords = Int32Array;

export const STRIDE = 6;

/** Places of a word's numbers from the beginning of the word. */
export const Field = {
  /** Hash of the stem; of the value, for a number. */
  Stem: 0,
  /** Hash of the consonants that are left without weak letters and the commonest prefixes; 0 for too few. The bits of
   * the value as a 32-bit float, for a number. */
  Root: 1,
  /** A bit for each pair of neighbouring letters: words spelled nearly alike have nearly the same. */
  Pairs: 2,
  /** Number of the entry in the lexicon, above bit 16 the {@link Flag}s, above bit 24 the weight. */
  Entry: 3,
  /** Stem and root as they are if the first letter is a joined preposition or conjunction; 0 where it can't be. */
  BareStem: 4,
  BareRoot: 5,
} as const;

export const Flag = {
  Negated: 1,
  Number: 2,
  Name: 4,
  Place: 8,
  /** Behind a condition or a question: it is not said that it is so. */
  Open: 16,
} as const;

/** Content words of a text and where they stand in it: `start[i]`, `end[i]` are UTF-16 offsets of the i-th. */
export interface LocatedWords {
  readonly words: ClaimWords;
  readonly start: readonly number[];
  readonly end: readonly number[];
}

/** What is known of a stretch of the text besides its letters. Offsets as in the text. */
export type Known =
  | { readonly start: number; readonly end: number; readonly kind: 'name' | 'place' }
  | { readonly start: number; readonly end: number; readonly kind: 'number'; readonly value: number };

/** Words behind a negation that it turns. */
const NEGATION_REACH = 1;
/** Words after a negation within which «أي» takes it up. */
const ANY_REACH = 4;
/** «أي» in normal form. */
const ANY = 'اي';
const OF = 'من';

/**
 * The content words of a claim: function words are left out, a negation marks the words behind it, a number in words
 * that is known becomes one word.
 * @param known names, places and numbers of the text, in any order
 */
export function claimWords(text: string, lexicon: Lexicon, known: readonly Known[] = []): LocatedWords {
  const tokens = tokenize(text);
  const at = wordsOf(tokens);
  const stems = at.map((token) => stemAt(text, tokens, token));
  const packed: number[] = [];
  const start: number[] = [];
  const end: number[] = [];
  let negated = 0;
  let denied = Number.NEGATIVE_INFINITY;
  let open = 0;
  for (let i = 0; i < stems.length; ) {
    const first = tokens.start[at[i]!]!;
    const number = known.find((one) => one.kind === 'number' && one.start <= first && first < one.end);
    if (number?.kind === 'number') {
      let last = i;
      while (last + 1 < stems.length && tokens.start[at[last + 1]!]! < number.end) last++;
      packNumber(packed, number.value, 0);
      start.push(first);
      end.push(tokens.end[at[last]!]!);
      i = last + 1;
      continue;
    }
    const { entry, length } = find(stems, i, lexicon);
    const { role, place } = lexicon.entries[entry]!;
    if (role === 'negation' && !isPartOfName(stems, i, lexicon)) {
      negated = NEGATION_REACH;
      denied = i;
    }
    // «لا يملكون أي قطعة»: none of them.
    if (stems[i] === ANY && i - denied <= ANY_REACH && stems[i + 1] !== OF) negated = NEGATION_REACH;
    if (role === 'condition') open = Flag.Open;
    if (role === 'content' && !isLetter(stems[i]!)) {
      const last = tokens.end[at[i + length - 1]!]!;
      const flags = open | (negated > 0 ? Flag.Negated : 0) | (place ? Flag.Place : 0) | nameFlags(known, first, last);
      if (tokens.kind[at[i]!] === TokenKind.Number) packNumber(packed, numberOf(stems[i]!), flags);
      else packWord(packed, stems.slice(i, i + length).join(' '), entry, flags, lexicon);
      start.push(first);
      end.push(last);
      negated--;
    }
    i += length;
  }
  return { words: Int32Array.from(packed), start, end };
}

/** Numbers up to this say little of what is spoken of. */
const SMALL_NUMBER = 10;

/** The entry of a phrase or word, also behind a joined preposition or conjunction. */
function find(stems: readonly string[], at: number, lexicon: Lexicon): { entry: number; length: number } {
  const found = lexicon.find(stems, at);
  const bare = bareOf(stems[at]!);
  if (found.entry !== NO_ENTRY || bare === '') return found;
  const without = lexicon.find([bare, ...stems.slice(at + 1, at + 3)], 0);
  // Function words stand with their prepositions in the lists: «كما» is not ك + ما.
  return lexicon.entries[without.entry]!.role === 'content' ? without : found;
}

const NO = 'لا';

/** «لا ريونيون»: before a word that no list and no news know, and that is no verb, لا is the article of a foreign name. */
function isPartOfName(stems: readonly string[], at: number, lexicon: Lexicon): boolean {
  const next = stems[at + 1];
  if (stems[at] !== NO || next === undefined || /^[يتنا]/.test(next)) return false;
  return lexicon.weightOf(next) === MOST_WEIGHT && find(stems, at + 1, lexicon).entry === NO_ENTRY;
}

/** Letters that are written onto the next word. */
const JOINED = 'بلكوفس';

/** The stem without a letter that may be a word of its own; empty where that leaves too little. */
function bareOf(word: string): string {
  return word.length >= 4 && JOINED.includes(word[0]!) ? stem(word.slice(1)) : '';
}

function nameFlags(known: readonly Known[], first: number, last: number): number {
  let flags = 0;
  for (const one of known) {
    if (one.kind === 'number' || one.start >= last || first >= one.end) continue;
    flags |= one.kind === 'place' ? Flag.Place | Flag.Name : Flag.Name;
  }
  return flags;
}

function packNumber(packed: number[], value: number, flags: number): void {
  const weight = value <= SMALL_NUMBER ? MOST_WEIGHT >> 1 : MOST_WEIGHT;
  packed.push(hashOf(String(value)), floatBits(value), 0, NO_ENTRY | ((flags | Flag.Number) << 16) | (weight << 24));
  packed.push(0, 0);
}

function packWord(packed: number[], word: string, entry: number, flags: number, lexicon: Lexicon): void {
  const bare = bareOf(word);
  const weight = Math.min(lexicon.weightOf(word), bare === '' ? MOST_WEIGHT : lexicon.weightOf(bare));
  packed.push(hashOf(word), hashOf(rootOf(word)), letterPairs(word), entry | (flags << 16) | (weight << 24));
  packed.push(hashOf(bare), hashOf(rootOf(bare)));
}

function isLetter(word: string): boolean {
  return word.length < 2 && !(word >= '0' && word <= '9');
}

/** The value of digits: a comma groups by thousands where three digits follow it. */
function numberOf(digits: string): number {
  const value = Number(digits.replace(/,(?=\d{3}(?:\D|$))/g, '').replace(',', '.'));
  return Number.isFinite(value) ? value : 0;
}

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

export function floatBits(value: number): number {
  float[0] = value;
  return bits[0]!;
}

/** FNV-1a, scrambled; a signed 32-bit number, 0 for the empty word. */
export function hashOf(word: string): number {
  if (word === '') return 0;
  let h = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193);
  return scramble(h) | 0;
}

/** Weak letters fall out in conjugation and derivation. */
const WEAK = 'اويءه';

/**
 * A rough root: the stem's consonants without a prefix of derivation (م ت ن است) and the ت of the eighth form. Words
 * with one root are not always kin, so it counts for less than the stem. Empty where too few letters are left.
 */
export function rootOf(word: string): string {
  let consonants = '';
  for (const letter of word) if (!WEAK.includes(letter)) consonants += letter;
  if (consonants.startsWith('ست') && consonants.length >= 5) consonants = consonants.slice(2);
  else if (consonants.length >= 4 && 'متن'.includes(consonants[0]!)) consonants = consonants.slice(1);
  if (consonants.length >= 4 && consonants[1] === 'ت') consonants = consonants[0]! + consonants.slice(2);
  // The ت of a verb: «انسحبت».
  if (consonants.length >= 4 && consonants.endsWith('ت')) consonants = consonants.slice(0, -1);
  return consonants.length >= 3 ? consonants : '';
}

function letterPairs(word: string): number {
  let set = 0;
  let before = 0;
  for (let i = 0; i <= word.length; i++) {
    const letter = i < word.length ? word.charCodeAt(i) : 0;
    set |= 1 << (Math.imul(before * 31 + letter, 0x9e3779b1) >>> 27);
    before = letter;
  }
  return set;
}
