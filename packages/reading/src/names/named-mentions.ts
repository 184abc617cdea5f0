import { CONJOINED, originalOffset, READINGS, TokenKind } from '@isnad/text';
import { type Analysis, spanOf } from '../analysis.ts';
import { Class, type GrammarWords } from '../grammar/grammar.ts';
import type { NamedMention } from './entities.ts';
import type { Entry } from './entry.ts';
import type { FoundName } from './found.ts';
import type { Gazetteer } from './gazetteer.ts';
import { Starts } from './starts.ts';

/** What the entities of a document's names are told by. */
export function namedMentions(
  analysis: Analysis,
  gazetteer: Gazetteer,
  grammar: GrammarWords,
  found: readonly FoundName[],
): NamedMention[] {
  const { tokens, words } = analysis;
  const starts = new Starts(words, gazetteer);
  return found.map((name, index) => {
    const { first, last } = name;
    const skip = starts.skipOf(first);
    return {
      name,
      span: spanOf(tokens.text, originalOffset(tokens, first, skip), tokens.end[last - 1]!),
      parts: partsOf(analysis, gazetteer, name, skip),
      glosses: glosses(analysis, found[index - 1], name) ? index - 1 : -1,
      government: skip === 0 ? governmentOf(analysis, gazetteer, grammar, name) : undefined,
    };
  });
}

/** Normal forms of the words of a name, «أبي» as «أبو», without marks. */
function partsOf({ tokens, words }: Analysis, { nominatives }: Gazetteer, name: FoundName, skip: number): string[] {
  const parts: string[] = [];
  for (let token = name.first; token < name.last; token++) {
    if (tokens.kind[token] === TokenKind.Punctuation || tokens.kind[token] === TokenKind.Quote) continue;
    const from = tokens.normStart[token]! + (token === name.first ? skip : 0);
    const own = String.fromCharCode(...tokens.norm.subarray(from, tokens.normStart[token + 1]!));
    parts.push(nominatives.get(words.form[token * READINGS]!) ?? own);
  }
  return parts;
}

/** «المنظمة الدولية للهجرة (يوم)» */
function glosses({ tokens }: Analysis, before: FoundName | undefined, { first, last, type }: FoundName): boolean {
  if (before === undefined || before.type !== type || type === 'place' || before.last !== first - 1) return false;
  return isMark(tokens.text, tokens.start[first - 1], '(') && isMark(tokens.text, tokens.start[last], ')');
}

function isMark(text: string, at: number | undefined, mark: string): boolean {
  return at !== undefined && text[at] === mark;
}

/** The country of a capital that is the subject of a verb: «سجلت باريس», not «غادرت باريس». */
function governmentOf(
  { words, sentences }: Analysis,
  { countries, placeVerbs }: Gazetteer,
  grammar: GrammarWords,
  { first, last, entries }: FoundName,
): Entry | undefined {
  const capital = entries.find(({ seatOf }) => seatOf !== '');
  if (capital === undefined) return undefined;
  const sentence = sentences.find((other) => other.last > first)!;
  const speaks = (token: number) => {
    const verb = ((grammar.classes.at(words, token, CONJOINED) ?? 0) & Class.Verb) !== 0;
    return verb && grammar.agreements.at(words, token, CONJOINED)?.gender === 'feminine';
  };
  const after = first > sentence.first && speaks(first - 1) && placeVerbs.at(words, first - 1, CONJOINED) === undefined;
  const before = first === sentence.first && last < sentence.last && speaks(last);
  return after || before ? countries.get(capital.seatOf) : undefined;
}
