import type { CopyText } from '../copies/compare.ts';
import { BytePool, type ByteReader, ByteWriter } from './bytes.ts';
import { Column } from './columns.ts';
import type { DocumentFault, DocumentNumber, DocumentRecord } from './store.ts';

/** The documents of a case as runs of bytes; their texts and words are unpacked when they are asked for. */
export class Documents {
  private readonly ids: string[] = [];
  private readonly numbers = new Map<string, DocumentNumber>();
  private readonly writer = new ByteWriter();
  private readonly heads = new BytePool();
  private readonly texts = new BytePool();
  private readonly words = new BytePool();
  private readonly length = new Column();
  /** Documents that were asked for last. */
  private readonly recent = new Map<DocumentNumber, StoredDocument>();
  private recentLetters = 0;

  get count(): number {
    return this.ids.length;
  }

  find(id: string): DocumentNumber | null {
    return this.numbers.get(id) ?? null;
  }

  idOf(number: DocumentNumber): string {
    return this.ids[number]!;
  }

  /** Adds the document of the next number. */
  add({ number, id, text, published, outlet, copy, topic, faults }: DocumentRecord): void {
    this.ids.push(id);
    this.numbers.set(id, number);
    const { writer } = this;
    for (const value of [published, outlet]) {
      writer.number(value === null ? 0 : 1);
      if (value !== null) writer.text(value);
    }
    writer.number(topic.length);
    for (const key of topic) writer.word(key);
    writer.number(faults.length);
    for (const { kind, message, claims } of faults) {
      writer.text(kind);
      writer.text(message);
      writer.number(claims.length);
      for (const claim of claims) writer.number(claim);
    }
    this.heads.add(writer.taken());
    writer.text(text);
    this.texts.add(writer.taken());
    writeCopyText(writer, copy);
    this.words.add(writer.taken());
    this.length.set(number, text.length);
  }

  /** Keeps the first documents, so many of them. */
  truncate(count: number): void {
    for (const id of this.ids.splice(count)) this.numbers.delete(id);
    for (const pool of [this.heads, this.texts, this.words]) pool.truncate(count);
    for (const number of this.recent.keys()) {
      if (number < count) continue;
      this.recent.delete(number);
      this.recentLetters -= this.length.get(number);
    }
  }

  get(number: DocumentNumber): DocumentRecord {
    const known = this.recent.get(number);
    const document =
      known ??
      new StoredDocument(number, this.ids[number]!, this.heads.read(number), {
        text: () => this.texts.read(number).text(),
        copy: () => readCopyText(this.words.read(number)),
      });
    // The one asked for last stands last.
    if (known === undefined) this.recentLetters += this.length.get(number);
    else this.recent.delete(number);
    this.recent.set(number, document);
    for (const oldest of this.recent.keys()) {
      if (this.recentLetters <= RECENT.letters || this.recent.size <= RECENT.least) break;
      this.recent.delete(oldest);
      this.recentLetters -= this.length.get(oldest);
    }
    return document;
  }
}

/** Letters of the documents kept unpacked, and the least that are, however long: one is not to be unpacked for each of its claims. */
const RECENT = { letters: 1 << 20, least: 8 };

class StoredDocument implements DocumentRecord {
  readonly number: DocumentNumber;
  readonly id: string;
  readonly published: string | null;
  readonly outlet: string | null;
  readonly topic: Int32Array;
  readonly faults: readonly DocumentFault[];
  private readonly unpack: { readonly text: () => string; readonly copy: () => CopyText };
  private unpackedText: string | null = null;
  private unpackedCopy: CopyText | null = null;

  constructor(number: DocumentNumber, id: string, head: ByteReader, unpack: StoredDocument['unpack']) {
    this.number = number;
    this.id = id;
    this.published = head.number() === 0 ? null : head.text();
    this.outlet = head.number() === 0 ? null : head.text();
    this.topic = Int32Array.from({ length: head.number() }, () => head.word());
    this.faults = Array.from({ length: head.number() }, () => ({
      kind: head.text(),
      message: head.text(),
      claims: Array.from({ length: head.number() }, () => head.number()),
    }));
    this.unpack = unpack;
  }

  get text(): string {
    this.unpackedText ??= this.unpack.text();
    return this.unpackedText;
  }

  get copy(): CopyText {
    this.unpackedCopy ??= this.unpack.copy();
    return this.unpackedCopy;
  }
}

function writeCopyText(writer: ByteWriter, { words, empty }: CopyText): void {
  writer.number(words.count);
  let end = 0;
  for (let i = 0; i < words.count; i++) {
    writer.word(words.hash[i]!);
    writer.number((words.start[i]! - end) * 2 + empty[i]!);
    writer.number(words.end[i]! - words.start[i]!);
    end = words.end[i]!;
  }
}

function readCopyText(from: ByteReader): CopyText {
  const count = from.number();
  const words = { count, hash: new Uint32Array(count), start: new Int32Array(count), end: new Int32Array(count) };
  const empty = new Uint8Array(count);
  let at = 0;
  for (let i = 0; i < count; i++) {
    words.hash[i] = from.word();
    const gap = from.number();
    empty[i] = gap & 1;
    words.start[i] = at + (gap >>> 1);
    at = words.start[i]! + from.number();
    words.end[i] = at;
  }
  return { words, empty };
}
