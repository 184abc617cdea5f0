import type { SeriesPoint } from './model.ts';

/** The small plot beside a table of figures: a bar a figure, from nothing to the highest of the series. */

/** Shares of the highest figure, 0 … 1: what is told for sure, and how far it may go. */
export interface Bar {
  readonly sure: number;
  readonly perhaps: number;
}

export function barsOf(points: readonly Pick<SeriesPoint, 'low' | 'high'>[]): Bar[] {
  const bounds = points.map(({ low, high }) => {
    const told = [low, high].filter((value) => value !== null);
    return { least: Math.min(...told), most: Math.max(...told), none: told.length === 0, upTo: low === null };
  });
  const highest = Math.max(...bounds.map(({ most, none }) => (none ? 0 : most)));
  return bounds.map(({ least, most, none, upTo }) =>
    none || highest <= 0 ? { sure: 0, perhaps: 0 } : { sure: upTo ? 0 : least / highest, perhaps: most / highest },
  );
}

/** Cells of a bar in plain text. */
const CELLS = 8;

/** A bar in signs: «████░░». */
export function barText({ sure, perhaps }: Bar): string {
  const full = Math.round(sure * CELLS);
  const half = Math.max(0, Math.round(perhaps * CELLS) - full);
  return '█'.repeat(Math.max(full, half === 0 && sure > 0 ? 1 : 0)) + '░'.repeat(half);
}
