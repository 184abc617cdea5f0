import { IMPOSSIBLE, PROCLITIC, READINGS, Reading } from '@isnad/text';
import type { DateContext } from '../dates/reader.ts';
import type { DateMatch } from '../dates/when.ts';
import type { Range } from '../grammar/syntax.ts';
import { Mark, type Marks } from '../marks.ts';
import type { HedgeWords } from './hedges.ts';
import type { FigureWord, FigureWords } from './lists.ts';

/** What the readers of figures ask of a document: all that the dates were given, and the dates themselves. */
export class FigureContext {
  readonly base: DateContext;
  readonly words: DateContext['words'];
  readonly tokens: DateContext['tokens'];
  readonly syntax: DateContext['syntax'];
  readonly lists: FigureWords;
  readonly hedgeWords: HedgeWords;
  readonly marks: Marks;
  /** 1 for a token of a date or of a name with a number in it. */
  private readonly taken: Uint8Array;

  constructor(
    base: DateContext,
    lists: FigureWords,
    hedgeWords: HedgeWords,
    marks: Marks,
    dates: readonly DateMatch[],
    names: readonly Range[],
  ) {
    this.base = base;
    this.words = base.words;
    this.tokens = base.tokens;
    this.syntax = base.syntax;
    this.lists = lists;
    this.hedgeWords = hedgeWords;
    this.marks = marks;
    this.taken = new Uint8Array(base.tokens.count);
    for (const { first, last } of dates) this.taken.fill(1, first, last);
    for (const { first, last } of names) this.taken.fill(1, first, last);
  }

  isTaken(token: number): boolean {
    return this.taken[token] === 1;
  }

  /** The entry of a token in figure-words.tsv, under any proclitic. */
  word(token: number): FigureWord | undefined {
    if (token < 0 || token >= this.tokens.count || (this.marks[token]! & Mark.FigureWord) === 0) return undefined;
    return this.lists.words.at(this.words, token, PROCLITIC);
  }

  /** True when the word goes on in the same sentence as the token before it, on the same line or the next. */
  follows(token: number): boolean {
    return token > 0 && token < this.tokens.count && this.tokens.gap[token]! <= 2;
  }

  /** Words of the text from one token to another, what the clitics of the first take off left out. */
  text(start: number, last: number): string {
    return this.tokens.text.slice(start, this.tokens.end[last - 1]!);
  }

  /** True when ب, ل or ك (not the conjunction) is written onto a word. */
  hasParticle(token: number): boolean {
    const { skip } = this.words;
    const base = token * READINGS;
    if (skip[base + Reading.Particle] === IMPOSSIBLE) return false;
    const conjunction = skip[base + Reading.Conjunction]!;
    return conjunction === IMPOSSIBLE || skip[base + Reading.Particle]! > conjunction;
  }
}
