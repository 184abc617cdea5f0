import { type Alpha, nominalAlpha, type Unit } from './alpha.ts';

/**
 * Agreement on where words begin and end. A simpler form of Krippendorff's alpha for unitising (Krippendorff, Mathet,
 * Bouvry & Widlöcher 2016): the continuum is cut into words, each of which a coder has inside or outside, and the
 * nominal alpha is taken over words. The continuum of an item is the sentences that anybody's words for it touch.
 */

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** One item as several coders have it. */
export interface MarkedItem {
  /** The words of its sentences, in order. */
  readonly words: readonly Stretch[];
  /** By coder; null where the coder says that there is no such item. */
  readonly spans: ReadonlyArray<Stretch | null>;
}

export function spanAlpha(items: Iterable<MarkedItem>): Alpha {
  // Words of one pattern of values are one unit, weighed by their number.
  const patterns = new Map<string, number>();
  for (const { words, spans } of items) {
    if (spans.length < 2) continue;
    for (const word of words) {
      const values = spans.map((span) => (span !== null && overlap(span, word) ? 'in' : 'out')).join(' ');
      patterns.set(values, (patterns.get(values) ?? 0) + 1);
    }
  }
  return nominalAlpha([...patterns].map(([values, weight]): Unit => ({ values: values.split(' '), weight })));
}

export function overlap(a: Stretch, b: Stretch): boolean {
  return a.start < b.end && b.start < a.end;
}
