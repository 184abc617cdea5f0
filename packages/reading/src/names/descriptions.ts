import { CONJOINED, formOf, READINGS, Reading, TokenKind, type Words } from '@isnad/text';
import type { Analysis } from '../analysis.ts';
import type { MentionType } from '../contract.ts';
import type { Range } from '../grammar/syntax.ts';
import { type Entities, type Known, nearest, originOf } from './entities.ts';
import type { Found, FoundName } from './found.ts';
import { type Back, Class, type Gazetteer, type Head, type Role } from './gazetteer.ts';
import { withoutJoined } from './nationalities.ts';

/**
 * Nouns with the article that stand for somebody or something named or told of before («الصحيفة», «التنظيم المتشدد»,
 * «الوزير»), and what they stand for: the nearest before them that the document, or a list, speaks of by that noun in
 * that gender.
 */

/** A description where it stands. */
export interface Description extends Range {
  /** Units of the first word's normal form that stand before it. */
  readonly skip: number;
  readonly type: MentionType;
  /** Null where the document does not tell. */
  readonly entity: Known | null;
}

/** A noun of the lists outside names. */
interface Occurrence {
  readonly token: number;
  /** What a description and its antecedent must share. */
  readonly key: string;
  readonly type: MentionType;
  readonly definite: boolean;
  readonly back: Back;
  /** It is another office than the noun means alone: «رئيس الوزراء». */
  readonly otherwise: boolean;
  readonly skip: number;
}

/** Words that a phrase of noun and adjectives, or of nouns in construct, has at most. */
const PHRASE = 6;
/** How far before a name its titles are looked for. */
const TITLE = 7;
/** Words between a document and whose it is: «تقرير نشرته أمس صحيفة …». */
const ISSUED = 6;

export class Descriptions {
  private readonly analysis: Analysis;
  private readonly words: Words;
  private readonly gazetteer: Gazetteer;
  private readonly names: readonly FoundName[];
  private readonly classes: Int32Array;
  private readonly linked: readonly Known[];
  private readonly entities: Entities;
  /** Index + 1 of the name that holds each token. */
  private readonly owner: Int32Array;
  /** Indefinite nouns that a later description may stand for, with the entity once one does. */
  private readonly told: { readonly occurrence: Occurrence; readonly range: Range; entity: Known | undefined }[] = [];
  private readonly found: Description[] = [];

  /** @param linked the entity of each name */
  constructor(
    analysis: Analysis,
    gazetteer: Gazetteer,
    { names, classes }: Found,
    linked: readonly Known[],
    entities: Entities,
  ) {
    this.analysis = analysis;
    this.words = analysis.words;
    this.gazetteer = gazetteer;
    this.names = names;
    this.classes = classes;
    this.linked = linked;
    this.entities = entities;
    this.owner = new Int32Array(analysis.tokens.count);
    for (const [index, { first, last }] of names.entries()) this.owner.fill(index + 1, first, last);
  }

  /** The descriptions, and what they made mentions of before them, in no order. */
  find(): readonly Description[] {
    for (const [index, name] of this.names.entries()) this.collectNouns(name, this.linked[index]!);
    for (const sentence of this.analysis.sentences) {
      for (let token = sentence.first; token < sentence.last; token++) {
        if (this.owner[token] !== 0 || (this.classes[token]! & NOUNS) === 0) continue;
        const occurrence = this.occurrenceAt(token);
        if (occurrence === undefined || this.ownsName(occurrence, sentence)) continue;
        if (occurrence.definite) token = this.refer(occurrence, sentence) - 1;
        else if (!occurrence.otherwise)
          this.told.push({ occurrence, range: this.phrase(occurrence, sentence), entity: undefined });
      }
    }
    return this.found;
  }

  private occurrenceAt(token: number): Occurrence | undefined {
    const head = this.nounAt(this.gazetteer.heads, token);
    if (head !== undefined && head.noun.back !== '' && (head.noun.count === 's' || head.noun.type === 'document'))
      return { ...head, token, key: headKey(head.noun), type: head.noun.type, back: head.noun.back, otherwise: false };
    const role = this.nounAt(this.gazetteer.roles, token);
    if (role === undefined || role.noun.count !== 's') return undefined;
    // «المراقبة», «المساعدة» are more often no woman.
    const alone = role.noun.gender === 'f' ? 'found' : 'always';
    const back = ROLE_BACK[role.noun.kind] === 'always' ? alone : ROLE_BACK[role.noun.kind];
    // «الأوضاع السياسية»: behind another noun with the article it only tells more of that.
    if (back === undefined || (role.definite && token > 0 && this.hasArticle(token - 1))) return undefined;
    return {
      ...role,
      token,
      key: roleKey(role.noun),
      type: 'person',
      back,
      otherwise: this.isOther(role.noun, role.definite, token),
    };
  }

