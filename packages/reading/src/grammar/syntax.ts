import {
  type FormId,
  formOf,
  IMPOSSIBLE,
  NO_FORM,
  type Quotation,
  READINGS,
  Reading,
  tokenAt,
  type Vocabulary,
} from '@isnad/text';
import type { Analysis } from '../analysis.ts';
import type { Span } from '../contract.ts';
import { Class, type Classes, classify, type GrammarWords } from './grammar.ts';

/** Forms of single words that rules ask for by name. */
export interface Keywords {
  readonly an: FormId;
  readonly ala: FormId;
  readonly ila: FormId;
  readonly anPreposition: FormId;
  readonly min: FormId;
  readonly fi: FormId;
  readonly hawl: FormId;
  readonly ma: FormId;
  readonly wa: FormId;
  readonly ba: FormId;
  readonly li: FormId;
  readonly illa: FormId;
  readonly ghayr: FormId;
  readonly kama: FormId;
  readonly mimma: FormId;
  readonly raghm: FormId;
  readonly ragham: FormId;
  readonly haythu: FormId;
  readonly ayy: FormId;
  readonly nahnu: FormId;
  readonly ana: FormId;
  readonly dhalika: FormId;
  readonly thumma: FormId;
  readonly qad: FormId;
  readonly amr: FormId;
  readonly mithlama: FormId;
  readonly lima: FormId;
  readonly hal: FormId;
  readonly fromWhat: FormId;
  readonly idha: FormId;
  readonly hatta: FormId;
  readonly topic: FormId;
  readonly fima: FormId;
  readonly maa: FormId;
  readonly baynama: FormId;
  readonly hin: FormId;
}

export function internKeywords(vocabulary: Vocabulary): Keywords {
  const id = (word: string) => vocabulary.intern(word);
  return {
    an: id('أن'),
    ala: id('على'),
    ila: id('إلى'),
    anPreposition: id('عن'),
    min: id('من'),
    fi: id('في'),
    hawl: id('حول'),
    ma: id('ما'),
    wa: id('و'),
    ba: id('ب'),
    li: id('ل'),
    illa: id('إلا'),
    ghayr: id('غير'),
    kama: id('كما'),
    mimma: id('مما'),
    raghm: id('رغم'),
    ragham: id('الرغم'),
    haythu: id('حيث'),
    ayy: id('أي'),
    nahnu: id('نحن'),
    ana: id('أنا'),
    dhalika: id('ذلك'),
    thumma: id('ثم'),
    qad: id('قد'),
    amr: id('الأمر'),
    mithlama: id('مثلما'),
    lima: id('لما'),
    hal: id('هل'),
    fromWhat: id('عما'),
    idha: id('إذا'),
    hatta: id('حتى'),
    topic: id('أما'),
    fima: id('فيما'),
    maa: id('مع'),
    baynama: id('بينما'),
    hin: id('حين'),
  };
}

/** A run of tokens: `first` … `last` − 1. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

const BA = 0x628;
const LAM = 0x644;

/** A document's tokens with their classes, and the questions that rules ask of them. */
export class Syntax {
  readonly analysis: Analysis;
  readonly grammar: GrammarWords;
  readonly classes: Classes;
  readonly keywords: Keywords;
  /** Names, apart from one another and in order; empty where no layer of names ran before. */
  readonly names: readonly Range[];
  private readonly nameIndex: Int32Array;
  private readonly sentenceIndex: Int32Array;
  private readonly opened = new Map<number, Quotation>();
  private readonly closed = new Map<number, Quotation>();

  constructor(analysis: Analysis, grammar: GrammarWords, keywords: Keywords, names: readonly Range[]) {
    this.analysis = analysis;
    this.grammar = grammar;
    this.keywords = keywords;
    this.classes = classify(analysis.words, grammar);
    this.names = names;
    this.nameIndex = new Int32Array(analysis.tokens.count).fill(-1);
    for (const [index, { first, last }] of names.entries()) this.nameIndex.fill(index, first, last);
    this.sentenceIndex = new Int32Array(analysis.tokens.count);
    for (const [index, { first, last }] of analysis.sentences.entries()) this.sentenceIndex.fill(index, first, last);
    for (const quotation of analysis.quotations) {
      this.opened.set(quotation.open, quotation);
      if (quotation.closed) this.closed.set(quotation.close, quotation);
    }
  }

  has(token: number, bits: number): boolean {
    return token >= 0 && token < this.classes.length && (this.classes[token]! & bits) !== 0;
  }

  /** The token is the word itself, with or without و or ف. */
  is(token: number, form: FormId): boolean {
    if (token < 0 || token >= this.classes.length) return false;
    const { words } = this.analysis;
    return formOf(words, token, Reading.Whole) === form || formOf(words, token, Reading.Conjunction) === form;
  }

