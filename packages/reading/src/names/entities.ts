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
}

/** An entity while its mentions are gathered. */
export interface Known {
  readonly type: MentionType;
  readonly entry: Entry | undefined;
  /** Fullest parts so far. */
  parts: readonly string[];
  readonly forms: string[];
  /** Tokens at which it is named. */
  readonly at: number[];
  /** What it is called whatever its forms are; undefined for what is called by the fullest of them. */
  readonly called: string | undefined;
}

/** Finds the entity of each name. */
export class Entities {
  private readonly known: Known[] = [];
  private readonly nationalities = new Map<string, Known>();

  /** The entity of each name, in the order of the names: full names first, then those that are a part of one. */
  link(mentions: readonly NamedMention[]): Known[] {
    const linked = new Array<Known>(mentions.length);
    const order = mentions.map((_, index) => index);
    order.sort((a, b) => mentions[b]!.parts.length - mentions[a]!.parts.length || a - b);
    for (const index of order) {
      const mention = mentions[index]!;
      const entity = this.find(mention) ?? this.make(mention);
      entity.forms.push(mention.span.text);
      entity.at.push(mention.name.first);
      linked[index] = entity;
    }
    return linked;
  }

  /** All words of one nationality are one entity, called by its masculine singular. */
  nationality({ lemma, country }: Nationality, form: string): Known {
    const key = country === '' ? lemma : country;
    const known = this.nationalities.get(key);
    if (known !== undefined) {
      known.forms.push(form);
      return known;
    }
    const made: Known = { type: 'nationality', entry: undefined, parts: [], forms: [form], at: [], called: lemma };
    this.nationalities.set(key, made);
    return made;
  }

  private make({ name, parts }: NamedMention): Known {
    const entity: Known = { type: name.type, entry: name.entries[0], parts, forms: [], at: [], called: undefined };
    this.known.push(entity);
    return entity;
  }

  private find(mention: NamedMention): Known | undefined {
    const { name, parts } = mention;
    const alike = this.known.filter((entity) => entity.type === name.type);
    const same = alike.find((entity) => equal(entity.parts, parts));
    if (same !== undefined) return same;
    const shorter = alike.filter((entity) => isShortFor(parts, entity, name.type));
    if (shorter.length > 0) return nearest(shorter, name.first);
    return alike.find(({ entry }) => entry !== undefined && name.entries.some((other) => sameEntry(other, entry)));
  }
}

/** The one that is named last before a token; where none is, the one named first. */
function nearest(entities: readonly Known[], token: number): Known {
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
