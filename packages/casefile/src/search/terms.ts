import { normOf, TokenKind, type Tokens, tokenize } from '@isnad/text';
import { withinLongest } from '../longest.ts';
import type { IndexTerms } from '../store/records.ts';
import { wordOf } from './word.ts';

/** The words of a text as the index has them. */

/** One word: its normal form as written, and the stem that its inflections share. */
export interface Term {
  readonly form: string;
  readonly stem: string;
  /** Offsets into the text. */
  readonly start: number;
  readonly end: number;
}

/** Words and numbers in the order of the text; punctuation is no term. */
export function* termsOf(text: string): Generator<Term> {
  const tokens = tokenize(text);
  for (let token = 0; token < tokens.count; token++) {
    const term = termAt(tokens, token);
    if (term !== null) yield term;
  }
}

/** The forms of the words of a text, in order. */
export function formsOf(text: string): string[] {
  const tokens = tokenize(text);
  const forms: string[] = [];
  for (let token = 0; token < tokens.count; token++) {
    const form = formAt(tokens, token);
    if (form !== '') forms.push(form);
  }
  return forms;
}

/** The normal form of a word or number, of one that has no end its beginning; empty for punctuation and the like. */
export function formAt(tokens: Tokens, token: number): string {
  const kind = tokens.kind[token];
  if (kind !== TokenKind.Word && kind !== TokenKind.Foreign && kind !== TokenKind.Number) return '';
  return withinLongest(normOf(tokens, token));
}

/** The term that a token is; null for punctuation and the like. */
export function termAt(tokens: Tokens, token: number): Term | null {
  const form = formAt(tokens, token);
  if (form === '') return null;
  return { form, stem: wordOf(form).stem, start: tokens.start[token]!, end: tokens.end[token]! };
}

/** What the index is given of a document. */
export function indexTerms(text: string, heading: ReadonlyArray<string | null>): IndexTerms {
  const forms = formsOf(text);
  const body = forms.length;
  for (const words of heading) if (words !== null) forms.push(...formsOf(words));
  return { forms: forms.join(' '), kin: forms.map((form) => wordOf(form).kin).join(' '), body };
}
