import { TokenKind, type Tokens, tokenize } from '@isnad/text';
import { noteOf, type Place, QueryError, type QueryNote } from './error.ts';
import { type Filter, fieldsOf, type SearchScope } from './fields.ts';
import { type Term, termAt } from './terms.ts';

/**
 * A query as people type it: words, "an exact phrase", -without, a AND b, a OR b, begin*, a NEAR b, a NEAR/5 b, and
 * fields. Plain words are wanted, the more of them the better; the rest is required. In a question, which ends as one, quotation marks
 * quote: what stands between them is words like the others.
 */
export interface Query {
  readonly words: readonly Term[];
  /** Of each list at least one clause must hold. */
  readonly required: ReadonlyArray<readonly Clause[]>;
  readonly without: readonly Clause[];
  readonly filters: readonly Filter[];
  readonly scope: SearchScope;
  /** What was odd in it and taken for what it most likely means. */
  readonly notes: readonly QueryNote[];
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
/** Words of a query at most: each is looked up. */
const MOST_WORDS = 200;
const QUESTION = /[؟?]\s*$/u;
const MINUS = /^[-−–]$/u;

/** @throws QueryError for a query that asks for nothing or is too long, or whose field has a value that it can't have */
export function parseQuery(query: string): Query {
  if (query.split(/\s+/).length > MOST_WORDS) throw new QueryError('too long', { start: 0, end: query.length });
  const { words: typed, filters, scope, notes } = fieldsOf(query);
  const builder = new Builder();
  const asks = QUESTION.test(typed);
  for (const piece of piecesOf(typed)) {
    if (asks && piece.kind === 'clause' && piece.clause.kind === 'phrase' && !piece.excluded) {
      for (const term of piece.clause.terms) builder.take({ ...piece, clause: { kind: 'word', term } });
    } else builder.take(piece);
  }
  builder.end();
  const { words, required, without } = builder;
  const all = { start: 0, end: query.length };
  if (words.length === 0 && required.length === 0 && filters.length === 0) {
    if (without.length > 0) throw new QueryError('only exclusions', all);
    throw new QueryError('empty', all);
  }
  return { words, required, without, filters, scope, notes: [...notes, ...builder.notes] };
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

type Joint = Place & ({ readonly kind: 'and' | 'or' } | { readonly kind: 'near'; readonly within: number });
type Piece =
  | Joint
  | (Place & { readonly kind: 'open quotation' })
  | (Place & { readonly kind: 'too far'; readonly within: string })
  | { readonly kind: 'clause'; readonly excluded: boolean; readonly clause: Simple };

/** Puts pieces where they belong, and joins those that OR or NEAR stand between. */
class Builder {
  readonly words: Term[] = [];
  readonly required: Clause[][] = [];
  readonly without: Clause[] = [];
  readonly notes: QueryNote[] = [];
  #last: Simple | null = null;
  /** Whether the last clause is required, and not a plain word. */
  #isRequired = false;
  #joint: Joint | null = null;
  /** The list that the last clause was put in by an OR. */
  #alternatives: Clause[] | null = null;

  take(piece: Piece): void {
    if (piece.kind === 'open quotation') {
      this.notes.push(noteOf('open quotation', piece));
      return;
    }
    if (piece.kind === 'too far') {
      this.notes.push(noteOf('too far', piece, 'too far', { value: piece.within, most: String(FARTHEST) }));
      return;
    }
    if (piece.kind !== 'clause') {
      if (this.#last === null || this.#joint !== null) this.#idle(piece);
      else this.#joint = piece;
      return;
    }
    const { clause, excluded } = piece;
    if (excluded) {
      this.end();
      this.without.push(clause);
      this.#last = null;
      this.#alternatives = null;
    } else if (this.#joint?.kind === 'near' && this.#last !== null) {
      this.#withdraw();
      this.required.push([{ kind: 'near', a: this.#last, b: clause, within: this.#joint.within }]);
      this.#last = null;
      this.#alternatives = null;
    } else if (this.#joint?.kind === 'and' && this.#last !== null) this.#both(this.#last, clause);
    else if (this.#joint?.kind === 'or' && this.#last !== null) this.#alternative(this.#last, clause);
    else this.#plain(clause);
    this.#joint = null;
  }

  /** Whatever still waits for a word to join has none. */
  end(): void {
    if (this.#joint !== null) this.#idle(this.#joint);
  }

  #idle({ kind, start, end }: Joint): void {
    this.notes.push(noteOf('nothing to join', { start, end }, 'nothing to join', { value: kind.toUpperCase() }));
  }

  #plain(clause: Simple): void {
    this.#isRequired = clause.kind !== 'word';
    if (clause.kind === 'word') this.words.push(clause.term);
    else this.required.push([clause]);
    this.#last = clause;
    this.#alternatives = null;
  }

  #both(last: Simple, clause: Simple): void {
    if (!this.#isRequired) {
      this.#withdraw();
      this.required.push([last]);
    }
    this.required.push([clause]);
    this.#last = clause;
    this.#isRequired = true;
    this.#alternatives = null;
  }

  #alternative(last: Simple, clause: Simple): void {
    if (this.#alternatives === null) {
      this.#withdraw();
      this.#alternatives = [last];
      this.#isRequired = true;
      this.required.push(this.#alternatives);
    }
    this.#alternatives.push(clause);
    this.#last = clause;
  }

  /** Takes back the clause entered last, which is now joined with the next. */
  #withdraw(): void {
    if (this.#alternatives !== null) this.#alternatives.pop();
    else if (!this.#isRequired) this.words.pop();
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
    const place = { start: tokens.start[token]!, end: tokens.end[token]! };
    if (tokens.kind[token] === TokenKind.Quote) {
      const close = closingQuote(tokens, token);
      if (close > 0) {
        const terms = termsBetween(tokens, token + 1, close);
        if (terms.length > 0) yield { kind: 'clause', excluded, clause: { kind: 'phrase', terms } };
        token = close;
      } else yield { kind: 'open quotation', ...place };
      excluded = false;
    } else if (word === 'AND') yield { kind: 'and', ...place };
    else if (word === 'OR' || word === '|') yield { kind: 'or', ...place };
    else if (word === 'NEAR') {
      const within =
        written(token + 1) === '/' && tokens.gap[token + 2] === 0 ? Number(written(token + 2)) : Number.NaN;
      const told = Number.isInteger(within) && within >= 0;
      if (within > FARTHEST) yield { kind: 'too far', within: String(within), ...place };
      yield { kind: 'near', within: told ? Math.min(within, FARTHEST) : NEAR, ...place };
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
