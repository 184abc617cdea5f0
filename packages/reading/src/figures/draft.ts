import type { FigureKind, FigureRole, Hedge, Per } from '../contract.ts';

/** A figure while it is read: what the number says, then what the words around it add. */
export interface Draft {
  /** Tokens of all its words, hedge and unit included. */
  first: number;
  last: number;
  start: number;
  /** Tokens of the number alone. */
  readonly numberFirst: number;
  readonly numberLast: number;
  low: number | null;
  high: number | null;
  hedge: Hedge | null;
  open: boolean;
  vague: boolean;
  unit: string | null;
  /** Token of the unit's head; −1 where it has none of its own. */
  unitHead: number;
  /** Token of the noun that is counted, its own or one that it shares; −1 for none. */
  noun: number;
  per: Per | null;
  kind: FigureKind;
  role: FigureRole;
  /** The figure that this is a part of or is compared with. */
  of: Draft | null;
  /** True for a range (من … إلى, بين … و), of which `low` stands first. */
  range: boolean;
  /** −1 for «ten times fewer», 1 for «ten times more». */
  direction: -1 | 0 | 1;
}

export function draftOf(
  numberFirst: number,
  numberLast: number,
  start: number,
  low: number | null,
  high: number | null,
): Draft {
  return {
    first: numberFirst,
    last: numberLast,
    start,
    numberFirst,
    numberLast,
    low,
    high,
    hedge: null,
    open: false,
    vague: false,
    unit: null,
    unitHead: -1,
    noun: -1,
    per: null,
    kind: 'count',
    role: 'stock',
    of: null,
    range: false,
    direction: 0,
  };
}
