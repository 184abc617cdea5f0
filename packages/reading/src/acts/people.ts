import { CONJOINED, IMPOSSIBLE, PROCLITIC, READINGS, Reading, TokenKind } from '@isnad/text';
import type { Figure } from '../contract.ts';
import { Class } from '../grammar/grammar.ts';
import { isAccusative, isOwned, isRelational } from '../grammar/nouns.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import { ADJECTIVE, type PeopleMatter, type PeopleWords, PersonNouns } from './person-nouns.ts';

/** A described person or group: the words, and what they tell. */
export interface People extends Range {
  /** The noun at the head. */
  readonly head: number;
  /** How many; null where the words don't tell. */
  readonly count: number | null;
  readonly gender: 'masculine' | 'feminine';
  readonly many: boolean;
  readonly nationality?: string;
  /** The head has the article or an owner. */
  readonly definite: boolean;
  /** False for a bare «المقاتلون», of whom only a clause behind may tell anything new. */
  readonly described: boolean;
  /** The form is one of an object: رجلين, ناشطا. */
  readonly oblique: boolean;
}

/** Words behind a head that a phrase has at most. */
const LONGEST = 12;

/** Tokens within which a name behind the phrase is taken to be theirs. */
const NAMED_WITHIN = 3;

/** Finds the people whom a document describes and does not name. */
export class Described {
  private readonly syntax: Syntax;
  private readonly words: PeopleWords;
  private readonly matter: PeopleMatter;
  private readonly nouns: PersonNouns;
  private readonly figuresAt: ReadonlyMap<number, Figure>;

  constructor(syntax: Syntax, words: PeopleWords, matter: PeopleMatter) {
    this.syntax = syntax;
    this.words = words;
    this.matter = matter;
    this.nouns = new PersonNouns(syntax, words, matter);
    const { start } = syntax.analysis.tokens;
    const starts = new Map(matter.figures.map((figure) => [figure.start, figure]));
    const figuresAt = new Map<number, Figure>();
    for (let token = 0; token < syntax.analysis.tokens.count; token++)
      for (let offset = start[token]!; offset <= start[token]! + 1; offset++) {
        const figure = starts.get(offset);
        if (figure !== undefined && !figuresAt.has(token)) figuresAt.set(token, figure);
      }
    this.figuresAt = figuresAt;
  }

  /** The described people whose phrase begins at the token. */
  at(token: number): People | undefined {
    const found = this.counted(token) ?? this.standIn(token) ?? this.noun(token);
    return found === undefined || this.isNamed(found) ? undefined : found;
  }

  /** «75 هولنديا», «أربعة آلاف مواطن أوروبي», «ثمانية منهم». */
  private counted(token: number): People | undefined {
    const figure = this.figuresAt.get(token);
    if (figure === undefined || figure.kind !== 'count' || figure.unit === null) return undefined;
    const { tokens } = this.syntax.analysis;
    let last = token;
    while (last < tokens.count && tokens.start[last]! < figure.end) last++;
    let head = token;
    while (head < last - 1 && !this.nouns.isPerson(head)) head++;
    const part = figure.of !== undefined && !figure.text.includes(figure.unit);
    if (!part && !this.nouns.isPerson(head)) return undefined;
    const end = part ? last : this.phraseEnd(head, last);
    const { low, high, hedge, vague } = figure;
    const count = low === high && hedge === null && !vague ? low : null;
    // «ثمانية منهم»: of the nationality of the whole.
    const of = part ? this.matter.figures[figure.of] : undefined;
    const whole = of === undefined ? undefined : this.syntax.rangeOf(of);
    const dual = low === 2 && high === 2;
    // «المسؤولان»: two who were spoken of before.
    if (!part && end === token + 1 && this.nouns.isDefinite(head)) return undefined;
    return {
      first: token,
      last: end,
      head,
      count,
      gender: part ? 'masculine' : this.nouns.genderOf(head),
      many: true,
      definite: false,
      described: true,
      oblique: dual && this.nouns.endsOblique(head),
      ...this.nouns.nationalityOf(whole ?? { first: token, last: end }),
    };
  }

