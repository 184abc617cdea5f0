/** UTF-16 offsets into a document, end exclusive. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** The spans of a document by where they stand, so that those of a claim are found without going through all. */
export class SpanIndex<T extends Span> {
  private readonly ordered: readonly { readonly span: T; readonly place: number }[];
  /** Of the spans up to each, the furthest end. */
  private readonly reach: Float64Array;

  constructor(spans: readonly T[]) {
    this.ordered = spans.map((span, place) => ({ span, place })).sort((x, y) => x.span.start - y.span.start);
    this.reach = new Float64Array(spans.length);
    let furthest = 0;
    for (const [i, { span }] of this.ordered.entries()) {
      furthest = Math.max(furthest, span.end);
      this.reach[i] = furthest;
    }
  }

  /** The spans that share a letter with those from `from` to before `to`, in the order in which they were given. */
  meeting(from: number, to: number): T[] {
    const last = this.before(to);
    let first = last;
    while (first > 0 && this.reach[first - 1]! > from) first--;
    const found = this.ordered.slice(first, last).filter(({ span }) => span.end > from);
    return found.sort((x, y) => x.place - y.place).map(({ span }) => span);
  }

  /** The spans that begin within, in the order in which they were given, each with its place there. */
  beginning(from: number, to: number): { readonly span: T; readonly place: number }[] {
    return this.ordered.slice(this.before(from), this.before(to)).sort((x, y) => x.place - y.place);
  }

  /** How many spans begin before an offset. */
  private before(offset: number): number {
    let low = 0;
    for (let high = this.ordered.length; low < high; ) {
      const middle = (low + high) >>> 1;
      if (this.ordered[middle]!.span.start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
