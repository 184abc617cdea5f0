import type { CopyPair } from '../findings.ts';
import type { WeighingLanguage } from '../language.ts';
import { Postings } from '../store/postings.ts';
import { COPY_LIST, copyCandidates } from './candidates.ts';
import { type CopyText, compareTexts } from './compare.ts';
import { fingerprints } from './fingerprints.ts';
import { copyWords, NUMBER } from './words.ts';

/** A document in which copies are sought. */
export interface CopySource {
  readonly id: string;
  readonly text: string;
  /** ISO date, where known. */
  readonly published?: string | null;
}

/** A text made ready for {@link compareTexts}. */
export function copyText(text: string, language: WeighingLanguage): CopyText {
  const words = copyWords(text);
  const empty = language.formulas.mark(words);
  for (let i = 0; i < words.count; i++) if (words.hash[i] === NUMBER) empty[i] = 1;
  return { words, empty };
}

/**
 * All pairs of documents that share text, in the order of the documents. Each document is laid against at most some
 * thirty that share the most fingerprints with it and stand before it, so that a thousand copies of one page give not
 * half a million pairs but a net that holds them together. Of two documents with one id the second is passed over.
 */
export function copies(documents: Iterable<CopySource>, language: WeighingLanguage): CopyPair[] {
  const index = new Postings(COPY_LIST);
  const known = new Set<string>();
  const sources: CopySource[] = [];
  const texts: CopyText[] = [];
  const pairs: CopyPair[] = [];
  for (const source of documents) {
    if (known.has(source.id)) continue;
    known.add(source.id);
    const text = copyText(source.text, language);
    const prints = fingerprints(text.words);
    for (const at of copyCandidates(Array.from(prints, (print) => index.list(print)))) {
      const pair = copyPair(sources[at]!, texts[at]!, source, text);
      if (pair !== null) pairs.push(pair);
    }
    for (const print of prints) index.add(print, sources.length);
    sources.push(source);
    texts.push(text);
  }
  return pairs;
}

/** What two documents share, and which came first; null when they are no copies. */
export function copyPair(a: CopySource, aText: CopyText, b: CopySource, bText: CopyText): CopyPair | null {
  const found = compareTexts(aText, bText);
  return found === null ? null : { a: a.id, b: b.id, first: firstOf(a, b), ...found };
}

function firstOf(a: CopySource, b: CopySource): string | null {
  const x = a.published ?? null;
  const y = b.published ?? null;
  if (x === null || y === null) return null;
  const shorter = Math.min(x.length, y.length);
  // Dates of different exactness are compared as far as both go.
  const [xs, ys] = [x.slice(0, shorter), y.slice(0, shorter)];
  return xs === ys ? null : xs < ys ? a.id : b.id;
}
