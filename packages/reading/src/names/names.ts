import { originalOffset, TokenKind, type Vocabulary } from '@isnad/text';
import { type Analysis, spanOf } from '../analysis.ts';
import type { Entity, Mention, MentionType, Span } from '../contract.ts';
import { type LanguageFiles, ListError } from '../lists.ts';
import { Entities, type Known, type NamedMention } from './entities.ts';
import { type FoundName, findNames, Starts } from './found.ts';
import { createGazetteer, type Gazetteer } from './gazetteer.ts';
import { decodeModel, type NameModel } from './model.ts';
import { findNationalities } from './nationalities.ts';

/** What the layer of names goes by. */
export interface NameWords {
  readonly gazetteer: Gazetteer;
  readonly model: NameModel;
}

export interface Names {
  readonly mentions: readonly Mention[];
  readonly entities: readonly Entity[];
  /** The names among the mentions as tokens, apart from one another and in order. */
  readonly found: readonly FoundName[];
}

/** @throws ListError when a list or the model is missing or can't be understood */
export function compileNames(files: LanguageFiles, vocabulary: Vocabulary): NameWords {
  const bytes = files.models.get('names.model');
  if (bytes === undefined) throw new ListError('names.model is missing');
  return { gazetteer: createGazetteer(files, vocabulary), model: decodeModel(bytes) };
}

/** A mention while entities are still without ids. */
interface Linked {
  readonly span: Span;
  readonly type: MentionType;
  readonly entity: Known;
}

/** Who and what a document names, and which of its words name the same. */
export function readNames(analysis: Analysis, { gazetteer, model }: NameWords): Names {
  const { words } = analysis;
  const found = findNames(analysis, gazetteer, model);
  const starts = new Starts(words, gazetteer);
  const named = found.map((name) => namedMention(analysis, starts, name));
  const entities = new Entities();
  const linked = entities.link(named).map((entity, i): Linked => {
    const { name, span } = named[i]!;
    return { span, type: name.type, entity };
  });
  for (const { token, skip, noun } of findNationalities(words, gazetteer, found)) {
    const span = joinedSpan(analysis, token, token + 1, skip);
    linked.push({ span, type: 'nationality', entity: entities.nationality(noun, span.text) });
  }
  return { ...numbered(linked.sort((a, b) => a.span.start - b.span.start)), found };
}

/** Entities get their ids in the order in which the document first speaks of them. */
function numbered(linked: readonly Linked[]): Pick<Names, 'mentions' | 'entities'> {
  const ids = new Map<Known, string>();
  const mentions = linked.map(({ span, type, entity }): Mention => {
    const id = ids.get(entity) ?? `e${ids.size + 1}`;
    ids.set(entity, id);
    return { ...span, type, entity: id };
  });
  return { mentions, entities: [...ids].map(([entity, id]) => entityOf(entity, id)) };
}

function namedMention(analysis: Analysis, starts: Starts, name: FoundName): NamedMention {
  const { tokens } = analysis;
  const { first, last } = name;
  const skip = starts.skipOf(first);
  const parts: string[] = [];
  for (let token = first; token < last; token++) {
    if (tokens.kind[token] === TokenKind.Punctuation || tokens.kind[token] === TokenKind.Quote) continue;
    const from = tokens.normStart[token]! + (token === first ? skip : 0);
    parts.push(String.fromCharCode(...tokens.norm.subarray(from, tokens.normStart[token + 1]!)));
  }
  return { name, span: joinedSpan(analysis, first, last, skip), parts };
}

/** Tokens without the first `skip` units of the first one's normal form. */
function joinedSpan({ tokens }: Analysis, first: number, last: number, skip: number): Span {
  return spanOf(tokens.text, originalOffset(tokens, first, skip), tokens.end[last - 1]!);
}

/** The fullest form is the name, unless the entity has one; the others, as written, its aliases. */
function entityOf({ type, forms, called }: Known, id: string): Entity {
  const name = called ?? forms.reduce((best, form) => (form.length > best.length ? form : best));
  return { id, type, name, aliases: [...new Set(forms)].filter((form) => form !== name) };
}
