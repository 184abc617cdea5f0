import { formsOf } from './terms.ts';
import { type Word, wordOf } from './word.ts';

/** Words of texts that are remembered together; a longer text alone is not worth it. */
const MOST = 1_000_000;
const LONG = 20_000;

const known = new Map<string, readonly Word[]>();
let remembering = 0;

/**
 * The words of a text in order. Whoever types a query letter by letter has the same documents looked at again and
 * again: those of the last texts are remembered.
 */
export function wordsOfText(text: string): readonly Word[] {
  const there = known.get(text);
  if (there !== undefined) return there;
  const words = formsOf(text).map(wordOf);
  if (words.length > LONG) return words;
  if (remembering + words.length > MOST) {
    known.clear();
    remembering = 0;
  }
  known.set(text, words);
  remembering += words.length;
  return words;
}
