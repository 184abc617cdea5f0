import type { CopyPair } from '../findings.ts';
import { Pool } from './columns.ts';

/** Whom a pair's `first` names. */
const FIRST = { none: 0, a: 1, b: 2 } as const;
const KINDS: readonly CopyPair['kind'][] = ['same', 'rewrite', 'excerpt'];
/** Numbers of a pair before its passages: share in millionths, kind, which came first. */
const HEAD = 3;
const SHARE = 1_000_000;

/** Copies with their passages as runs of numbers. */
export class CopyPairs {
  private readonly ids: string[] = [];
  private readonly runs = new Pool();
  private readonly byDocument = new Map<string, number[]>();

  add({ a, b, shared, kind, first, passages }: CopyPair): void {
    const pair = this.ids.length / 2;
    this.ids.push(a, b);
    const run = [
      Math.round(shared * SHARE),
      KINDS.indexOf(kind),
      first === null ? FIRST.none : FIRST[first === a ? 'a' : 'b'],
    ];
    for (const passage of passages) run.push(passage.a.start, passage.a.end, passage.b.start, passage.b.end);
    this.runs.add(Int32Array.from(run));
    for (const id of [a, b]) {
      const known = this.byDocument.get(id);
      if (known === undefined) this.byDocument.set(id, [pair]);
      else known.push(pair);
    }
  }

  /** The pairs that have one of the documents on either side, each once. */
  of(documents: readonly string[]): CopyPair[] {
    const found = new Set(documents.flatMap((id) => this.byDocument.get(id) ?? []));
    return Array.from(found, (pair) => this.pair(pair));
  }

  private pair(pair: number): CopyPair {
    const [a, b] = [this.ids[2 * pair]!, this.ids[2 * pair + 1]!];
    const run = this.runs.get(pair);
    const passages: CopyPair['passages'][number][] = [];
    for (let at = HEAD; at < run.length; at += 4) {
      passages.push({ a: { start: run[at]!, end: run[at + 1]! }, b: { start: run[at + 2]!, end: run[at + 3]! } });
    }
    const first = run[2] === FIRST.none ? null : run[2] === FIRST.a ? a : b;
    return { a, b, shared: run[0]! / SHARE, kind: KINDS[run[1]!]!, first, passages };
  }
}
