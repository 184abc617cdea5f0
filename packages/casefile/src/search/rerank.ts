import { kinOf } from './kin.ts';
import { type Query, wordsOf } from './query.ts';
import type { Term } from './terms.ts';
import type { Word } from './word.ts';

/**
 * A second look at the best documents of the index: how much of the query stands close together, and whether its words
 * are there in kindred forms that the index does not tell apart. Weights were chosen on one half of the development
 * questions of `eval/retrieval` (split by paragraph).
 */

export interface Candidate {
  /** Its words, in order. */
  readonly words: readonly Word[];
  /** Of the index: larger is better. */
  readonly score: number;
}

/** How rare a word of the query is in the case: ln(1 + (N − n + ½) / (n + ½)), of its stem and of its kin. */
export interface Rarity {
  readonly stem: number;
  readonly kin: number;
}

/** Shares of the final score. */
const INDEX = 0.5;
const CLOSE = 1.2;
const PAIRS = 0.2;
const OFTEN = 0.5;

/** What a word counts: as written, by its stem, by its kin, or by the letters that two words share. */
const AS_WRITTEN = 1.2;
const BY_KIN = 0.6;
const BY_LETTERS = 0.8;
/** Words that share fewer of their letters are not alike (Dice's coefficient on trigrams). */
const ALIKE = 0.4;
const LONG = 4;
/** Words that are close stand within so many. */
const WINDOW = 20;
const PAIR_WINDOW = 4;
/** Okapi BM25's, as FTS5 has them. */
const [K1, B] = [1.2, 0.75];

interface Wanted extends Term {
  readonly kin: string;
  readonly rarity: Rarity;
}

/** Scores of the candidates, in their order. */
export function rerank(query: Query, rarities: readonly Rarity[], candidates: readonly Candidate[]): number[] {
  const wanted = wordsOf(query).map((term, i): Wanted => ({ ...term, kin: kinOf(term.stem), rarity: rarities[i]! }));
  const average = candidates.reduce((sum, { words }) => sum + words.length, 0) / Math.max(1, candidates.length);
  const likeness = new Likeness(wanted);
  return candidates.map(({ score, words }) => {
    const hits = likeness.hitsIn(words);
    const often = oftenness(hits, wanted, words.length / Math.max(1, average));
    return INDEX * score + CLOSE * closeness(hits) + PAIRS * pairs(hits, wanted) + OFTEN * often;
  });
}

interface Hit {
  readonly at: number;
  readonly word: number;
  readonly value: number;
}

/** What each word of a text counts for each word of the query; words are looked at once, however often they stand. */
class Likeness {
  readonly #wanted: readonly Wanted[];
  readonly #known = new Map<Word, ReadonlyArray<{ readonly word: number; readonly value: number }>>();
  /** The words of the query that have a trigram. */
  readonly #trigrams = new Map<number, number[]>();

  constructor(wanted: readonly Wanted[]) {
    this.#wanted = wanted;
    wanted.forEach(({ stem }, word) => {
      if (stem.length < LONG) return;
      for (const trigram of new Set(trigramsOf(stem))) {
        const having = this.#trigrams.get(trigram);
        if (having === undefined) this.#trigrams.set(trigram, [word]);
        else having.push(word);
      }
    });
  }

  hitsIn(words: readonly Word[]): Hit[] {
    const hits: Hit[] = [];
    words.forEach((one, at) => {
      let values = this.#known.get(one);
      if (values === undefined) {
        values = this.#valuesOf(one);
        this.#known.set(one, values);
      }
      for (const { word, value } of values) hits.push({ at, word, value });
    });
    return hits;
  }

  #valuesOf({ form, stem, kin }: Word): Array<{ word: number; value: number }> {
    const values: Array<{ word: number; value: number }> = [];
    const shared = this.#sharedTrigrams(stem);
    this.#wanted.forEach((wanted, word) => {
      const { rarity } = wanted;
      if (wanted.form === form) values.push({ word, value: AS_WRITTEN * rarity.stem });
      else if (wanted.stem === stem) values.push({ word, value: rarity.stem });
      else if (wanted.kin === kin) values.push({ word, value: BY_KIN * rarity.kin });
      else {
        // A word has as many trigrams as letters, with a mark at either end.
        const alike = (2 * (shared[word] ?? 0)) / (wanted.stem.length + stem.length);
        if (alike >= ALIKE) values.push({ word, value: BY_LETTERS * alike * rarity.stem });
      }
    });
    return values;
  }

  /** How many of its trigrams each word of the query has; nothing for a short one. */
  #sharedTrigrams(stem: string): number[] {
    const shared: number[] = [];
    if (stem.length < LONG) return shared;
    for (const trigram of trigramsOf(stem)) {
      for (const word of this.#trigrams.get(trigram) ?? []) shared[word] = (shared[word] ?? 0) + 1;
    }
    return shared;
  }
}

/** The trigrams of a word and of the marks before and after it, each as a number. */
function trigramsOf(word: string): number[] {
  const trigrams: number[] = [];
  const mark = 0;
  let [a, b] = [mark, word.charCodeAt(0)];
  for (let i = 1; i <= word.length; i++) {
    const c = i === word.length ? mark : word.charCodeAt(i);
    trigrams.push((a * 0x10000 + b) * 0x10000 + c);
    [a, b] = [b, c];
  }
  return trigrams;
}

/** The most that stands within a window, every word of the query at its best. */
function closeness(hits: readonly Hit[]): number {
  let most = 0;
  const best = new Map<number, number>();
  for (let from = 0; from < hits.length; from++) {
    best.clear();
    let sum = 0;
    for (let to = from; to < hits.length && hits[to]!.at - hits[from]!.at < WINDOW; to++) {
      const { word, value } = hits[to]!;
      const before = best.get(word) ?? 0;
      if (value <= before) continue;
      sum += value - before;
      best.set(word, value);
    }
    most = Math.max(most, sum);
  }
  return most;
}

/** Neighbours in the query that are neighbours in the text. */
function pairs(hits: readonly Hit[], wanted: readonly Wanted[]): number {
  const nearest = new Map<number, number>();
  hits.forEach(({ at, word }, i) => {
    for (let j = i + 1; j < hits.length && hits[j]!.at - at <= PAIR_WINDOW; j++) {
      const other = hits[j]!;
      const apart = Math.abs(other.word - word);
      if (apart === 0 || apart > 2 || other.at === at) continue;
      const key = Math.min(word, other.word) * wanted.length + Math.max(word, other.word);
      nearest.set(key, Math.min(nearest.get(key) ?? WINDOW, other.at - at));
    }
  });
  let sum = 0;
  for (const [key, apart] of nearest) {
    const [a, b] = [wanted[Math.floor(key / wanted.length)]!, wanted[key % wanted.length]!];
    sum += Math.min(a.rarity.stem, b.rarity.stem) / apart;
  }
  return sum;
}

/** BM25 over words and their kin. */
function oftenness(hits: readonly Hit[], wanted: readonly Wanted[], length: number): number {
  const counts = new Float64Array(wanted.length);
  for (const { word, value } of hits) counts[word]! += value / Math.max(wanted[word]!.rarity.stem, 1e-3);
  let sum = 0;
  wanted.forEach(({ rarity }, word) => {
    const count = counts[word]!;
    sum += (rarity.stem * count * (K1 + 1)) / (count + K1 * (1 - B + B * length));
  });
  return sum;
}
