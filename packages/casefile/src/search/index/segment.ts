import type { IndexTerms } from '../../store/records.ts';
import { EntryWriter, rowOf } from './postings.ts';

/**
 * The index comes in segments, each of the documents from one number to another. What arrives together makes one;
 * segments of a like size are joined to a larger one when there are enough of them, so that a word is looked for in
 * few places and every row is written few times (a log-structured merge, after O'Neil and others, 1996).
 */
export interface Segment {
  readonly id: number;
  /** Numbers of its first and last document. */
  readonly first: number;
  readonly last: number;
}

/** So many of a size make one of the next. */
const FAN = 8;

/** Places of the heading's words begin so far behind the text: nothing is near them there. */
const APART = 2000;

/** The place of a heading's word, which is the i-th of all. */
export function headingPlace(i: number): number {
  return i + APART;
}

/** The segments to be joined next; empty when none are. */
export function segmentsToJoin(segments: readonly Segment[]): Segment[] {
  const sizeOf = ({ first, last }: Segment): number => Math.floor(Math.log(last - first + 1) / Math.log(FAN));
  for (let from = 0; from + FAN <= segments.length; from++) {
    const some = segments.slice(from);
    // Whatever is no larger than the first goes with it: a small one must not keep its neighbours apart.
    if (some.every((one) => sizeOf(one) <= sizeOf(some[0]!))) return some;
  }
  return [];
}

/** The rows of documents that arrived together. */
export class SegmentWriter {
  readonly #kin = new Map<string, Map<string, EntryWriter>>();
  readonly #lengths: number[] = [];
  #first = 0;

  get isEmpty(): boolean {
    return this.#lengths.length === 0;
  }

  get first(): number {
    return this.#first;
  }

  get last(): number {
    return this.#first + this.#lengths.length - 1;
  }

  /** @param document its number, the one after the last */
  add(document: number, { forms, kin, body }: IndexTerms): void {
    if (this.isEmpty) this.#first = document;
    if (document !== this.last + 1) throw new RangeError(`document ${document} after ${this.last}`);
    const words = forms === '' ? [] : forms.split(' ');
    const kinOfWords = kin.split(' ');
    const places = new Map<string, { readonly kin: string; readonly at: number[] }>();
    words.forEach((form, i) => {
      const at = i < body ? i : headingPlace(i);
      const known = places.get(form);
      if (known === undefined) places.set(form, { kin: kinOfWords[i]!, at: [at] });
      else known.at.push(at);
    });
    for (const [form, { kin: group, at }] of places) this.#entry(group, form).add(document, at);
    this.#lengths.push(words.length);
  }

  /** Words of each document: 16 bits, the low byte first. */
  lengths(): Uint8Array {
    return packLengths(this.#lengths);
  }

  /** The words of the segment in the order of the index. */
  *rows(): Generator<readonly [kin: string, row: Uint8Array]> {
    for (const kin of [...this.#kin.keys()].sort()) yield [kin, rowOf(this.#kin.get(kin)!.values())];
  }

  /** Its forms, by kin. */
  *forms(): Generator<readonly [kin: string, form: string]> {
    for (const [kin, forms] of this.#kin) for (const form of forms.keys()) yield [kin, form];
  }

  #entry(kin: string, form: string): EntryWriter {
    let forms = this.#kin.get(kin);
    if (forms === undefined) {
      forms = new Map();
      this.#kin.set(kin, forms);
    }
    let entry = forms.get(form);
    if (entry === undefined) {
      entry = new EntryWriter(form);
      forms.set(form, entry);
    }
    return entry;
  }
}

const MOST = 0xffff;

function packLengths(lengths: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(lengths.length * 2);
  lengths.forEach((length, i) => {
    const kept = Math.min(length, MOST);
    bytes[2 * i] = kept & 0xff;
    bytes[2 * i + 1] = kept >>> 8;
  });
  return bytes;
}

export function unpackLengths(bytes: Uint8Array): Uint16Array {
  return Uint16Array.from({ length: bytes.length / 2 }, (_, i) => bytes[2 * i]! | (bytes[2 * i + 1]! << 8));
}