  /** ب is written onto the token, or stands before it as بـ. */
  joinedBa(token: number): boolean {
    return this.joinedParticle(token, BA);
  }

  joinedLam(token: number): boolean {
    return this.joinedParticle(token, LAM);
  }

  joinedBaOrLam(token: number): boolean {
    return this.joinedBa(token) || this.joinedLam(token);
  }

  private joinedParticle(token: number, unit: number): boolean {
    const { tokens, skip } = this.analysis.words;
    if (token >= tokens.count) return false;
    const base = token * READINGS;
    const from = tokens.normStart[token]!;
    const length = tokens.normStart[token + 1]! - from;
    if (length === 1) return tokens.norm[from] === unit && token + 1 < tokens.count;
    // No word of its own begins with لل, though a name may hold it: للوكالة.
    const [first, second] = [tokens.norm[from], tokens.norm[from + 1]];
    if (unit === LAM && first === LAM && second === LAM) return true;
    // A word that lists know whole (بيان, لبنان) begins with a letter of its own; بأن does not.
    if (this.analysis.words.form[base + Reading.Whole] !== NO_FORM)
      return this.has(token, Class.That) && tokens.norm[from] === unit;
    const taken = skip[base + Reading.Particle]!;
    return taken !== IMPOSSIBLE && tokens.norm[from + taken - 1] === unit;
  }

  /** The tokens of a span of the text. */
  rangeOf({ start, end }: Pick<Span, 'start' | 'end'>): Range {
    const { tokens } = this.analysis;
    return { first: tokenAt(tokens, start), last: tokenAt(tokens, end - 1) + 1 };
  }

  sentenceOf(token: number): Range {
    return this.analysis.sentences[this.sentenceIndex[token]!]!;
  }

  sentenceNumber(token: number): number {
    return this.sentenceIndex[token]!;
  }

  blockOf(token: number): Range {
    for (const block of this.analysis.blocks) if (token < block.last) return block;
    throw new RangeError(`no block holds token ${token}`);
  }

  quotationFrom(token: number): Quotation | undefined {
    return this.opened.get(token);
  }

  quotationTo(token: number): Quotation | undefined {
    return this.closed.get(token);
  }

  /** The outermost quotation that holds the token between its marks. */
  quotationAround(token: number): Quotation | undefined {
    for (const quotation of this.analysis.quotations) {
      if (quotation.open >= token) return undefined;
      if (quotation.close > token) return quotation;
    }
    return undefined;
  }

  /** The token after the bracket that closes the one at `token`; `token` + 1 where none does before `limit`. */
  afterBracket(token: number, limit: number): number {
    for (let at = token + 1; at < limit; at++) if (this.has(at, Class.Close)) return at + 1;
    return token + 1;
  }

  /** A conjunction that begins a clause; غير and إلا do only before أن. */
  opensClause(token: number): boolean {
    // «في حين»
    if (this.is(token, this.keywords.fi)) return this.has(token + 1, Class.Under);
    if (!this.has(token, Class.Clause)) return false;
    const excepting = this.is(token, this.keywords.ghayr) || this.is(token, this.keywords.illa);
    return !excepting || this.has(token + 1, Class.That);
  }

  /** فيما, بينما, في حين: what goes on beside, told by whoever tells the rest. */
  opensMeanwhile(token: number): boolean {
    const { fima, baynama, hin, fi } = this.keywords;
    return this.is(token, fima) || this.is(token, baynama) || (this.is(token, fi) && this.is(token + 1, hin));
  }

  /** The dash that closes a gloss opened by the one at `token`, within reach; −1 where none does. */
  closingDash(token: number, limit: number): number {
    for (let at = token + 1; at < limit; at++) {
      if (this.has(at, Class.Dash)) return at;
      if (this.has(at, Class.Stop)) return -1;
    }
    return -1;
  }

  /** Letters in the token's normal form. */
  lengthOf(token: number): number {
    const { normStart } = this.analysis.tokens;
    return normStart[token + 1]! - normStart[token]!;
  }

  /** An attached pronoun ends the token: أنه, أنها; for a complementiser of three letters or fewer it is told by its last. */
  hasPronoun(token: number): boolean {
    const { norm, normStart } = this.analysis.tokens;
    const last = norm[normStart[token + 1]! - 1];
    return last !== 0x646;
  }

  /** The name that holds the token. */
  nameAt(token: number): Range | undefined {
    const index = this.nameIndex[token] ?? -1;
    return index < 0 ? undefined : this.names[index];
  }

  /** A verb that can only be one, or a negation, قد or كان before one. */
  isVerbal(token: number): boolean {
    return this.has(token, Class.Verb | Class.Negation | Class.Auxiliary);
  }
}
