import type { Conflict } from '../findings.ts';
import { Column } from '../store/columns.ts';
import { Ends } from '../store/ends.ts';
import type { ClaimNumber } from '../store/store.ts';
import type { FigureConflict, Stand } from './figure-conflicts.ts';

/** A figure by the claim that tells it and its place among the figures of that claim's document. */
export interface FigureAt {
  readonly claim: ClaimNumber;
  readonly figure: number;
}

/** A conflict of two figures by where they stand. */
export interface ConflictAt {
  readonly a: FigureAt;
  readonly b: FigureAt;
  readonly kind: Conflict['kind'];
}

export function conflictAt({ a, b, kind }: FigureConflict): ConflictAt {
  return { a: figureAt(a), b: figureAt(b), kind };
}

function figureAt({ claim, figure }: Stand): FigureAt {
  return { claim: claim.number, figure: figure.index };
}

const KINDS: readonly Conflict['kind'][] = ['figure', 'negation', 'drift', 'update', 'rounding'];
/** Numbers that a conflict is kept in: claim and figure of both sides, and its kind. */
const CELLS = 5;

/** The conflicts of all series of a case in columns, so that each group finds its own when the series are long let go. */
export class KeptConflicts {
  private readonly cells = new Column();
  private count = 0;
  private readonly ends = new Ends();

  add({ a, b, kind }: ConflictAt): void {
    const row = [a.claim, a.figure, b.claim, b.figure, KINDS.indexOf(kind)];
    for (const [cell, value] of row.entries()) this.cells.set(this.count * CELLS + cell, value);
    this.ends.add(a.claim, b.claim);
    this.count++;
  }

  /** The conflicts that have one of the claims on either side, each once. */
  of(claims: Iterable<ClaimNumber>): ConflictAt[] {
    return this.ends.of(claims).map((conflict) => this.get(conflict));
  }

  private get(conflict: number): ConflictAt {
    const cell = (at: number) => this.cells.get(conflict * CELLS + at);
    return {
      a: { claim: cell(0), figure: cell(1) },
      b: { claim: cell(2), figure: cell(3) },
      kind: KINDS[cell(4)]!,
    };
  }
}

/** In the order of their claims, whichever way they were found. */
export function inOrder(conflicts: readonly ConflictAt[]): ConflictAt[] {
  return conflicts.toSorted(
    (x, y) => x.a.claim - y.a.claim || x.b.claim - y.b.claim || x.a.figure - y.a.figure || x.b.figure - y.b.figure,
  );
}