  /** Words of the clause go on to name them: «هم محمد خميس وعباس عثمان». */
  isNamedIn({ first, last }: Range): boolean {
    const { words } = this.syntax.analysis;
    for (let at = first; at < last; at++) {
      if (this.words.namings.at(words, at, CONJOINED) !== true) continue;
      for (let name = at + 1; name <= at + NAMED_WITHIN; name++) if (this.nouns.isNameOfPerson(name)) return true;
    }
    return false;
  }

  /** «البعض الآخر», «بعض القيادات», «مجموعة من الشبان». */
  private standIn(token: number): People | undefined {
    const { syntax, words } = this;
    const entry = words.standIns.at(syntax.analysis.words, token, PROCLITIC);
    if (entry === undefined || syntax.nameAt(token) !== undefined) return undefined;
    let head = token;
    if (entry.needs === 'من') head = syntax.is(token + 1, syntax.keywords.min) ? token + 2 : -1;
    else if (entry.needs !== '') head = token + 1;
    if (head < 0 || (entry.needs !== '' && !this.nouns.isPerson(head))) return undefined;
    if (entry.needs === 'definite' && !this.nouns.isDefinite(head)) return undefined;
    if (entry.needs === '' && syntax.has(token + 1, Class.Definite) && !this.describes(token + 1, true))
      return undefined;
    const last = this.phraseEnd(head, head + 1);
    return {
      first: token,
      last,
      head,
      count: entry.count,
      gender: 'masculine',
      many: entry.count !== 1,
      definite: false,
      described: true,
      oblique: false,
      ...this.nouns.nationalityOf({ first: token, last }),
    };
  }

  /** «ناشطا بلجيكيا», «رجلان من كوسوفو», «المقاتلين الأجانب»: one head without number words. */
  private noun(token: number): People | undefined {
    const { syntax } = this;
    if (!this.nouns.isPerson(token) || this.isAdjectiveThere(token)) return undefined;
    const dual = this.nouns.isDual(token);
    const many = dual || this.nouns.isPlural(token);
    const definite = this.nouns.isDefinite(token) || isOwned(syntax, token);
    if (this.isDenied(token) || this.joinedKa(token)) return undefined;
    const last = this.phraseEnd(token, token + 1);
    if (definite && !many) return undefined;
    if (!definite && this.isConstruct(token)) return undefined;
    return {
      first: token,
      last,
      head: token,
      count: many ? (dual ? 2 : null) : 1,
      gender: this.nouns.genderOf(token),
      many,
      definite,
      described: !definite || last > token + 1,
      oblique: isAccusative(syntax, token) || this.isOblique({ first: token, last }),
      ...this.nouns.nationalityOf({ first: token, last }),
    };
  }

  /** «كلاعب»: as what somebody does something. */
  private joinedKa(token: number): boolean {
    const { tokens, skip, form } = this.syntax.analysis.words;
    const taken = skip[token * READINGS + Reading.Particle]!;
    if (taken === IMPOSSIBLE || this.matter.nouns.forms.get(form[token * READINGS]!) !== undefined) return false;
    return tokens.norm[tokens.normStart[token]! + taken - 1] === KAF;
  }

  /** «لا يجد متطوعين», «لم يصب أحد»: where nobody was, nobody did anything. */
  private isDenied(token: number): boolean {
    const { first } = this.syntax.sentenceOf(token);
    for (let at = token - 1; at >= Math.max(first, token - 3); at--) {
      if (this.syntax.has(at, Class.Comma | Class.That)) return false;
      if (this.syntax.has(at, Class.Negation)) return true;
    }
    return false;
  }

  /** «مصدر أمني», «تعاون عسكري»: behind a noun it only describes. */
  private isAdjectiveThere(token: number): boolean {
    const { syntax } = this;
    const before = token - 1;
    if (before < syntax.sentenceOf(token).first) return false;
    if (syntax.analysis.tokens.kind[before] !== TokenKind.Word) return false;
    if (this.nouns.isPerson(before) && !isAccusative(syntax, token)) return true;
    const apart =
      Class.Verb |
      Class.MaybeVerb |
      Class.Preposition |
      Class.That |
      Class.Clause |
      Class.Under |
      Class.Adverb |
      Class.Time |
      Class.Relative |
      Class.Negation |
      Class.Auxiliary;
    if (syntax.has(before, apart) || syntax.has(token, Class.Joined)) return false;
    if (syntax.nameAt(before) !== undefined && !syntax.has(token, Class.Definite)) return false;
    const { words } = syntax.analysis;
    // «عدد المقاتلين»: behind a noun without the article they are whose it is.
    if (syntax.has(token, Class.Definite) !== syntax.has(before, Class.Definite)) return false;
    const nationality = this.matter.gazetteer.nationalities.at(words, token, PROCLITIC) !== undefined;
    return (
      nationality || isRelational(syntax, token) || !this.nouns.isPlural(token) || !syntax.has(before, Class.Definite)
    );
  }

