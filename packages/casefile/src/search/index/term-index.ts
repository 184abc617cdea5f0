import { QueryError } from '../error.ts';
import { kinOf } from '../kin.ts';
import { type Clause, type Query, simpleOf, wordsOf } from '../query.ts';
import type { Rarity } from '../rerank.ts';
import { documentsOf, type Mask } from './occurrences.ts';
import { type Collection, dampingOf, type Ranking, rank } from './rank.ts';
import { type Segment, unpackLengths } from './segment.ts';
import { Words } from './words.ts';

/** Where the index is kept: a few questions that any database answers. */
export interface IndexShelf {
  /** The segments, and the rows of these kin in each, all as they are at one moment, in the order of the documents. */
  rows(kin: Iterable<string>): Promise<{
    readonly segments: readonly Segment[];
    readonly rows: ReadonlyArray<{ readonly kin: string; readonly row: Uint8Array }>;
  }>;
  /** Words of each document of a segment (see segment.ts); null once it has been changed or joined to others. */
  lengths(segment: Segment): Promise<Uint8Array | null>;
  /** Kin of the words whose form or stem begins so, at most `limit` of them. */
  kinBeginning(start: string, limit: number): Promise<readonly string[]>;
}

/** What answers a query, as numbers of documents. */
export interface Answer {
  /** Best first. */
  readonly best: ReadonlyArray<{ readonly number: number; readonly score: number }>;
  /** How many answer in all. */
  readonly total: number;
  /** Of the words that rank (`wordsOf`). */
  readonly rarities: readonly Rarity[];
}

/** A beginning that more kin have asks for a good part of the language. */
const MOST_KIN = 3000;

/** Search over the index of a case: which documents answer, and in which order. Knows nothing of any database. */
export class TermIndex {
  readonly #shelf: IndexShelf;
  readonly #lengths = new Map<string, Uint16Array>();
  #collection: { readonly segments: string; readonly value: Collection } = { segments: '', value: collectionOf([]) };

  constructor(shelf: IndexShelf) {
    this.#shelf = shelf;
  }

  /**
   * The documents that answer, of those that `chosen` lists where it is given, and after the one that `after` numbers.
   * @throws QueryError for a beginning that too many words have
   */
  async match(query: Query, limit: number, chosen: readonly Int32Array[], after: number): Promise<Answer> {
    const { words, collection } = await this.#load(query);
    const within = maskOf(collection, chosen, after);
    for (const clauses of query.required) narrow(within, anyOf(clauses, words, within));
    if (query.without.length > 0) exclude(within, anyOf(query.without, words, within));
    const ranking = rank(wordsOf(query), words, collection);
    if (query.required.length === 0 && query.words.length > 0) narrow(within, ranking.found);
    return { ...bestOf(ranking, within, limit), rarities: ranking.rarities };
  }

  async #load(query: Query): Promise<{ words: Words; collection: Collection }> {
    const clauses = [...query.required.flat(), ...query.without].flatMap(simpleOf);
    const terms = [...query.words, ...clauses.flatMap((one) => (one.kind === 'phrase' ? one.terms : [one.term]))];
    const beginnings = new Map<string, readonly string[]>();
    for (const clause of clauses) {
      if (clause.kind !== 'beginning') continue;
      const start = clause.term.form;
      const kin = await this.#shelf.kinBeginning(start, MOST_KIN + 1);
      if (kin.length > MOST_KIN) throw new QueryError('too many', clause.term, 'too many', { value: start });
      beginnings.set(start, kin);
    }
    const wanted = new Set([...terms.map(({ stem }) => kinOf(stem)), ...[...beginnings.values()].flat()]);
    for (;;) {
      const { segments, rows } = await this.#shelf.rows(wanted);
      const collection = await this.#collectionOf(segments);
      // A segment was changed or joined to others meanwhile: they are asked again.
      if (collection !== null)
        return {
          words: new Words(
            Map.groupBy(rows, ({ kin }) => kin),
            beginnings,
          ),
          collection,
        };
    }
  }

  async #collectionOf(segments: readonly Segment[]): Promise<Collection | null> {
    const name = segments.map(nameOf).join(' ');
    if (name === this.#collection.segments) return this.#collection.value;
    const lengths: { readonly first: number; readonly lengths: Uint16Array }[] = [];
    for (const segment of segments) {
      let known = this.#lengths.get(nameOf(segment));
      if (known === undefined) {
        const bytes = await this.#shelf.lengths(segment);
        if (bytes === null) return null;
        known = unpackLengths(bytes);
      }
      lengths.push({ first: segment.first, lengths: known });
    }
    this.#lengths.clear();
    segments.forEach((segment, i) => {
      this.#lengths.set(nameOf(segment), lengths[i]!.lengths);
    });
    this.#collection = { segments: name, value: collectionOf(lengths) };
    return this.#collection.value;
  }
}

function nameOf({ id, words }: Segment): string {
  return `${id}.${words}`;
}

function collectionOf(segments: ReadonlyArray<{ readonly first: number; readonly lengths: Uint16Array }>): Collection {
  const end = segments.reduce((most, { first, lengths }) => Math.max(most, first + lengths.length), 1);
  const all = new Uint16Array(end);
  let documents = 0;
  let words = 0;
  for (const { first, lengths } of segments) {
    all.set(lengths, first);
    documents += lengths.length;
    for (const length of lengths) words += length;
  }
  return { damping: dampingOf(all, Math.max(1, words / Math.max(1, documents))), documents };
}

function maskOf({ damping: { length } }: Collection, chosen: readonly Int32Array[], after: number): Mask {
  let mask = new Uint8Array(length);
  mask.fill(1, after + 1);
  for (const numbers of chosen) {
    const next = new Uint8Array(length);
    for (const number of numbers) if (number < mask.length) next[number] = mask[number]!;
    mask = next;
  }
  return mask;
}

function anyOf(clauses: readonly Clause[], words: Words, within: Mask): Mask {
  const [first, ...others] = clauses.map((clause) => documentsOf(clause, words, within));
  const found = first ?? new Uint8Array(within.length);
  for (const other of others) for (let i = 0; i < found.length; i++) found[i]! |= other[i]!;
  return found;
}

function narrow(mask: Mask, to: Mask): void {
  for (let i = 0; i < mask.length; i++) mask[i]! &= to[i]!;
}

function exclude(mask: Mask, those: Mask): void {
  for (let i = 0; i < mask.length; i++) if (those[i] === 1) mask[i] = 0;
}

/** The best of a mask; of those that are as good, the one that came in first. */
function bestOf({ scores }: Ranking, within: Mask, limit: number): Pick<Answer, 'best' | 'total'> {
  const best: { number: number; score: number }[] = [];
  let total = 0;
  // What a document must be better than; asked of every document that there is, so it is kept at hand.
  let least = limit > 0 ? -1 : Number.POSITIVE_INFINITY;
  for (let number = 0; number < within.length; number++) {
    if (within[number] === 0) continue;
    total++;
    const score = scores[number]!;
    if (score <= least) continue;
    let at = best.length;
    while (at > 0 && best[at - 1]!.score < score) at--;
    best.splice(at, 0, { number, score });
    if (best.length > limit) best.pop();
    if (best.length === limit) least = best[limit - 1]!.score;
  }
  return { best, total };
}
