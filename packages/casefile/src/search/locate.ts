import type { Clause, Query } from './query.ts';
import { type Term, termsOf } from './terms.ts';

/** Where in a document the words of a query stand. Offsets are UTF-16 units into its text, end exclusive. */

export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Passage extends Range {
  /** The words of the query in the passage, in order. */
  readonly marks: readonly Range[];
}

/** A passage spans at most this many words. */
const WINDOW = 40;

interface Found extends Range {
  /** Place among the document's terms. */
  readonly at: number;
  /** Place among the query's clauses. */
  readonly clause: number;
  readonly weight: number;
}

/**
 * The stretch of a text that holds most of a query: at most 40 words from its first mark to its last. A text that
 * holds none (its title may) gives its first word.
 */
export function bestPassage(text: string, query: Query): Passage {
  const terms = [...termsOf(text)];
  const found = findAll(terms, clausesOf(query));
  if (found.length === 0) {
    const { start, end } = terms[0] ?? { start: 0, end: 0 };
    return { start, end, marks: [] };
  }
  let best = { from: 0, to: 1, weight: 0 };
  let from = 0;
  for (let to = 1; to <= found.length; to++) {
    while (found[to - 1]!.at - found[from]!.at >= WINDOW) from++;
    const weight = weightOf(found, from, to);
    if (weight > best.weight) best = { from, to, weight };
  }
  let { from: first, to: last } = best;
  // Marks at the ends that add nothing only make it longer.
  while (weightOf(found, first + 1, last) === best.weight) first++;
  while (weightOf(found, first, last - 1) === best.weight) last--;
  const marks = found.slice(first, last).map(({ start, end }) => ({ start, end }));
  return { start: marks[0]!.start, end: Math.max(...marks.map((mark) => mark.end)), marks };
}

/** Every clause counts once, at its heaviest. */
function weightOf(found: readonly Found[], from: number, to: number): number {
  const heaviest = new Map<number, number>();
  for (let i = from; i < to; i++) {
    const { clause, weight } = found[i]!;
    heaviest.set(clause, Math.max(weight, heaviest.get(clause) ?? 0));
  }
  let sum = 0;
  for (const weight of heaviest.values()) sum += weight;
  return sum;
}

function clausesOf(query: Query): Clause[] {
  return [...query.words.map((term): Clause => ({ kind: 'word', term })), ...query.required.flat()];
}

/** Long words tell more than short ones, and a word as typed more than its kin. */
function findAll(terms: readonly Term[], clauses: readonly Clause[]): Found[] {
  const byStem = new Map<string, number[]>();
  clauses.forEach((clause, index) => {
    const first = clause.kind === 'word' ? clause.term : clause.terms[0]!;
    const list = byStem.get(first.stem);
    if (list === undefined) byStem.set(first.stem, [index]);
    else list.push(index);
  });
  const found: Found[] = [];
  terms.forEach((term, at) => {
    for (const index of byStem.get(term.stem) ?? []) {
      const clause = clauses[index]!;
      if (clause.kind === 'word') {
        const weight = Math.min(term.stem.length, 6) + (clause.term.form === term.form ? 1 : 0);
        found.push({ start: term.start, end: term.end, at, clause: index, weight });
      } else if (clause.terms.every((word, i) => terms[at + i]?.form === word.form)) {
        const end = terms[at + clause.terms.length - 1]!.end;
        found.push({ start: term.start, end, at, clause: index, weight: 10 * clause.terms.length });
      }
    }
  });
  return found;
}
