import { tokenize } from '@isnad/text';
import { LRUCache } from 'lru-cache';
import { formAt } from './terms.ts';
import { type Word, wordOf } from './word.ts';

/** Words of texts that are remembered together; a longer text alone is not worth it. */
const MOST = 1_000_000;
const LONG = 20_000;

/** The words of a text in their order, and where each stands: offsets are UTF-16 units, ends exclusive. */
export interface PlacedWords {
  readonly words: readonly Word[];
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

const known = new LRUCache<string, PlacedWords>({
  maxSize: MOST,
  maxEntrySize: LONG,
  sizeCalculation: ({ words }) => words.length + 1,
});

/**
 * Whoever types a query letter by letter has the same documents looked at again and again: the words of the last texts
 * are remembered.
 */
export function placedWords(text: string): PlacedWords {
  const there = known.get(text);
  if (there !== undefined) return there;
  const words = placedIn(text);
  known.set(text, words);
  return words;
}

export function wordsOfText(text: string): readonly Word[] {
  return placedWords(text).words;
}

function placedIn(text: string): PlacedWords {
  const tokens = tokenize(text);
  const starts = new Int32Array(tokens.count);
  const ends = new Int32Array(tokens.count);
  const words: Word[] = [];
  for (let token = 0; token < tokens.count; token++) {
    const form = formAt(tokens, token);
    if (form === '') continue;
    starts[words.length] = tokens.start[token]!;
    ends[words.length] = tokens.end[token]!;
    words.push(wordOf(form));
  }
  return { words, starts: starts.slice(0, words.length), ends: ends.slice(0, words.length) };
}
