import { letterShares, plausibilityOf } from './plausible.ts';

/**
 * Whether text that came out of a page is language at all, 0 … 1. A text layer whose fonts tell the wrong letters looks
 * sound to a program: its words mix scripts and signs, or its letters are there in the wrong numbers.
 */
export function soundnessOf(text: string): number {
  const tokens = text.split(/\s+/u).filter((token) => token !== '');
  let all = 0;
  let sound = 0;
  for (const token of tokens) {
    all += token.length;
    if (isSound(token)) sound += token.length;
  }
  if (all === 0) return 0;
  return (sound / all) * lettersFit(text) * wordsFit(text);
}

/** Characters other than Arabic from which their words say something; the share of them that stands in words at least. */
const SIGNS = 60;
const IN_WORDS = 0.4;

/** Falls below 1 for a page without Arabic that is neither numbers nor words of three letters and more. */
function wordsFit(text: string): number {
  const arabic = text.match(/\p{Script=Arabic}/gu)?.length ?? 0;
  const signs = text.match(/[^\s\p{N}\p{Script=Arabic}]/gu)?.length ?? 0;
  const numbers = text.match(/\p{N}/gu)?.length ?? 0;
  if (signs < SIGNS || arabic > signs / 4 || numbers > signs) return 1;
  const words =
    text.match(/(?<!\p{L})(?:\p{Lu}?\p{Ll}{2,}|\p{Lu}{3,})(?!\p{L})/gu)?.filter((word) => VOWEL.test(word)) ?? [];
  return Math.min(1, words.join('').length / signs / IN_WORDS);
}

const ARABIC_WORD = /^[\p{Script=Arabic}\p{M}\u0640]+$/u;
const LATIN_WORD = /^(?:\p{Lu}?[\p{Ll}\p{M}]+|\p{Lu}+)$/u;
const VOWEL = /[aeiouyàâéèêëîïôöùûü]/i;
const NUMBER = /^\p{Nd}+$/u;

/** Between its punctuation a sound token has words of one script each, and numbers; Latin words have vowels. */
function isSound(token: string): boolean {
  if (/\p{Script=Arabic}[!-&*;-@\\^_`|~]+(?=\p{Script=Arabic})/u.test(token)) return false;
  const pieces = token.split(/[\p{P}\p{S}]+/u).filter((piece) => piece !== '');
  if (pieces.length === 0) return token.length <= 3;
  return pieces.every((piece) => {
    if (ARABIC_WORD.test(piece)) return piece.length <= 25;
    if (NUMBER.test(piece)) return true;
    if (LATIN_WORD.test(piece)) return piece.length <= 3 || (VOWEL.test(piece) && piece.length <= 30);
    return /^(?:\p{Lu}{1,4}\p{Nd}{1,6}|\p{Nd}{1,4}\p{L}{1,3}|\p{Lu}\p{Ll}+\p{Lu}\p{Ll}+|[\u0621-\u064A]{1,2}\p{Nd}+|\p{Nd}+[\u0621-\u064A\u0640]{1,3})$/u.test(
      piece,
    );
  });
}

/** Letters from which their numbers say something. */
const ENOUGH = 120;

/** 1 where Arabic letters are as frequent as they should be, falling to 0 where they are as frequent as by chance. */
function lettersFit(text: string): number {
  const { arabicLetters } = plausibilityOf(text);
  if (arabicLetters < ENOUGH) return 1;
  return Math.min(1, Math.max(0, (MOST_DIVERGENCE - divergence(text)) / (MOST_DIVERGENCE - USUAL_DIVERGENCE)));
}

/** Kullback–Leibler divergence (nats) of a page's letters from the list's: honest pages stay under the first. */
const USUAL_DIVERGENCE = 0.25;
const MOST_DIVERGENCE = 0.7;

function divergence(text: string): number {
  const shares = letterShares();
  const counts = new Map<string, number>();
  let total = 0;
  for (const letter of text) {
    if (!shares.has(letter)) continue;
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
    total++;
  }
  let sum = 0;
  for (const [letter, share] of shares) {
    const expected = share / 10_000;
    const found = (counts.get(letter) ?? 0) / Math.max(1, total);
    if (found > 0) sum += found * Math.log(found / expected);
    // Letters that should be there and never are tell as much as those that are too many.
    else sum += expected;
  }
  return sum;
}
