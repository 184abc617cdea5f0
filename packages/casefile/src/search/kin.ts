import { listOf } from '../lists.ts';
import { remembered } from './remembered.ts';

/**
 * What kindred words share: a word's stem without the letters of inflection and derivation. Rougher than a stem (كتب,
 * كاتب and مكتوب are one), so it counts for less.
 */

const LETTERS = listOf('kin.tsv', ['letters', 'side']);
const of = (side: string): string[] => LETTERS.filter((row) => row.side === side).map(({ letters }) => letters);
const [BEFORE, AFTER, WEAK] = [of('before'), of('after'), new Set(of('weak').join(''))];
/** Letters that are left when others are taken away; of what is left after the weak ones, two. */
const LEFT = 3;
const LEAST = 2;

export const kinOf = remembered((stem: string): string => {
  let word = stem;
  const before = BEFORE.find((letters) => word.startsWith(letters) && word.length - letters.length >= LEFT);
  if (before !== undefined) word = word.slice(before.length);
  const after = AFTER.find((letters) => word.endsWith(letters) && word.length > letters.length);
  if (after !== undefined) word = word.slice(0, -after.length);
  const kin = [...word].filter((letter) => !WEAK.has(letter)).join('');
  return kin.length >= LEAST ? kin : word;
});
