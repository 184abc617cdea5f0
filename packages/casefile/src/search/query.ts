import { TokenKind, type Tokens, tokenize } from '@isnad/text';
import { QueryError } from './error.ts';
import { type Filter, fieldsOf } from './fields.ts';
import { type Term, termAt } from './terms.ts';

/**
 * A query as people type it: words, "an exact phrase", -without, a OR b, begin*, a NEAR b, a NEAR/5 b, and fields. Plain
 * words are wanted, the more of them the better; the rest is required. In a question, which ends as one, quotation marks
 * quote: what stands between them is words like the others.
 */
export interface Query {
  readonly words: readonly Term[];
  /** Of each list at least one clause must hold. */
  readonly required: ReadonlyArray<readonly Clause[]>;
  readonly without: readonly Clause[];
  readonly filters: readonly Filter[];
}

export type Clause = Simple | Near;

export type Simple =
  | { readonly kind: 'word'; readonly term: Term }
  /** Words that begin so, as written. */
  | { readonly kind: 'beginning'; readonly term: Term }
  /** Words side by side as written, clitics and all. */
  | { readonly kind: 'phrase'; readonly terms: readonly Term[] };

/** Both, in either order, with at most `within` words between them. */
export interface Near {
  readonly kind: 'near';
  readonly a: Simple;
  readonly b: Simple;
  readonly within: number;
}

/** Words that may stand between two that are near, unless told. */
const NEAR = 10;
const FARTHEST = 1000;
const QUESTION = /[؟?]\s*$/u;
const MINUS = /^[-−–]$/u;

/** @throws QueryError for a query that asks for nothing, or whose field has a value that it can't have */
export function parseQuery(query: string): Query {
  const { words: typed, filters } = fieldsOf(query);
  const builder = new Builder();
  const asks = QUESTION.test(typed);
  for (const piece of piecesOf(typed)) {
    if (asks && piece.kind === 'clause' && piece.clause.kind === 'phrase' && !piece.excluded) {
      for (const term of piece.clause.terms) builder.take({ ...piece, clause: { kind: 'word', term } });
    } else builder.take(piece);
  }
  const { words, required, without } = builder;
  if (words.length === 0 && required.length === 0 && filters.length === 0) {
    if (without.length > 0) throw new QueryError('only exclusions', 'the query only says what to leave out');
    throw new QueryError('empty', 'the query has no word to search for');
  }
  return { words, required, without, filters };
}

/** The words of a query that rank, each once: what stands alone, or on a side of OR, or in a phrase. */
export function wordsOf({ words, required }: Query): Term[] {
  const terms = [...words];
  for (const clause of required.flat()) {
    for (const one of simpleOf(clause)) terms.push(...(one.kind === 'phrase' ? one.terms : [one.term]));
  }
  const stems = new Set<string>();
  return terms.filter(({ stem }) => !stems.has(stem) && stems.add(stem));
}

export function simpleOf(clause: Clause): readonly Simple[] {
  return clause.kind === 'near' ? [clause.a, clause.b] : [clause];
}

type Joint = { readonly kind: 'or' } | { readonly kind: 'near'; readonly within: number };
type Piece = Joint | { readonly kind: 'clause'; readonly excluded: boolean; readonly clause: Simple };

/** Puts pieces where they belong, and joins those that OR or NEAR stand between. */
class Builder {
  readonly words: Term[] = [];
  readonly required: Clause[][] = [];
  readonly without: Clause[] = [];
  #last: Simple | null = null;
  #joint: Joint | null = null;
  /** The list that the last clause was put in by an OR. */
  #alternatives: Clause[] | null = null;

  take(piece: Piece): void {
    if (piece.kind !== 'clause') {
      this.#joint = this.#last === null ? null : piece;
      return;
    }
    const { clause, excluded } = piece;
    if (excluded) {
      this.without.push(clause);
      this.#last = null;
      this.#alternatives = null;
    } else if (this.#joint?.kind === 'near' && this.#last !== null) {
      this.#withdraw(this.#last);
      this.required.push([{ kind: 'near', a: this.#last, b: clause, within: this.#joint.within }]);
      this.#last = null;
      this.#alternatives = null;
    } else if (this.#joint?.kind === 'or' && this.#last !== null) this.#alternative(this.#last, clause);
    else this.#plain(clause);
    this.#joint = null;
  }

  #plain(clause: Simple): void {
    if (clause.kind === 'word') this.words.push(clause.term);
    else this.required.push([clause]);
    this.#last = clause;
    this.#alternatives = null;
  }

  #alternative(last: Simple, clause: Simple): void {
    if (this.#alternatives === null) {
      this.#withdraw(last);
      this.#alternatives = [last];
      this.required.push(this.#alternatives);
    }
    this.#alternatives.push(clause);
    this.#last = clause;
  }

  /** Takes back the clause entered last, which is now joined with the next. */
  #withdraw(clause: Simple): void {
    if (this.#alternatives !== null) this.#alternatives.pop();
    else if (clause.kind === 'word') this.words.pop();
    else this.required.pop();
    if (this.#alternatives?.length === 0) this.required.pop();
  }
}

function* piecesOf(query: string): Generator<Piece> {
  const tokens = tokenize(query);
  const written = (token: number): string => query.slice(tokens.start[token], tokens.end[token]);
  let excluded = false;
  for (let token = 0; token < tokens.count; token++) {
    const word = written(token);
    if (tokens.kind[token] === TokenKind.Quote) {
      const close = closingQuote(tokens, token);
      if (close > 0) {
        const terms = termsBetween(tokens, token + 1, close);
        if (terms.length > 0) yield { kind: 'clause', excluded, clause: { kind: 'phrase', terms } };
        token = close;
      }
      excluded = false;
    } else if (word === 'OR' || word === '|') yield { kind: 'or' };
    else if (word === 'NEAR') {
      const within =
        written(token + 1) === '/' && tokens.gap[token + 2] === 0 ? Number(written(token + 2)) : Number.NaN;
      const told = Number.isInteger(within) && within >= 0 && within <= FARTHEST;
      yield { kind: 'near', within: told ? within : NEAR };
      if (told) token += 2;
    } else if (MINUS.test(word) && startsWord(tokens, token)) excluded = true;
    else {
      const term = termAt(tokens, token);
      const begins = written(token + 1) === '*' && tokens.gap[token + 1] === 0;
      if (term !== null) yield { kind: 'clause', excluded, clause: { kind: begins ? 'beginning' : 'word', term } };
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
