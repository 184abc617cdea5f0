import { formOf, IMPOSSIBLE, originalOffset, PROCLITIC, READINGS, Reading, TokenKind, WHOLE } from '@isnad/text';
import type { Analysis } from '../analysis.ts';
import type { NumberKind } from '../contract.ts';
import { Mark, type Marks } from '../marks.ts';
import { exact, readCardinal } from './cardinal.ts';
import { hasMinus, hasStopBeforeThree, joined, markOf, readDigits, standsFree } from './digits.ts';
import { addDecimals, addFraction, isDefinite, readFraction, readPerMille, readShare } from './fraction.ts';
import type { NumberWords } from './lists.ts';
import { type Numeral, Numerals } from './numeral.ts';
import { readOrdinal } from './ordinal.ts';

/** A number of the text: tokens `first` … `last` − 1, of which the first may carry a clitic before `start`. */
export interface NumberMatch {
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
  readonly value: number;
  readonly kind: NumberKind;
  readonly article: boolean;
  /** و stands before it. */
  readonly and: boolean;
  /** ب, ل or ك is written onto it. */
  readonly particle: boolean;
  /** A word, not digits alone, says it. */
  readonly words: boolean;
  /** Largest scale named in it (1000 for آلاف), 1 for none, and the number before that scale. */
  readonly scale: number;
  readonly mantissa: number;
}

const PERCENT = 0x25;
const OPEN = 0x28;
const CLOSE = 0x29;
const SLASH = 0x2f;
const HYPHEN = 0x2d;
const ALEF = 0x627;
const HA = 0x647;
const TA = 0x62a;
const NUN = 0x646;
const WAW = 0x648;
const YA = 0x64a;

/** The numbers of a document in order, in words, digits or both; none overlaps another. */
export function numbersOf(analysis: Analysis, lists: NumberWords, marks: Marks): NumberMatch[] {
  return new NumberReader(analysis, lists).run(marks);
}

class NumberReader {
  private readonly numerals: Numerals;
  private readonly lists: NumberWords;
  private readonly words: Analysis['words'];
  private readonly found: NumberMatch[] = [];

  constructor(analysis: Analysis, lists: NumberWords) {
    this.words = analysis.words;
    this.lists = lists;
    this.numerals = new Numerals(analysis.words, lists);
  }

  run(marks: Marks): NumberMatch[] {
    const wanted = Mark.NumberWord | Mark.Digits | Mark.Idiom | Mark.Link;
    for (let token = 0; token < marks.length; token++) {
      if ((marks[token]! & wanted) === 0) continue;
      token = this.visit(token, marks[token]!) - 1;
    }
    return this.found;
  }

  /** Reads what stands at a marked token; gives the token to go on from. */
  private visit(token: number, mark: number): number {
    if ((mark & Mark.Link) !== 0) return this.afterLink(token);
    if ((mark & Mark.Idiom) !== 0) {
      const idiom = this.lists.idioms.longest(this.words, token, PROCLITIC);
      if (idiom !== undefined && !this.beginsTeen(idiom.end)) return idiom.end;
    }
    const match = (mark & Mark.Digits) !== 0 ? this.atDigits(token) : this.atWord(token);
    if (match === undefined) return token + 1;
    this.found.push(match);
    return match.last;
  }

  /** «الأحد عشر»: no Sunday. */
  private beginsTeen(token: number): boolean {
    return this.numerals.plain(token)?.ten !== undefined;
  }

  private afterLink(token: number): number {
    const { tokens } = this.words;
    let at = token + 1;
    while (at < tokens.count && joined(tokens, at)) at++;
    return at;
  }

  private atDigits(token: number): NumberMatch | undefined {
    const { tokens } = this.words;
    if (this.isPartOfName(token) || this.isNumericDate(token)) return undefined;
    const numeral = readDigits(tokens, token, (at) => this.numerals.plain(at)?.scale !== undefined);
    if (numeral === undefined) return undefined;
    const article = token > 0 && tokens.gap[token]! <= 1 ? this.articleAt(token - 1) : -1;
    const apart = article >= 0;
    const minus = numeral.first === token && hasMinus(tokens, token);
    const first = apart || minus ? token - 1 : numeral.first;
    const before = markOf(tokens, first - 1);
    const base = {
      first,
      start: apart ? article : tokens.start[first]!,
      article: apart,
      and: before === WAW,
      particle: isParticle(before),
    };
    if (numeral.fraction) return this.finish(base, numeral.last, minus ? -numeral.value : numeral.value, 'fraction');
    return this.cardinal(base, token, undefined, minus);
  }