  /** «رئيس الحكومة», «وزراء خارجية الدول»: a noun in construct is whoever holds the office. */
  private isConstruct(head: number): boolean {
    const { syntax } = this;
    // A noun in construct loses its ن and its tanwin: «محتجون الطريق» are two.
    if (isAccusative(syntax, head) || this.nouns.endsInNun(head)) return false;
    const next = head + 1;
    // «رئيس مجلس محافظة …», «نائب رئيس …»: behind one noun another that does not describe it.
    if (this.isOfficeNoun(head) && this.isIndefiniteNoun(next))
      return !this.describes(next, false) || this.isOfficeNoun(next);
    for (let at = next; at < head + 3; at++) {
      if (syntax.analysis.tokens.kind[at] !== TokenKind.Word) return false;
      if (syntax.has(at, Class.Joined | Class.Preposition | Class.Verb | Class.That | Class.Clause)) return false;
      if (syntax.has(at, Class.Definite) || syntax.nameAt(at) !== undefined || isOwned(syntax, at)) return true;
    }
    return false;
  }

  private isOfficeNoun(token: number): boolean {
    const { gazetteer } = this.matter;
    return gazetteer.roles.at(this.syntax.analysis.words, token, CONJOINED)?.kind === 'office';
  }

  private isIndefiniteNoun(token: number): boolean {
    const { syntax } = this;
    if (syntax.analysis.tokens.kind[token] !== TokenKind.Word) return false;
    return (
      !syntax.has(token, NO_ADJECTIVE | Class.Joined | Class.Definite | Class.MaybeVerb) && !syntax.joinedBaOrLam(token)
    );
  }

  /** The phrase with its adjectives, coordinates and «من كوسوفو». */
  private phraseEnd(head: number, from: number): number {
    const { syntax } = this;
    const limit = Math.min(syntax.sentenceOf(head).last, head + LONGEST);
    const definite = this.nouns.isDefinite(head) || isOwned(syntax, head) || this.nouns.isConstructPlural(head);
    let at = from;
    // «مقاتلي التنظيم الأجانب»: the noun that a plural belongs to.
    if (at < limit && this.mayOwn(head) && this.beginsOwner(at)) {
      const name = syntax.nameAt(at);
      at = name === undefined ? at + 1 : Math.min(limit, name.last);
    }
    while (at < limit) {
      // «قتل مسلحون شرطيا»: in another case, it is somebody else.
      if (isAccusative(syntax, at) && !isAccusative(syntax, head)) break;
      if (this.describes(at, definite)) at++;
      else if (syntax.is(at, syntax.keywords.min) && this.beginsOrigin(at + 1))
        at = syntax.nameAt(at + 1)?.last ?? at + 2;
      else if (this.joinsPeople(at)) at += this.nouns.isPerson(at) ? 1 : 2;
      else break;
    }
    return Math.max(from, Math.min(at, limit));
  }

  /** A plural that has lost its article and its ن to the noun behind. */
  private mayOwn(head: number): boolean {
    return this.nouns.isPlural(head) && !this.syntax.has(head, Class.Definite) && !this.nouns.endsInNun(head);
  }

  private beginsOwner(token: number): boolean {
    const { syntax } = this;
    if (syntax.has(token, Class.Joined | Class.Relative | Class.Preposition)) return false;
    const definite = syntax.has(token, Class.Definite) && !this.describes(token, true);
    const name = syntax.nameAt(token);
    return definite || (name !== undefined && name.first === token && !this.nouns.isNameOfPerson(token));
  }

