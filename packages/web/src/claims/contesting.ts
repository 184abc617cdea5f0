import type { Conflict } from '@isnad/server/api';

/** Kinds of difference that contradict nothing: a count that grew, words that changed on the way, a number rounded. */
const OTHERWISE: ReadonlySet<Conflict['kind']> = new Set(['drift', 'update', 'rounding'] as const);

/** Whether the two can't both be right: what is red, and makes a group contested. */
export function isContesting({ kind }: Pick<Conflict, 'kind'>): boolean {
  return !OTHERWISE.has(kind);
}

/** The contradictions first, then what is only told otherwise. */
export function contestingFirst(conflicts: readonly Conflict[]): readonly Conflict[] {
  return conflicts.toSorted((a, b) => Number(isContesting(b)) - Number(isContesting(a)));
}
