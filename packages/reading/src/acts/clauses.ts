import { CONJOINED, PROCLITIC, Reading, Table, type Vocabulary } from '@isnad/text';
import { conjugate, participleForms } from '../grammar/conjugation.ts';
import { Class } from '../grammar/grammar.ts';
import { isDefiniteVerbalNoun, isVerbalNoun } from '../grammar/nouns.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import { alternatives, type LanguageFiles, rowsOf } from '../lists.ts';
import type { People } from './people.ts';

/** Verbs by which something is done to people, and participles that tell what they do. */
export interface ClauseWords {
  readonly doneTo: Table<readonly DoneTo[]>;
  readonly participles: Table<true>;
  /** Verbs that tell no act: بلغ, بقي, and those by which a source speaks. */
  readonly states: Table<true>;
}

/** A way in which a verb has people as its object. */
interface DoneTo {
  /** What joins them to it: nothing, «ب» or a preposition. */
  readonly object: string;
  /** Prepositions before what the people then do. */
  readonly acts: readonly string[];
}

export function compileClauses(files: LanguageFiles, vocabulary: Vocabulary): ClauseWords {
  const doneTo = new Table<readonly DoneTo[]>(vocabulary);
  for (const { past, present, object, act } of rowsOf(files, 'act-verbs.tsv', ['past', 'present', 'object', 'act'])) {
    const way = { object, acts: alternatives(act) };
    for (const { form, agreement } of conjugate(past, present))
      if (agreement.person === 3) doneTo.set(form, [...(doneTo.of(form) ?? []), way]);
  }
  const participles = new Table<true>(vocabulary);
  for (const { participle } of rowsOf(files, 'act-participles.tsv', ['participle'])) {
    participles.set(participle, true);
    for (const { form } of participleForms(participle)) participles.set(form, true);
    participles.set(`${participle}ون`, true);
  }
  const states = new Table<true>(vocabulary);
  for (const { past, present } of rowsOf(files, 'act-states.tsv', ['past', 'present']))
    for (const { form } of conjugate(past, present)) states.set(form, true);
  for (const { past, present, stance, strength } of rowsOf(files, 'sayings.tsv', [
    'past',
    'present',
    'stance',
    'strength',
  ]))
    if (strength === '' && !ACTING.has(stance)) for (const { form } of conjugate(past, present)) states.set(form, true);
  return { doneTo, participles, states };
}

/** An act's clause: its words, its verb, and how far a reason for it may be looked for. */
export interface ActClause extends Range {
  readonly verb: number;
  readonly reach: number;
}

/** Stances of words that are an act by themselves, and not a source speaking. */
export const ACTING: ReadonlySet<string> = new Set(['alleges', 'denies', 'demands']);

/** Tokens between people and their verb. */
const BETWEEN = 5;

/** Tokens of a clause that describes people before their own verb. */
const DESCRIPTION = 6;

/** Finds what the people of a phrase do. */
export class Clauses {
  private readonly syntax: Syntax;
  private readonly words: ClauseWords;
  /** Tokens that no clause goes over. */
  private readonly limits: ReadonlySet<number>;

  constructor(syntax: Syntax, words: ClauseWords, limits: ReadonlySet<number>) {
    this.syntax = syntax;
    this.words = words;
    this.limits = limits;
  }

  of(people: People): ActClause | undefined {
    const { syntax } = this;
    // «المقاتلون» alone were spoken of before; what describes them is only «الذين …» or «الفارين».
    if (!people.described)
      return syntax.has(people.last, Class.Relative) ? this.verbBehind(people) : this.participle(people);
    return this.driven(people) ?? this.verbBehind(people) ?? this.verbBefore(people) ?? this.participle(people);
  }

  /** «أجبرت مقاتليه الأجانب | على ترك القتال», «دفع بالبعض | إلى طلب إجازات». */
  private driven({ first, last }: People): ActClause | undefined {
    const { syntax } = this;
    const verb = this.doneToBefore(first);
    if (verb === undefined) return undefined;
    const { vocabulary } = syntax.analysis.words;
    if (!verb.way.acts.some((act) => syntax.is(last, vocabulary.intern(act)))) return undefined;
    const noun = last + 1;
    const acts =
      isVerbalNoun(syntax, noun) ||
      isDefiniteVerbalNoun(syntax, noun) ||
      syntax.has(noun, Class.Definite | Class.That | Class.MaybeVerb);
    return acts ? this.clause(noun, verb.at) : undefined;
  }

