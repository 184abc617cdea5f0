import {
  IMPOSSIBLE,
  Phrases,
  READINGS,
  Reading,
  Table,
  TokenKind,
  type Tokens,
  type Vocabulary,
  type Words,
} from '@isnad/text';
import { alternatives, type LanguageFiles, ListError, rowsOf } from '../lists.ts';
import { type Agreement, conjugate } from './conjugation.ts';

/**
 * What kind of word each token is, as far as lists and the shape of words tell: enough to see where a clause or a
 * noun phrase ends. A token may be several things; a word that no list knows is taken for a noun.
 */
export const Class = {
  /** أن, إن and their forms with a pronoun: opens the words that were said. */
  That: 1 << 0,
  Relative: 1 << 1,
  Preposition: 1 << 2,
  Time: 1 << 3,
  Circumstance: 1 << 4,
  Adverb: 1 << 5,
  Clause: 1 << 6,
  Under: 1 << 7,
  Negation: 1 << 8,
  Auxiliary: 1 << 9,
  Demonstrative: 1 << 10,
  Setting: 1 << 11,
  Hearer: 1 << 12,
  Governs: 1 << 13,
  Generic: 1 << 14,
  /** A form that only a verb has. */
  Verb: 1 << 15,
  /** Letters that a verb and a noun share: قتل, وضع. */
  MaybeVerb: 1 << 16,
  /** A noun that stands for a clause: مقتل, تشكيل. */
  VerbalNoun: 1 << 17,
  /** و or ف is written onto it. */
  Joined: 1 << 18,
  /** The article is written onto it. */
  Definite: 1 << 19,
  Comma: 1 << 20,
  Stop: 1 << 21,
  Colon: 1 << 22,
  Dash: 1 << 23,
  Open: 1 << 24,
  Close: 1 << 25,
  Quote: 1 << 26,
  Number: 1 << 27,
  Body: 1 << 28,
  /** هو, هم: stands for its subject and names nobody. */
  Pronoun: 1 << 29,
  /** فيه, عنها: points back to the noun that its clause describes. */
  Resumptive: 1 << 30,
} as const;

/** Classes of all tokens of a document: `classes[token]` is a sum of {@link Class}. */
export type Classes = Int32Array;

const LISTED: Readonly<Record<string, number>> = {
  that: Class.That,
  relative: Class.Relative,
  preposition: Class.Preposition,
  time: Class.Time,
  circumstance: Class.Circumstance,
  adverb: Class.Adverb,
  clause: Class.Clause,
  under: Class.Under,
  negation: Class.Negation,
  auxiliary: Class.Auxiliary,
  demonstrative: Class.Demonstrative,
  pronoun: Class.Pronoun,
  setting: Class.Setting,
  hearer: Class.Hearer,
  governs: Class.Governs,
  generic: Class.Generic,
  clausal: Class.VerbalNoun,
  body: Class.Body,
  resumptive: Class.Resumptive,
  // Known is all it needs to be: see Syntax.joinedBa.
  whole: 0,
};

const PRONOUNS = ['ه', 'ها', 'هم', 'هما', 'هن', 'ني', 'نا', 'نه', 'ك', 'كم', 'ي'];

/** Classes that a word keeps under the article or a joined preposition; the rest need the word itself. */
const NOMINAL =
  Class.Setting | Class.Hearer | Class.Governs | Class.Generic | Class.VerbalNoun | Class.Time | Class.Body;

/** A fixed phrase beside what is said. */
export interface Aside {
  /** What was said never goes beyond it: «في إشارة إلى». */
  readonly ends: boolean;
}

/** Plurals that no ending shows. */
export type PluralKind = 'people' | 'things';

export interface GrammarWords {
  readonly classes: Table<number>;
  readonly asides: Phrases<Aside>;
  /** Whom a verb form speaks of. */
  readonly agreements: Table<Agreement>;
  readonly plurals: Table<PluralKind>;
  /** Words that add something told by itself: «فضلا عن», «باستثناء». */
  readonly additions: Phrases<true>;
  readonly adjectives: Table<true>;
  /** Words after which quotation marks hold a name. */
  readonly named: Table<true>;
}

