import { Gap, type Quotation } from '@isnad/text';
import { Class } from '../grammar/grammar.ts';
import { isAccusative, isOwned, isVerbalNoun } from '../grammar/nouns.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import { isCredit } from './content.ts';
import type { Cue } from './cue.ts';
import { type Saying, Takes } from './sayings.ts';

/** How the words that were said begin. */
export type Opener = 'that' | 'colon' | 'quote' | 'preposition' | 'object' | 'speech' | 'label';

/** What follows a cue: the words that may name its source, and where the words that were said begin. */
export interface Complement {
  readonly opener: Opener;
  /** From the cue to the opener, without asides; empty when nothing stands between. */
  readonly subject: Range;
  readonly content: number;
}

/** A clause is not searched farther than this many tokens for what was said. */
const REACH = 70;

/** The complement of a verb, participle or noun of saying; undefined when it credits nothing that follows. */
export function complementOf(syntax: Syntax, cue: SayingCue, cues: CueMap): Complement | undefined {
  return new ComplementSearch(syntax, cue, cues).run();
}

export type SayingCue = Exclude<Cue, { kind: 'phrase' }>;

/** Tells of a token whether a verb or participle of saying stands there, whatever it credits. */
type IsCue = (token: number) => boolean;

/** The end of a crediting phrase with its source that begins at a token; the token itself where none begins. */
type PhraseAt = (token: number) => number;

/** Where other cues stand. */
export interface CueMap {
  readonly isCue: IsCue;
  /** A noun of saying: مزاعم, اتهامات. */
  readonly isNoun: IsCue;
  readonly phraseAt: PhraseAt;
}

/** A time or an occasion between commas is no longer than this. */
const INSERTION = 10;

/** A gloss between dashes is no longer than this. */
const GLOSS = 30;

/** A weak word of saying credits words only that begin within this many tokens. */
const WEAK_REACH = 12;

class ComplementSearch {
  private readonly syntax: Syntax;
  private readonly cue: SayingCue;
  private readonly isCue: IsCue;
  private readonly phraseAt: PhraseAt;
  private readonly isNoun: IsCue;
  private readonly saying: Saying;
  /** How far the content may begin, and where its sentence ends. */
  private limit: number;
  private readonly end: number;
  /** Where the naming of the source must end: a comma, an aside, a word of time. −1 while it goes on. */
  private subjectEnd = -1;
  /** Where the content begins if nothing better comes. */
  private fallback: Complement | undefined;
  private afterComma = false;
  private inRelative = false;

  constructor(syntax: Syntax, cue: SayingCue, { isCue, isNoun, phraseAt }: CueMap) {
    this.syntax = syntax;
    this.cue = cue;
    this.isCue = isCue;
    this.phraseAt = phraseAt;
    this.isNoun = isNoun;
    this.saying = cue.saying;
    const sentence = syntax.sentenceOf(cue.range.first);
    const reach = cue.saying.weak || cue.kind === 'noun' ? WEAK_REACH : REACH;
    this.limit = Math.min(sentence.last, cue.range.last + reach);
    this.end = sentence.last;
  }

  run(): Complement | undefined {
    let at = this.cue.range.last;
    while (at < this.limit) {
      const aside = Math.max(this.asideEnd(at), this.phraseEnd(at));
      if (aside > at) {
        this.endSubject(at);
        at = aside;
        continue;
      }
      const found = this.openerAt(at);
      if (found !== undefined) return found;
      if (this.stopsAt(at)) break;
      at = this.step(at);
    }
    return this.fallback;
  }

  private takes(bits: number): boolean {
    return (this.saying.takes & bits) !== 0;
  }

  private complement(opener: Opener, at: number, content: number): Complement | undefined {
    if (content >= this.end) return undefined;
    const first = this.cue.range.last;
    const last = this.subjectEnd >= 0 ? Math.min(this.subjectEnd, at) : at;
    return { opener, subject: { first, last: Math.max(first, last) }, content };
  }

  private endSubject(at: number): void {
    if (this.subjectEnd < 0) this.subjectEnd = at;
  }

  /** The end of an aside («من جهته») that begins at a token; the token itself where none does. */
  private asideEnd(at: number): number {
    const { words } = this.syntax.analysis;
    const { asides } = this.syntax.grammar;
    return asides.mayBegin(words, at, 3) ? (asides.longest(words, at, 3)?.end ?? at) : at;
  }

