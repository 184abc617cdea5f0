import type { MentionType, Span } from '../contract.ts';
import type { Entry } from './entry.ts';
import type { FoundName } from './found.ts';
import type { Nationality } from './gazetteer.ts';

/** One entity for all the names of the same thing in a document. */

/** A name with what it is told apart and brought together by. */
export interface NamedMention {
  readonly name: FoundName;
  /** Its words without what is joined to the first. */
  readonly span: Span;
  /** Normal forms of its words, marks left out. */
  readonly parts: readonly string[];
  /** Index of the name that this one stands right behind in brackets: «المنظمة الدولية للهجرة (يوم)»; −1 elsewhere. */
  readonly glosses: number;
  /** The country, for a capital that does what its government does: «سجلت باريس». */
  readonly government: Entry | undefined;
}

/** An entity while its mentions are gathered. */
export interface Known {
  readonly type: MentionType;
  readonly entry: Entry | undefined;
  /** Normal forms of the words of its fullest name, and of what else it is called. */
  readonly parts: readonly string[];
  readonly others: (readonly string[])[];
  /** The names of it, as written. */
  readonly forms: string[];
  /** What else it is called, as written. */
  readonly descriptions: string[];
  /** Tokens at which it is named. */
  readonly at: number[];
  /** What it is called whatever its forms are; undefined for what is called by the fullest of them. */
  readonly called: string | undefined;
  /** By which nouns it is spoken of: «صحيفة», «وزير m». */
  readonly nouns: Set<string>;
  /** Of which countries or peoples it is said to be. */
  readonly origins: Set<string>;
}

/** Finds the entity of each name. */
export class Entities {
  private readonly known: Known[] = [];
  private readonly nationalities = new Map<string, Known>();

  /** All but nationalities. */
  get all(): readonly Known[] {
    return this.known;
  }

  /**
   * The entity of each name, in the order of the names: full names first, then those that are a part of one, then what
   * stands for another.
   */
  link(mentions: readonly NamedMention[]): Known[] {
    const linked = new Array<Known>(mentions.length);
    const order = mentions.map((_, index) => index);
    order.sort((a, b) => mentions[b]!.parts.length - mentions[a]!.parts.length || a - b);
    const plain = order.filter((index) => mentions[index]!.glosses < 0 && mentions[index]!.government === undefined);
    for (const index of plain) linked[index] = this.named(mentions[index]!);
    // What glosses a name is another name of the same, wherever else it stands.
    for (const { glosses, parts } of mentions) if (glosses >= 0) linked[glosses]?.others.push(parts);
    for (const index of order) {
      const mention = mentions[index]!;
      if (mention.government !== undefined) linked[index] = this.government(mention, mention.government);
      else linked[index] ??= this.named(mention);
    }
    return linked;
  }

  private named(mention: NamedMention): Known {
    const entity = this.find(mention) ?? this.make(mention);
    entity.forms.push(mention.span.text);
    entity.at.push(mention.name.first);
    return entity;
  }

  private government({ name, span }: NamedMention, country: Entry): Known {
    let entity = this.known.find(({ entry }) => entry !== undefined && sameEntry(entry, country));
    if (entity === undefined) {
      entity = { ...unnamed('place', country.name), entry: country };
      this.known.push(entity);
    }
    entity.descriptions.push(span.text);
    entity.at.push(name.first);
    return entity;
  }

  /** All words of one nationality are one entity, called by its masculine singular. */
  nationality(noun: Nationality, form: string): Known {
    const key = originOf(noun);
    const entity = this.nationalities.get(key) ?? unnamed('nationality', noun.lemma);
    this.nationalities.set(key, entity);
    entity.forms.push(form);
    return entity;
  }

  /** Somebody or something that the document does not name. */
  described(type: MentionType, noun: string, token: number): Known {
    const entity = unnamed(type);
    entity.nouns.add(noun);
    entity.at.push(token);
    this.known.push(entity);
    return entity;
  }

  private make({ name, parts }: NamedMention): Known {
    const entity: Known = { ...unnamed(name.type), entry: name.entries[0], parts };
    this.known.push(entity);
    return entity;
  }

  private find(mention: NamedMention): Known | undefined {
    const { name, parts } = mention;
    const alike = this.known.filter((entity) => entity.type === name.type);
    const same = alike.find(
      (entity) => equal(entity.parts, parts) || entity.others.some((other) => equal(other, parts)),
    );
    if (same !== undefined) return same;
    const shorter = alike.filter((entity) => isShortFor(parts, entity, name.type));
    if (shorter.length > 0) return nearest(shorter, name.first);
    return alike.find(({ entry }) => entry !== undefined && name.entries.some((other) => sameEntry(other, entry)));
  }
}

/** What all words of one nationality share. */
export function originOf({ country, lemma }: Nationality): string {
  return country === '' ? lemma : country;
}

function unnamed(type: MentionType, called?: string): Known {
  return {
    type,
    entry: undefined,
    parts: [],
    others: [],
    forms: [],
    descriptions: [],
    at: [],
    called,
    nouns: new Set(),
    origins: new Set(),
  };
}

/** The one that is named last before a token; where none is, the one named first. */
export function nearest(entities: readonly Known[], token: number): Known {
  const before = (entity: Known) => entity.at.reduce((last, at) => (at <= token ? Math.max(last, at) : last), -1);
  return entities.reduce((best, entity) => (before(entity) > before(best) ? entity : best));
}

/**
 * A person is called by the end or the beginning of the full name («بوتين», «صدام»), anything else by what follows
 * its class noun («البعث» for «حزب البعث»).
 */
function isShortFor(parts: readonly string[], full: Known, type: MentionType): boolean {
  const more = full.parts.length - parts.length;
  if (more <= 0) return false;
  const atEnd = parts.every((part, i) => part === full.parts[more + i]);
  if (type === 'person') return atEnd || parts.every((part, i) => part === full.parts[i]);
  return atEnd && more === 1 && type === 'organization' && parts[0]!.startsWith('ال');
}

function sameEntry(a: Entry, b: Entry): boolean {
  return a.list === b.list && a.id === b.id;
}

function equal(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, i) => part === b[i]);
}