  /** The offset of ال written apart from its digits, with و or ب before it or nothing; −1 where it does not stand. */
  private articleAt(token: number): number {
    const { tokens, skip } = this.words;
    for (const reading of [Reading.Whole, Reading.Conjunction, Reading.Particle]) {
      if (formOf(this.words, token, reading) !== this.lists.article) continue;
      const taken = skip[token * READINGS + reading]!;
      return taken === 0 ? tokens.start[token]! : originalOffset(tokens, token, taken);
    }
    return -1;
  }

  /** Written onto letters of another alphabet (F16), or a part of a fraction or version that was refused. */
  private isPartOfName(token: number): boolean {
    const { tokens } = this.words;
    return joined(tokens, token) && tokens.kind[token - 1] === TokenKind.Foreign;
  }

  /** 3/5/2016 and 2016-05-03 are read by the dates. */
  private isNumericDate(token: number): boolean {
    for (const first of [token, token - 2, token - 4]) if (this.threeJoined(first)) return true;
    return false;
  }

  private threeJoined(first: number): boolean {
    const { tokens } = this.words;
    if (first < 0 || first + 4 >= tokens.count) return false;
    const mark = markOf(tokens, first + 1);
    if ((mark !== SLASH && mark !== HYPHEN) || markOf(tokens, first + 3) !== mark) return false;
    for (let at = first; at <= first + 4; at++) {
      if (at > first && !joined(tokens, at)) return false;
      if ((at - first) % 2 === 0 && tokens.kind[at] !== TokenKind.Number) return false;
    }
    return true;
  }

  private atWord(token: number): NumberMatch | undefined {
    const { numerals } = this;
    const numeral = numerals.at(token) ?? numerals.partWithPronoun(token);
    if (numeral === undefined) return undefined;
    const { word, start, article, and, particle } = numeral;
    const base = { first: token, start, article, and: and || this.standsAfterWaw(token), particle };
    if (word.minus === true) return this.negative(base, token);
    if (word.scale === 1000 && this.isAuthored(token, numeral)) return undefined;
    const ordinal = this.ordinalAt(token, numeral);
    if (ordinal !== undefined) return this.finish(base, ordinal.last, ordinal.value, 'ordinal');
    const fraction = readFraction(numerals, token, numeral);
    if (fraction !== undefined) {
      const kind = fraction.value < 1 ? 'fraction' : 'cardinal';
      return this.finish(base, fraction.last, fraction.value, kind, fraction.value >= 1000 ? 1000 : 1);
    }
    return this.cardinal(base, token, numeral, false);
  }

  /** «ألف الكاتب»: wrote. What a thousand counts has no article. */
  private isAuthored(token: number, { word, article, particle }: Numeral): boolean {
    if (article || particle || word.plural === true || word.times !== undefined || word.alef === true) return false;
    const next = token + 1;
    if (this.found.at(-1)?.last === token) return false;
    return isDefinite(this.numerals, next) && this.numerals.at(next) === undefined;
  }

  private standsAfterWaw(token: number): boolean {
    return markOf(this.words.tokens, token - 1) === WAW;
  }

  private negative(base: Base, token: number): NumberMatch | undefined {
    const numeral = this.numerals.at(token + 1);
    const cardinal = readCardinal(this.numerals, token + 1, numeral?.word, this.words.tokens.count);
    return cardinal === undefined ? undefined : this.finish(base, cardinal.last, -cardinal.value, 'cardinal');
  }

  private ordinalAt(token: number, numeral: Numeral): { last: number; value: number } | undefined {
    const { word } = numeral;
    // «30 ثانية» is a time, and so is a second after any number.
    const previous = this.found.at(-1);
    if (word.ordinal !== undefined && !numeral.article && previous?.last === token && previous.kind !== 'ordinal')
      return undefined;
    const ordinal = readOrdinal(this.numerals, token, numeral);
    if (ordinal !== undefined) return ordinal;
    const tens = word.tens;
    if (tens === undefined || !numeral.article || this.countsAfterArticle(token, token + 1)) return undefined;
    return { last: token + 1, value: tens };
  }

