import type { Block } from './blocks.ts';
import { TokenKind, type Tokens } from './tokens.ts';

/** A sentence: tokens `first` … `last` − 1 of one block. */
export interface Sentence {
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
}

const DOT = 0x2e;
const QUESTION = 0x3f;
const EXCLAMATION = 0x21;
const ELLIPSIS = 0x2026;

/**
 * The sentences of each block, in order. A sentence ends at a stop, a question or an exclamation mark with its closing
 * quotes and brackets; not at the stop of an abbreviation (one letter: «د.», «أ. ف. ب.») nor inside a word or number.
 */
export function sentencesOf(tokens: Tokens, blocks: readonly Block[]): Sentence[] {
  const sentences: Sentence[] = [];
  for (const block of blocks) {
    let first = block.first;
    for (let token = block.first; token < block.last; token++) {
      if (!endsAt(tokens, token, block.first)) continue;
      const last = closing(tokens, token + 1, block.last);
      sentences.push(makeSentence(tokens, first, last));
      first = last;
      token = last - 1;
    }
    if (first < block.last) sentences.push(makeSentence(tokens, first, block.last));
  }
  return sentences;
}

function makeSentence(tokens: Tokens, first: number, last: number): Sentence {
  return { first, last, start: tokens.start[first]!, end: tokens.end[last - 1]! };
}

function endsAt(tokens: Tokens, token: number, first: number): boolean {
  if (tokens.kind[token] !== TokenKind.Punctuation) return false;
  const mark = tokens.norm[tokens.normStart[token]!];
  if (mark === QUESTION || mark === EXCLAMATION || mark === ELLIPSIS) return true;
  return mark === DOT && !isAbbreviation(tokens, token, first);
}

function isAbbreviation(tokens: Tokens, dot: number, first: number): boolean {
  if (tokens.gap[dot] !== 0 || dot === first) return false;
  const before = dot - 1;
  const letters = tokens.normStart[before + 1]! - tokens.normStart[before]!;
  const isWord = tokens.kind[before] === TokenKind.Word || tokens.kind[before] === TokenKind.Foreign;
  if (!isWord) return tokens.kind[before] === TokenKind.Number && tokens.gap[dot + 1] === 0 && dot + 1 < tokens.count;
  // A single letter with a stop is an initial, unless the line ends there.
  if (letters === 1) return dot + 1 < tokens.count && tokens.gap[dot + 1]! < 2;
  // "example.org": a stop with letters at once on both sides.
  return (
    tokens.gap[dot + 1] === 0 && tokens.kind[before] === TokenKind.Foreign && tokens.kind[dot + 1] === TokenKind.Foreign
  );
}

/** The token after the marks that close a sentence: more stops, closing quotes and brackets written onto it. */
function closing(tokens: Tokens, from: number, limit: number): number {
  let token = from;
  for (; token < limit; token++) {
    const mark = tokens.norm[tokens.normStart[token]!]!;
    const kind = tokens.kind[token];
    if (
      kind === TokenKind.Punctuation &&
      (mark === DOT || mark === 0x29 || mark === 0x5d || mark === EXCLAMATION || mark === QUESTION)
    )
      continue;
    if (kind === TokenKind.Quote && closesHere(tokens, token, limit)) continue;
    break;
  }
  return token;
}

/** A quotation mark after a stop closes when a space, another mark or the end follows it. */
function closesHere(tokens: Tokens, token: number, limit: number): boolean {
  const next = token + 1;
  if (next >= limit) return true;
  return tokens.gap[token] === 0 && (tokens.gap[next] !== 0 || tokens.kind[next] === TokenKind.Punctuation);
}
