import { type Conflict, isContesting } from '@isnad/weighing';
import { everyItem, type Store } from './store/store.ts';

/** Groups that are looked at for one contradiction that is told: two that contradict each other hold the same one. */
const LOOKED_AT = 4;

/** A contradiction, and the heaviest group that it stands in. */
export interface Contradiction {
  /** Id of the group. */
  readonly group: string;
  readonly conflict: Conflict;
}

/** Where a case disagrees with itself: of each of the heaviest contested groups the first contradiction, each once. */
export async function contradictions(store: Store, limit: number): Promise<Contradiction[]> {
  const told = new Set<string>();
  const found: Contradiction[] = [];
  let looked = 0;
  for await (const group of everyItem((page) => store.groups({ grade: 'contested' }, page), limit)) {
    if (found.length === limit || looked++ === LOOKED_AT * limit) break;
    const conflict = group.conflicts.find(isContesting);
    if (conflict === undefined) continue;
    const key = [conflict.a, conflict.b]
      .map(({ document, claim }) => `${claim} ${document}`)
      .sort()
      .join(' | ');
    if (told.has(key)) continue;
    told.add(key);
    found.push({ group: group.id, conflict });
  }
  return found;
}
