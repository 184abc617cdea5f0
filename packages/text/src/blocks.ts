import { Gap, TokenKind, type Tokens } from './tokens.ts';

/** What a block is on its page. */
export type BlockKind = 'title' | 'dateline' | 'heading' | 'paragraph' | 'item' | 'caption';

/** A run of whole lines that belong together. Tokens `first` … `last` − 1. */
export interface Block {
  readonly kind: BlockKind;
  readonly first: number;
  readonly last: number;
  /** UTF-16 offsets of the first token's beginning and the last one's end. */
  readonly start: number;
  readonly end: number;
}

/** A line that is longer than this (UTF-16 units) is no heading, and may go on after a blank line. */
const HEADING_LENGTH = 70;
/** A first line of at most this length is a title. */
const TITLE_LENGTH = 170;
const DATELINE_LENGTH = 70;

interface Line {
  readonly first: number;
  readonly last: number;
  readonly length: number;
  /** True when a blank line stands before it. */
  readonly apart: boolean;
  readonly ended: boolean;
  readonly bullet: boolean;
  readonly dateline: boolean;
}

/**
 * The blocks of a document, in order; every token is in one. A paragraph that blank lines cut in mid-sentence (no end
 * mark before the break, and a line longer than a heading) is one block; headings and the lines of a box are not
 * joined to what follows.
 */
export function blocksOf(tokens: Tokens): Block[] {
  const lines = linesOf(tokens);
  const wrapped = isWrapped(lines);
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const next = paragraphEnd(lines, at, wrapped);
    blocks.push(makeBlock(tokens, lines, at, next, blocks));
    at = next;
  }
  return blocks;
}

function linesOf(tokens: Tokens): Line[] {
  const lines: Line[] = [];
  let first = 0;
  for (let token = 1; token <= tokens.count; token++) {
    if (token < tokens.count && tokens.gap[token]! < Gap.Line) continue;
    if (first < tokens.count) lines.push(makeLine(tokens, first, token));
    first = token;
  }
  return lines;
}

function makeLine(tokens: Tokens, first: number, last: number): Line {
  const length = tokens.end[last - 1]! - tokens.start[first]!;
  return {
    first,
    last,
    length,
    apart: tokens.gap[first] === Gap.Blank,
    ended: endsSentence(tokens, first, last),
    bullet: isBullet(tokens, first, last),
    dateline: length <= DATELINE_LENGTH && looksLikeDate(tokens, first, last),
  };
}

/** True when the line's last mark, behind any quotes and brackets, ends a sentence or opens what follows. */
function endsSentence(tokens: Tokens, first: number, last: number): boolean {
  for (let token = last - 1; token >= first; token--) {
    if (tokens.kind[token] === TokenKind.Quote) continue;
    if (tokens.kind[token] !== TokenKind.Punctuation) return false;
    const mark = String.fromCharCode(tokens.norm[tokens.normStart[token]!]!);
    if (mark === ')' || mark === ']') continue;
    return '.!?…:'.includes(mark);
  }
  return false;
}

function isBullet(tokens: Tokens, first: number, last: number): boolean {
  if (last - first < 2) return false;
  const mark = tokens.norm[tokens.normStart[first]!]!;
  if (tokens.kind[first] === TokenKind.Punctuation || tokens.kind[first] === TokenKind.Other) {
    return '-*•·▪●◦○■–'.includes(String.fromCharCode(mark)) && tokens.gap[first + 1] !== Gap.None;
  }
  if (tokens.kind[first] === TokenKind.Number && tokens.end[first]! - tokens.start[first]! <= 2) {
    const next = String.fromCharCode(tokens.norm[tokens.normStart[first + 1]!]!);
    return '.)-'.includes(next) && last - first > 2;
  }
  return false;
}

/** A short line with a year or a numeric date, and little else but words of place and time. */
function looksLikeDate(tokens: Tokens, first: number, last: number): boolean {
  let year = false;
  for (let token = first; token < last; token++) {
    if (tokens.kind[token] === TokenKind.Punctuation) {
      const mark = tokens.norm[tokens.normStart[token]!]!;
      if (mark === 0x2e && token < last - 1) return false;
    }
    if (tokens.kind[token] !== TokenKind.Number) continue;
    const digits = tokens.normStart[token + 1]! - tokens.normStart[token]!;
    const lead = tokens.norm[tokens.normStart[token]!]!;
    if (digits === 4 && (lead === 0x31 || lead === 0x32)) year = true;
  }
  return year && last - first <= 12;
}

/**
 * True for text whose lines were broken at a margin: most unfinished lines are about as long as the longest, with no
 * blank line between them.
 */
function isWrapped(lines: readonly Line[]): boolean {
  let longest = 0;
  for (const line of lines) longest = Math.max(longest, line.length);
  if (longest < 40 || longest > 140) return false;
  let full = 0;
  let open = 0;
  for (let i = 0; i + 1 < lines.length; i++) {
    if (lines[i + 1]!.apart) continue;
    if (lines[i]!.ended) continue;
    open++;
    if (lines[i]!.length >= longest * 0.75) full++;
  }
  return open >= 3 && full >= open * 0.8;
}

/** The line after the last that belongs to the same block as line `at`. */
function paragraphEnd(lines: readonly Line[], at: number, wrapped: boolean): number {
  let next = at + 1;
  while (next < lines.length && goesOn(lines, next - 1, at, wrapped)) next++;
  return next;
}

function goesOn(lines: readonly Line[], last: number, first: number, wrapped: boolean): boolean {
  const line = lines[last]!;
  const following = lines[last + 1]!;
  if (following.bullet || following.dateline) return false;
  if (wrapped && !following.apart) return true;
  if (line.ended || line.length <= HEADING_LENGTH) return false;
  if (isTitle(lines, last) && last === first) return false;
  // What follows a cut sentence ends in a mark or is itself a long cut line; a short line with no mark is a heading.
  return following.ended || following.length > HEADING_LENGTH;
}

function isTitle(lines: readonly Line[], at: number): boolean {
  const line = lines[at]!;
  return (
    at === 0 && lines.length > 1 && !line.bullet && !line.dateline && line.length <= TITLE_LENGTH && !endsInStop(line)
  );
}

function endsInStop(line: Line): boolean {
  return line.ended && line.length > HEADING_LENGTH;
}

function makeBlock(tokens: Tokens, lines: readonly Line[], at: number, next: number, before: readonly Block[]): Block {
  const first = lines[at]!.first;
  const last = lines[next - 1]!.last;
  return {
    kind: next - at > 1 ? 'paragraph' : kindOf(lines, at, before),
    first,
    last,
    start: tokens.start[first]!,
    end: tokens.end[last - 1]!,
  };
}

function kindOf(lines: readonly Line[], at: number, before: readonly Block[]): BlockKind {
  const line = lines[at]!;
  if (isTitle(lines, at)) return 'title';
  if (line.bullet) return 'item';
  if (line.dateline) return 'dateline';
  if (line.ended || line.length > HEADING_LENGTH || lines.length === 1) return 'paragraph';
  // A heading has text under it. Short lines one after another are a box: its heading and its items.
  const previous = before[before.length - 1];
  if (previous !== undefined && (previous.kind === 'heading' || previous.kind === 'item') && isShort(lines, at - 1)) {
    return 'item';
  }
  return 'heading';
}

function isShort(lines: readonly Line[], at: number): boolean {
  const line = lines[at];
  return line !== undefined && !line.ended && line.length <= HEADING_LENGTH;
}