  /** The end of a further crediting («بحسب المركز الدولي،») that begins at a token; the token itself where none does. */
  private phraseEnd(at: number): number {
    const end = this.phraseAt(at);
    if (end <= at) return at;
    this.limit = Math.min(this.end, this.limit + end - at);
    return end;
  }

  private openerAt(at: number): Complement | undefined {
    const { syntax } = this;
    if (syntax.has(at, Class.Quote)) return this.quoteAt(at);
    if (syntax.has(at, Class.Colon)) return this.colonAt(at);
    if (syntax.has(at, Class.That)) return this.thatAt(at);
    const asked = this.saying.stance === 'asks' ? this.questionAt(at) : undefined;
    if (asked !== undefined) return asked;
    const preposition = this.prepositionAt(at);
    if (preposition !== undefined) return preposition;
    this.noteFallback(at);
    return undefined;
  }

  private quoteAt(at: number): Complement | undefined {
    const { syntax } = this;
    const quotation = syntax.quotationFrom(at);
    if (quotation === undefined) return undefined;
    const inside = at + 1;
    if (at > this.cue.range.last) {
      const preposition = this.prepositionAt(inside);
      if (preposition !== undefined) return preposition;
    }
    if (!this.isSpeech(quotation)) return undefined;
    if (syntax.has(inside, Class.That) && this.takes(Takes.Clause)) return this.complement('that', at, inside + 1);
    if (!this.takes(Takes.Speech | Takes.Clause)) return undefined;
    return this.complement('quote', at, inside);
  }

  /** Quoted words of a person rather than a quoted name: several, with a verb among them, or standing right after the cue. */
  private isSpeech({ open, close }: Quotation): boolean {
    const { syntax } = this;
    const length = close - open - 1;
    if (open === this.cue.range.last) return length >= 2 || !this.takes(Takes.Label);
    // «مراسل "صوت الفرات"», «صحيفة "النهر"»: a name in quotation marks.
    if (length <= 6 && syntax.has(open - 1, Class.Hearer | Class.Body | Class.Setting)) return false;
    if (length >= 6) return true;
    if (length < 2) return false;
    for (let token = open + 1; token < close; token++)
      if (syntax.isVerbal(token) || syntax.has(token, Class.That)) return true;
    return false;
  }

  private colonAt(at: number): Complement | undefined {
    const { syntax } = this;
    if (this.cue.kind === 'noun' || (this.saying.weak && !this.takes(Takes.Speech))) return undefined;
    let content = at + 1;
    if (content < this.limit && syntax.has(content, Class.That)) return this.complement('that', at, content + 1);
    if (!this.takes(Takes.Speech | Takes.Clause)) return undefined;
    const quotation = syntax.quotationFrom(content);
    if (quotation !== undefined) content++;
    if (syntax.has(content, Class.That) && quotation !== undefined) return this.complement('that', at, content + 1);
    return this.complement('colon', at, content);
  }

  private thatAt(at: number): Complement | undefined {
    const { syntax } = this;
    // «وأن» goes on with an earlier clause; «بعد أن», «غير أن» are conjunctions of their own.
    if (this.isJoined(at) || (at > this.cue.range.last && this.dependsOnBefore(at))) return undefined;
    if (!this.takes(Takes.Clause | Takes.Accused | Takes.Label)) return undefined;
    const preposition = at - 1;
    const at0 = preposition >= this.cue.range.last && syntax.has(preposition, Class.Preposition) ? preposition : at;
    return this.complement('that', at0, at + 1);
  }

  private isJoined(at: number): boolean {
    return this.syntax.has(at, Class.Joined);
  }

  /** The أن of بعد أن, قبل أن, غير أن, يجب أن: governed by the word before it and not by the cue. */
  private dependsOnBefore(at: number): boolean {
    const { syntax } = this;
    const before = at - 1;
    if (before < this.cue.range.last) return false;
    if (syntax.has(before, Class.Clause | Class.Verb | Class.Under)) return true;
    if (syntax.has(before, Class.Time)) return syntax.has(before, Class.Preposition);
    if (syntax.has(before, Class.Preposition)) {
      return syntax.has(before, Class.Circumstance) && !syntax.is(before, syntax.keywords.anPreposition);
    }
    return false;
  }

