import {
  formOf,
  Gap,
  IMPOSSIBLE,
  originalOffset,
  PROCLITIC,
  READINGS,
  Reading,
  type Table,
  TokenKind,
} from '@isnad/text';
import type { Hedging } from '../figures/hedges.ts';
import { Class } from '../grammar/grammar.ts';
import type { Syntax } from '../grammar/syntax.ts';
import { Mark, type Marks } from '../marks.ts';
import type { NounWords } from '../nouns.ts';
import { joined, markOf } from '../numbers/digits.ts';
import { isBareAlef } from '../numbers/fraction.ts';
import type { NumberMatch } from '../numbers/numbers.ts';
import type { DateWord, DateWords, Feast, Month } from './lists.ts';

const SIN = 0x633;
const COMMA = 0x2c;
const ALEF = 0x627;
const READINGS_OF_NOUN = [Reading.Whole, Reading.Conjunction, Reading.Particle, Reading.Article] as const;
const NO_NOUN =
  Class.Verb |
  Class.Preposition |
  Class.Clause |
  Class.Relative |
  Class.That |
  Class.Negation |
  Class.Auxiliary |
  Class.Adverb |
  Class.Circumstance;

/** A listed word at a token; its words end before `last` and begin at offset `start`, clitics left out. */
export interface Found<T> {
  readonly entry: T;
  readonly last: number;
  readonly start: number;
  readonly article: boolean;
}

/** What the readers of dates ask of a document. */
export class DateContext {
  readonly syntax: Syntax;
  readonly words: Syntax['analysis']['words'];
  readonly tokens: Syntax['analysis']['tokens'];
  readonly lists: DateWords;
  readonly nouns: NounWords;
  readonly hedges: ReadonlyMap<number, Hedging>;
  readonly marks: Marks;
  /** Nouns whose number names and counts nothing: رقم, المادة. */
  readonly labels: Table<true>;
  private readonly numbers = new Map<number, NumberMatch>();
  private readonly numbersByLast = new Map<number, NumberMatch>();

  constructor(
    syntax: Syntax,
    lists: DateWords,
    nouns: NounWords,
    numbers: readonly NumberMatch[],
    hedges: ReadonlyMap<number, Hedging>,
    marks: Marks,
  ) {
    this.syntax = syntax;
    this.words = syntax.analysis.words;
    this.tokens = this.words.tokens;
    this.lists = lists;
    this.nouns = nouns;
    this.hedges = hedges;
    this.marks = marks;
    this.labels = lists.labels;
    for (const number of numbers) {
      this.numbers.set(number.first, number);
      this.numbersByLast.set(number.last, number);
    }
  }

  /** The number that begins at a token. */
  number(token: number): NumberMatch | undefined {
    return this.numbers.get(token);
  }

  /** The same for a token that must go on from the one before it, with no blank line between. */
  nextNumber(token: number): NumberMatch | undefined {
    return this.near(token) ? this.numbers.get(token) : undefined;
  }

  /** The number whose last word stands right before a token. */
  numberBefore(token: number): NumberMatch | undefined {
    return this.numbersByLast.get(token);
  }

  /** True for a token on the same line as the one before it, or on the next. */
  near(token: number): boolean {
    return token >= 0 && token < this.tokens.count && this.tokens.gap[token]! <= Gap.Line;
  }

  is(token: number, form: number): boolean {
    return token >= 0 && token < this.tokens.count && formOf(this.words, token, Reading.Whole) === form;
  }

  /** The word itself, or with و or ف before it. */
  isConjoined(token: number, form: number): boolean {
    return (
      this.is(token, form) || (token < this.tokens.count && formOf(this.words, token, Reading.Conjunction) === form)
    );
  }

  mark(token: number): number {
    return markOf(this.tokens, token);
  }

  isComma(token: number): boolean {
    return this.mark(token) === COMMA;
  }

  joined(token: number): boolean {
    return joined(this.tokens, token);
  }

  isDigits(token: number): boolean {
    return token >= 0 && token < this.tokens.count && this.tokens.kind[token] === TokenKind.Number;
  }

  isWord(token: number): boolean {
    return token >= 0 && token < this.tokens.count && this.tokens.kind[token] === TokenKind.Word;
  }

