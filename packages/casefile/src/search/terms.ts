import { normOf, stem, TokenKind, type Tokens, tokenize } from '@isnad/text';
import type { IndexTerms } from '../store/records.ts';
import { kinOf } from './kin.ts';

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

/** The term that a token is; null for punctuation and the like. */
export function termAt(tokens: Tokens, token: number): Term | null {
  const kind = tokens.kind[token];
  if (kind !== TokenKind.Word && kind !== TokenKind.Foreign && kind !== TokenKind.Number) return null;
  const form = normOf(tokens, token);
  if (form === '') return null;
  return {
    form,
    stem: kind === TokenKind.Word ? stem(form) : form,
    start: tokens.start[token]!,
    end: tokens.end[token]!,
  };
}

/** What the index is given of a document. */
export function indexTerms(text: string, heading: ReadonlyArray<string | null>): IndexTerms {
  const forms: string[] = [];
  const stems: string[] = [];
  const kin: string[] = [];
  for (const term of termsOf(text)) {
    forms.push(term.form);
    stems.push(term.stem);
    kin.push(kinOf(term.stem));
  }
  const title: string[] = [];
  for (const words of heading) if (words !== null) for (const term of termsOf(words)) title.push(term.stem);
  return { title: title.join(' '), forms: forms.join(' '), stems: stems.join(' '), kin: kin.join(' ') };
}