  /** An adjective, a nationality, a second calling («مقاتل فرنسي آخر»), one with و before it («الصغار والأجانب»). */
  private describes(token: number, definite: boolean): boolean {
    const { syntax } = this;
    const { words } = syntax.analysis;
    if (syntax.has(token, Class.Definite) !== definite && syntax.nameAt(token) === undefined) return false;
    if (words.tokens.kind[token] !== TokenKind.Word) return false;
    if (syntax.has(token, NO_ADJECTIVE)) return false;
    if (this.nouns.isOther(token) || syntax.grammar.adjectives.at(words, token, ADJECTIVE) === true) return true;
    if (this.matter.gazetteer.nationalities.at(words, token, ADJECTIVE) !== undefined) return true;
    if (syntax.nameAt(token) !== undefined) return false;
    if (syntax.has(token, Class.Joined)) return syntax.has(token, Class.Definite) && this.nouns.isPerson(token);
    return this.nouns.isPerson(token) || this.endsRelational(token);
  }

  /** أمني, أجنبيا, محليين; مستشفى is none. */
  private endsRelational(token: number): boolean {
    const { text, end } = this.syntax.analysis.tokens;
    if (isRelational(this.syntax, token)) return text.charCodeAt(end[token]! - 1) !== ALEF_MAQSURA;
    const { norm, normStart } = this.syntax.analysis.tokens;
    const to = normStart[token + 1]!;
    if (to - normStart[token]! < 6) return false;
    if (norm[to - 1] === ALEF) return norm[to - 2] === YA;
    return norm[to - 1] === NUN && norm[to - 2] === YA && norm[to - 3] === YA;
  }

  private beginsOrigin(token: number): boolean {
    const name = this.syntax.nameAt(token);
    return name !== undefined && name.first === token && !this.nouns.isNameOfPerson(token);
  }

  /** «وبعض القيادات», «وصحفيون». */
  private joinsPeople(token: number): boolean {
    const { syntax } = this;
    if (!syntax.has(token, Class.Joined)) {
      const { words } = syntax.analysis;
      const some = this.words.standIns.readingAt(words, token, CONJOINED) === Reading.Conjunction;
      return (
        some && (this.nouns.isPerson(token + 1) || this.words.standIns.at(words, token + 1, PROCLITIC) !== undefined)
      );
    }
    if (this.nouns.isPerson(token) && !syntax.has(token, Class.Verb)) return this.nouns.isPlural(token);
    const entry = this.words.standIns.at(syntax.analysis.words, token, CONJOINED);
    const behind = this.words.standIns.at(syntax.analysis.words, token + 1, PROCLITIC);
    return (entry?.needs ?? '') !== '' && (this.nouns.isPerson(token + 1) || behind !== undefined);
  }

  private isOblique({ first, last }: Range): boolean {
    for (let at = first; at < last; at++) if (this.nouns.endsOblique(at)) return true;
    return false;
  }

  /** A person's name, or a word that leads up to one, in the phrase or right behind it. */
  private isNamed({ first, last }: Range): boolean {
    const { syntax, words } = this;
    const { analysis } = syntax;
    const limit = Math.min(syntax.sentenceOf(first).last, last + NAMED_WITHIN);
    for (let at = Math.max(0, first - 1); at < last; at++) if (this.nouns.isNameOfPerson(at)) return true;
    for (let at = last; at < limit; at++) {
      if (this.nouns.isNameOfPerson(at) || words.namings.at(analysis.words, at, CONJOINED) === true) return true;
      // «ناشط سوري، الدكتور فلان»: only a mark, a title or what he is of may stand before the name.
      const leads =
        syntax.has(at, Class.Comma | Class.Dash | Class.Open | Class.Quote) || syntax.nameAt(at) !== undefined;
      if (!leads && this.matter.gazetteer.roles.at(analysis.words, at, PROCLITIC) === undefined) return false;
    }
    return false;
  }
}

const NO_ADJECTIVE =
  Class.Verb |
  Class.Preposition |
  Class.Relative |
  Class.That |
  Class.Clause |
  Class.Under |
  Class.Time |
  Class.Adverb |
  Class.Negation |
  Class.Auxiliary |
  Class.Demonstrative;

const KAF = 0x643;
const ALEF = 0x627;
const ALEF_MAQSURA = 0x649;
const YA = 0x64a;
const NUN = 0x646;
