import type { Correction } from './review.ts';

/** The words of the document that a correction points at. */

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** All ranges of a correction. */
export function rangesOf(correction: Correction): Range[] {
  const ranges: Range[] = [];
  mapRanges(correction, (range) => {
    ranges.push(range);
    return range;
  });
  return ranges;
}

/** The correction with each range put in its place; null where one of them has none. */
export function mapRanges(correction: Correction, map: (range: Range) => Range | null): Correction | null {
  switch (correction.of) {
    case 'claim':
    case 'figure': {
      if (correction.span === undefined) return correction;
      const span = map(correction.span);
      return span === null ? null : { ...correction, span };
    }
    case 'attribution': {
      const { source, content } = correction;
      const words = source !== undefined && source !== null && 'start' in source ? map(source) : source;
      const said = content === undefined ? undefined : map(content);
      if (said === null || (words === null && source !== null)) return null;
      return {
        ...correction,
        ...(words === undefined ? {} : { source: words }),
        ...(said === undefined ? {} : { content: said }),
      };
    }
    case 'act': {
      const moved = { ...correction };
      for (const part of ['span', 'who', 'act', 'reason'] as const) {
        const said = correction[part];
        if (said === undefined || said === null) continue;
        const place = map(said);
        if (place === null) return null;
        moved[part] = place;
      }
      return moved;
    }
    default:
      return correction;
  }
}