  /** The entry of the token that has a field, under the least of its readings that gives one. */
  having<K extends keyof DateWord>(token: number, field: K): Found<DateWord> | undefined {
    const { words, tokens, lists } = this;
    if (!this.isWord(token) || (this.marks[token]! & Mark.DateWord) === 0) return undefined;
    const base = token * READINGS;
    for (const reading of READINGS_OF_NOUN) {
      const taken = words.skip[base + reading]!;
      if (taken === IMPOSSIBLE) continue;
      const entry = lists.words.get(words.form[base + reading]!);
      if (entry === undefined || entry[field] === undefined) continue;
      if (reading === Reading.Particle && tokens.norm[tokens.normStart[token]! + taken - 1] === SIN) continue;
      const article = reading === Reading.Article;
      return { entry, last: token + 1, start: this.startWithout(token, taken, article), article };
    }
    return undefined;
  }

  /** The same among entries of several words, then of one. */
  phraseHaving<K extends keyof DateWord>(token: number, field: K): Found<DateWord> | undefined {
    if (!this.isWord(token) || (this.marks[token]! & Mark.DateWord) === 0) return undefined;
    const match = this.lists.phrases.longest(this.words, token, PROCLITIC);
    if (match !== undefined && match.entry[field] !== undefined) {
      const taken = this.words.skip[token * READINGS + match.reading]!;
      const article = match.reading === Reading.Article;
      return { entry: match.entry, last: match.end, start: this.startWithout(token, taken, article), article };
    }
    return this.having(token, field);
  }

  month(token: number): Found<Month> | undefined {
    return this.named(token, this.lists.months);
  }

  feast(token: number): Found<Feast> | undefined {
    return this.named(token, this.lists.feasts);
  }

  private named<T>(token: number, list: NamedList<T>): Found<T> | undefined {
    if (!this.isWord(token)) return undefined;
    const match = list.longest(this.words, token, PROCLITIC);
    if (match === undefined) return undefined;
    const taken = this.words.skip[token * READINGS + match.reading]!;
    const article = match.reading === Reading.Article;
    return { entry: match.entry, last: match.end, start: this.startWithout(token, taken, article), article };
  }

  /** The offset at which a word begins when its clitics are left out, the article kept. */
  private startWithout(token: number, taken: number, article: boolean): number {
    const { tokens } = this;
    if (taken === 0) return tokens.start[token]!;
    const from = tokens.normStart[token]!;
    const before = article ? taken - (tokens.norm[from + taken - 2] === ALEF ? 2 : 1) : taken;
    return before === 0 ? tokens.start[token]! : originalOffset(tokens, token, before);
  }

  /** The article is written onto a word; «ألغام» and «آلاف» begin with letters of their own. */
  hasArticle(token: number): boolean {
    if (!this.isWord(token)) return false;
    const taken = this.words.skip[token * READINGS + Reading.Article]!;
    if (taken === IMPOSSIBLE) return false;
    const { tokens } = this;
    const alef = tokens.normStart[token]! + taken - 2;
    if (tokens.norm[alef] !== ALEF) return true;
    const unit = tokens.text.charCodeAt(taken === 2 ? tokens.start[token]! : originalOffset(tokens, token, taken - 2));
    return isBareAlef(unit);
  }

  /** True when a noun that a number before it could count stands at a token. */
  isCounted(token: number): boolean {
    if (!this.isWord(token) || this.tokens.gap[token]! > Gap.Space || this.numbers.has(token)) return false;
    if (this.hasArticle(token) || this.syntax.has(token, NO_NOUN | Class.Joined)) return false;
    const from = this.tokens.normStart[token]!;
    if (this.tokens.normStart[token + 1]! - from < 2) return false;
    return this.tokens.norm[from] !== 0x648 || this.nouns.forms.at(this.words, token, 1) !== undefined;
  }

  /** The same, where a word that may be something else does not do: a listed noun, or an accusative. */
  isSurelyCounted(token: number): boolean {
    if (!this.isCounted(token)) return false;
    if (this.nouns.forms.at(this.words, token, 1) !== undefined) return true;
    const { norm, normStart } = this.tokens;
    return norm[normStart[token + 1]! - 1] === ALEF && !this.syntax.has(token, Class.MaybeVerb);
  }

  isFunctionWord(token: number): boolean {
    return this.syntax.has(token, NO_NOUN);
  }

  endOf(last: number): number {
    return this.tokens.end[last - 1]!;
  }
}

interface NamedList<T> {
  longest(
    words: DateContext['words'],
    token: number,
    mask: number,
  ): { readonly entry: T; readonly end: number; readonly reading: Reading } | undefined;
}
