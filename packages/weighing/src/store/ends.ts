import { Column } from './columns.ts';

/** Which pairs have an item on either of their sides: pairs are numbered from 0 and added in that order. */
export class Ends {
  private pairs = 0;
  /** By item, its latest end plus one; an end is twice the pair's number, and one more for its second side. */
  private readonly latest = new Column();
  /** By end, the end before it of the same item plus one. */
  private readonly before = new Column();

  /** Adds the pair of the next number. */
  add(first: number, second: number): void {
    this.link(2 * this.pairs, first);
    this.link(2 * this.pairs + 1, second);
    this.pairs++;
  }

  /** Takes back the pair that was added last. */
  takeBack(first: number, second: number): void {
    this.pairs--;
    this.latest.set(second, this.before.get(2 * this.pairs + 1));
    this.latest.set(first, this.before.get(2 * this.pairs));
  }

  private link(end: number, item: number): void {
    this.before.set(end, this.latest.get(item));
    this.latest.set(item, end + 1);
  }

  /** The numbers of the pairs that have one of the items on either side, each once, ascending. */
  of(items: Iterable<number>): number[] {
    const found = new Set<number>();
    for (const item of items) {
      for (let end = this.latest.get(item) - 1; end >= 0; end = this.before.get(end) - 1) found.add(end >> 1);
    }
    return Array.from(found).sort((x, y) => x - y);
  }
}
