import type { Modality } from '@isnad/reading';
import type { Conflict, CopyPair, FigurePoint, FigureSeries, Grade } from '@isnad/weighing';
import type { LogHead } from '../log/entry.ts';
import type { Bilingual, SourceName } from '../store/records.ts';

/** A briefing before it is put into words of a language: what it says, in what order, each with its chain. */
export interface Briefing {
  /** The name of the case. */
  readonly name: string;
  /** In the place of the frame's own, where an editor set one. */
  readonly title: string | null;
  readonly introduction: string | null;
  readonly holds: {
    readonly documents: number;
    readonly outlets: number;
    readonly claims: number;
    /** Findings by grade. */
    readonly groups: { readonly [grade in Grade]: number };
    readonly copies: number;
  };
  readonly head: LogHead;
  /** False when documents came in after the last weighing. */
  readonly weighed: boolean;
  readonly sections: readonly Section[];
  /** The evidence: `Cited.note` is a place in this list. */
  readonly notes: readonly Note[];
}

export type Section =
  /** Findings on one matter, the weightiest first; `topic` in words of the reports, null for what has none in common. */
  | {
      readonly kind: 'groups';
      readonly topic: string | null;
      readonly items: readonly GroupItem[];
      readonly more: number;
    }
  | {
      readonly kind: 'figures';
      readonly items: readonly SeriesItem[];
      /** Figures that nothing is set beside. */
      readonly others: readonly SeriesPoint[];
      readonly more: number;
    }
  | Statements<'causes'>
  | Statements<'timeline'>
  /** Claims that can't both be right. */
  | Statements<'contested'>
  /** What one origin said, told otherwise on the way, and what goes round those who tell it. */
  | Statements<'changed'>
  /** What several reports have from one mouth. */
  | Statements<'one source'>
  | Statements<'flags'>
  | Statements<'questions'>
  | { readonly kind: 'copies'; readonly items: readonly CopyItem[]; readonly more: number }
  | { readonly kind: 'sources'; readonly items: readonly SourceName[]; readonly more: number };

/** Words of a report with all that stands behind them. */
export interface Cited {
  readonly text: string;
  /** Names from the outermost relay to the origin; empty for the report's own voice. */
  readonly chain: readonly string[];
  /** The same names as sources of the case. */
  readonly links: readonly CitedLink[];
  readonly report: ReportName;
  readonly note: number;
  /** How its words are said: a denied claim is told as what is denied. */
  readonly modality: Modality;
  readonly review: 'accepted' | 'corrected' | null;
}

export type CitedLink = Pick<SourceName, 'key' | 'name' | 'named'>;

export interface ReportName {
  readonly document: string;
  readonly outlet: string | null;
  /** Key of the outlet among the sources. */
  readonly outletKey: string | null;
  readonly title: string | null;
  /** ISO date. */
  readonly published: string | null;
}

export interface GroupItem {
  readonly id: string;
  readonly head: Cited;
  readonly grade: Grade;
  readonly certain: number;
  readonly possible: number;
  readonly because: Bilingual;
  /** The grade in the Admiralty code: «F1». */
  readonly admiralty: string;
  /** The same claim in other reports. */
  readonly others: readonly Cited[];
  readonly conflicts: ReadonlyArray<{
    readonly claim: Cited;
    readonly kind: Conflict['kind'];
    readonly because: Bilingual;
  }>;
  /** Other reports that have it, beyond those told of. */
  readonly more: number;
}

export interface SeriesItem {
  readonly series: Pick<FigureSeries, 'id' | 'measure' | 'unit' | 'low' | 'best' | 'high'>;
  readonly points: ReadonlyArray<SeriesPoint>;
  /** Figures of it that there was no room for. */
  readonly more: number;
  /** What its figures have against each other. */
  readonly because: readonly Bilingual[];
}

export interface SeriesPoint extends Pick<FigurePoint, 'low' | 'high'> {
  readonly figure: string;
  readonly claim: Cited;
}

/** A section whose items are each a sentence of the frame with the words that it speaks of. */
export interface Statements<K extends string> {
  readonly kind: K;
  readonly items: readonly FlagItem[];
  readonly more: number;
}

export interface FlagItem {
  readonly message: Bilingual;
  readonly claims: readonly Cited[];
}

export interface CopyItem {
  readonly a: ReportName;
  readonly b: ReportName;
  readonly kind: CopyPair['kind'];
  readonly shared: number;
  readonly first: ReportName | null;
}

/** The exact words, a little of what surrounds them, and where they stand. */
export interface Note {
  readonly report: ReportName;
  readonly start: number;
  readonly end: number;
  readonly prefix: string;
  readonly exact: string;
  readonly suffix: string;
}
