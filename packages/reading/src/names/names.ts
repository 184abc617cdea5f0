import { originalOffset } from '@isnad/text';
import { type Analysis, spanOf } from '../analysis.ts';
import type { Entity, Mention, MentionType, Span } from '../contract.ts';
import type { GrammarWords } from '../grammar/grammar.ts';
import { Descriptions } from './descriptions.ts';
import { Entities, type Known } from './entities.ts';
import { type FoundName, findNames } from './found.ts';
import { namedMentions } from './named-mentions.ts';
import { findNationalities } from './nationalities.ts';
import type { NameWords } from './words.ts';

export interface Names {
  readonly mentions: readonly Mention[];
  readonly entities: readonly Entity[];
  /** The names among the mentions as tokens, apart from one another and in order. */
  readonly found: readonly FoundName[];
}

/** A mention while entities are still without ids. */
interface Linked {
  readonly span: Span;
  readonly type: MentionType;
  /** Null for a description of which the document does not tell what it stands for. */
  readonly entity: Known | null;
}

/** Who and what a document names, and which of its words name the same. */
export function readNames(analysis: Analysis, words: NameWords, grammar: GrammarWords): Names {
  const { gazetteer } = words;
  const found = findNames(analysis, words, grammar);
  const named = namedMentions(analysis, gazetteer, grammar, found.names);
  const entities = new Entities();
  const ofNames = entities.link(named);
  const linked = ofNames.map((entity, i): Linked => {
    const { name, span } = named[i]!;
    return { span, type: name.type, entity };
  });
  const descriptions = new Descriptions(analysis, gazetteer, found, ofNames, entities);
  for (const { first, last, skip, type, entity } of descriptions.find()) {
    const span = joinedSpan(analysis, first, last, skip);
    entity?.descriptions.push(span.text);
    linked.push({ span, type, entity });
  }
  for (const { token, skip, noun } of findNationalities(analysis.words, gazetteer, found)) {
    const span = joinedSpan(analysis, token, token + 1, skip);
    linked.push({ span, type: 'nationality', entity: entities.nationality(noun, span.text) });
  }
  return { ...numbered(linked.sort(inOrder)), found: found.names };
}

/** By where they begin, the longer of two first. */
function inOrder({ span: a }: Linked, { span: b }: Linked): number {
  return a.start - b.start || b.end - a.end;
}

/** Entities get their ids in the order in which the document first speaks of them. */
function numbered(linked: readonly Linked[]): Pick<Names, 'mentions' | 'entities'> {
  const ids = new Map<Known, string>();
  const mentions = linked.map(({ span, type, entity }): Mention => {
    if (entity === null) return { ...span, type, entity };
    const id = ids.get(entity) ?? `e${ids.size + 1}`;
    ids.set(entity, id);
    return { ...span, type, entity: id };
  });
  return { mentions, entities: [...ids].map(([entity, id]) => entityOf(entity, id)) };
}

/** Tokens without the first `skip` units of the first one's normal form. */
function joinedSpan({ tokens }: Analysis, first: number, last: number, skip: number): Span {
  return spanOf(tokens.text, originalOffset(tokens, first, skip), tokens.end[last - 1]!);
}

/** The fullest name is the name, or the fullest description where there is none; the others, as written, its aliases. */
function entityOf({ type, forms, descriptions, called }: Known, id: string): Entity {
  const name = called ?? longest(forms.length > 0 ? forms : descriptions);
  return { id, type, name, aliases: [...new Set([...forms, ...descriptions])].filter((form) => form !== name) };
}

/** The longest form; «للوكالة» as «الوكالة». */
function longest(forms: readonly string[]): string {
  const form = forms.reduce((best, other) => (other.length > best.length ? other : best));
  return form.replace(/^لل/, 'ال');
}
