import { Column } from './columns.ts';

/** Values that stand in many records, kept once: a record has their number. */
export class Interned<T> {
  private readonly values: T[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly keyOf: (value: T) => string;

  /** @param keyOf the same for equal values, and for no others */
  constructor(keyOf: (value: T) => string) {
    this.keyOf = keyOf;
  }

  numberOf(value: T): number {
    const key = this.keyOf(value);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.values.length);
    return this.values.push(value) - 1;
  }

  get(number: number): T {
    return this.values[number]!;
  }
}

/** Rows of so many 32-bit numbers, each kept once, in open addressing without an object a row. */
export class InternedRows {
  private readonly width: number;
  private readonly cells = new Column();
  private count = 0;
  /** Number of a row plus one; 0 for a free slot. */
  private slots = new Int32Array(1 << 10);

  constructor(width: number) {
    this.width = width;
  }

  /** The number of the row that stands in `from` at `at`. */
  numberOf(from: Int32Array, at: number): number {
    if (this.count * 4 >= this.slots.length * 3) this.grow();
    let slot = this.first((cell) => from[at + cell]!);
    for (; this.slots[slot] !== 0; slot = (slot + 1) & (this.slots.length - 1)) {
      const row = this.slots[slot]! - 1;
      let cell = 0;
      while (cell < this.width && this.cells.get(row * this.width + cell) === from[at + cell]) cell++;
      if (cell === this.width) return row;
    }
    this.slots[slot] = this.count + 1;
    for (let cell = 0; cell < this.width; cell++) this.cells.set(this.count * this.width + cell, from[at + cell]!);
    return this.count++;
  }

  /** Puts a row into `to` at `at`. */
  copy(row: number, to: Int32Array, at: number): void {
    for (let cell = 0; cell < this.width; cell++) to[at + cell] = this.cells.get(row * this.width + cell);
  }

  private first(cellOf: (cell: number) => number): number {
    let hash = 0;
    for (let cell = 0; cell < this.width; cell++) hash = Math.imul(hash ^ cellOf(cell), 0x9e3779b1) ^ (hash >>> 15);
    return (hash ^ (hash >>> 16)) & (this.slots.length - 1);
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    for (let row = 0; row < this.count; row++) {
      let slot = this.first((cell) => this.cells.get(row * this.width + cell));
      while (this.slots[slot] !== 0) slot = (slot + 1) & (this.slots.length - 1);
      this.slots[slot] = row + 1;
    }
  }
}