/** @throws ListError when particles.tsv names a class that there is not */
export function compileGrammar(files: LanguageFiles, vocabulary: Vocabulary): GrammarWords {
  const sums = new Map<string, number>();
  const add = (word: string, bits: number) => sums.set(word, (sums.get(word) ?? 0) | bits);
  const nouns = new Set<string>();
  const agreements = new Table<Agreement>(vocabulary);
  for (const { past, present, noun } of rowsOf(files, 'verbs.tsv', ['past', 'present', 'noun'])) {
    for (const form of alternatives(noun)) nouns.add(form);
    for (const { form, agreement } of conjugate(past, present)) addVerb(add, agreements, form, past, agreement);
  }
  for (const { past, present } of rowsOf(files, 'sayings.tsv', ['past', 'present'])) {
    for (const { form, agreement } of conjugate(past, present)) addVerb(add, agreements, form, past, agreement);
  }
  for (const noun of nouns) add(noun, Class.VerbalNoun);
  for (const { word, classes } of rowsOf(files, 'particles.tsv', ['word', 'classes'])) {
    for (const name of alternatives(classes)) {
      const bits = LISTED[name];
      if (bits === undefined) throw new ListError(`particles.tsv: «${word}» has a class «${name}» that there is not`);
      add(word, bits);
      if (bits === Class.That) {
        for (const pronoun of PRONOUNS) add(word + pronoun, bits);
        for (const pronoun of ['', ...PRONOUNS]) add(`ب${word}${pronoun}`, bits);
      }
    }
  }
  const classes = new Table<number>(vocabulary);
  for (const [word, bits] of merged(sums, vocabulary)) classes.set(word, bits);
  const asides = new Phrases<Aside>(vocabulary);
  for (const { phrase, ends } of rowsOf(files, 'sayings-asides.tsv', ['phrase', 'ends']))
    asides.set(phrase, { ends: ends === 'yes' });
  const plurals = new Table<PluralKind>(vocabulary);
  for (const { form, kind } of rowsOf(files, 'plurals.tsv', ['form', 'kind'])) {
    if (kind !== 'people' && kind !== 'things')
      throw new ListError(`plurals.tsv: «${form}» is of a kind «${kind}» that there is not`);
    plurals.set(form, kind);
  }
  const named = new Table<true>(vocabulary);
  for (const { word } of rowsOf(files, 'quoted-names.tsv', ['word'])) named.set(word, true);
  const adjectives = new Table<true>(vocabulary);
  for (const { masculine, feminine } of rowsOf(files, 'adjectives.tsv', ['masculine', 'feminine']))
    for (const form of [masculine, feminine]) if (form !== '') adjectives.set(form, true);
  const additions = new Phrases<true>(vocabulary);
  for (const { phrase } of rowsOf(files, 'additions.tsv', ['phrase'])) additions.set(phrase, true);
  return { classes, asides, additions, agreements, plurals, adjectives, named };
}

function addVerb(
  add: (word: string, bits: number) => void,
  agreements: Table<Agreement>,
  form: string,
  past: string,
  agreement: Agreement,
): void {
  // The bare he-form of the past is a noun as often as not (قتل, عمل, دعم); longer forms are verbs.
  const short = [...form].length <= 3;
  if (short && agreement.person === 1) return;
  // «أعتبر» is written like «اعتبر»: the he-form has it.
  if (agreement.person === 3 || agreements.of(form) === undefined) agreements.set(form, agreement);
  const bare = form === past && short;
  add(form, bare ? Class.MaybeVerb : Class.Verb);
}

