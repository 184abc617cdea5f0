import type { Term } from '../terms.ts';
import { wordOf } from '../word.ts';
import { type Entry, entriesOf, readDocuments } from './postings.ts';

/** A form with its stem, and where it stands in the documents of one segment. */
export interface WordEntry extends Entry {
  readonly stem: string;
}

/** What the index has of the words of one query. */
export class Words {
  readonly #entries: ReadonlyMap<string, readonly WordEntry[]>;
  readonly #beginnings: ReadonlyMap<string, readonly string[]>;
  #documents = new Int32Array(0);
  #counts = new Int32Array(0);

  /**
   * @param rows of each kin, in the order of the segments
   * @param beginnings kin of the words that begin so
   */
  constructor(
    rows: ReadonlyMap<string, ReadonlyArray<{ readonly row: Uint8Array }>>,
    beginnings: ReadonlyMap<string, readonly string[]> = new Map(),
  ) {
    const entries = new Map<string, WordEntry[]>();
    let most = 0;
    for (const [kin, parts] of rows) {
      const all = parts
        .flatMap(({ row }) => entriesOf(row))
        .map((entry) => ({ ...entry, stem: wordOf(entry.form).stem }));
      entries.set(kin, all);
      for (const { documents } of all) most = Math.max(most, documents);
    }
    this.#entries = entries;
    this.#beginnings = beginnings;
    this.#documents = new Int32Array(most);
    this.#counts = new Int32Array(most);
  }

  ofKin(kin: string): readonly WordEntry[] {
    return this.#entries.get(kin) ?? [];
  }

  /** Those whose form or stem begins so. */
  beginning({ form: start }: Term): WordEntry[] {
    return (this.#beginnings.get(start) ?? [])
      .flatMap((kin) => this.ofKin(kin))
      .filter(({ form, stem }) => form.startsWith(start) || stem.startsWith(start));
  }

  /** The documents of an entry and how often it stands in each; good until the next call. */
  read(entry: Entry): { readonly documents: Int32Array; readonly counts: Int32Array } {
    readDocuments(entry, this.#documents, this.#counts);
    return { documents: this.#documents, counts: this.#counts };
  }
}
