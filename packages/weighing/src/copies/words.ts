import { stemRange, TokenKind, tokenize } from '@isnad/text';

/**
 * The words of a text as copies are told by: one number a word, that of its stem with the dots taken off, so that
 * spellings, endings and the commonest slips of a scanner do not part two words; every number in digits is one and the
 * same word, since a copied sentence stays a copy when its figure is changed. Punctuation and single letters are
 * left out. Offsets are UTF-16 code units into the text.
 */
export interface CopyWords {
  readonly count: number;
  readonly hash: Uint32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
}

/** Letters that share a body when their dots are lost, and the one that stands for them. */
const BODIES: ReadonlyArray<readonly [to: string, from: string]> = [
  ['ب', 'تثن'],
  ['ح', 'جخ'],
  ['د', 'ذ'],
  ['ر', 'ز'],
  ['س', 'ش'],
  ['ص', 'ض'],
  ['ط', 'ظ'],
  ['ع', 'غ'],
  ['ف', 'ق'],
];

const body = bodies();

function bodies(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let unit = 0; unit < table.length; unit++) table[unit] = unit;
  for (const [to, from] of BODIES) for (const letter of from) table[letter.charCodeAt(0)] = to.charCodeAt(0);
  return table;
}

/** What stands for any number in digits. */
export const NUMBER = 0x9e3779b9;

export function copyWords(text: string): CopyWords {
  const tokens = tokenize(text);
  const hash = new Uint32Array(tokens.count);
  const start = new Int32Array(tokens.count);
  const end = new Int32Array(tokens.count);
  const range = { from: 0, to: 0 };
  let count = 0;
  for (let token = 0; token < tokens.count; token++) {
    const kind = tokens.kind[token];
    if (kind !== TokenKind.Word && kind !== TokenKind.Foreign && kind !== TokenKind.Number) continue;
    range.from = tokens.normStart[token]!;
    range.to = tokens.normStart[token + 1]!;
    if (kind !== TokenKind.Number && range.to - range.from < 2) continue;
    if (kind === TokenKind.Word) stemRange(tokens.norm, range);
    hash[count] = kind === TokenKind.Number ? NUMBER : hashUnits(tokens.norm, range.from, range.to);
    start[count] = tokens.start[token]!;
    end[count] = tokens.end[token]!;
    count++;
  }
  return { count, hash: hash.slice(0, count), start: start.slice(0, count), end: end.slice(0, count) };
}

function hashUnits(units: Uint16Array, from: number, to: number): number {
  let h = 0x811c9dc5;
  for (let i = from; i < to; i++) h = Math.imul(h ^ body[units[i]!]!, 0x01000193);
  return scramble(h);
}

/** Spreads a hash over all its 32 bits (the finaliser of MurmurHash3). */
export function scramble(h: number): number {
  let x = h ^ (h >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
