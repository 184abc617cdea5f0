import { kinOf } from './kin.ts';
import { remembered } from './remembered.ts';
import { formsOf, stemOfForm } from './terms.ts';

/** A word of a text as ranking looks at it: as written, by its stem and by its kin. */
export interface Word {
  readonly form: string;
  readonly stem: string;
  readonly kin: string;
}

const wordOf = remembered((form: string): Word => {
  const stem = stemOfForm(form);
  return { form, stem, kin: kinOf(stem) };
});

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