/** Spellings that meet in one normal form share their classes; a sure noun makes a sure verb doubtful. */
function merged(sums: ReadonlyMap<string, number>, vocabulary: Vocabulary): Map<string, number> {
  const byForm = new Map<number, number>();
  for (const [word, bits] of sums) {
    const form = vocabulary.intern(word);
    byForm.set(form, (byForm.get(form) ?? 0) | bits);
  }
  const result = new Map<string, number>();
  for (const [word] of sums) {
    let bits = byForm.get(vocabulary.intern(word))!;
    const verb = Class.Verb | Class.MaybeVerb;
    const notVerb = bits & ~verb & ~Class.Auxiliary;
    if ((bits & verb) !== 0 && notVerb !== 0) bits = (bits & ~verb) | Class.MaybeVerb;
    result.set(word, bits);
  }
  return result;
}

/** The class of every token. */
export function classify(words: Words, grammar: GrammarWords): Classes {
  const { tokens } = words;
  const classes = new Int32Array(tokens.count);
  for (let token = 0; token < tokens.count; token++) {
    classes[token] =
      tokens.kind[token] === TokenKind.Word ? wordClass(words, token, grammar) : markClass(tokens, token);
  }
  return classes;
}

function wordClass(words: Words, token: number, { classes }: GrammarWords): number {
  const base = token * READINGS;
  const { form, skip } = words;
  const whole = classes.get(form[base]!) ?? 0;
  if (whole !== 0) return whole;
  let bits = 0;
  if (skip[base + Reading.Conjunction] !== IMPOSSIBLE) {
    const inner = classes.get(form[base + Reading.Conjunction]!) ?? 0;
    if (inner !== 0) bits = inner | Class.Joined;
  }
  if (bits === 0 && skip[base + Reading.Article] !== IMPOSSIBLE) {
    bits = ((classes.get(form[base + Reading.Article]!) ?? 0) & NOMINAL & ~Class.VerbalNoun) | Class.Definite;
    if (skip[base + Reading.Conjunction] !== IMPOSSIBLE) bits |= Class.Joined;
    return bits;
  }
  if (bits === 0 && skip[base + Reading.Particle] !== IMPOSSIBLE) bits = particleClass(words, token, classes);
  if (bits === 0 && words.pronoun[token]! > 0) bits = pronounClass(words, token, classes);
  return bits;
}

const LAM = 0x644;
const SIN = 0x633;

/** With س or ل a present verb is a verb still; with ب, ل or ك only what a noun may be remains. */
function particleClass(words: Words, token: number, classes: Table<number>): number {
  const base = token * READINGS + Reading.Particle;
  const taken = words.skip[base]!;
  const inner = classes.get(words.form[base]!) ?? 0;
  const particle = words.tokens.norm[words.tokens.normStart[token]! + taken - 1];
  const joined = taken > 1 ? Class.Joined : 0;
  if (particle === SIN) return (inner & Class.Verb) === 0 ? 0 : Class.Verb | joined;
  if (particle === LAM && (inner & Class.Verb) !== 0) return Class.Verb | joined;
  const bits = inner & NOMINAL;
  return bits === 0 ? 0 : bits | joined;
}

function pronounClass(words: Words, token: number, classes: Table<number>): number {
  const base = token * READINGS + Reading.Pronoun;
  const inner = classes.get(words.form[base]!) ?? 0;
  const bits = inner & (NOMINAL | Class.Verb | Class.Preposition | Class.MaybeVerb);
  const joined = words.skip[base]! > 0 ? Class.Joined : 0;
  return bits === 0 ? 0 : bits | joined;
}

function markClass(tokens: Tokens, token: number): number {
  const kind = tokens.kind[token];
  if (kind === TokenKind.Number) return Class.Number;
  if (kind === TokenKind.Quote) return Class.Quote;
  if (kind !== TokenKind.Punctuation) return 0;
  switch (String.fromCharCode(tokens.norm[tokens.normStart[token]!]!)) {
    case ',':
    case ';':
      return Class.Comma;
    case '.':
    case '?':
    case '!':
    case '…':
      return Class.Stop;
    case ':':
      return Class.Colon;
    case '-':
      return Class.Dash;
    case '(':
    case '[':
      return Class.Open;
    case ')':
    case ']':
      return Class.Close;
    default:
      return 0;
  }
}
