import { blocksOf, sentencesOf, tokenize } from '@isnad/text';
import { align } from './alignment.ts';
import { type CopyWords, copyWords } from './words.ts';

/** UTF-16 offsets, end exclusive. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** A sentence of one document beside the one that it became, or was made from, in the other. */
export type SentenceMatch =
  | {
      readonly state: 'shared' | 'changed';
      readonly a: Extent;
      readonly b: Extent;
      /** Words of the sentence in `a` that do not stand in `b`'s, and the other way round. */
      readonly aOnly: readonly Extent[];
      readonly bOnly: readonly Extent[];
    }
  | { readonly state: 'only a'; readonly a: Extent; readonly b: null }
  | { readonly state: 'only b'; readonly a: null; readonly b: Extent };

/** From this share of a sentence's words on it is the same sentence, changed or not. */
const CHANGED_SHARE = 0.4;

/**
 * Two documents sentence by sentence: those of `a` in order, each with the one of `b` that shares most words with it,
 * then those of `b` that none of `a` claimed. A sentence that is split in two is matched by its larger part.
 */
export function matchSentences(a: string, b: string): SentenceMatch[] {
  const from = sentenceWords(a);
  const to = sentenceWords(b);
  const partner = partners(from.words, to.words);
  const taken = new Set<number>();
  const matches: SentenceMatch[] = from.sentences.map((sentence) => {
    const best = bestSentence(sentence, partner, to);
    if (best === null) return { state: 'only a', a: extentOf(sentence, from.words), b: null };
    const other = to.sentences[best]!;
    taken.add(best);
    const aOnly = unmatched(sentence, (i) => inside(partner[i]!, other), from.words);
    const back = new Set(partner.slice(sentence.first, sentence.last));
    const bOnly = unmatched(other, (j) => back.has(j), to.words);
    const state = aOnly.length === 0 && bOnly.length === 0 ? 'shared' : 'changed';
    return { state, a: extentOf(sentence, from.words), b: extentOf(other, to.words), aOnly, bOnly };
  });
  to.sentences.forEach((sentence, j) => {
    if (!taken.has(j)) matches.push({ state: 'only b', a: null, b: extentOf(sentence, to.words) });
  });
  return matches;
}

/** Words `first` … `last` − 1. */
interface WordRange {
  readonly first: number;
  readonly last: number;
}

interface SentenceWords {
  readonly words: CopyWords;
  readonly sentences: readonly WordRange[];
  /** For each word the sentence it is in. */
  readonly sentenceOf: Int32Array;
}

function sentenceWords(text: string): SentenceWords {
  const tokens = tokenize(text);
  const words = copyWords(text);
  const sentences: WordRange[] = [];
  const sentenceOf = new Int32Array(words.count).fill(-1);
  let first = 0;
  for (const { end } of sentencesOf(tokens, blocksOf(tokens))) {
    let last = first;
    while (last < words.count && words.start[last]! < end) last++;
    if (last > first) {
      sentenceOf.fill(sentences.length, first, last);
      sentences.push({ first, last });
    }
    first = last;
  }
  return { words, sentences, sentenceOf };
}

/** For each word of `a` the word of `b` that it stands as; −1 for none. */
function partners(a: CopyWords, b: CopyWords): Int32Array {
  const partner = new Int32Array(a.count).fill(-1);
  for (const run of align(a, b)) {
    for (const tile of run.tiles) for (let i = 0; i < tile.length; i++) partner[tile.a + i] = tile.b + i;
  }
  return partner;
}

function bestSentence(sentence: WordRange, partner: Int32Array, to: SentenceWords): number | null {
  const shared = new Map<number, number>();
  for (let i = sentence.first; i < sentence.last; i++) {
    const at = partner[i]! < 0 ? -1 : to.sentenceOf[partner[i]!]!;
    if (at >= 0) shared.set(at, (shared.get(at) ?? 0) + 1);
  }
  let best: number | null = null;
  for (const [at, count] of shared) if (best === null || count > shared.get(best)!) best = at;
  if (best === null) return null;
  const other = to.sentences[best]!;
  const shorter = Math.min(sentence.last - sentence.first, other.last - other.first);
  return shared.get(best)! >= CHANGED_SHARE * shorter ? best : null;
}

function inside(word: number, range: WordRange): boolean {
  return word >= range.first && word < range.last;
}

function unmatched(range: WordRange, matched: (word: number) => boolean, words: CopyWords): Extent[] {
  const extents: Extent[] = [];
  for (let i = range.first; i < range.last; i++) {
    if (!matched(i)) extents.push({ start: words.start[i]!, end: words.end[i]! });
  }
  return extents;
}

function extentOf(range: WordRange, words: CopyWords): Extent {
  return { start: words.start[range.first]!, end: words.end[range.last - 1]! };
}
