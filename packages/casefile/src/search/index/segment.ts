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
  /** Words of all its documents: another number once one of them was read again and has become longer or shorter. */
  readonly words: number;
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

/** Where each form of a document stands, by its kin. */
export function placesByKin({ forms, kin, body }: IndexTerms): ReadonlyMap<string, ReadonlyMap<string, number[]>> {
  const byKin = new Map<string, Map<string, number[]>>();
  const kinOfWords = kin.split(' ');
  const words = forms === '' ? [] : forms.split(' ');
  words.forEach((form, i) => {
    const group = kinOfWords[i]!;
    let places = byKin.get(group);
    if (places === undefined) {
      places = new Map();
      byKin.set(group, places);
    }
    const at = i < body ? i : headingPlace(i);
    const known = places.get(form);
    if (known === undefined) places.set(form, [at]);
    else known.push(at);
  });
  return byKin;
}

/** The rows of documents that arrived together. */
export class SegmentWriter {
  readonly #kin = new Map<string, Map<string, EntryWriter>>();
  readonly #lengths: number[] = [];
  #first = 0;

  get isEmpty(): boolean {
    return this.#lengths.length === 0;
  }

  /** @param document its number, the one after the last */
  add(document: number, terms: IndexTerms): void {
    if (this.isEmpty) this.#first = document;
    const next = this.#first + this.#lengths.length;
    if (document !== next) throw new RangeError(`document ${document}, where ${next} was awaited`);
    let length = 0;
    for (const [group, words] of placesByKin(terms)) {
      for (const [form, at] of words) {
        this.#entry(group, form).add(document, at);
        length += at.length;
      }
    }
    this.#lengths.push(length);
  }

  get bounds(): Omit<Segment, 'id'> {
    const last = this.#first + this.#lengths.length - 1;
    return { first: this.#first, last, words: wordsOf(this.lengths()) };
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

/** The packed lengths of a segment with that of one document changed. */
export function withLength(packed: Uint8Array, at: number, length: number): Uint8Array {
  return packLengths(unpackLengths(packed).with(at, Math.min(length, MOST)));
}

function packLengths(lengths: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(lengths.length * 2);
  for (let i = 0; i < lengths.length; i++) {
    const kept = Math.min(lengths[i]!, MOST);
    bytes[2 * i] = kept & 0xff;
    bytes[2 * i + 1] = kept >>> 8;
  }
  return bytes;
}

export function wordsOf(packed: Uint8Array): number {
  return unpackLengths(packed).reduce((sum, length) => sum + length, 0);
}

export function unpackLengths(bytes: Uint8Array): Uint16Array {
  return Uint16Array.from({ length: bytes.length / 2 }, (_, i) => bytes[2 * i]! | (bytes[2 * i + 1]! << 8));
}