  /**
   * True when a ten or digits with the article count: a noun in the accusative follows (العشرين دولة), a plural noun
   * stands before (الدول العشرون), or what stands before is no noun (فوق الثلاثين).
   */
  private countsAfterArticle(first: number, last: number): boolean {
    const { tokens } = this.words;
    if (this.isAccusative(last) || this.isNoun(last)) return true;
    const before = first - 1;
    if (before < 0 || tokens.gap[first] !== 1 || tokens.kind[before] !== TokenKind.Word) return false;
    if (this.lists.nouns.forms.at(this.words, before, PROCLITIC)?.plural === true || endsAsPlural(tokens, before))
      return true;
    return !isDefinite(this.numerals, before) && !this.hasArticle(before) && this.isAmount(before);
  }

  /** A noun without the article, which is counted: «الـ50 دولة». */
  private isNoun(token: number): boolean {
    const { tokens } = this.words;
    return (
      token < tokens.count &&
      tokens.gap[token] === 1 &&
      this.lists.nouns.forms.at(this.words, token, WHOLE) !== undefined
    );
  }

  private isPerson(token: number): boolean {
    return this.isNoun(token) && this.lists.nouns.forms.at(this.words, token, WHOLE)?.kind === 'person';
  }

  private hasArticle(token: number): boolean {
    return this.words.skip[token * READINGS + Reading.Article] !== IMPOSSIBLE;
  }

  /** A word that asks for an amount: فوق, دون, بين, تجاوز … */
  private isAmount(token: number): boolean {
    return this.lists.amounts.at(this.words, token, PROCLITIC) !== undefined;
  }

  /** An indefinite singular that a number counts: ends in ا or ة. */
  private isAccusative(token: number): boolean {
    const { tokens } = this.words;
    if (token >= tokens.count || tokens.kind[token] !== TokenKind.Word || tokens.gap[token] !== 1) return false;
    if (isDefinite(this.numerals, token) || tokens.norm[tokens.normStart[token]!] === WAW) return false;
    const length = tokens.normStart[token + 1]! - tokens.normStart[token]!;
    const last = tokens.norm[tokens.normStart[token + 1]! - 1];
    return (
      length >= 3 && (last === ALEF || last === HA) && this.lists.words.at(this.words, token, PROCLITIC) === undefined
    );
  }

  private cardinal(base: Base, token: number, numeral: Numeral | undefined, minus: boolean): NumberMatch | undefined {
    const { numerals, lists, words } = this;
    const { tokens } = words;
    let read = readCardinal(numerals, token, numeral?.word, tokens.count);
    if (read === undefined) return undefined;
    if (read.lastAnd >= 0 && this.isBetween(base.first) && !this.numberAfterAnd(read.last)) {
      // «بين خمسة وعشرين»: two numbers, as far as they rise.
      const low = readCardinal(numerals, token, numeral?.word, read.lastAnd);
      if (low !== undefined && low.value < read.value - low.value) read = low;
    }
    let { last, value, scale } = read;
    // «1.234 شخصا»: nobody counts people in thousandths.
    if (
      numeral === undefined &&
      scale === 1 &&
      last === token + 1 &&
      this.isPerson(last) &&
      hasStopBeforeThree(tokens, token)
    ) {
      value = exact(value * 1000);
    }
    const bracketed = scale === 1 && numeral === undefined ? this.scaleBehindBracket(base.first, last) : 1;
    let from = base;
    if (bracketed > 1) {
      [last, value, scale] = [last + 2, exact(value * bracketed), bracketed];
      from = { ...base, first: base.first - 1, start: tokens.start[base.first - 1]! };
    }
    const { mantissa } = read;
    let kind: NumberKind = 'cardinal';
    const under = numerals.plain(last);
    // «ثلاثة وعشرون خمسا», «3 أرباع»
    const parts = scale > 1 ? undefined : value > 10 ? under?.part : under?.parts;
    const more =
      addFraction(numerals, last, value, numerals.at(last - 1)?.word.scale ?? 1) ??
      addDecimals(numerals, lists, last, value);
    if (parts !== undefined) {
      ({ last, value, kind } = { last: last + 1, value: value / parts, kind: value < parts ? 'fraction' : kind });
    } else if (more !== undefined) {
      ({ last, value } = more);
      if (scale === 1 && value >= 1000) scale = 1000;
    } else if (!base.article && Number.isInteger(value)) {
      const share = readPerMille(numerals, lists, last, value) ?? readShare(numerals, lists, last, value);
      if (share !== undefined) ({ last, value, kind } = { ...share, kind: 'fraction' });
    }
    const counts = scale > 1 || this.countsAfterArticle(base.first, last);
    if (base.article && numeral === undefined && !counts) kind = 'ordinal';
    return this.finish(from, last, minus ? -value : value, kind, scale, mantissa, read.words);
  }

