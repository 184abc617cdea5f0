import { PROCLITIC, READINGS, type Words } from '@isnad/text';
import type { Found } from './found.ts';
import { Class, type Gazetteer, type Nationality } from './gazetteer.ts';

/** A nationality where it stands: «البلجيكيين», «هولنديا». */
export interface FoundNationality {
  readonly token: number;
  /** Units of the word's normal form that stand before it and its article. */
  readonly skip: number;
  readonly noun: Nationality;
}

/** The words of nationality outside names; those that mean something else, too, only where their country is named. */
export function findNationalities(
  words: Words,
  { nationalities }: Gazetteer,
  { names, classes }: Found,
): FoundNationality[] {
  const countries = new Set(names.flatMap(({ entries }) => entries.map((entry) => entry.country)));
  const found: FoundNationality[] = [];
  let next = 0;
  for (let token = 0; token < words.tokens.count; token++) {
    if ((classes[token]! & Class.Nationality) === 0) continue;
    while (next < names.length && names[next]!.last <= token) next++;
    if ((names[next]?.first ?? token + 1) <= token) continue;
    const reading = nationalities.readingAt(words, token, PROCLITIC);
    if (reading < 0) continue;
    const noun = nationalities.get(words.form[token * READINGS + reading]!)!;
    if (noun.ordinary && !countries.has(noun.country)) continue;
    found.push({ token, skip: withoutJoined(words, token, words.skip[token * READINGS + reading]!), noun });
  }
  return found;
}

/** What stands before a word's article, or before the word where it has none; all of «للـ» belongs to the word. */
export function withoutJoined(words: Words, token: number, skip: number): number {
  const { norm, normStart } = words.tokens;
  const from = normStart[token]!;
  if (skip < 2 || norm[from + skip - 1] !== LAM) return skip;
  if (norm[from + skip - 2] === ALEF) return skip - 2;
  return norm[from + skip - 2] === LAM ? skip - 2 : skip;
}

const ALEF = 0x627;
const LAM = 0x644;
