import { rowsOf } from '@isnad/text';
import { arabicLists } from '../load.ts';

/**
 * How plausible a decoding is: the mean log probability of its characters beyond ASCII, by how often Arabic letters
 * stand in Arabic and Latin letters with marks in French or German. A wrong code page gives letters too, but the
 * rare ones in the frequent places.
 */

/** Of 10,000: what an Arabic letter that the list doesn't name, or a mark of vowels, is given. */
const RARE_SHARE = 5;
/** Latin letters with marks, in a word of other Latin letters: about as frequent as a middling Arabic letter. */
const ACCENTED_SHARE = 300;
/** ل after ا: the article. */
const ARTICLE_SHARE = 4000;
const PUNCTUATION_SHARE = 100;
/** Letters of scripts of neither kind, which only a declared encoding gives. */
const OTHER_SHARE = 100;
/** Undefined bytes, controls, signs of drawing and money: what a wrong code page is full of. */
const STRANGE_SHARE = 0.5;

let shares: ReadonlyMap<string, number> | undefined;

export function letterShares(): ReadonlyMap<string, number> {
  shares ??= new Map(
    rowsOf(arabicLists(), 'letters.tsv', ['letter', 'share']).map((row) => [row.letter, Number(row.share)]),
  );
  return shares;
}

const ARABIC = /[\u0621-\u064A\u066E-\u06D3\uFB50-\uFDFF\uFE70-\uFEFC]/;
const ARABIC_MARK = /[\u064B-\u0652\u0670\u0640]/;
const PUNCTUATION =
  /[\u060C\u061B\u061F\u066A-\u066C\u0660-\u0669\u00AB\u00BB\u2013\u2014\u2018-\u201E\u2026\u00A0\u200C-\u200F]/;
const ACCENTED = /[\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u017F]/;
const LATIN = /[A-Za-z]/;
const OTHER_LETTER = /[\u0370-\u05FF\u0900-\uD7FF]/;

export interface Plausibility {
  /** Mean natural log of the shares, of characters beyond ASCII; 0 with none of them. */
  readonly score: number;
  /** Characters beyond ASCII that were looked at. */
  readonly seen: number;
  readonly arabicLetters: number;
}

/** @param text at most a few thousand characters are looked at */
export function plausibilityOf(text: string): Plausibility {
  const known = letterShares();
  let sum = 0;
  let seen = 0;
  let arabicLetters = 0;
  const end = Math.min(text.length, 20_000);
  for (let i = 0; i < end; i++) {
    const character = text[i]!;
    if (character < '\u0080') continue;
    seen++;
    if (ARABIC.test(character)) arabicLetters++;
    sum += Math.log(shareOf(character, text[i - 1] ?? ' ', text[i + 1] ?? ' ', known) / 10_000);
  }
  return { score: seen === 0 ? 0 : sum / seen, seen, arabicLetters };
}

function shareOf(character: string, before: string, after: string, known: ReadonlyMap<string, number>): number {
  if (ARABIC.test(character)) {
    // No word mixes the two scripts.
    if (LATIN.test(before) || LATIN.test(after)) return STRANGE_SHARE;
    // ة and ى end their words; before a letter they are another code page's ف or ل.
    if ((character === 'ة' || character === 'ى') && ARABIC.test(after)) return STRANGE_SHARE;
    const share = known.get(character) ?? RARE_SHARE;
    if (before === 'ا') return character === 'ل' ? ARTICLE_SHARE : share * 0.7;
    return share;
  }
  // A vowel mark stands on a letter.
  if (ARABIC_MARK.test(character)) return ARABIC.test(before) || ARABIC_MARK.test(before) ? 30 : STRANGE_SHARE;
  if (PUNCTUATION.test(character)) return PUNCTUATION_SHARE;
  if (ACCENTED.test(character)) return LATIN.test(before) || LATIN.test(after) ? ACCENTED_SHARE : STRANGE_SHARE * 4;
  return OTHER_LETTER.test(character) ? OTHER_SHARE : STRANGE_SHARE;
}
