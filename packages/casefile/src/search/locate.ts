import { kinOf } from './kin.ts';
import type { Query, Simple } from './query.ts';
import type { Word } from './word.ts';
import { type PlacedWords, placedWords } from './words.ts';

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
  const placed = placedWords(text);
  const found = findAll(placed, clausesOf(query));
  if (found.length === 0) return { start: placed.starts[0] ?? 0, end: placed.ends[0] ?? 0, marks: [] };
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

function clausesOf(query: Query): Simple[] {
  const required = query.required
    .flat()
    .flatMap((clause) => (clause.kind === 'near' ? [clause.a, clause.b] : [clause]));
  return [...query.words.map((term): Simple => ({ kind: 'word', term })), ...required];
}

/** Long words tell more than short ones, a word as typed more than its inflections, and those more than its kin. */
function findAll({ words, starts, ends }: PlacedWords, clauses: readonly Simple[]): Found[] {
  const kin = clauses.map((clause) => (clause.kind === 'word' ? kinOf(clause.term.stem) : ''));
  const known = new Map<Word, ReadonlyArray<readonly [clause: number, weight: number]>>();
  const found: Found[] = [];
  words.forEach((word, at) => {
    let weights = known.get(word);
    if (weights === undefined) {
      weights = wordWeights(word, clauses, kin);
      known.set(word, weights);
    }
    const start = starts[at]!;
    for (const [clause, weight] of weights) found.push({ start, end: ends[at]!, at, clause, weight });
    clauses.forEach((clause, index) => {
      if (clause.kind !== 'phrase' || !clause.terms.every((term, i) => words[at + i]?.form === term.form)) return;
      const end = ends[at + clause.terms.length - 1]!;
      found.push({ start, end, at, clause: index, weight: 10 * clause.terms.length });
    });
  });
  return found;
}

/** What a word of the text counts for the clauses that are words. */
function wordWeights(term: Word, clauses: readonly Simple[], kin: readonly string[]): Array<[number, number]> {
  const weights: Array<[number, number]> = [];
  clauses.forEach((clause, index) => {
    if (clause.kind === 'phrase') return;
    const long = Math.min(term.stem.length, 6);
    if (clause.kind === 'beginning') {
      if (term.form.startsWith(clause.term.form) || term.stem.startsWith(clause.term.form)) weights.push([index, long]);
    } else if (clause.term.form === term.form) weights.push([index, long + 1]);
    else if (clause.term.stem === term.stem) weights.push([index, long]);
    else if (kin[index] === term.kin) weights.push([index, long / 2]);
  });
  return weights;
}
