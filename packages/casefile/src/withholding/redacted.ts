/** A text in which words were replaced. Offsets are UTF-16 units, end exclusive. */

export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

export interface Redacted {
  readonly text: string;
  /**
   * Where words of the text as it was stand now. Words that begin or end within a replaced name now hold the whole of what
   * stands in its place.
   */
  moved(start: number, end: number): { readonly start: number; readonly end: number };
}

/** @param replacements of words that do not overlap, in whatever order */
export function redactedText(text: string, replacements: readonly Replacement[]): Redacted {
  const sorted = replacements.toSorted((a, b) => a.start - b.start);
  let clean = '';
  let at = 0;
  /** Of each replacement, where it begins in the clean text. */
  const begins: number[] = [];
  for (const { start, end, by } of sorted) {
    clean += text.slice(at, start);
    begins.push(clean.length);
    clean += by;
    at = end;
  }
  clean += text.slice(at);

  const place = (offset: number, side: 'start' | 'end'): number => {
    // The last replacement that begins before the offset decides.
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.start < offset) low = middle + 1;
      else high = middle;
    }
    const last = sorted[low - 1];
    const begin = begins[low - 1];
    if (last === undefined || begin === undefined) return offset;
    if (offset < last.end) return side === 'start' ? begin : begin + last.by.length;
    return offset - last.end + begin + last.by.length;
  };
  return { text: clean, moved: (start, end) => ({ start: place(start, 'start'), end: place(end, 'end') }) };
}