  /** «سأل عما إذا كان», «تساءل هل». */
  private questionAt(at: number): Complement | undefined {
    const { syntax } = this;
    const { keywords } = syntax;
    if (syntax.is(at, keywords.hal)) return this.complement('that', at, at);
    if (!syntax.is(at, keywords.fromWhat) && !syntax.is(at, keywords.ma) && !syntax.is(at, keywords.idha))
      return undefined;
    if (syntax.is(at, keywords.idha)) return this.complement('that', at, at + 1);
    return syntax.is(at + 1, keywords.idha) ? this.complement('that', at, at + 2) : undefined;
  }

  /** على, إلى, عن, من, في or a joined ب or ل before a noun phrase, where the cue takes it. */
  private prepositionAt(at: number): Complement | undefined {
    const { syntax } = this;
    const { keywords } = syntax;
    if (this.saying.weak || this.inRelative || this.fallback?.opener === 'object') return undefined;
    const next = at + 1;
    for (const [bit, form] of [
      [Takes.Ala, keywords.ala],
      [Takes.Ila, keywords.ila],
      [Takes.An, keywords.anPreposition],
      [Takes.Min, keywords.min],
      [Takes.Fi, keywords.fi],
      [Takes.Hawl, keywords.hawl],
    ] as const) {
      if (!this.takes(bit) || !syntax.is(at, form)) continue;
      if (this.asideEnd(at) > at || next >= this.limit || this.belongsBefore(at)) return undefined;
      if (syntax.has(next, Class.That)) return undefined;
      if (syntax.has(next, Class.Setting | Class.Time) && !isVerbalNoun(syntax, next)) return undefined;
      return this.complement('preposition', at, next);
    }
    if (this.takes(Takes.Min) && syntax.is(at, keywords.mimma)) return this.complement('preposition', at, at);
    if (this.takes(Takes.Ba) && this.isBaContent(at)) return this.complement('preposition', at, at);
    if (this.takes(Takes.Lam) && syntax.joinedLam(at) && isVerbalNoun(syntax, at))
      return this.complement('preposition', at, at);
    return undefined;
  }

  /** «المسؤول عن», «المشرف على»: the preposition is the noun's. */
  private belongsBefore(at: number): boolean {
    return at - 1 >= this.cue.range.last && this.syntax.has(at - 1, Class.Governs);
  }

  private isBaContent(at: number): boolean {
    const { syntax } = this;
    if (syntax.lengthOf(at) === 1 && syntax.joinedBa(at) && syntax.has(at + 1, Class.Quote)) return true;
    if (!syntax.joinedBa(at) || syntax.has(at, Class.Adverb | Class.Circumstance | Class.Governs)) return false;
    if (syntax.has(at, Class.That)) return false;
    if (at === this.cue.range.last) return true;
    if (isVerbalNoun(syntax, at)) return true;
    // With somebody named in between: «اتهم الجيش بالقصف».
    const near = this.cue.kind !== 'participle' || at - this.cue.range.last <= 8;
    return near && !this.afterComma && this.takes(Takes.Accused | Takes.Person) && syntax.nameAt(at) === undefined;
  }

  private noteFallback(at: number): void {
    if (this.fallback !== undefined || this.inRelative) return;
    const { syntax } = this;
    if (
      this.takes(Takes.Object) &&
      (!this.saying.weak || syntax.has(this.cue.range.last, Class.Setting)) &&
      !this.afterComma &&
      (isVerbalNoun(syntax, at) || this.isOwnedObject(at)) &&
      !isAccusative(syntax, at) &&
      !syntax.joinedBa(at) &&
      !this.underPreposition(at)
    ) {
      this.fallback = this.complement('object', at, at);
    } else if (this.isDenied(at)) this.fallback = this.complement('object', at, at);
    else if (this.isBareSpeech(at)) this.fallback = this.complement('speech', at, at);
  }

  /** «نفت الإدارة نيتها تسريح العمال»: a noun with a pronoun, right after the cue or a definite subject. */
  private isOwnedObject(at: number): boolean {
    const { syntax } = this;
    if (
      !isOwned(syntax, at) ||
      syntax.joinedBaOrLam(at) ||
      syntax.has(at, Class.Setting | Class.Time | Class.Circumstance)
    )
      return false;
    const before = at - 1;
    if (at === this.cue.range.last) return this.saying.stance === 'denies' || this.cue.kind === 'participle';
    return syntax.has(before, Class.Definite) || syntax.nameAt(before) !== undefined;
  }

