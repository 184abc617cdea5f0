import { CONJOINED, PROCLITIC, Reading, Table, TokenKind, type Vocabulary } from '@isnad/text';
import type { Figure } from '../contract.ts';
import { Class } from '../grammar/grammar.ts';
import { nounFeatures } from '../grammar/nouns.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import { alternatives, type LanguageFiles, ListError, rowsOf } from '../lists.ts';
import type { FoundName } from '../names/found.ts';
import type { Gazetteer } from '../names/gazetteer.ts';
import type { NounWords } from '../nouns.ts';

/** Words that stand for people, and words that name them. */
export interface PeopleWords {
  readonly standIns: Table<StandIn>;
  /** Nouns of persons that tell of nobody by themselves: آخر, مصدر. */
  readonly nobody: Table<true>;
  readonly namings: Table<true>;
  /** Sound plurals of persons without their ن: «مقاتلي التنظيم», «مقاتليه». */
  readonly constructs: Table<true>;
  /** The nationality («كوسوفي») by the country's id, for people who are «من كوسوفو». */
  readonly ofCountry: ReadonlyMap<string, string>;
}

interface StandIn {
  readonly needs: Needs;
  readonly count: number | null;
}

type Needs = '' | 'noun' | 'definite' | 'من' | '-';

const NEEDS: ReadonlySet<string> = new Set(['', 'noun', 'definite', 'من', '-']);

function isNeeds(word: string): word is Needs {
  return NEEDS.has(word);
}

export function compilePeople(files: LanguageFiles, vocabulary: Vocabulary): PeopleWords {
  const standIns = new Table<StandIn>(vocabulary);
  const nobody = new Table<true>(vocabulary);
  for (const { word, needs, count } of rowsOf(files, 'act-people.tsv', ['word', 'needs', 'count'])) {
    if (!isNeeds(needs)) throw new ListError(`act-people.tsv: «${word}» needs «${needs}», which there is not`);
    if (needs === '-') nobody.set(word, true);
    else standIns.set(word, { needs, count: count === '' ? null : Number(count) });
  }
  const namings = new Table<true>(vocabulary);
  for (const { word } of rowsOf(files, 'act-namings.tsv', ['word'])) namings.set(word, true);
  const constructs = new Table<true>(vocabulary);
  for (const { plurals, kind } of rowsOf(files, 'nouns.tsv', ['plurals', 'kind'])) {
    if (kind !== 'person') continue;
    for (const plural of alternatives(plurals))
      if (plural.endsWith('ين') || plural.endsWith('ون')) constructs.set(plural.slice(0, -1), true);
  }
  const ofCountry = new Map<string, string>();
  for (const { id, nationality } of rowsOf(files, 'countries.tsv', ['id', 'nationality'])) {
    const [stem] = alternatives(nationality);
    if (stem !== undefined && stem !== '') ofCountry.set(id, stem);
  }
  return { standIns, nobody, namings, constructs, ofCountry };
}

/** What the layers before know of a document's people. */
export interface PeopleMatter {
  readonly gazetteer: Gazetteer;
  readonly nouns: NounWords;
  readonly names: readonly FoundName[];
  readonly figures: readonly Figure[];
}

/** What single words are among those that stand for people. */
export class PersonNouns {
  private readonly syntax: Syntax;
  private readonly words: PeopleWords;
  private readonly matter: PeopleMatter;
  private readonly persons = new Set<number>();
  private readonly places = new Map<number, FoundName>();

  constructor(syntax: Syntax, words: PeopleWords, matter: PeopleMatter) {
    this.syntax = syntax;
    this.words = words;
    this.matter = matter;
    for (const name of matter.names) {
      if (name.type === 'person') for (let at = name.first; at < name.last; at++) this.persons.add(at);
      if (name.type === 'place') this.places.set(name.first, name);
    }
  }

  /** The token is of a person's name. */
  isNameOfPerson(token: number): boolean {
    return this.persons.has(token);
  }

