import { LABELS, Label } from '../../packages/reading/src/names/model.ts';

/** Exact spans of names, found and right, by type. */

const TYPES = [
  ['person', Label.BeginPerson],
  ['place', Label.BeginPlace],
  ['organization', Label.BeginOrganization],
] as const;

export class NameScores {
  private readonly right = new Int32Array(LABELS);
  private readonly found = new Int32Array(LABELS);
  private readonly gold = new Int32Array(LABELS);

  add(found: Uint8Array, gold: Uint8Array): void {
    for (let token = 0; token < gold.length; token++) {
      if (begins(gold, token)) this.gold[gold[token]!]!++;
      if (!begins(found, token)) continue;
      this.found[found[token]!]!++;
      if (gold[token] === found[token] && endOf(gold, token) === endOf(found, token)) this.right[found[token]!]!++;
    }
  }

  /** Precision, recall and F1 over persons, places and organizations, and the F1 of each. */
  line(): string {
    const sum = (counts: Int32Array) => TYPES.reduce((all, [, label]) => all + counts[label]!, 0);
    const right = sum(this.right);
    const found = sum(this.found);
    const gold = sum(this.gold);
    const types = TYPES.map(
      ([name, label]) => `${name} ${((2 * this.right[label]!) / (this.found[label]! + this.gold[label]!)).toFixed(3)}`,
    );
    const shares = [right / found, right / gold, (2 * right) / (found + gold)].map((share) => share.toFixed(3));
    return `precision ${shares[0]}, recall ${shares[1]}, F1 ${shares[2]} (${types.join(', ')})`;
  }
}

function begins(labels: Uint8Array, token: number): boolean {
  return (labels[token]! & 1) === 1;
}

function endOf(labels: Uint8Array, token: number): number {
  let end = token + 1;
  while (labels[end] === labels[token]! + 1) end++;
  return end;
}
