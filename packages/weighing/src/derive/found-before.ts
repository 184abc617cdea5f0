import type { CaseFlag, Group } from '../findings.ts';
import type { Affected } from '../store/changed.ts';
import type { ClaimNumber, GroupNumber } from '../store/store.ts';
import { callsFirst, type FirstWords } from './firsts.ts';
import { type ConflictAt, inOrder, KeptConflicts } from './kept-conflicts.ts';

/**
 * What is remembered of the findings of a case until they are made again, so that groups that are as they were need not
 * be made anew.
 */
export class FoundBefore {
  /** Of series. */
  conflicts = new KeptConflicts();
  /** By group that has any. */
  private readonly flags = new Map<GroupNumber, readonly CaseFlag[]>();
  /** Groups whose flags rest on reports that the group knows nothing of. */
  private readonly open = new Set<GroupNumber>();

  flagsOf(group: GroupNumber): readonly CaseFlag[] {
    return this.flags.get(group) ?? [];
  }

  /** The claims that figures of these are set against. */
  setAgainst(claims: readonly ClaimNumber[]): ClaimNumber[] {
    return this.conflicts.of(claims).flatMap(({ a, b }) => [a.claim, b.claim]);
  }

  learn(number: GroupNumber, group: Group, flags: readonly CaseFlag[], firsts: FirstWords): void {
    if (flags.length > 0) this.flags.set(number, flags);
    else this.flags.delete(number);
    if (callsFirst(group, firsts)) this.open.add(number);
    else this.open.delete(number);
  }

  /** Whether a group is as it was. */
  stays(
    group: GroupNumber,
    members: readonly ClaimNumber[],
    { groups, claims }: Affected,
    conflicts: KeptConflicts,
  ): boolean {
    if (groups.has(group) || this.open.has(group)) return false;
    const now = conflicts.of(members);
    if (now.some(({ a, b }) => claims.has(a.claim) || claims.has(b.claim))) return false;
    return told(now) === told(this.conflicts.of(members));
  }
}

function told(conflicts: readonly ConflictAt[]): string {
  return conflicts.length === 0 ? '' : JSON.stringify(inOrder(conflicts));
}
