import type { Block } from './blocks.ts';
import { TokenKind, type Tokens } from './tokens.ts';

/** Words between quotation marks. Token indexes; `open` and `close` are the marks themselves. */
export interface Quotation {
  readonly open: number;
  /** The closing mark; the token after the block's last where none closes it. */
  readonly close: number;
  readonly closed: boolean;
  /** 0 for an outermost quotation. */
  readonly depth: number;
}

type Side = 'open' | 'close' | 'either';

/**
 * The quotations of each block, in order of their opening marks. Marks are paired by where they stand (against the
 * word after or before) before their shape, since reports print ” for “ and mix families; a mark that closes nothing
 * is passed over, and a quotation that nothing closes ends with its block.
 */
export function quotationsOf(tokens: Tokens, blocks: readonly Block[]): Quotation[] {
  const found: Quotation[] = [];
  for (const block of blocks) quotationsOfBlock(tokens, block, found);
  return found.sort((a, b) => a.open - b.open);
}

function quotationsOfBlock(tokens: Tokens, block: Block, found: Quotation[]): void {
  const open: number[] = [];
  for (let token = block.first; token < block.last; token++) {
    if (tokens.kind[token] !== TokenKind.Quote || isApostrophe(tokens, token)) continue;
    const side = sideOf(tokens, token, block);
    const closes = side === 'close' || (side === 'either' && open.length > 0);
    if (closes) {
      const opened = open.pop();
      if (opened !== undefined) found.push({ open: opened, close: token, closed: true, depth: open.length });
    } else if (!doubles(tokens, token, open)) open.push(token);
  }
  while (open.length > 0) found.push({ open: open.pop()!, close: block.last, closed: false, depth: open.length });
}

/** '' and `` are one mark written as two. */
function doubles(tokens: Tokens, token: number, open: readonly number[]): boolean {
  return (
    open[open.length - 1] === token - 1 &&
    tokens.gap[token] === 0 &&
    unitOf(tokens, token) === unitOf(tokens, token - 1)
  );
}

function isApostrophe(tokens: Tokens, token: number): boolean {
  return (
    tokens.gap[token] === 0 &&
    tokens.gap[token + 1] === 0 &&
    tokens.kind[token - 1] === TokenKind.Foreign &&
    tokens.kind[token + 1] === TokenKind.Foreign
  );
}

function unitOf(tokens: Tokens, token: number): number {
  return tokens.text.charCodeAt(tokens.start[token]!);
}

/** Guillemets tell by shape in any text that uses both; the rest by what they stand against, then by shape. */
function sideOf(tokens: Tokens, token: number, block: Block): Side {
  const unit = unitOf(tokens, token);
  if (unit === 0xab || unit === 0x2039 || unit === 0xfd3f) return 'open';
  if (unit === 0xbb || unit === 0x203a || unit === 0xfd3e) return 'close';
  const before = attachedBefore(tokens, token, block);
  const after = token + 1 < block.last && tokens.gap[token + 1] === 0 && !isEndMark(tokens, token + 1);
  if (after && !before) return 'open';
  if (before && !after) return 'close';
  if (unit === 0x201c || unit === 0x2018 || unit === 0x201e || unit === 0x201a) return 'open';
  return 'either';
}

/** True when a word, number or end mark stands right before the mark; a joined preposition (لـ”داعش”) doesn't count. */
function attachedBefore(tokens: Tokens, token: number, block: Block): boolean {
  if (token === block.first || tokens.gap[token] !== 0) return false;
  const before = token - 1;
  const kind = tokens.kind[before];
  if (kind === TokenKind.Word) return tokens.normStart[token]! - tokens.normStart[before]! > 2;
  if (kind === TokenKind.Punctuation) {
    const mark = String.fromCharCode(tokens.norm[tokens.normStart[before]!]!);
    return !'(-:[/'.includes(mark);
  }
  return true;
}

function isEndMark(tokens: Tokens, token: number): boolean {
  if (tokens.kind[token] !== TokenKind.Punctuation) return false;
  return '.,;:!?)-]'.includes(String.fromCharCode(tokens.norm[tokens.normStart[token]!]!));
}
