/** Numbers of any size in few bytes: seven bits a byte, the lowest first, the high bit set on all but the last. */

export class ByteWriter {
  length = 0;
  #bytes = new Uint8Array(16);

  /** @param value a whole number from 0 to 2³¹ − 1 */
  number(value: number): void {
    if (this.length + 5 > this.#bytes.length) this.#grow(5);
    let rest = value;
    while (rest > 0x7f) {
      this.#bytes[this.length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[this.length++] = rest;
  }

  /** A word; Arabic letters take a byte each. */
  word(word: string): void {
    this.number(word.length);
    for (let i = 0; i < word.length; i++) this.number(word.charCodeAt(i) ^ ARABIC);
  }

  copy(bytes: Uint8Array, from: number, to: number): void {
    if (this.length + to - from > this.#bytes.length) this.#grow(to - from);
    this.#bytes.set(bytes.subarray(from, to), this.length);
    this.length += to - from;
  }

  append(other: ByteWriter): void {
    this.copy(other.#bytes, 0, other.length);
  }

  /** A view of what was written; the writer must not be used after. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  #grow(more: number): void {
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.length + more));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/** The first unit of the Arabic block: its letters differ from it in the low seven bits. */
const ARABIC = 0x600;

export class ByteReader {
  at: number;
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** @throws RangeError where the bytes end within it */
  number(): number {
    let byte = this.#byte();
    let value = byte & 0x7f;
    for (let shift = 7; byte > 0x7f; shift += 7) {
      byte = this.#byte();
      value |= (byte & 0x7f) << shift;
    }
    return value;
  }

  #byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new RangeError('the bytes end within a number');
    return byte;
  }

  word(): string {
    let word = '';
    for (let left = this.number(); left > 0; left--) word += String.fromCharCode(this.number() ^ ARABIC);
    return word;
  }
}
