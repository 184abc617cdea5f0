import { TokenKind, type Tokens, tokenize } from '@isnad/text';
import { type Term, termAt } from './terms.ts';

/**
 * A query as people type it: words, "an exact phrase", -without, a OR b. Plain words are wanted, the more of them the
 * better; a phrase, and what stands on either side of OR, is required.
 */
export interface Query {
  readonly words: readonly Term[];
  /** Of each list at least one clause must hold. */
  readonly required: ReadonlyArray<readonly Clause[]>;
  readonly without: readonly Clause[];
}

export type Clause =
  | { readonly kind: 'word'; readonly term: Term }
  /** Words side by side as written, clitics and all. */
  | { readonly kind: 'phrase'; readonly terms: readonly Term[] };

/** Thrown for a query that asks for nothing; `kind` names the cause for the screens. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  readonly kind: 'empty' | 'only exclusions';

  constructor(kind: 'empty' | 'only exclusions') {
    super(kind === 'empty' ? 'the query has no word to search for' : 'the query only says what to leave out');
    this.kind = kind;
  }
}

const MINUS = /^[-−–]$/u;

/** @throws QueryError for a query without a word to look for */
export function parseQuery(query: string): Query {
  const words: Term[] = [];
  const required: Clause[][] = [];
  const without: Clause[] = [];
  let last: Clause | null = null;
  /** The list that `last` was put in by an OR. */
  let open: Clause[] | null = null;
  let joined = false;
  for (const piece of piecesOf(query)) {
    if (piece.kind === 'or') {
      joined = last !== null;
      continue;
    }
    if (piece.excluded) {
      without.push(piece.clause);
      last = null;
      open = null;
    } else if (joined && last !== null) {
      if (open === null) {
        open = [last];
        withdraw(last, words, required);
        required.push(open);
      }
      open.push(piece.clause);
      last = piece.clause;
    } else {
      if (piece.clause.kind === 'word') words.push(piece.clause.term);
      else required.push([piece.clause]);
      last = piece.clause;
      open = null;
    }
    joined = false;
  }
  if (words.length === 0 && required.length === 0)
    throw new QueryError(without.length > 0 ? 'only exclusions' : 'empty');
  return { words, required, without };
}

/** Takes back the clause entered last, which an OR now joins with the next. */
function withdraw(clause: Clause, words: Term[], required: Clause[][]): void {
  if (clause.kind === 'word') words.pop();
  else required.pop();
}

type Piece = { readonly kind: 'or' } | { readonly kind: 'clause'; readonly excluded: boolean; readonly clause: Clause };

function* piecesOf(query: string): Generator<Piece> {
  const tokens = tokenize(query);
  let excluded = false;
  for (let token = 0; token < tokens.count; token++) {
    const written = query.slice(tokens.start[token], tokens.end[token]);
    if (tokens.kind[token] === TokenKind.Quote) {
      const close = closingQuote(tokens, token);
      if (close > 0) {
        const terms = termsBetween(tokens, token + 1, close);
        if (terms.length > 0) yield { kind: 'clause', excluded, clause: { kind: 'phrase', terms } };
        token = close;
      }
      excluded = false;
    } else if (written === 'OR' || written === '|') {
      yield { kind: 'or' };
    } else if (MINUS.test(written) && startsWord(tokens, token)) {
      excluded = true;
    } else {
      const term = termAt(tokens, token);
      if (term !== null) yield { kind: 'clause', excluded, clause: { kind: 'word', term } };
      excluded = false;
    }
  }
}

/** A minus excludes when space stands before it and none after. */
function startsWord(tokens: Tokens, token: number): boolean {
  return tokens.gap[token] !== 0 && tokens.gap[token + 1] === 0;
}

/** The quotation mark that closes the one at `open`; 0 when none does, and then the words are plain ones. */
function closingQuote(tokens: Tokens, open: number): number {
  for (let token = open + 1; token < tokens.count; token++) if (tokens.kind[token] === TokenKind.Quote) return token;
  return 0;
}

function termsBetween(tokens: Tokens, from: number, to: number): Term[] {
  const terms: Term[] = [];
  for (let token = from; token < to; token++) {
    const term = termAt(tokens, token);
    if (term !== null) terms.push(term);
  }
  return terms;
}
