import { ByteReader, ByteWriter } from './bytes.ts';

/**
 * Where words stand: for all words of one kin a row of bytes, in it an entry for each form, in the entry the documents
 * that have it and the places in each. A form is written once, for its stem and kin follow from it.
 *
 * An entry is: the form; how many documents; the last of them; bytes of the documents; bytes of the places; then the
 * documents, each as its distance to the one before (the first from 0), doubled, plus one when the form stands there
 * more than once, and then how often; then the places in the same order, each as its distance to the one before in the
 * same document (the first from 0).
 */
export interface Entry {
  readonly form: string;
  /** Documents that have it. */
  readonly documents: number;
  readonly last: number;
  readonly bytes: Uint8Array;
  /** Where its documents begin in `bytes`, where its places begin, and where it ends. */
  readonly from: number;
  readonly places: number;
  readonly to: number;
}

export function entriesOf(row: Uint8Array): Entry[] {
  const entries: Entry[] = [];
  const reader = new ByteReader(row);
  while (reader.at < row.length) {
    const form = reader.word();
    const documents = reader.number();
    const last = reader.number();
    const documentBytes = reader.number();
    const placeBytes = reader.number();
    const from = reader.at;
    const places = from + documentBytes;
    const to = places + placeBytes;
    entries.push({ form, documents, last, bytes: row, from, places, to });
    reader.at = to;
  }
  return entries;
}

/** An entry in the making. Documents are added in their order. */
export class EntryWriter {
  readonly #form: string;
  readonly #documents = new ByteWriter();
  readonly #places = new ByteWriter();
  #count = 0;
  #last = 0;

  constructor(form: string) {
    this.#form = form;
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** @param places where the form stands in the document, ascending */
  add(document: number, places: readonly number[]): void {
    const many = places.length > 1;
    this.#documents.number((document - this.#last) * 2 + (many ? 1 : 0));
    if (many) this.#documents.number(places.length);
    let before = 0;
    for (const place of places) {
      this.#places.number(place - before);
      before = place;
    }
    this.#last = document;
    this.#count++;
  }

  /** Takes over an entry whose documents all come after those that are here. */
  join(entry: Entry): void {
    const reader = new ByteReader(entry.bytes, entry.from);
    // Only the first distance is another one now.
    const first = reader.number();
    this.#documents.number(first - this.#last * 2);
    this.#documents.copy(entry.bytes, reader.at, entry.places);
    this.#places.copy(entry.bytes, entry.places, entry.to);
    this.#last = entry.last;
    this.#count += entry.documents;
  }

  writeTo(row: ByteWriter): void {
    row.word(this.#form);
    row.number(this.#count);
    row.number(this.#last);
    row.number(this.#documents.length);
    row.number(this.#places.length);
    row.append(this.#documents);
    row.append(this.#places);
  }
}

/** One row of several: each one's documents come after those of the one before. */
export function joinRows(rows: readonly Uint8Array[]): Uint8Array {
  const [only] = rows;
  if (only !== undefined && rows.length === 1) return only;
  const forms = new Map<string, EntryWriter>();
  for (const row of rows) {
    for (const entry of entriesOf(row)) {
      let writer = forms.get(entry.form);
      if (writer === undefined) {
        writer = new EntryWriter(entry.form);
        forms.set(entry.form, writer);
      }
      writer.join(entry);
    }
  }
  return rowOf(forms.values());
}

/**
 * A row with one document's words in the place of those that it had before.
 * @param places where each form of the row's kin stands in the document now
 */
export function withDocument(
  row: Uint8Array,
  document: number,
  places: ReadonlyMap<string, readonly number[]>,
): Uint8Array {
  const writers: EntryWriter[] = [];
  const left = new Map(places);
  for (const entry of entriesOf(row)) {
    const writer = new EntryWriter(entry.form);
    let now = left.get(entry.form);
    left.delete(entry.form);
    for (const one of placesOf(entry)) {
      if (one.document >= document && now !== undefined) {
        writer.add(document, now);
        now = undefined;
      }
      if (one.document !== document) writer.add(one.document, one.places);
    }
    if (now !== undefined) writer.add(document, now);
    if (!writer.isEmpty) writers.push(writer);
  }
  for (const [form, now] of left) {
    const writer = new EntryWriter(form);
    writer.add(document, now);
    writers.push(writer);
  }
  return rowOf(writers);
}

/** Where an entry's form stands, document by document. */
export function* placesOf(entry: Entry): Generator<{ readonly document: number; readonly places: number[] }> {
  const documents = new Int32Array(entry.documents);
  const counts = new Int32Array(entry.documents);
  readDocuments(entry, documents, counts);
  const reader = new ByteReader(entry.bytes, entry.places);
  for (const [i, document] of documents.entries()) {
    const places: number[] = [];
    let place = 0;
    for (let left = counts[i]!; left > 0 && reader.at < entry.to; left--) {
      place += reader.number();
      places.push(place);
    }
    yield { document, places };
  }
}

export function rowOf(entries: Iterable<EntryWriter>): Uint8Array {
  const row = new ByteWriter();
  for (const entry of entries) entry.writeTo(row);
  return row.bytes();
}

/** Reads an entry's documents, and how often the form stands in each, into arrays of at least as many. */
export function readDocuments({ bytes, documents, from }: Entry, into: Int32Array, counts: Int32Array): void {
  let at = from;
  let document = 0;
  for (let i = 0; i < documents; i++) {
    let byte = bytes[at++]!;
    let code = byte & 0x7f;
    for (let shift = 7; byte > 0x7f; shift += 7) {
      byte = bytes[at++]!;
      code |= (byte & 0x7f) << shift;
    }
    let count = 1;
    if ((code & 1) === 1) {
      byte = bytes[at++]!;
      count = byte & 0x7f;
      for (let shift = 7; byte > 0x7f; shift += 7) {
        byte = bytes[at++]!;
        count |= (byte & 0x7f) << shift;
      }
    }
    document += code >>> 1;
    into[i] = document;
    counts[i] = count;
  }
}
