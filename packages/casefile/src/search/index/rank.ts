import { kinOf } from '../kin.ts';
import type { Rarity } from '../rerank.ts';
import type { Term } from '../terms.ts';
import type { Mask } from './occurrences.ts';
import type { Words } from './words.ts';

/**
 * Okapi BM25 (Robertson and Zaragoza, 2009) over words as written, their stems and their kin, each with its own weight
 * and rarity: a kindred word counts, an inflection counts more.
 */

/** What a word counts as written, by its stem and by its kin. */
const WEIGHTS = { form: 0.1, stem: 1, kin: 0.5 };
const [K1, B] = [1.2, 0.75];
/** Of a word that half of all documents have, or more. */
const LEAST = 1e-6;

/** The documents of a case, as far as ranking knows them. */
export interface Collection {
  /** What a word counts less for in a long document, by the document's number. */
  readonly damping: Float32Array;
  readonly documents: number;
}

/**
 * BM25's K of each document: worked out once, for a frequent word of a large case asks for most of them.
 * @param lengths words of each document
 */
export function dampingOf(lengths: Uint16Array, average: number): Float32Array {
  return Float32Array.from(lengths, (length) => K1 * (1 - B + (B * length) / average));
}

export interface Ranking {
  /** By the number of a document. */
  readonly scores: Float32Array;
  /** Documents that have one of the words, or a word of its kin. */
  readonly found: Mask;
  /** Of each word. */
  readonly rarities: readonly Rarity[];
}

export function rank(terms: readonly Term[], words: Words, collection: Collection): Ranking {
  const { damping, documents } = collection;
  const scores = new Float32Array(damping.length);
  const found = new Uint8Array(damping.length);
  const counts = new Counts(damping.length);
  const rarities = terms.map((term): Rarity => {
    counts.count(term, words);
    const { touched, byForm, byStem, byKin, having } = counts;
    const weight = {
      form: rarity(documents, having.form),
      stem: rarity(documents, having.stem),
      kin: rarity(documents, having.kin),
    };
    for (let i = 0; i < having.kin; i++) {
      const document = touched[i]!;
      found[document] = 1;
      const long = damping[document]!;
      const kin = WEIGHTS.kin * byKin[document]!;
      let score = (weight.kin * kin) / (kin + long);
      const stem = WEIGHTS.stem * byStem[document]!;
      if (stem > 0) score += (weight.stem * stem) / (stem + long);
      const form = WEIGHTS.form * byForm[document]!;
      if (form > 0) score += (weight.form * form) / (form + long);
      scores[document]! += score * (K1 + 1);
    }
    const told = (count: number): number => Math.log(1 + (documents - count + 0.5) / (count + 0.5));
    const one = { stem: told(having.stem), kin: told(having.kin) };
    counts.clear();
    return one;
  });
  return { scores, found, rarities };
}

function rarity(documents: number, having: number): number {
  return Math.max(LEAST, Math.log((documents - having + 0.5) / (having + 0.5)));
}

/** How often each document has a word, in arrays that serve every word in turn. */
class Counts {
  readonly byForm: Uint16Array;
  readonly byStem: Uint16Array;
  readonly byKin: Uint16Array;
  /** Documents that have a word of the kin, in the order in which they were met. */
  readonly touched: Int32Array;
  readonly having = { form: 0, stem: 0, kin: 0 };

  constructor(size: number) {
    this.byForm = new Uint16Array(size);
    this.byStem = new Uint16Array(size);
    this.byKin = new Uint16Array(size);
    this.touched = new Int32Array(size);
  }

  count(term: Term, words: Words): void {
    const { byForm, byStem, byKin, touched } = this;
    let [form, stem, kin] = [0, 0, 0];
    for (const entry of words.ofKin(kinOf(term.stem))) {
      const { documents, counts } = words.read(entry);
      const asWritten = entry.form === term.form;
      const sameStem = entry.stem === term.stem;
      for (let i = 0; i < entry.documents; i++) {
        const document = documents[i]!;
        const times = counts[i]!;
        if (byKin[document] === 0) touched[kin++] = document;
        byKin[document]! += times;
        if (!sameStem) continue;
        if (byStem[document] === 0) stem++;
        byStem[document]! += times;
        if (!asWritten) continue;
        form++;
        byForm[document]! += times;
      }
    }
    Object.assign(this.having, { form, stem, kin });
  }

  clear(): void {
    const { byForm, byStem, byKin, touched } = this;
    for (let i = 0; i < this.having.kin; i++) {
      const document = touched[i]!;
      byForm[document] = 0;
      byStem[document] = 0;
      byKin[document] = 0;
    }
  }
}
