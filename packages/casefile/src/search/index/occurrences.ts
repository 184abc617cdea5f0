import { kinOf } from '../kin.ts';
import { type Clause, type Near, type Simple, simpleOf } from '../query.ts';
import type { Term } from '../terms.ts';
import type { WordEntry, Words } from './words.ts';

/**
 * Where the words of a clause stand: ascending, each its document's number times 2²⁴ and the place in it. What stands
 * behind the 16 millionth word of a document is found by its words, but by no phrase.
 */
export type Occurrences = Float64Array;

const PLACES = 2 ** 24;

/** Which documents are looked at: 1 by the number of a document. */
export type Mask = Uint8Array;

/** Documents that a clause holds in, among those of a mask. */
export function documentsOf(clause: Clause, words: Words, within: Mask): Mask {
  if (clause.kind === 'word' || clause.kind === 'beginning') return documentsWith(clause, words, 'stem', within);
  // Places are read only where all the words are.
  const by = clause.kind === 'phrase' ? 'form' : 'stem';
  const all = simpleOf(clause)
    .flatMap((one) => (one.kind === 'phrase' ? one.terms.map((term): OneWord => ({ kind: 'word', term })) : [one]))
    .reduce((mask, one) => documentsWith(one, words, by, mask), within);
  const places = clause.kind === 'phrase' ? phrase(clause.terms, words, 'form', all) : near(clause, words, all);
  const found = new Uint8Array(within.length);
  for (const place of places) found[Math.floor(place / PLACES)] = 1;
  return found;
}

function documentsWith(clause: OneWord, words: Words, by: By, within: Mask): Mask {
  const found = new Uint8Array(within.length);
  for (const entry of entriesOf(clause, words, by)) {
    const { documents } = words.read(entry);
    for (let i = 0; i < entry.documents; i++) found[documents[i]!] = within[documents[i]!]!;
  }
  return found;
}

/** Words are the same as written, or by their stems. */
type By = 'form' | 'stem';
type OneWord = Exclude<Simple, { kind: 'phrase' }>;

function entriesOf({ kind, term }: OneWord, words: Words, by: By): WordEntry[] {
  if (kind === 'beginning') return words.beginning(term);
  return words.ofKin(kinOf(term.stem)).filter((entry) => entry[by] === term[by]);
}

/** Where the first of words stands that stand side by side. */
function phrase(terms: readonly Term[], words: Words, by: By, within: Mask): Occurrences {
  const lists = terms.map((term) => occurrencesOf({ kind: 'word', term }, words, by, within));
  let [found = new Float64Array()] = lists;
  for (let i = 1; i < lists.length; i++) found = followedBy(found, lists[i]!, i);
  return found;
}

/** Those of `some` after which, `apart` places on, one of `others` stands. */
function followedBy(some: Occurrences, others: Occurrences, apart: number): Occurrences {
  let kept = 0;
  let at = 0;
  const found = new Float64Array(some.length);
  for (const one of some) {
    while (at < others.length && others[at]! < one + apart) at++;
    if (others[at] === one + apart) found[kept++] = one;
  }
  return found.subarray(0, kept);
}

/** Where `a` stands with `b` before or after it, by their stems, and at most so many words between them. */
function near({ a, b, within: apart }: Near, words: Words, within: Mask): Occurrences {
  const [firsts, seconds] = [stemsOf(a, words, within), stemsOf(b, words, within)];
  const [long, wide] = [wordsIn(a), wordsIn(b)];
  let kept = 0;
  let from = 0;
  const found = new Float64Array(firsts.length);
  for (const one of firsts) {
    // From where `b` ends too far before, to where it begins too far behind.
    while (from < seconds.length && seconds[from]! + wide + apart < one) from++;
    for (let at = from; at < seconds.length && seconds[at]! <= one + long + apart; at++) {
      const other = seconds[at]!;
      // The same word is not near itself.
      if (other < one + long && one < other + wide) continue;
      if (Math.floor(other / PLACES) !== Math.floor(one / PLACES)) continue;
      found[kept++] = one;
      break;
    }
  }
  return found.subarray(0, kept);
}

function wordsIn(clause: Simple): number {
  return clause.kind === 'phrase' ? clause.terms.length : 1;
}

function stemsOf(clause: Simple, words: Words, within: Mask): Occurrences {
  if (clause.kind === 'phrase') return phrase(clause.terms, words, 'stem', within);
  return occurrencesOf(clause, words, 'stem', within);
}

function occurrencesOf(clause: OneWord, words: Words, by: By, within: Mask): Occurrences {
  return merged(entriesOf(clause, words, by).map((entry) => placesOf(entry, words, within)));
}

function placesOf(entry: WordEntry, words: Words, within: Mask): Occurrences {
  const { documents, counts } = words.read(entry);
  let total = 0;
  for (let i = 0; i < entry.documents; i++) if (within[documents[i]!] === 1) total += counts[i]!;
  const found = new Float64Array(total);
  const { bytes } = entry;
  let at = entry.places;
  let kept = 0;
  for (let i = 0; i < entry.documents && kept < total; i++) {
    const document = documents[i]!;
    if (within[document] === 0) {
      for (let left = counts[i]!; left > 0; left--) while (bytes[at++]! > 0x7f);
      continue;
    }
    let place = 0;
    for (let left = counts[i]!; left > 0; left--) {
      let byte = bytes[at++]!;
      let apart = byte & 0x7f;
      for (let shift = 7; byte > 0x7f; shift += 7) {
        byte = bytes[at++]!;
        apart |= (byte & 0x7f) << shift;
      }
      place += apart;
      found[kept++] = document * PLACES + Math.min(place, PLACES - 1);
    }
  }
  return found;
}

/** Sorted lists as one, two at a time. */
function merged(lists: readonly Occurrences[]): Occurrences {
  let round = lists;
  while (round.length > 1) {
    const next: Occurrences[] = [];
    for (let i = 0; i < round.length; i += 2) {
      const [a, b] = [round[i]!, round[i + 1]];
      next.push(b === undefined ? a : mergedTwo(a, b));
    }
    round = next;
  }
  return round[0] ?? new Float64Array();
}

function mergedTwo(a: Occurrences, b: Occurrences): Occurrences {
  const all = new Float64Array(a.length + b.length);
  let [i, j] = [0, 0];
  for (let at = 0; at < all.length; at++) {
    const fromA = j >= b.length || (i < a.length && a[i]! <= b[j]!);
    all[at] = fromA ? a[i++]! : b[j++]!;
  }
  return all;
}