  private nounAt<N extends Head | Role>(
    table: {
      readingAt(words: Words, token: number, mask: number): Reading | -1;
      get(form: number): N | undefined;
    },
    token: number,
  ): { noun: N; definite: boolean; skip: number } | undefined {
    const reading = table.readingAt(this.words, token, NOUN_READINGS);
    if (reading < 0) return undefined;
    const base = token * READINGS;
    const skip = withoutJoined(this.words, token, this.words.skip[base + reading]!);
    return { noun: table.get(this.words.form[base + reading]!)!, definite: reading === Reading.Article, skip };
  }

  /** By which nouns an entity is spoken of: its class noun, those of its kind, a person's titles. */
  private collectNouns(name: FoundName, entity: Known): void {
    const { head, entries, first, last, type } = name;
    if (head !== undefined && head.count === 's') entity.nouns.add(headKey(head));
    for (const { kind } of entries) {
      for (const noun of this.gazetteer.kindNouns.get(kind) ?? []) entity.nouns.add(noun);
    }
    if (type !== 'person') return;
    const sentence = this.analysis.sentences.find((other) => other.last > first)!;
    for (let token = first - 1; token >= Math.max(sentence.first, first - TITLE) && this.goesOnTitle(token); token--) {
      this.addRole(token, entity);
      const origin = this.originAt(token);
      if (origin !== undefined) entity.origins.add(origin);
    }
    // «بيتر جيرستن، الجنرال الأمريكي …»
    const after = this.isComma(last) ? last + 1 : last;
    if (after < sentence.last && this.hasArticle(after)) this.addRole(after, entity);
  }

  private originAt(token: number): string | undefined {
    const noun = this.gazetteer.nationalities.at(this.words, token, NOUN_READINGS);
    return noun === undefined ? undefined : originOf(noun);
  }

  private addRole(token: number, entity: Known): void {
    const role = this.nounAt(this.gazetteer.roles, token);
    if (role === undefined || role.noun.count !== 's') return;
    if (!this.isOther(role.noun, role.definite, token)) entity.nouns.add(roleKey(role.noun));
  }

  /** «رئيس الوزراء» is not whom «الرئيس» means. */
  private isOther({ otherInConstruct }: Role, definite: boolean, token: number): boolean {
    if (!otherInConstruct || definite || token + 1 >= this.words.tokens.count) return false;
    return this.hasArticle(token + 1) && this.originAt(token + 1) === undefined;
  }

  /** A word that may stand between a title and the name behind it: «وزير الدفاع الأميركي دونالد رامسفيلد». */
  private goesOnTitle(token: number): boolean {
    if (this.words.tokens.kind[token] === TokenKind.Quote) return true;
    const owner = this.names[this.owner[token]! - 1];
    if (owner !== undefined) return owner.type !== 'person';
    return this.hasArticle(token) || this.isListedNoun(token);
  }

  private isListedNoun(token: number): boolean {
    const { roles, heads, nationalities } = this.gazetteer;
    return [roles, heads, nationalities].some((table) => table.readingAt(this.words, token, NOUN_READINGS) >= 0);
  }

  private hasArticle(token: number): boolean {
    return (
      this.words.tokens.kind[token] === TokenKind.Word && this.words.skip[token * READINGS + Reading.Article]! < 255
    );
  }

  private isComma(token: number): boolean {
    const { tokens } = this.words;
    if (token >= tokens.count || tokens.kind[token] !== TokenKind.Punctuation) return false;
    const mark = tokens.text[tokens.start[token]!]!;
    return mark === '،' || mark === ',';
  }

  /** The noun is the title or class noun of the name behind it, and no description. */
  private ownsName({ token, definite, type }: Occurrence, sentence: Range): boolean {
    const limit = Math.min(sentence.last, token + TITLE);
    const titles = type === 'person' && !definite;
    let next = token + 1;
    while (next < limit && this.owner[next] === 0 && (titles ? this.goesOnTitle(next) : this.isAdjective(next))) next++;
    if (next >= sentence.last) return false;
    if (this.words.tokens.kind[next] === TokenKind.Quote) return next === token + 1;
    const name = this.names[this.owner[next]! - 1];
    return name !== undefined && (name.type === 'person' || next === token + 1);
  }

  /** @returns the token after the description, and after what only tells more of it: «الجنرال المسؤول عن …» */
  private refer(occurrence: Occurrence, sentence: Range): number {
    const { token, key, type, back } = occurrence;
    let last = token + 1;
    while (last < sentence.last && this.owner[last] === 0 && this.isAdjective(last)) last++;
    const entity = this.antecedent(occurrence, last);
    const next = last < sentence.last && this.owner[last] === 0 && this.hasArticle(last) ? last + 1 : last;
    if (entity === undefined && back === 'found') return next;
    const demonstrative = token > sentence.first && this.isDemonstrative(token - 1);
    const first = demonstrative ? token - 1 : token;
    const skip = demonstrative
      ? this.words.skip[first * READINGS + this.demonstrativeReading(first)]!
      : occurrence.skip;
    this.found.push({ first, last, skip, type: entity?.type ?? type, entity: entity ?? null });
    entity?.at.push(token);
    entity?.nouns.add(key);
    return next;
  }

