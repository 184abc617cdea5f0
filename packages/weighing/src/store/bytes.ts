import { Column } from './columns.ts';

/** Records as runs of bytes: numbers in as few of them as they need, texts of one script in one a letter. */

/** Writes one record after another. */
export class ByteWriter {
  private bytes = new Uint8Array(1 << 12);
  private readonly view = new DataView(new ArrayBuffer(8));
  private used = 0;

  /** A whole number from 0 to 2³² − 1; the smaller the fewer bytes. */
  number(value: number): void {
    this.reserve(5);
    let rest = value;
    while (rest > 0x7f) {
      this.bytes[this.used++] = (rest & 0x7f) | 0x80;
      rest = rest >>> 7;
    }
    this.bytes[this.used++] = rest;
  }

  /** Any 32 bits, in four bytes. */
  word(bits: number): void {
    this.reserve(4);
    for (let shift = 0; shift < 32; shift += 8) this.bytes[this.used++] = bits >>> shift;
  }

  /** Any number, or null. */
  value(value: number | null): void {
    if (value === null) this.number(0);
    else if (Number.isInteger(value) && value >= 0 && value < SMALL) this.number(value + 2);
    else {
      this.number(1);
      this.view.setFloat64(0, value);
      this.word(this.view.getInt32(0));
      this.word(this.view.getInt32(4));
    }
  }

  text(text: string): void {
    this.number(text.length);
    this.reserve(3 * text.length);
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < ESCAPE) this.bytes[this.used++] = unit;
      else if (unit >= PAGE && unit < PAGE + 0x80) this.bytes[this.used++] = unit - PAGE + 0x80;
      else {
        this.bytes[this.used++] = ESCAPE;
        this.bytes[this.used++] = unit;
        this.bytes[this.used++] = unit >>> 8;
      }
    }
  }

  /** The record written so far; the next one begins. */
  taken(): Uint8Array {
    const { used } = this;
    this.used = 0;
    return this.bytes.subarray(0, used);
  }

  private reserve(count: number): void {
    if (this.used + count <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.used + count, this.bytes.length * 2));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

/** Numbers below it are written as they are, others as floats. */
const SMALL = 1 << 30;
/** The Unicode page whose first half is written in one byte a letter, beside ASCII: Arabic. */
const PAGE = 0x600;
/** Before the two bytes of any other code unit. */
const ESCAPE = 0x7f;
/** Code units that are made into a string at once. */
const PIECE = 1 << 12;
const units = new Uint16Array(PIECE);

/** Reads a record in the order in which it was written. */
export class ByteReader {
  private readonly bytes: Uint8Array;
  private at: number;

  constructor(bytes: Uint8Array, from: number) {
    this.bytes = bytes;
    this.at = from;
  }

  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++]!;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  word(): number {
    let bits = 0;
    for (let shift = 0; shift < 32; shift += 8) bits |= this.bytes[this.at++]! << shift;
    return bits;
  }

  value(): number | null {
    const first = this.number();
    if (first !== 1) return first === 0 ? null : first - 2;
    const view = new DataView(new ArrayBuffer(8));
    view.setInt32(0, this.word());
    view.setInt32(4, this.word());
    return view.getFloat64(0);
  }

  text(): string {
    const length = this.number();
    let text = '';
    while (text.length < length) {
      const count = Math.min(PIECE, length - text.length);
      this.units(count);
      text += Reflect.apply(String.fromCharCode, null, count === PIECE ? units : units.subarray(0, count));
    }
    return text;
  }

  /** Reads code units into {@link units}. */
  private units(count: number): void {
    const { bytes } = this;
    let { at } = this;
    for (let i = 0; i < count; i++) {
      const byte = bytes[at++]!;
      if (byte >= 0x80) units[i] = byte + (PAGE - 0x80);
      else if (byte !== ESCAPE) units[i] = byte;
      else {
        units[i] = bytes[at]! | (bytes[at + 1]! << 8);
        at += 2;
      }
    }
    this.at = at;
  }
}

/** Bytes in a chunk of a {@link BytePool}. */
const CHUNK = 1 << 20;

/** Runs of bytes one after another, each whole in one chunk: nothing is copied when the pool grows. */
export class BytePool {
  private readonly chunks: Uint8Array[] = [];
  private used = CHUNK;
  private readonly chunk = new Column();
  private readonly offset = new Column();
  private runs = 0;

  /** Adds a run; it gets the next number from 0. */
  add(run: Uint8Array): void {
    if (this.used + run.length > CHUNK) {
      this.chunks.push(new Uint8Array(Math.max(CHUNK, run.length)));
      this.used = 0;
    }
    this.chunks[this.chunks.length - 1]!.set(run, this.used);
    this.chunk.set(this.runs, this.chunks.length - 1);
    this.offset.set(this.runs, this.used);
    this.used += run.length;
    this.runs++;
  }

  /** Keeps the first runs, so many of them, and lets go of the others. */
  truncate(runs: number): void {
    if (runs >= this.runs) return;
    this.chunks.length = this.chunk.get(runs) + 1;
    this.used = this.offset.get(runs);
    this.runs = runs;
  }

  read(run: number): ByteReader {
    return new ByteReader(this.chunks[this.chunk.get(run)]!, this.offset.get(run));
  }
}
