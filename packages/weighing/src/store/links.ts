import { Column } from './columns.ts';
import { Ends } from './ends.ts';
import type { ClaimLink, ClaimNumber } from './store.ts';

/** Steps in which a link's strength is kept. */
const STEPS = 1000;

/** Links between claims in typed columns: tens of millions of them cost twenty bytes each and no object. */
export class Links {
  count = 0;
  private readonly a = new Column();
  private readonly b = new Column();
  /** The strength in steps; below zero, less one, for a conflict. */
  private readonly strength = new Column();
  private readonly ends = new Ends();

  add({ a, b, kind, strength }: ClaimLink): void {
    const steps = Math.round(strength * STEPS);
    const link = this.count++;
    this.a.set(link, a);
    this.b.set(link, b);
    this.strength.set(link, kind === 'conflict' ? -steps - 1 : steps);
    this.ends.add(a, b);
  }

  /**
   * Keeps the first links, so many of them, as if the others had never been added.
   * @returns the others
   */
  truncate(count: number): ClaimLink[] {
    const others = Array.from({ length: this.count - count }, (_, i) => this.link(this.count - 1 - i));
    for (const { a, b } of others) this.ends.takeBack(a, b);
    this.count = count;
    return others;
  }

  /** The links that have one of the claims on either side, each once. */
  of(claims: readonly ClaimNumber[]): ClaimLink[] {
    return this.ends.of(claims).map((link) => this.link(link));
  }

  private link(link: number): ClaimLink {
    const steps = this.strength.get(link);
    const ends = { a: this.a.get(link), b: this.b.get(link) };
    return steps < 0
      ? { ...ends, kind: 'conflict', strength: (-steps - 1) / STEPS }
      : { ...ends, kind: 'related', strength: steps / STEPS };
  }
}
