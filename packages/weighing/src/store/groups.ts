import { Column } from './columns.ts';
import type { ClaimNumber, GroupNumber } from './store.ts';

/** Numbers that a step is kept in. */
const CELLS = 3;

/** Which claims are of one group: two columns of numbers, each group a chain of its claims. */
export class Groups {
  private readonly group = new Column();
  /** By claim, the next one of its group plus one; 0 for the last. */
  private readonly next = new Column();
  /** By group, its last claim plus one; 0 for a group of one claim. */
  private readonly last = new Column();
  /** By step: the group that grew, the first claim of what it got, and its last claim before, plus one. */
  private readonly grown = new Column();
  /** How often a group grew. */
  steps = 0;

  of(claim: ClaimNumber): GroupNumber {
    return this.group.get(claim);
  }

  /** Puts a new claim into a group, its own or an older one. */
  add(claim: ClaimNumber, group: GroupNumber): void {
    this.group.set(claim, group);
    if (claim !== group) this.append(group, claim, claim);
  }

  merge(from: GroupNumber, into: GroupNumber): void {
    for (const claim of this.chain(from)) this.group.set(claim, into);
    this.append(into, from, this.last.get(from) === 0 ? from : this.last.get(from) - 1);
  }

  /** The claims of a group, the oldest first. Empty where there is no group of that number any more. */
  members(group: GroupNumber): ClaimNumber[] {
    return this.group.get(group) === group ? this.chain(group).sort((a, b) => a - b) : [];
  }

  /**
   * Undoes all steps but the first, so many of them: the claims that were added since are to be let go of.
   * @param onStep told of each group that shrinks, and of the claims that leave it
   */
  rewind(steps: number, onStep: (group: GroupNumber, claims: readonly ClaimNumber[]) => void): void {
    while (this.steps > steps) {
      this.steps--;
      const cell = (at: number) => this.grown.get(CELLS * this.steps + at);
      const [group, first, last] = [cell(0), cell(1), cell(2)];
      this.next.set(last === 0 ? group : last - 1, 0);
      this.last.set(group, last);
      const claims = this.chain(first);
      for (const claim of claims) this.group.set(claim, first);
      onStep(group, claims);
    }
  }

  private append(group: GroupNumber, first: ClaimNumber, last: ClaimNumber): void {
    const step = [group, first, this.last.get(group)];
    for (const [cell, value] of step.entries()) this.grown.set(CELLS * this.steps + cell, value);
    this.steps++;
    const end = this.last.get(group) === 0 ? group : this.last.get(group) - 1;
    this.next.set(end, first + 1);
    this.last.set(group, last + 1);
  }

  private chain(group: GroupNumber): ClaimNumber[] {
    const claims: ClaimNumber[] = [];
    for (let at = group + 1; at !== 0; at = this.next.get(at - 1)) claims.push(at - 1);
    return claims;
  }
}
