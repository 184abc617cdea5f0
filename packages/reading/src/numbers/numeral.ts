import { Gap, IMPOSSIBLE, originalOffset, READINGS, Reading, TokenKind, type Words } from '@isnad/text';
import { markOf } from './digits.ts';
import type { NumberWord, NumberWords } from './lists.ts';

const WAW = 0x648;
const SIN = 0x633;

const NOUN_READINGS = [Reading.Whole, Reading.Conjunction, Reading.Particle, Reading.Article] as const;

/** How a number word is written at its token. */
export interface Numeral {
  readonly word: NumberWord;
  /** و stands before it, written onto it. */
  readonly and: boolean;
  readonly article: boolean;
  /** ب, ل or ك (or ف) is written onto it. */
  readonly particle: boolean;
  /** Where its own letters begin, the article included. */
  readonly start: number;
}

/** Looks number words up, clitics and all. */
export class Numerals {
  readonly words: Words;
  private readonly lists: NumberWords;

  constructor(words: Words, lists: NumberWords) {
    this.words = words;
    this.lists = lists;
  }

  /** The number word at a token; undefined where there is none. */
  at(token: number): Numeral | undefined {
    const { words, lists } = this;
    const { tokens, skip, form } = words;
    if (token < 0 || token >= tokens.count || tokens.kind[token] !== TokenKind.Word) return undefined;
    const base = token * READINGS;
    for (const reading of NOUN_READINGS) {
      const taken = skip[base + reading]!;
      if (taken === IMPOSSIBLE) continue;
      const word = lists.words.get(form[base + reading]!);
      if (word === undefined) continue;
      const from = tokens.normStart[token]!;
      if (reading === Reading.Particle && tokens.norm[from + taken - 1] === SIN) continue;
      return numeral(words, token, reading, taken, word);
    }
    return undefined;
  }

  /** A part with an attached pronoun: نصفها, ثلثهم. */
  partWithPronoun(token: number): Numeral | undefined {
    const { words, lists } = this;
    if (words.pronoun[token] === 0) return undefined;
    const base = token * READINGS + Reading.Pronoun;
    const word = lists.words.get(words.form[base]!);
    if (word === undefined || (word.part === undefined && word.twoParts === undefined)) return undefined;
    if (word.unit !== undefined || word.ten !== undefined) return undefined;
    return numeral(words, token, Reading.Pronoun, words.skip[base]!, word);
  }

  /** The number word written plainly at a token right after another word of the number: no clitic, no line between. */
  plain(token: number): NumberWord | undefined {
    const { words, lists } = this;
    const { tokens } = words;
    if (token >= tokens.count || tokens.kind[token] !== TokenKind.Word || tokens.gap[token]! > Gap.Line)
      return undefined;
    return lists.words.get(words.form[token * READINGS]!);
  }

  /**
   * The token at which a further part of a number begins, after و written onto it or apart: `token` for وعشرون and
   * for و glued to digits the token of the digits; −1 when no و joins it.
   */
  afterAnd(token: number): number {
    const { tokens } = this.words;
    if (token >= tokens.count || tokens.kind[token] !== TokenKind.Word || tokens.gap[token]! > Gap.Line) return -1;
    if (markOf(tokens, token) === WAW) return token + 1 < tokens.count ? token + 1 : -1;
    return tokens.norm[tokens.normStart[token]!] === WAW ? token : -1;
  }
}

function numeral(words: Words, token: number, reading: Reading, taken: number, word: NumberWord): Numeral {
  const { tokens, skip } = words;
  const from = tokens.normStart[token]!;
  const first = tokens.norm[from];
  const article = reading === Reading.Article;
  const base = token * READINGS;
  const conjoined = taken > 0 && skip[base + Reading.Conjunction] !== IMPOSSIBLE;
  // Under the article, what stands before it is a conjunction, a preposition or both.
  const before = article ? taken - (tokens.norm[from + taken - 2] === 0x627 ? 2 : 1) : taken;
  return {
    word,
    and: conjoined && first === WAW,
    article,
    particle: before > (conjoined ? 1 : 0) || (conjoined && first !== WAW),
    start: before === 0 ? tokens.start[token]! : originalOffset(tokens, token, before),
  };
}
