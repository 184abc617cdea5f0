import type { Relation } from '@isnad/weighing';

/** A relation that was wanted, the one that was found, and how sure the finder was, 0 … 1. */
export interface Answer {
  readonly wanted: Relation;
  readonly found: Relation;
  readonly score: number;
}

const RELATIONS: readonly Relation[] = ['same', 'conflict', 'unrelated'];

/** Share of right answers. */
export function accuracyOf(answers: readonly Answer[]): number {
  return answers.filter(({ wanted, found }) => wanted === found).length / Math.max(1, answers.length);
}

export function f1Of(answers: readonly Answer[], relation: Relation): number {
  const right = answers.filter(({ wanted, found }) => wanted === relation && found === relation).length;
  const both = answers.filter(({ wanted }) => wanted === relation).length;
  const found = answers.filter((answer) => answer.found === relation).length;
  return both + found === 0 ? 0 : (2 * right) / (both + found);
}

/** Mean of the F1 of the three relations. */
export function macroF1Of(answers: readonly Answer[]): number {
  return RELATIONS.reduce((sum, relation) => sum + f1Of(answers, relation), 0) / RELATIONS.length;
}

/** Of the answers given with at least this score, the share that is right, and how many they are. */
export function surenessOf(
  answers: readonly Answer[],
  least: number,
): { readonly right: number; readonly count: number } {
  const sure = answers.filter(({ score }) => score >= least);
  return { right: accuracyOf(sure), count: sure.length };
}
