import type { CopyPair } from '../findings.ts';
import { BytePool, ByteWriter } from './bytes.ts';
import { Column } from './columns.ts';
import type { DocumentNumber } from './store.ts';

/** Whom a pair's `first` names. */
const FIRST = { none: 0, a: 1, b: 2 } as const;
const KINDS: readonly CopyPair['kind'][] = ['same', 'rewrite', 'excerpt'];
/** Steps in which the share is kept. */
const SHARE = 1_000_000;

/** Copies with their passages as runs of bytes. */
export class CopyPairs {
  private readonly writer = new ByteWriter();
  private readonly runs = new BytePool();
  private count = 0;
  private readonly a = new Column();
  private readonly b = new Column();
  /** By document, its latest pair end plus one; an end is twice the pair's number, and one more for its `b`. */
  private readonly latest = new Column();
  /** By pair end, the end before it of the same document plus one. */
  private readonly before = new Column();

  /** @param documents the numbers of the documents `a` and `b` */
  add(pair: CopyPair, documents: readonly [DocumentNumber, DocumentNumber]): void {
    const { a, shared, kind, first, passages } = pair;
    const { writer } = this;
    writer.number(Math.round(shared * SHARE));
    writer.number(KINDS.indexOf(kind));
    writer.number(first === null ? FIRST.none : FIRST[first === a ? 'a' : 'b']);
    writer.number(passages.length);
    for (const passage of passages) {
      for (const { start, end } of [passage.a, passage.b]) {
        writer.number(start);
        writer.number(end - start);
      }
    }
    this.runs.add(writer.taken());
    this.a.set(this.count, documents[0]);
    this.b.set(this.count, documents[1]);
    for (const [side, document] of documents.entries()) {
      const end = 2 * this.count + side;
      this.before.set(end, this.latest.get(document));
      this.latest.set(document, end + 1);
    }
    this.count++;
  }

  /** The numbers of the pairs that have one of the documents on either side, in the order in which they were added. */
  of(documents: readonly DocumentNumber[]): number[] {
    return [...new Set(documents.flatMap((document) => this.ofOne(document)))].sort((x, y) => x - y);
  }

  /** The numbers of the pairs that have two of the documents on their sides, in the order in which they were added. */
  among(documents: readonly DocumentNumber[]): number[] {
    const wanted = new Set(documents);
    const found: number[] = [];
    // Each pair is met at its `a` and at its `b`: at one of them it counts.
    for (const document of wanted) {
      for (const pair of this.ofOne(document)) {
        if (this.a.get(pair) === document && wanted.has(this.b.get(pair))) found.push(pair);
      }
    }
    return found.sort((x, y) => x - y);
  }

  private ofOne(document: DocumentNumber): number[] {
    const pairs: number[] = [];
    for (let end = this.latest.get(document) - 1; end >= 0; end = this.before.get(end) - 1) pairs.push(end >> 1);
    return pairs;
  }

  get(pair: number, idOf: (document: DocumentNumber) => string): CopyPair {
    const [a, b] = [idOf(this.a.get(pair)), idOf(this.b.get(pair))];
    const run = this.runs.read(pair);
    const shared = run.number() / SHARE;
    const kind = KINDS[run.number()]!;
    const told = run.number();
    const first = told === FIRST.none ? null : told === FIRST.a ? a : b;
    const extent = () => {
      const start = run.number();
      return { start, end: start + run.number() };
    };
    const passages = Array.from({ length: run.number() }, () => ({ a: extent(), b: extent() }));
    return { a, b, shared, kind, first, passages };
  }
}
