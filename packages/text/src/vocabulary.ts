import { normalKey } from './normal.ts';

/** Identity of a normal form in a {@link Vocabulary}; `NO_FORM` for a form that it does not hold. */
export type FormId = number & { readonly formId: unique symbol };

export const NO_FORM = -1 as FormId;

/**
 * All the normal forms that a language's lists speak of, each with a small number of its own, so that a document's
 * words are looked up once and every layer then asks arrays. Open addressing over a pool of units: a lookup makes no
 * string.
 */
export class Vocabulary {
  private slots = new Int32Array(1 << 12);
  private pool = new Uint16Array(1 << 15);
  private poolStart = new Int32Array(1 << 11);
  private used = 0;
  private forms = 0;

  /** How many forms it holds; ids are 0 … size − 1. */
  get size(): number {
    return this.forms;
  }

  /** The id of a word, which is normalised first; given one if it is new. The word must not hold white space. */
  intern(word: string): FormId {
    const key = normalKey(word);
    const units = new Uint16Array(key.length);
    for (let i = 0; i < key.length; i++) units[i] = key.charCodeAt(i);
    return this.internUnits(units, 0, units.length);
  }

  /** The id of the normal form `units[from, to)`; given one if it is new. */
  internUnits(units: Uint16Array, from: number, to: number): FormId {
    const known = this.find(units, from, to);
    if (known !== NO_FORM) return known;
    if ((this.forms + 1) * 2 > this.slots.length) this.rehash();
    const length = to - from;
    while (this.used + length > this.pool.length) this.pool = doubled(this.pool, Uint16Array);
    if (this.forms + 2 > this.poolStart.length) this.poolStart = doubled(this.poolStart, Int32Array);
    this.pool.set(units.subarray(from, to), this.used);
    this.poolStart[this.forms] = this.used;
    this.used += length;
    this.poolStart[this.forms + 1] = this.used;
    this.place(this.forms, hash(units, from, to, -1));
    return this.forms++ as FormId;
  }

  /**
   * The id of the normal form `units[from, to)`, or NO_FORM.
   * @param last when given, stands for the last unit (a ta marbuta that opened to ت before a pronoun)
   */
  find(units: Uint16Array, from: number, to: number, last = -1): FormId {
    const mask = this.slots.length - 1;
    for (let slot = hash(units, from, to, last) & mask; ; slot = (slot + 1) & mask) {
      const form = this.slots[slot]! - 1;
      if (form < 0) return NO_FORM;
      if (this.equals(form, units, from, to, last)) return form as FormId;
    }
  }

  /** The normal form itself; for messages and tables. */
  text(form: FormId): string {
    return String.fromCharCode(...this.pool.subarray(this.poolStart[form]!, this.poolStart[form + 1]!));
  }

  private equals(form: number, units: Uint16Array, from: number, to: number, last: number): boolean {
    const at = this.poolStart[form]!;
    const length = to - from;
    if (this.poolStart[form + 1]! - at !== length) return false;
    const plain = last < 0 ? length : length - 1;
    for (let i = 0; i < plain; i++) if (this.pool[at + i] !== units[from + i]) return false;
    return last < 0 || this.pool[at + plain] === last;
  }

  private place(form: number, hashed: number): void {
    const mask = this.slots.length - 1;
    let slot = hashed & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = form + 1;
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    for (let form = 0; form < this.forms; form++) {
      this.place(form, hash(this.pool, this.poolStart[form]!, this.poolStart[form + 1]!, -1));
    }
  }
}

/** FNV-1a over UTF-16 units. */
function hash(units: Uint16Array, from: number, to: number, last: number): number {
  let h = 0x811c9dc5;
  const plain = last < 0 ? to : to - 1;
  for (let i = from; i < plain; i++) h = Math.imul(h ^ units[i]!, 0x01000193);
  if (last >= 0) h = Math.imul(h ^ last, 0x01000193);
  return (h ^ (h >>> 15)) >>> 0;
}

function doubled<A extends Uint16Array | Int32Array>(from: A, make: new (size: number) => A): A {
  const larger = new make(from.length * 2);
  larger.set(from);
  return larger;
}
