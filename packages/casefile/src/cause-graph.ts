import { termsOf } from './search/terms.ts';
import type { CauseGraph, CauseNode } from './store/pictures.ts';
import type { CauseRecord } from './store/records.ts';

/** What is said to cause what: statements that name the same thing in the same words, whatever their inflection, meet. */

/** Nodes are the things, in the order in which they are first named; edges the statements. */
export function causeGraph(causes: readonly CauseRecord[]): CauseGraph {
  const nodes = new Map<string, { words: string; statements: number }>();
  const nodeOf = ({ text }: CauseRecord['cause']): string => {
    const key = keyOf(text);
    const known = nodes.get(key);
    if (known === undefined) nodes.set(key, { words: bareOf(text), statements: 1 });
    else nodes.set(key, { words: shorter(known.words, bareOf(text)), statements: known.statements + 1 });
    return key;
  };
  const edges = causes.map((record) => ({ cause: nodeOf(record.cause), effect: nodeOf(record.effect), record }));
  return { nodes: [...nodes].map(([key, node]): CauseNode => ({ key, ...node })), edges };
}

/** The stems of the words, whatever their order: «انهيار السد» and «لانهيار السد» are one. */
function keyOf(text: string): string {
  const stems = [...termsOf(text)].map(({ stem }) => stem);
  return stems.length === 0 ? text.trim() : [...new Set(stems)].sort().join(' ');
}

/** The words without the marks around them. */
function bareOf(text: string): string {
  return text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu, '');
}

function shorter(one: string, other: string): string {
  return other.length < one.length ? other : one;
}
