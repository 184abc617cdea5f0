/** What weighing finds over the Readings of a case: the shapes that the case file keeps and the screens draw. */

/** A claim of one document, with the words it stands in. Offsets are UTF-16 code units into that document's text. */
export interface ClaimRef {
  readonly document: string;
  readonly claim: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Two documents that share text. */
export interface CopyPair {
  readonly a: string;
  readonly b: string;
  /** Share of the shorter document's words that stand in the other, 0 … 1. */
  readonly shared: number;
  readonly kind: 'same' | 'rewrite' | 'excerpt';
  /** The one that came first, where the dates tell; null otherwise. */
  readonly first: string | null;
  /** Aligned passages, in the order of `a`. */
  readonly passages: readonly SharedPassage[];
}

export interface SharedPassage {
  readonly a: { readonly start: number; readonly end: number };
  readonly b: { readonly start: number; readonly end: number };
}

export type Relation = 'same' | 'conflict' | 'unrelated';

/** A node of a transmission graph. A report stands for all the documents that are copies of one another. */
export interface RouteNode {
  readonly id: string;
  readonly kind: 'origin' | 'relay' | 'report';
  readonly name: string;
  /** False for «مصدر», «مصادر» and the like: it may be anybody. */
  readonly named: boolean;
  /** For a report: its documents, the oldest first. */
  readonly documents: readonly string[];
}

/** Words going from one node to the next: `possible` where an unnamed source or an open reach leaves it undecided. */
export interface RouteEdge {
  readonly from: string;
  readonly to: string;
  readonly certain: boolean;
  /** The claims that went this way. */
  readonly claims: readonly ClaimRef[];
}

/** How a group's claims came down. The claim itself is the sink, and no node of the list. */
export interface Routes {
  readonly nodes: readonly RouteNode[];
  readonly edges: readonly RouteEdge[];
  /** Largest number of chains that share no node, over certain edges; and with possible ones. */
  readonly certain: number;
  readonly possible: number;
  /** Nodes of a minimum cut: what ties the chains together. */
  readonly ties: readonly string[];
  /** Circular reporting: each a ring of node ids that cite one another. */
  readonly circles: ReadonlyArray<readonly string[]>;
}

export type Grade = 'corroborated' | 'single route' | 'contested' | 'unattributed';

/** Claims that say the same. */
export interface Group {
  /** Stable as documents are added: that of its oldest claim. */
  readonly id: string;
  readonly claims: readonly ClaimRef[];
  /** The claim that speaks for the group. */
  readonly head: ClaimRef;
  readonly routes: Routes;
  readonly grade: Grade;
  /** Why the grade, in a sentence a person can read, by language. */
  readonly because: { readonly ar: string; readonly en: string };
  readonly conflicts: readonly Conflict[];
  /** Related groups, the nearest first, a hundred at most: those that support it without saying the same. */
  readonly related: readonly string[];
  /** What ties it to the nearest of them, in the same order. */
  readonly links: readonly GroupLink[];
}

/** Two claims of two groups that have to do with each other without saying the same. */
export interface GroupLink {
  /** Id of the other group. */
  readonly group: string;
  /** `supports` where one says most of what the other says, or a case of it. */
  readonly kind: 'supports' | 'related';
  readonly a: Pick<ClaimRef, 'document' | 'claim'>;
  /** The other group's claim. */
  readonly b: Pick<ClaimRef, 'document' | 'claim'>;
  /** 0 … 1. */
  readonly strength: number;
}

/** Kinds of conflicts that leave a claim uncontested. */
export type Uncontested = 'drift' | 'update' | 'rounding';

/** Two claims that can't both be right, or that changed on the way down or in time. */
export interface Conflict {
  readonly a: ClaimRef;
  readonly b: ClaimRef;
  /**
   * `drift`: one origin, other words or figures in two relays. `update`: a count that goes on, told at two times, or what was
   * open and then known. `rounding`: one number told more or less exactly. None of these makes a claim contested.
   */
  readonly kind: 'figure' | 'negation' | 'opposite' | 'time' | 'place' | 'certainty' | Uncontested;
  readonly because: { readonly ar: string; readonly en: string };
  /** For drift: the node at which the words changed, where it can be told. */
  readonly at: string | null;
}

/** One report's figure in a series. */
export interface FigurePoint {
  readonly claim: ClaimRef;
  /** Index in the document's `figures`. */
  readonly figure: number;
  readonly text: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly hedge: string | null;
  /** Id of the origin's node, or null where the document says it in its own voice. */
  readonly origin: string | null;
  readonly originName: string | null;
  /** When the figure speaks of: ISO dates, null when it can't be told. */
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly published: string | null;
}

/** Comparable figures: the same thing measured, in the same role and place. */
export interface FigureSeries {
  readonly id: string;
  /** What is measured, in the words of the reports. */
  readonly measure: string;
  readonly unit: string | null;
  readonly per: string | null;
  readonly role: string | null;
  readonly place: string | null;
  readonly points: readonly FigurePoint[];
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  readonly conflicts: readonly Conflict[];
}

/** Something wrong, or worth a look, across documents. */
export interface CaseFlag {
  readonly kind: string;
  readonly claims: readonly ClaimRef[];
  readonly message: { readonly ar: string; readonly en: string };
}

/** All that weighing says of a case. */
export interface Findings {
  readonly groups: readonly Group[];
  readonly copies: readonly CopyPair[];
  readonly figures: readonly FigureSeries[];
  readonly flags: readonly CaseFlag[];
}
