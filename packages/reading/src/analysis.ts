import {
  type Block,
  blocksOf,
  lookUp,
  type Quotation,
  quotationsOf,
  type Sentence,
  sentencesOf,
  type Tokens,
  tokenize,
  type Vocabulary,
  type Words,
} from '@isnad/text';
import type { Span } from './contract.ts';

/** A document as it comes to be read. */
export interface Source {
  readonly id: string;
  readonly text: string;
  /** ISO date of publication, where known. */
  readonly published?: string | null;
  readonly outlet?: string | null;
}

/** What every layer is given: the text cut up and looked up, before anything is said about it. */
export interface Analysis {
  readonly source: Source;
  readonly tokens: Tokens;
  readonly words: Words;
  readonly blocks: readonly Block[];
  readonly sentences: readonly Sentence[];
  readonly quotations: readonly Quotation[];
}

export function analyse(source: Source, vocabulary: Vocabulary): Analysis {
  const tokens = tokenize(source.text);
  const blocks = blocksOf(tokens);
  return {
    source,
    tokens,
    words: lookUp(tokens, vocabulary),
    blocks,
    sentences: sentencesOf(tokens, blocks),
    quotations: quotationsOf(tokens, blocks),
  };
}

/** The span from one offset of the text to another. */
export function spanOf(text: string, start: number, end: number): Span {
  return { start, end, text: text.slice(start, end) };
}

/** The span of tokens `first` … `last` − 1. */
export function tokenSpan(tokens: Tokens, first: number, last: number): Span {
  return spanOf(tokens.text, tokens.start[first]!, tokens.end[last - 1]!);
}