  /** «75 هولنديا خططوا للرحيل», «المقاتلين الذين تركوا ديارهم», «أن ناشطا ينتمي للتنظيم ادعى». */
  private verbBehind(people: People): ActClause | undefined {
    const { syntax } = this;
    const { last: limit } = syntax.sentenceOf(people.first);
    let at = people.last;
    while (at < Math.min(limit, people.last + BETWEEN)) {
      if (this.limits.has(at) || syntax.has(at, Class.Stop | Class.Comma | Class.Dash | Class.Colon | Class.Quote))
        return undefined;
      if (syntax.has(at, Class.That | Class.Clause | Class.Under)) return undefined;
      if (syntax.has(at, Class.Joined) && at > people.last) return undefined;
      if (!people.many && syntax.has(at, Class.Preposition | Class.Time)) return undefined;
      if (syntax.has(at, Class.Verb) || this.isPredicate(at, people)) break;
      at++;
    }
    if (!this.agrees(at, people) || (syntax.has(at, Class.Joined) && syntax.has(at, Class.Verb))) return undefined;
    const main = this.mainVerb(at, people, limit);
    return this.clause(this.withNegation(main), main);
  }

  /** «لم يوقعوا»: what they did not do. */
  private withNegation(verb: number): number {
    return this.syntax.has(verb - 1, Class.Negation) ? verb - 1 : verb;
  }

  /** Behind أن the first verb of an indefinite noun may describe it; its own comes second, with no و. */
  private mainVerb(verb: number, people: People, limit: number): number {
    const { syntax } = this;
    if (!syntax.has(people.first - 1, Class.That)) return verb;
    for (let at = verb + 1; at < Math.min(limit, verb + DESCRIPTION); at++) {
      if (
        syntax.has(
          at,
          Class.That | Class.Comma | Class.Stop | Class.Under | Class.Clause | Class.Relative | Class.Joined,
        )
      )
        break;
      if (
        syntax.has(at, Class.Verb) &&
        !syntax.has(at - 1, Class.Negation | Class.Auxiliary) &&
        this.agrees(at, people)
      )
        return at;
    }
    return verb;
  }

  /** «رفض رجلان القتال», «قتل في الهجوم ثلاثة جنود»; and «أرسل داعش ثمانية منهم» of those to whom it is done. */
  private verbBefore(people: People): ActClause | undefined {
    const { syntax } = this;
    const doneTo = this.doneToBefore(people.first);
    if (doneTo !== undefined && doneTo.way.acts.length === 0) return this.clause(doneTo.at, doneTo.at, people.last);
    if (people.oblique || syntax.joinedBaOrLam(people.first)) return undefined;
    const verb = this.subjectVerb(people.first);
    if (verb < 0 || this.isState(verb) || (this.isBareVerb(verb) && people.definite) || !this.mayPrecede(verb, people))
      return undefined;
    return this.clause(this.withNegation(verb), verb, people.last);
  }

  /** The verb right before the phrase, but for words of time and one prepositional phrase; −1 where there is none. */
  private subjectVerb(first: number): number {
    const { syntax } = this;
    const from = syntax.sentenceOf(first).first;
    for (let at = first - 1; at >= Math.max(from, first - BETWEEN); at--) {
      const finite = (syntax.has(at, Class.Verb) && !syntax.has(at, Class.Auxiliary)) || this.isBareVerb(at);
      if (finite) {
        const next = at + 1;
        if (!this.opens(at)) return -1;
        if (next === first) return at;
        // «أسفر عن مقتل 34 شخصا»: what the noun before them owns is not their act.
        const apart = syntax.has(next, Class.Preposition | Class.Adverb | Class.Time) && this.isClosed(first - 1);
        return apart ? at : -1;
      }
      if (
        syntax.has(at, Class.Comma | Class.Stop | Class.Dash | Class.Colon | Class.Quote | Class.That | Class.Relative)
      )
        return -1;
    }
    return -1;
  }

  private isClosed(token: number): boolean {
    const { syntax } = this;
    if (syntax.has(token, Class.Preposition)) return false;
    return (
      syntax.has(token, Class.Definite | Class.Adverb | Class.Time | Class.Resumptive) ||
      syntax.nameAt(token) !== undefined
    );
  }

  /** «قتل», «نقض»: letters of a verb and a noun, where a clause begins. */
  private isBareVerb(token: number): boolean {
    const { syntax } = this;
    if (
      !syntax.has(token, Class.MaybeVerb) ||
      syntax.has(token, Class.Auxiliary | Class.Preposition | Class.That | Class.Clause)
    )
      return false;
    return this.opens(token);
  }

  /** A clause begins at the token; «مروحية تقل عشرين راكبا» goes on about the noun before. */
  private opens(token: number): boolean {
    const { syntax } = this;
    const { first } = syntax.sentenceOf(token);
    const openers =
      Class.Comma |
      Class.Stop |
      Class.Colon |
      Class.Dash |
      Class.Clause |
      Class.Auxiliary |
      Class.Negation |
      Class.That |
      Class.Under |
      Class.Adverb;
    return token === first || syntax.has(token, Class.Joined) || syntax.has(token - 1, openers);
  }

  /** A verb before its subject stands in the singular. */
  private mayPrecede(verb: number, people: People): boolean {
    const agreement = this.syntax.grammar.agreements.at(this.syntax.analysis.words, verb, PROCLITIC);
    if (this.syntax.joinedBaOrLam(verb)) return false;
    if (agreement === undefined) return this.isBareVerb(verb);
    if (agreement.person !== 3 || agreement.count !== 'singular') return false;
    return agreement.gender === people.gender && (people.many || agreement.tense === 'past');
  }

