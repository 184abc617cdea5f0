import type { IndexTerms } from '../../store/records.ts';
import { kinOf } from '../kin.ts';
import { wordOf } from '../word.ts';
import { EntryWriter, entriesOf, placesOf, rowOf } from './postings.ts';
import { headingPlace, type Segment, unpackLengths } from './segment.ts';

/**
 * Whether an index says what its documents say. Words come from the documents in one order and from the index in
 * another: both are added up, each word with its place as a number of 64 bits, so that nothing has to be remembered.
 */
export class IndexCheck {
  readonly #segments: ReadonlyMap<number, Segment>;
  readonly #lengths: Uint16Array;
  readonly #documents = new Sum();
  readonly #rows = new Sum();
  readonly #faults: string[] = [];
  #next = 1;

  constructor(segments: ReadonlyArray<Segment & { readonly lengths: Uint8Array }>) {
    this.#segments = new Map(segments.map((segment) => [segment.id, segment]));
    const lengths: number[] = [0];
    for (const { id, first, last, words, lengths: packed } of segments) {
      const own = unpackLengths(packed);
      if (own.reduce((sum, length) => sum + length, 0) !== words) {
        this.#faults.push(`segment ${id} of the index does not have the words that it counts`);
      }
      if (first !== lengths.length || last - first + 1 !== own.length) {
        this.#faults.push(`segment ${id} of the index does not follow on the one before`);
      }
      for (const length of own) lengths.push(length);
    }
    this.#lengths = Uint16Array.from(lengths);
  }

  /** Documents in the order of their numbers. */
  addDocument(number: number, { forms, body }: IndexTerms): void {
    const words = forms === '' ? [] : forms.split(' ');
    if (number !== this.#next || this.#lengths[number] !== Math.min(words.length, 0xffff)) {
      this.#faults.push(`document ${number} does not have the length that the index says`);
    }
    this.#next = number + 1;
    words.forEach((form, i) => {
      this.#documents.add(hashOf(form), number, i < body ? i : headingPlace(i));
    });
  }

  /** @returns the words that the row is found by */
  addRow(segment: number, kin: string, row: Uint8Array): string[] {
    try {
      return this.#addEntries(segment, kin, row);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#faults.push(`the row of «${kin}» of the index can't be read: ${error.message}`);
      return [];
    }
  }

  #addEntries(segment: number, kin: string, row: Uint8Array): string[] {
    const { first, last } = this.#segments.get(segment) ?? { first: 1, last: 0 };
    const words: string[] = [];
    const again: EntryWriter[] = [];
    for (const entry of entriesOf(row)) {
      if (entry.documents > entry.places - entry.from) throw new RangeError('it has fewer documents than it counts');
      const writer = new EntryWriter(entry.form);
      again.push(writer);
      const stem = wordOf(entry.form).stem;
      if (kinOf(stem) !== kin) this.#faults.push(`«${entry.form}» of the index is not of its kin`);
      words.push(entry.form, stem);
      const hash = hashOf(entry.form);
      let final = 0;
      for (const { document, places } of placesOf(entry)) {
        if (document < first || document > last || document <= final) {
          this.#faults.push(`«${entry.form}» of the index is in a document of another segment`);
        }
        for (const place of places) this.#rows.add(hash, document, place);
        writer.add(document, places);
        final = document;
      }
      if (final !== entry.last) this.#faults.push(`«${entry.form}» of the index ends in another document`);
    }
    // Counts of bytes, say, are read by nothing that is added up above.
    if (Buffer.compare(rowOf(again), row) !== 0) this.#faults.push(`the row of «${kin}» of the index was changed`);
    return words;
  }

  faults(): string[] {
    const faults = [...this.#faults];
    if (this.#next !== this.#lengths.length) faults.push('the index has another number of documents than the case');
    if (!this.#documents.equals(this.#rows)) faults.push('the index does not hold the words of the documents');
    return faults;
  }
}

/** A sum of 64 bits in which the order does not count. */
class Sum {
  #low = 0;
  #high = 0;

  add(word: number, document: number, place: number): void {
    const low = mixed(mixed(word ^ Math.imul(document, 0x9e3779b1)) ^ Math.imul(place + 1, 0x85ebca6b));
    this.#low = (this.#low + low) | 0;
    this.#high = (this.#high + mixed(low ^ Math.imul(word, 0xc2b2ae35) ^ document)) | 0;
  }

  equals(other: Sum): boolean {
    return this.#low === other.#low && this.#high === other.#high;
  }
}

/** The finisher of MurmurHash3 (Appleby, public domain). */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** FNV-1a over the UTF-16 units. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash;
}
