import { stemRange, TokenKind, type Tokens, tokenize } from '@isnad/text';

/** Stems under which the words of claims and of the lists meet. */

/** The stems of a text's words, numbers and foreign words, in order. */
export function stemsOf(text: string): string[] {
  const tokens = tokenize(text);
  return wordsOf(tokens).map((token) => stemAt(text, tokens, token));
}

/** Places of a text's words, numbers and foreign words among its tokens. */
export function wordsOf(tokens: Tokens): number[] {
  const words: number[] = [];
  for (let token = 0; token < tokens.count; token++) {
    const kind = tokens.kind[token];
    if (kind === TokenKind.Word || kind === TokenKind.Foreign || kind === TokenKind.Number) words.push(token);
  }
  return words;
}

const range = { from: 0, to: 0 };
/** What begins with آل, also behind a joined letter, has no article: آلام, وآلاف. */
const NO_ARTICLE = /^[وفبلكس]?آل/;

export function stemAt(text: string, tokens: Tokens, token: number): string {
  const from = tokens.normStart[token]!;
  range.from = from;
  range.to = tokens.normStart[token + 1]!;
  if (tokens.kind[token] === TokenKind.Word) {
    stemRange(tokens.norm, range);
    const joined = NO_ARTICLE.exec(text.slice(tokens.start[token], tokens.end[token]));
    if (joined !== null) range.from = Math.min(range.from, from + joined[0].length - 2);
  }
  let word = '';
  for (let i = range.from; i < range.to; i++) word += String.fromCharCode(tokens.norm[i]!);
  return word;
}
