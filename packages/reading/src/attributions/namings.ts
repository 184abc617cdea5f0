import { ANY_CLITIC } from '@isnad/text';
import type { Mention, MentionType } from '../contract.ts';
import { Class } from '../grammar/grammar.ts';
import { isRelational, nounFeatures } from '../grammar/nouns.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import type { Gazetteer, Head } from '../names/gazetteer.ts';

/** A name where it stands, with whom it names. */
export interface Name extends Range {
  readonly type: MentionType;
  readonly entity: string | null;
}

/** What an attribution needs to know of names: whom the words name, in how full a form, and what can speak at all. */
export interface NameMatter {
  readonly gazetteer: Pick<Gazetteer, 'roles' | 'heads' | 'givenNames'>;
  readonly found: readonly (Range & { readonly type: MentionType })[];
  readonly mentions: readonly Mention[];
}

/** Types that can say something. */
const SPEAKING: ReadonlySet<MentionType> = new Set(['person', 'organization', 'group', 'media', 'place', 'document']);

/** A title before a name is looked for no farther back than this many tokens. */
export const TITLE = 8;

/** Marks and words that no title reaches over. */
export const TITLE_STOPS =
  Class.Verb |
  Class.That |
  Class.Clause |
  Class.Comma |
  Class.Stop |
  Class.Colon |
  Class.Dash |
  Class.Open |
  Class.Close |
  Class.Quote |
  Class.Relative |
  Class.Auxiliary |
  Class.Negation |
  Class.Demonstrative;

export class Namings {
  readonly names: readonly Name[];
  private readonly syntax: Syntax;
  private readonly gazetteer: NameMatter['gazetteer'];

  constructor(syntax: Syntax, { gazetteer, found, mentions }: NameMatter) {
    this.syntax = syntax;
    this.gazetteer = gazetteer;
    const { tokens } = syntax.analysis;
    const byEnd = new Map(mentions.map(({ end, type, entity }) => [`${end} ${type}`, entity]));
    this.names = found.map(({ first, last, type }) => ({
      first,
      last,
      type,
      entity: byEnd.get(`${tokens.end[last - 1]} ${type}`) ?? null,
    }));
  }

  /** The name that tells whom a noun phrase names: a person («المتحدث باسم الوزارة سالم»), else what it begins with. */
  nameOf(range: Range): Name | undefined {
    const { first, last } = range;
    const inside = this.names.filter((name) => name.first >= first && name.last <= last && SPEAKING.has(name.type));
    const person = inside.findLast((name) => name.type === 'person' && !this.isGoverned(name, first));
    return person ?? inside.find((name) => !this.isUnderPreposition(name, first));
  }

  /** Whose a document is: «تقرير صادر عن صحيفة النهر», «بيان لوزارة الداخلية», «بيان الجيش». */
  issuerOf(range: Range): Name | undefined {
    if (!this.isPaper(range.first)) return undefined;
    return this.names.find(
      ({ first, last, type }) => first >= range.first && last <= range.last && SPEAKING.has(type) && type !== 'place',
    );
  }

  isPaper(token: number): boolean {
    return this.headAt(token)?.type === 'document';
  }

  /** «الائتلاف المقيم في الخارج | هادي سالم»: a body's phrase ends before the person whose title it was part of. */
  beforePerson({ first, last }: Range): number {
    if (this.isRole(first)) return last;
    const person = this.names.find((name) => name.type === 'person' && name.first > first && name.last <= last);
    return person !== undefined && !this.isGoverned(person, first) ? person.first : last;
  }

  /** The person whom a phrase behind a comma tells more of: «بيتر جيرستن، الجنرال الأمريكي». */
  personBefore(phrase: number): Name | undefined {
    if (!this.syntax.has(phrase - 1, Class.Comma)) return undefined;
    return this.names.find(({ last, type }) => last === phrase - 1 && type === 'person');
  }

  /** «مقرب من سالم»: not whom the phrase names. */
  private isGoverned(name: Name, first: number): boolean {
    if (name.first === first) return false;
    return this.syntax.has(name.first - 1, Class.Preposition) || this.syntax.joinedBaOrLam(name.first);
  }

  private isUnderPreposition(name: Name, first: number): boolean {
    for (let at = first; at < name.first; at++)
      if (this.syntax.has(at, Class.Preposition) || this.syntax.joinedBaOrLam(at)) return true;
    return this.isGoverned(name, first);
  }

  /** The words that name an entity most fully up to a token, with the title before a person's name or behind it. */
  fullest(name: Name, limit: number): Range | undefined {
    let best: Range | undefined;
    for (const other of this.names) {
      if (other.last > limit || other.entity !== name.entity || other.entity === null) continue;
      const range = other.type === 'person' ? this.titled(other) : this.headed(other);
      if (best === undefined || range.last - range.first > best.last - best.first) best = range;
    }
    return best;
  }

