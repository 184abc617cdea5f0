import type { Conflict } from '@isnad/server/api';
import { isContesting } from '@isnad/weighing/contesting';

/** The contradictions first, then what is only told otherwise. */
export function contestingFirst(conflicts: readonly Conflict[]): readonly Conflict[] {
  return conflicts.toSorted((a, b) => Number(isContesting(b)) - Number(isContesting(a)));
}
