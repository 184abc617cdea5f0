import type { CauseRecord } from './records.ts';

/** What pictures of the case are drawn from: made of the records when it is asked for. */

/** A place that claims name, and where it lies. */
export interface PlaceRecord {
  /** Normal form of its name. */
  readonly key: string;
  readonly name: string;
  readonly claims: number;
  /** Degrees; null where it is not known. */
  readonly at: { readonly latitude: number; readonly longitude: number } | null;
  /** Why it has no point: a region or a river is none, several places bear the name, or the lists do not have it. */
  readonly lacks: 'point' | 'one bearer' | 'entry' | null;
}

/** Something that is said to be a cause, or to follow from one. */
export interface CauseNode {
  /** The stems of its words. */
  readonly key: string;
  /** The shortest form in which it stands. */
  readonly words: string;
  readonly statements: number;
}

export interface CauseGraph {
  readonly nodes: readonly CauseNode[];
  /** Keys of the nodes, and the statement that ties them. */
  readonly edges: ReadonlyArray<{ readonly cause: string; readonly effect: string; readonly record: CauseRecord }>;
}
