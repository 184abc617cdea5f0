import { Column } from './columns.ts';
import type { ClaimLink, ClaimNumber } from './store.ts';

/** Steps in which a link's strength is kept. */
const STEPS = 1000;

/** Links between claims in typed columns: tens of millions of them cost twenty bytes each and no object. */
export class Links {
  private count = 0;
  private readonly a = new Column();
  private readonly b = new Column();
  /** The strength in steps; below zero, less one, for a conflict. */
  private readonly strength = new Column();
  /** By claim, its latest link end plus one; an end is twice the link's number, and one more for its `b`. */
  private readonly latest = new Column();
  /** By link end, the end before it of the same claim plus one. */
  private readonly before = new Column();

  add({ a, b, kind, strength }: ClaimLink): void {
    const steps = Math.round(strength * STEPS);
    const link = this.count++;
    this.a.set(link, a);
    this.b.set(link, b);
    this.strength.set(link, kind === 'conflict' ? -steps - 1 : steps);
    for (const [side, claim] of [a, b].entries()) {
      const end = 2 * link + side;
      this.before.set(end, this.latest.get(claim));
      this.latest.set(claim, end + 1);
    }
  }

  /** The links that have one of the claims on either side, each once. */
  of(claims: readonly ClaimNumber[]): ClaimLink[] {
    const found = new Set<number>();
    for (const claim of claims) {
      for (let end = this.latest.get(claim) - 1; end >= 0; end = this.before.get(end) - 1) found.add(end >> 1);
    }
    return Array.from(found)
      .sort((x, y) => x - y)
      .map((link) => this.link(link));
  }

  private link(link: number): ClaimLink {
    const steps = this.strength.get(link);
    const ends = { a: this.a.get(link), b: this.b.get(link) };
    return steps < 0
      ? { ...ends, kind: 'conflict', strength: (-steps - 1) / STEPS }
      : { ...ends, kind: 'related', strength: steps / STEPS };
  }
}