  /** «أن صيادا رفض»: right behind the noun of أن, letters that a noun shares are its verb's. */
  private isPredicate(token: number, { first, last }: People): boolean {
    const { syntax } = this;
    return token === last && syntax.has(token, Class.MaybeVerb) && syntax.has(first - 1, Class.That);
  }

  private isState(verb: number): boolean {
    return this.words.states.at(this.syntax.analysis.words, verb, PROCLITIC) === true;
  }

  private agrees(verb: number, people: People): boolean {
    const { syntax } = this;
    const finite = syntax.has(verb, Class.Verb) || this.isPredicate(verb, people);
    if (!finite || syntax.has(verb, Class.Auxiliary) || this.isState(verb)) return false;
    // «شارك فيه»: the noun described is another.
    if (syntax.has(verb + 1, Class.Resumptive)) return false;
    const agreement = syntax.grammar.agreements.at(syntax.analysis.words, verb, PROCLITIC);
    if (agreement === undefined || agreement.person !== 3) return false;
    if (people.many) return agreement.count === (people.count === 2 ? 'dual' : 'plural');
    // «رجل يحب»: anybody, unless it is told of one who did it.
    const that = syntax.has(people.first - 1, Class.That);
    const told = that || (agreement.tense === 'past' && people.last > people.first + 1);
    return told && agreement.count === 'singular' && agreement.gender === people.gender;
  }

  /** The verb of the lists whose object begins at the token, with nothing between them but its subject. */
  private doneToBefore(first: number): { readonly at: number; readonly way: DoneTo } | undefined {
    const { syntax } = this;
    const { words } = syntax.analysis;
    const from = syntax.sentenceOf(first).first;
    for (let at = first - 1; at >= Math.max(from, first - BETWEEN); at--) {
      if (syntax.has(at, Class.Comma | Class.Stop | Class.Dash | Class.Colon | Class.That | Class.Relative))
        return undefined;
      const verbal = syntax.has(at, Class.Verb) || this.isBareVerb(at);
      const ways = this.words.doneTo.at(words, at, PROCLITIC) ?? [];
      const way = ways.find(({ object }) => this.isJoined(at, first, object));
      // «أن الأمر دفع بالبعض»: letters that a noun shares are a verb's before its own ب.
      if (way !== undefined && (verbal || (syntax.has(at, Class.MaybeVerb) && way.object === 'ب'))) return { at, way };
      if (verbal) return undefined;
    }
    return undefined;
  }

  /** The object is joined to the verb as it must be, and no other preposition stands between. */
  private isJoined(verb: number, first: number, object: string): boolean {
    const { syntax } = this;
    const bare = object === '' || object === 'ب';
    if (!bare && !syntax.is(first - 1, syntax.analysis.words.vocabulary.intern(object))) return false;
    if (bare && syntax.joinedBa(first) !== (object === 'ب')) return false;
    if (object === '' && syntax.joinedLam(first)) return false;
    for (let at = verb + 1; at < (bare ? first : first - 1); at++)
      if (syntax.has(at, Class.Preposition) || syntax.joinedBaOrLam(at)) return false;
    return true;
  }

  /** «المقاتلين | الفارين من المدينة»: a participle in the place of a clause. */
  private participle(people: People): ActClause | undefined {
    const { syntax } = this;
    const { words } = syntax.analysis;
    for (let at = people.head + 1; at <= people.last; at++) {
      if (syntax.has(at, Class.Verb | Class.Joined) || this.words.participles.at(words, at, PARTICIPLE) === undefined)
        continue;
      return people.many ? this.clause(at, at) : undefined;
    }
    return undefined;
  }

  /** From `first` to the end of its clause, no nearer than `least`. */
  private clause(first: number, verb: number, least = first + 1): ActClause {
    const { syntax } = this;
    const limit = syntax.sentenceOf(first).last;
    let last = Math.max(least, first + 1);
    while (last < limit && !this.ends(last)) last++;
    let reach = last;
    while (reach < limit && !syntax.has(reach, Class.Stop) && !syntax.opensClause(reach)) reach++;
    return { first, last, verb, reach };
  }

  private ends(at: number): boolean {
    const { syntax } = this;
    if (this.limits.has(at)) return true;
    if (syntax.has(at, Class.Stop | Class.Dash | Class.Colon | Class.Comma | Class.Open) || syntax.opensClause(at))
      return true;
    const quotation = syntax.has(at, Class.Quote) ? syntax.quotationTo(at) : undefined;
    return quotation !== undefined && quotation.close - quotation.open > LONG_QUOTE;
  }
}

/** A quotation of more tokens is no name. */
const LONG_QUOTE = 8;

const PARTICIPLE = CONJOINED | (1 << Reading.Article);