  /** «(450) ألف ريال» */
  private scaleBehindBracket(first: number, last: number): number {
    const { tokens } = this.words;
    if (markOf(tokens, first - 1) !== OPEN || markOf(tokens, last) !== CLOSE) return 1;
    return this.numerals.plain(last + 1)?.scale ?? 1;
  }

  private isBetween(token: number): boolean {
    if (token === 0) return false;
    return [Reading.Whole, Reading.Conjunction].some((r) => formOf(this.words, token - 1, r) === this.lists.bayn);
  }

  private numberAfterAnd(token: number): boolean {
    const next = this.numerals.afterAnd(token);
    return next >= 0 && (this.words.tokens.kind[next] === TokenKind.Number || this.numerals.at(next) !== undefined);
  }

  /** Adds a percentage sign or its words, and closes the match. */
  private finish(
    base: Base,
    last: number,
    value: number,
    kind: NumberKind,
    scale = 1,
    mantissa = value,
    words = true,
  ): NumberMatch {
    const { tokens } = this.words;
    let end = last;
    let first = base.first;
    let start = base.start;
    let percent = 0;
    if (kind !== 'ordinal') {
      percent = this.percentAt(last);
      if (percent > 0) end = percent;
      else if (markOf(tokens, first - 1) === PERCENT && joined(tokens, first) && standsFree(tokens, first - 1)) {
        percent = 1;
        first--;
        start = tokens.start[first]!;
      }
    }
    return {
      first,
      last: end,
      start,
      end: tokens.end[end - 1]!,
      value: exact(value),
      kind: percent > 0 ? 'percent' : kind,
      article: base.article,
      and: base.and,
      particle: base.particle,
      words,
      scale,
      mantissa,
    };
  }

  /** The token after %, بالمئة or في المئة; 0 where none of them stands at a token. */
  private percentAt(token: number): number {
    const { tokens } = this.words;
    if (token >= tokens.count || tokens.gap[token]! > 1) return 0;
    if (markOf(tokens, token) === PERCENT) {
      // A sign written onto the digits after it is theirs.
      const leads = !joined(tokens, token) && joined(tokens, token + 1) && tokens.kind[token + 1] === TokenKind.Number;
      return leads ? 0 : token + 1;
    }
    if (this.isPercentWord(token, true) || this.numerals.plain(token)?.percentJoined === true) return token + 1;
    const preposition = formOf(this.words, token, Reading.Whole) === this.lists.fi;
    return preposition && this.isPercentWord(token + 1, false) ? token + 2 : 0;
  }

  private isPercentWord(token: number, particle: boolean): boolean {
    const numeral = this.numerals.at(token);
    return numeral?.word.percent === true && numeral.article && numeral.particle === particle;
  }
}

interface Base {
  readonly first: number;
  readonly start: number;
  readonly article: boolean;
  readonly and: boolean;
  readonly particle: boolean;
}

function isParticle(mark: number): boolean {
  return mark === 0x628 || mark === 0x644 || mark === 0x643;
}

/** ات, ون and ين end plurals (and duals, which no further number counts). */
function endsAsPlural(tokens: Analysis['tokens'], token: number): boolean {
  const end = tokens.normStart[token + 1]!;
  if (end - tokens.normStart[token]! < 5) return false;
  const last = tokens.norm[end - 1];
  const before = tokens.norm[end - 2];
  return (last === TA && before === ALEF) || (last === NUN && (before === WAW || before === YA));
}
