import { QueryError, type QueryNote } from './error.ts';
import type { Filter, SearchScope } from './fields.ts';
import { type Clause, parseQuery, type Simple } from './query.ts';

/** How a query is understood, for the person who typed it. Words are in normal form. */
export interface Explanation {
  readonly scope: SearchScope;
  /** Wanted: the more of them the better. */
  readonly words: readonly string[];
  /** Of each list one must hold: `word`, `begin*`, `"a phrase"`, `a NEAR/5 b`. */
  readonly required: ReadonlyArray<readonly string[]>;
  readonly without: readonly string[];
  readonly filters: readonly Filter[];
  /** What is odd in it, or why it can't be answered. */
  readonly notes: readonly QueryNote[];
}

export function explainQuery(query: string): Explanation {
  try {
    const { scope, words, required, without, filters, notes } = parseQuery(query);
    return {
      scope,
      words: words.map(({ form }) => form),
      required: required.map((clauses) => clauses.map(said)),
      without: without.map(said),
      filters,
      notes,
    };
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return { scope: 'documents', words: [], required: [], without: [], filters: [], notes: [error.note] };
  }
}

function said(clause: Clause): string {
  if (clause.kind !== 'near') return saidSimple(clause);
  return `${saidSimple(clause.a)} NEAR/${clause.within} ${saidSimple(clause.b)}`;
}

function saidSimple(clause: Simple): string {
  switch (clause.kind) {
    case 'word':
      return clause.term.form;
    case 'beginning':
      return `${clause.term.form}*`;
    case 'phrase':
      return `"${clause.terms.map(({ form }) => form).join(' ')}"`;
  }
}