  /** A noun of persons, or a nationality that stands for one. */
  isPerson(token: number): boolean {
    const { syntax, matter } = this;
    const { words } = syntax.analysis;
    if (words.tokens.kind[token] !== TokenKind.Word || this.persons.has(token)) return false;
    if (syntax.has(token, Class.Verb | Class.Preposition | Class.Relative | Class.Time | Class.Adverb)) return false;
    if (this.isConstructPlural(token)) return true;
    const noun = matter.nouns.forms.at(words, token, PROCLITIC) ?? matter.nouns.forms.at(words, token, OWNED);
    if (noun !== undefined && noun.kind !== 'person') return false;
    const role = matter.gazetteer.roles.at(words, token, PROCLITIC);
    const lemma = noun?.lemma ?? role?.lemma;
    if (lemma !== undefined) {
      const { nobody } = this.words;
      return (
        nobody.at(words, token, PROCLITIC) !== true &&
        nobody.of(lemma) !== true &&
        (noun !== undefined || role?.kind !== 'title')
      );
    }
    if (syntax.nameAt(token) !== undefined) return false;
    const nationality = matter.gazetteer.nationalities.at(words, token, PROCLITIC);
    return (
      nationality !== undefined && !nationality.ordinary && (nationality.gender !== 'f' || nationality.count !== 's')
    );
  }

  /** آخر, أخرى: says «another» of a noun, and is none here. */
  isOther(token: number): boolean {
    const noun = this.matter.nouns.forms.at(this.syntax.analysis.words, token, PROCLITIC);
    return noun !== undefined && noun.kind === 'person' && this.words.nobody.of(noun.lemma) === true;
  }

  isPlural(token: number): boolean {
    const { words } = this.syntax.analysis;
    if (this.isConstructPlural(token)) return true;
    const noun = this.matter.nouns.forms.at(words, token, PROCLITIC);
    if (noun !== undefined) return noun.plural && !noun.singular;
    const role = this.matter.gazetteer.roles.at(words, token, PROCLITIC);
    if (role !== undefined) return role.count === 'p';
    const nationality = this.matter.gazetteer.nationalities.at(words, token, PROCLITIC);
    if (nationality !== undefined) return nationality.count === 'p';
    const owned = this.matter.nouns.forms.at(words, token, OWNED);
    return owned === undefined ? nounFeatures(this.syntax, token).count === 'plural' : owned.plural;
  }

  isConstructPlural(token: number): boolean {
    const { words } = this.syntax.analysis;
    return this.words.constructs.at(words, token, PROCLITIC | OWNED) === true;
  }

  isDual(token: number): boolean {
    const { words } = this.syntax.analysis;
    const noun = this.matter.nouns.forms.at(words, token, PROCLITIC);
    if (noun !== undefined) return noun.dual && !noun.plural;
    return this.matter.gazetteer.roles.at(words, token, PROCLITIC)?.count === 'd';
  }

  isDefinite(token: number): boolean {
    const { syntax, matter } = this;
    if (syntax.has(token, Class.Definite)) return true;
    const { words } = syntax.analysis;
    const tables = [matter.nouns.forms, matter.gazetteer.roles, matter.gazetteer.nationalities];
    return tables.some((table) => table.readingAt(words, token, PROCLITIC) === Reading.Article);
  }

  /** ـون, ـين or ـان of a plural or dual. */
  endsInNun(token: number): boolean {
    const { norm, normStart } = this.syntax.analysis.tokens;
    return norm[normStart[token + 1]! - 1] === NUN && nounFeatures(this.syntax, token).count !== 'singular';
  }

  endsOblique(token: number): boolean {
    const { norm, normStart } = this.syntax.analysis.tokens;
    const to = normStart[token + 1]!;
    return norm[to - 1] === NUN && norm[to - 2] === YA && (this.isPlural(token) || this.isDual(token));
  }

  genderOf(token: number): 'masculine' | 'feminine' {
    const { words } = this.syntax.analysis;
    if (nounFeatures(this.syntax, token).gender === 'feminine') return 'feminine';
    const role = this.matter.gazetteer.roles.at(words, token, PROCLITIC);
    return role?.gender === 'f' ? 'feminine' : 'masculine';
  }

  nationalityOf({ first, last }: Range): { readonly nationality?: string } {
    const { words } = this.syntax.analysis;
    for (let at = first; at < last; at++) {
      const nationality = this.matter.gazetteer.nationalities.at(words, at, ADJECTIVE);
      if (nationality !== undefined) return { nationality: nationality.lemma };
      const country = this.places.get(at)?.entries.find(({ kind }) => kind === 'country')?.country;
      const lemma = country === undefined ? undefined : this.words.ofCountry.get(country);
      if (lemma !== undefined) return { nationality: lemma };
    }
    return {};
  }
}

const OWNED = 1 << Reading.Pronoun;

/** An adjective has the article and a و at most. */
export const ADJECTIVE = CONJOINED | (1 << Reading.Article);

const YA = 0x64a;
const NUN = 0x646;
