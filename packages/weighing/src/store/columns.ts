/** Growing columns of numbers, so that millions of records cost their bytes and no objects. */

/** Cells in a chunk, as a power of two. */
const BITS = 14;
const MASK = (1 << BITS) - 1;

/** A column of 32-bit numbers that grows as it is set. It grows chunk by chunk: no cell is ever copied. */
export class Column {
  private readonly chunks: Int32Array[] = [];

  get(at: number): number {
    const chunk = this.chunks[at >>> BITS];
    return chunk === undefined ? 0 : chunk[at & MASK]!;
  }

  set(at: number, value: number): void {
    while (this.chunks.length <= at >>> BITS) this.chunks.push(new Int32Array(1 << BITS));
    this.chunks[at >>> BITS]![at & MASK] = value;
  }
}
