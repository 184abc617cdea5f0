/** Growing columns of numbers, so that millions of records cost their bytes and no objects. */

const FIRST = 1 << 10;

/** A column of 32-bit numbers that grows as it is set. */
export class Column {
  private cells = new Int32Array(FIRST);

  get(at: number): number {
    return this.cells[at] ?? 0;
  }

  set(at: number, value: number): void {
    if (at >= this.cells.length) {
      const larger = new Int32Array(Math.max(at + 1, this.cells.length * 2));
      larger.set(this.cells);
      this.cells = larger;
    }
    this.cells[at] = value;
  }
}

/** Numbers in a chunk of a {@link Pool}. */
const CHUNK = 1 << 20;

/** Runs of 32-bit numbers one after another, each whole in one chunk: nothing is copied when the pool grows. */
export class Pool {
  private readonly chunks: Int32Array[] = [];
  private used = 0;
  private readonly chunk = new Column();
  private readonly offset = new Column();
  private readonly length = new Column();
  private runs = 0;

  /** Adds a run; it gets the next number from 0. */
  add(run: Int32Array): void {
    if (this.chunks.length === 0 || this.used + run.length > CHUNK) {
      this.chunks.push(new Int32Array(Math.max(CHUNK, run.length)));
      this.used = 0;
    }
    this.chunks[this.chunks.length - 1]!.set(run, this.used);
    this.chunk.set(this.runs, this.chunks.length - 1);
    this.offset.set(this.runs, this.used);
    this.length.set(this.runs, run.length);
    this.used += run.length;
    this.runs++;
  }

  /** A view of a run; it is not to be written to. */
  get(run: number): Int32Array {
    const from = this.offset.get(run);
    return this.chunks[this.chunk.get(run)]!.subarray(from, from + this.length.get(run));
  }
}