  /** «نفى ذلك», «نافيا ما قيل»: what is denied may be a bare pronoun. */
  private isDenied(at: number): boolean {
    const { syntax } = this;
    if (this.saying.stance !== 'denies' || this.saying.weak || this.afterComma || this.underPreposition(at))
      return false;
    if (this.isNoun(at)) return true;
    return (
      syntax.is(at, syntax.keywords.dhalika) ||
      (syntax.is(at, syntax.keywords.ma) && syntax.has(at + 1, Class.Verb | Class.MaybeVerb))
    );
  }

  private underPreposition(at: number): boolean {
    return at > this.cue.range.last && this.syntax.has(at - 1, Class.Preposition);
  }

  /** Words said without any mark: a verb right after the cue or after a short naming of the speaker. */
  private isBareSpeech(at: number): boolean {
    const { syntax } = this;
    if (!this.takes(Takes.Bare)) return false;
    if (syntax.has(at - 1, Class.Comma) && (syntax.is(at, syntax.keywords.nahnu) || syntax.is(at, syntax.keywords.ana)))
      return true;
    if (this.afterComma) return false;
    if (this.cue.kind !== 'verb' && this.cue.kind !== 'participle') return false;
    if (this.cue.range.last - this.cue.range.first > 1 && at === this.cue.range.last) return true;
    return syntax.isVerbal(at) && !syntax.has(at, Class.Joined) && at - this.cue.range.last <= 6;
  }

  /** True where the cue's own clause is over. */
  private stopsAt(at: number): boolean {
    const { syntax } = this;
    if (syntax.has(at, Class.Stop)) return true;
    if (!this.inRelative && at > this.cue.range.last - 1 && this.isCue(at)) return true;
    if ((this.saying.weak || this.cue.kind === 'noun') && (this.isEndingComma(at) || this.isMainVerb(at))) return true;
    if (syntax.has(at, Class.Open) && isCredit(syntax, at)) return true;
    if (syntax.opensClause(at)) return true;
    if (this.afterComma && syntax.has(at, Class.Joined) && syntax.has(at, Class.Verb)) return true;
    return syntax.analysis.tokens.gap[at]! >= Gap.Blank && at > this.cue.range.last && syntax.blockOf(at).first === at;
  }

  private isEndingComma(at: number): boolean {
    return this.syntax.has(at, Class.Comma) && this.insertionEnd(at) === at;
  }

  /** A verb of the cue's own clause: not of a relative, nor of a clause that points back to its noun («وثائق اطلعت عليها»). */
  private isMainVerb(at: number): boolean {
    return !this.inRelative && this.syntax.isVerbal(at) && !this.syntax.has(at + 1, Class.Resumptive);
  }

  /** Two commas around a time or an occasion («، اليوم الثلاثاء،») are stepped over; the comma's own token where it is none. */
  private insertionEnd(comma: number): number {
    const { syntax } = this;
    const first = comma + 1;
    if (!syntax.has(first, Class.Time | Class.Preposition | Class.Circumstance) && this.asideEnd(first) === first)
      return comma;
    for (let at = first; at < Math.min(this.end, first + INSERTION); at++) {
      if (syntax.has(at, Class.Comma)) return at + 1;
      if (syntax.has(at, Class.Verb | Class.That | Class.Quote | Class.Stop)) return comma;
    }
    return comma;
  }

  private step(at: number): number {
    const { syntax } = this;
    if (syntax.has(at, Class.Open)) return syntax.afterBracket(at, this.limit);
    if (syntax.has(at, Class.Quote)) {
      const quotation = syntax.quotationFrom(at);
      return quotation?.closed ? quotation.close + 1 : at + 1;
    }
    if (syntax.has(at, Class.Comma)) {
      this.endSubject(at);
      const closing = this.insertionEnd(at);
      if (closing > at) return closing;
      this.afterComma = true;
      this.inRelative = false;
    } else if (syntax.has(at, Class.Dash)) {
      this.endSubject(at);
      const closing = syntax.closingDash(at, Math.min(this.end, at + GLOSS));
      if (closing >= 0) return closing + 1;
    } else if (
      at > this.cue.range.last &&
      (syntax.has(at, Class.Relative) || (syntax.isVerbal(at) && syntax.has(at + 1, Class.Resumptive)))
    ) {
      this.inRelative = true;
    }
    return at + 1;
  }
}
