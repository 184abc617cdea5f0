import type { FigurePoint, FigureSeries } from '@isnad/weighing';

/** Series of figures as the case tells them. */

/** A series of figures, each point with the key of the source that it goes back to. */
export type SeriesRecord = Omit<FigureSeries, 'points'> & {
  readonly points: ReadonlyArray<FigurePoint & { readonly originKey: string | null }>;
};

/** What a list shows of a series. */
export interface MeasureRecord {
  /** Of the series. */
  readonly id: string;
  /** What is measured, in the words of the reports. */
  readonly measure: string;
  /** How many there are. */
  readonly points: number;
  /** Contradictions: what is only told otherwise, as a count that grew, is none. */
  readonly conflicts: number;
}
