import type { ChainLink } from '@isnad/reading';

/** What the case keeps and tells of sources. */

/** Who passes on whose claims, over the whole case. */
export interface SourceGraph {
  readonly nodes: readonly SourceRecord[];
  readonly edges: readonly SourceEdge[];
}

/** Claims that went from one source, by key, to another, the outlet in the end. */
export interface SourceEdge {
  readonly from: string;
  readonly to: string;
  readonly claims: number;
}

/** A name of a source, with the place of the source that has it. */
export type SourceName = SourceTally & Pick<SourceRecord, 'order'>;

/** A source of the case: who stands in chains or publishes, under all of its names, and how often. */
export interface SourceRecord {
  /** Normal form of the name. */
  readonly key: string;
  /** The plainest of those that it has often. */
  readonly name: string;
  /** Place in the order of first appearance in the case, from 0; stays as documents come in. */
  readonly order: number;
  /** False for «مصدر», «مسؤولون» and the like, who may be anybody. */
  readonly named: boolean;
  /** Claims whose chain ends in it. */
  readonly originated: number;
  /** Claims that came through it. */
  readonly relayed: number;
  /** Documents it published. */
  readonly published: number;
  /** Groups of claims that go back to it, by how they stand. */
  readonly corroborated: number;
  readonly contested: number;
  /** How often words or figures changed as it passed them on. */
  readonly drifted: number;
  /** What else it is called in the case: counted with it. */
  readonly otherNames: ReadonlyArray<{ readonly key: string; readonly name: string }>;
}

/** The names in one document's chains and its outlet's, in the order in which they first appear. */
export interface DocumentSources {
  readonly tallies: readonly SourceTally[];
  readonly edges: readonly SourceEdge[];
}

/** How often one name stands in chains or publishes. */
export type SourceTally = Pick<SourceRecord, 'key' | 'name' | 'named' | 'originated' | 'relayed' | 'published'>;

/** A link of a chain as a source of the case. */
export interface SourceLink extends ChainLink {
  /** Normal form of the name, by which the source goes in the case. */
  readonly key: string;
  /** False for «مصدر», «مسؤولون» and the like, who may be anybody. */
  readonly named: boolean;
}

export type SourceRole = 'origin' | 'relay' | 'outlet';
