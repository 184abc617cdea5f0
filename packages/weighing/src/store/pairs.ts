import type { CopyPair } from '../findings.ts';
import { BytePool, ByteWriter } from './bytes.ts';
import { Column } from './columns.ts';
import { Ends } from './ends.ts';
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
  count = 0;
  private readonly a = new Column();
  private readonly b = new Column();
  private readonly ends = new Ends();

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
    this.ends.add(...documents);
    this.count++;
  }

  /** Keeps the first pairs, so many of them, as if the others had never been added. */
  truncate(count: number): void {
    this.runs.truncate(count);
    while (this.count > count) {
      this.count--;
      this.ends.takeBack(this.a.get(this.count), this.b.get(this.count));
    }
  }

  /** The numbers of the pairs that have one of the documents on either side, in the order in which they were added. */
  of(documents: readonly DocumentNumber[]): number[] {
    return this.ends.of(documents);
  }

  /** The numbers of the pairs that have two of the documents on their sides, in the order in which they were added. */
  among(documents: readonly DocumentNumber[]): number[] {
    const wanted = new Set(documents);
    return this.ends.of(wanted).filter((pair) => wanted.has(this.a.get(pair)) && wanted.has(this.b.get(pair)));
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