  /** A person's name with the title before it («رئيس الحكومة فؤاد السنيورة») or behind it («فيصل المقداد نائب الوزير»). */
  private titled({ first, last }: Name): Range {
    const { syntax } = this;
    const sentence = syntax.sentenceOf(first);
    let start = first;
    for (let at = first - 1; at >= Math.max(sentence.first, first - TITLE); at--) {
      // «د. عزيز»
      if (syntax.has(at, Class.Stop) && syntax.lengthOf(at - 1) === 1) continue;
      if (syntax.has(at, TITLE_STOPS) || (syntax.nameAt(at) !== undefined && !this.isPlace(at))) break;
      if (this.isRole(at)) start = at;
      if (syntax.joinedBaOrLam(at)) break;
    }
    let end = last;
    if (start === first && this.isRole(last) && !syntax.has(last, Class.Joined))
      while (
        end < sentence.last &&
        end - last < TITLE &&
        !syntax.has(end, TITLE_STOPS | Class.Preposition | Class.Time)
      )
        end++;
    return { first: start, last: end };
  }

  /** «صحيفة "ليبراسيون" الفرنسية»: with the class noun before the name and the adjectives behind it. */
  private headed({ first, last }: Name): Range {
    const { syntax } = this;
    const quoted = syntax.has(first - 1, Class.Quote) ? 1 : 0;
    const head = first - 1 - quoted;
    const start = head >= 0 && this.isHead(head) && !syntax.has(head, Class.Definite) ? head : first;
    let end = last + (quoted === 1 && syntax.has(last, Class.Quote) ? 1 : 0);
    if (start === first) return { first, last };
    while (
      syntax.has(end, Class.Definite) &&
      !syntax.has(end, Class.Joined) &&
      syntax.nameAt(end) === undefined &&
      isRelational(syntax, end)
    )
      end++;
    return { first: start, last: end };
  }

  /** A person, body, paper or document can speak; «الطريق» or «هزيمته» can't. */
  canSpeak({ first, last }: Range): boolean {
    const { syntax } = this;
    if (this.nameOf({ first, last }) !== undefined) return true;
    const head = syntax.has(first, Class.Demonstrative) ? first + 1 : first;
    if (syntax.has(head, Class.Generic | Class.Body | Class.Hearer)) return true;
    return this.isRole(head) || this.isHead(head) || nounFeatures(syntax, head).count === 'plural';
  }

  /** An outlet named or described at a token: رويترز, صحيفة النهر, الصحيفة. */
  outletAt(token: number, limit: number): Range | undefined {
    const isHead = this.headAt(token)?.type === 'media';
    for (const { first, last, type } of this.names) {
      if (type !== 'media' || last > limit) continue;
      const quoted = this.syntax.has(first - 1, Class.Quote) ? 1 : 0;
      if (first === token) return { first, last };
      if (isHead && first - quoted === token + 1) return { first: token, last: Math.min(limit, last + quoted) };
    }
    if (!isHead) return undefined;
    if (this.syntax.has(token, Class.Definite)) return { first: token, last: token + 1 };
    // What stands with the article behind the noun is its name, though no list has it: «إذاعة المرسى».
    const isNamed = token + 1 < limit && this.syntax.has(token + 1, Class.Definite);
    return isNamed ? { first: token, last: token + 2 } : undefined;
  }

  /** A title, office or calling; kin («زوجته») is somebody else. */
  isRole(token: number): boolean {
    const role = this.gazetteer.roles.at(this.syntax.analysis.words, token, ANY_CLITIC);
    return role !== undefined && role.kind !== 'kin';
  }

  /** The class noun at a token: صحيفة, بيان. */
  private headAt(token: number): Head | undefined {
    return this.gazetteer.heads.at(this.syntax.analysis.words, token, ANY_CLITIC);
  }

  private isHead(token: number): boolean {
    return this.headAt(token) !== undefined;
  }

  private isPlace(token: number): boolean {
    return this.names.some(({ first, last, type }) => first <= token && token < last && type !== 'person');
  }

  /** Gender of a person by the given name; undefined where it does not tell. */
  genderOf({ first, type }: Name): 'masculine' | 'feminine' | undefined {
    if (type !== 'person') return undefined;
    const gender = this.gazetteer.givenNames.at(this.syntax.analysis.words, first, ANY_CLITIC);
    return gender === 'm' ? 'masculine' : gender === 'f' ? 'feminine' : undefined;
  }
}