  /** @param last the end of the description, whose adjectives of origin must not be against it */
  private antecedent({ key, type, token }: Occurrence, last: number): Known | undefined {
    const origins: string[] = [];
    for (let i = token + 1; i < last; i++) origins.push(this.originAt(i) ?? '');
    const known = this.entities.all.filter(
      (entity) =>
        entity.nouns.has(key) &&
        entity.at.some((place) => place < token) &&
        (entity.origins.size === 0 || origins.every((origin) => origin === '' || entity.origins.has(origin))),
    );
    const told = this.told.findLast(({ occurrence }) => occurrence.key === key);
    const best = known.length === 0 ? undefined : nearest(known, token);
    const from = told?.occurrence.token ?? -1;
    if (best?.at.some((place) => place < token && place > from)) return best;
    if (told !== undefined && (best === undefined || told.entity !== undefined || type === 'document'))
      return this.entityTold(told);
    return best ?? this.onlyMedium(type, token);
  }

  /** The document's one medium of which neither it nor a list says what kind it is. */
  private onlyMedium(type: MentionType, token: number): Known | undefined {
    if (type !== 'media') return undefined;
    const media = this.entities.all.filter((entity) => entity.type === 'media' && entity.at.some((at) => at < token));
    return media.length === 1 && media[0]!.nouns.size === 0 ? media[0] : undefined;
  }

  private entityTold(told: (typeof this.told)[number]): Known {
    const { occurrence, range } = told;
    if (told.entity === undefined) {
      const { type, key, token, skip } = occurrence;
      told.entity = this.entities.described(type, key, token);
      this.found.push({ ...range, skip, type, entity: told.entity });
    }
    return told.entity;
  }

  /** A noun that is told of first with what belongs to it: «متحدث عسكري», «وزير الدفاع», «تقرير صادر عن صحيفة …». */
  private phrase({ token, type }: Occurrence, { last: limit }: Range): Range {
    const { tokens } = this.words;
    let last = token + 1;
    while (last < Math.min(limit, token + PHRASE) && this.owner[last] === 0 && this.goesOn(last)) last++;
    if (type !== 'document') return { first: token, last };
    for (let next = last; next < Math.min(limit, last + ISSUED); next++) {
      const name = this.names[this.owner[next]! - 1];
      if (name !== undefined && name.type !== 'place') {
        const closing = name.last < limit && tokens.kind[name.last] === TokenKind.Quote ? 1 : 0;
        return { first: token, last: name.last + closing };
      }
      const mark = tokens.kind[next] === TokenKind.Punctuation;
      if (mark || formOf(this.words, next, Reading.Whole) === this.gazetteer.that) break;
    }
    return { first: token, last };
  }

  private goesOn(token: number): boolean {
    return this.words.tokens.kind[token] === TokenKind.Word && (this.hasArticle(token) || this.isNationality(token));
  }

  private isNationality(token: number): boolean {
    return this.gazetteer.nationalities.readingAt(this.words, token, 1 << Reading.Whole) >= 0;
  }

  /** An adjective with the article that tells more of the noun before it: of origin («الجهادية») or a participle. */
  private isAdjective(token: number): boolean {
    const { tokens, skip, form } = this.words;
    const base = token * READINGS;
    if (tokens.kind[token] !== TokenKind.Word || skip[base + Reading.Article] !== 2) return false;
    if (this.gazetteer.heads.get(form[base + Reading.Article]!) !== undefined) return false;
    const from = tokens.normStart[token]! + 2;
    const to = tokens.normStart[token + 1]!;
    const end = tokens.norm[to - 1] === HA ? to - 1 : to;
    if (end - from < 4) return false;
    if (tokens.norm[end - 1] === YA) return true;
    return tokens.norm[from] === MIM && this.gazetteer.roles.get(form[base + Reading.Article]!) === undefined;
  }

  private isDemonstrative(token: number): boolean {
    return this.demonstrativeReading(token) >= 0;
  }

  private demonstrativeReading(token: number): Reading | -1 {
    return this.gazetteer.demonstratives.readingAt(this.words, token, CONJOINED | (1 << Reading.Particle));
  }
}

/** How roles of a kind point back when they stand alone; the others never do. */
const ROLE_BACK: Readonly<Record<string, Back>> = {
  office: 'always',
  rank: 'found',
  role: 'found',
  religious: 'found',
  person: 'found',
};

/** Classes of words that can be descriptions. */
const NOUNS = Class.Role | Class.OrganizationHead | Class.PlaceHead | Class.MediaHead | Class.DocumentHead;

const NOUN_READINGS =
  (1 << Reading.Whole) | (1 << Reading.Conjunction) | (1 << Reading.Particle) | (1 << Reading.Article);

function headKey({ lemma, count, type }: Head): string {
  return type === 'document' && count !== 's' ? `${lemma} ${count}` : lemma;
}

function roleKey({ lemma, gender }: Role): string {
  return `${lemma} ${gender}`;
}

const HA = 0x647;
const MIM = 0x645;
const YA = 0x64a;
