import type { Relation } from '../findings.ts';
import type { Lexicon } from './lexicon.ts';
import { flagsOf, type Matching, MatchKind } from './match.ts';
import { oppositePairs } from './opposition.ts';
import { Flag, type LocatedWords, STRIDE } from './words.ts';

/** Something in the words of two claims that speaks for how they stand to each other. */
export type Reason =
  | { readonly kind: 'shared' | 'figures agree' | 'figures differ'; readonly words: readonly string[] }
  | { readonly kind: 'opposites'; readonly a: string; readonly b: string; readonly axis: string }
  | { readonly kind: 'replaced' | 'places' | 'numbers' | 'synonyms'; readonly a: string; readonly b: string }
  | { readonly kind: 'negation'; readonly word: string }
  | { readonly kind: 'nothing shared' };

/** Words named in one reason at most. */
const WORDS = 5;

/** One text with its words, for saying reasons in its own words. */
export interface Quoted {
  readonly text: string;
  readonly located: LocatedWords;
}

/** The reasons for a relation, the weightiest first; at least one. */
export function reasonsFor(relation: Relation, a: Quoted, b: Quoted, matching: Matching, lexicon: Lexicon): Reason[] {
  const reasons: Reason[] = relation === 'same' ? [] : differences(a, b, matching, lexicon);
  const shared = matching.matches.map((match) => wordOf(a, match.a));
  if (relation === 'same') {
    for (const { a: i, b: j, kind } of matching.matches) {
      if (kind === MatchKind.Synonym) reasons.push({ kind: 'synonyms', a: wordOf(a, i), b: wordOf(b, j) });
    }
    reasons.splice(2);
  }
  if (shared.length > 0) reasons.push({ kind: 'shared', words: shared.slice(0, WORDS) });
  else reasons.push({ kind: 'nothing shared' });
  return relation === 'same' ? reasons.reverse() : reasons;
}

function differences(a: Quoted, b: Quoted, matching: Matching, lexicon: Lexicon): Reason[] {
  const [x, y] = [a.located.words, b.located.words];
  const reasons: Reason[] = [];
  for (const pair of oppositePairs(x, y, matching, lexicon).slice(0, 2)) {
    const axis = lexicon.axes[31 - Math.clz32(pair.axes)] ?? '';
    reasons.push({ kind: 'opposites', a: wordOf(a, pair.a), b: wordOf(b, pair.b), axis });
  }
  const turned = matching.matches.find(({ a: i, b: j }) => ((flagsOf(x, i) ^ flagsOf(y, j)) & Flag.Negated) !== 0);
  if (turned !== undefined) reasons.push({ kind: 'negation', word: wordOf(a, turned.a) });
  const first = (words: typeof x, only: readonly number[], flag: number) =>
    only.find((at) => (flagsOf(words, at) & flag) !== 0);
  for (const [flag, kind] of [
    [Flag.Number, 'numbers'],
    [Flag.Place, 'places'],
  ] as const) {
    const [i, j] = [first(x, matching.onlyA, flag), first(y, matching.onlyB, flag)];
    if (i !== undefined && j !== undefined) reasons.push({ kind, a: wordOf(a, i), b: wordOf(b, j) });
  }
  const replaced = replacement(a, b, matching);
  if (replaced !== null && reasons.length === 0) reasons.push(replaced);
  return reasons;
}

/** Two words that stand in one place among matched ones. */
function replacement(a: Quoted, b: Quoted, { matches, onlyA, onlyB }: Matching): Reason | null {
  const partner = new Map(matches.map((match) => [match.a, match.b]));
  const lastA = a.located.words.length / STRIDE - 1;
  const lastB = b.located.words.length / STRIDE - 1;
  for (const i of onlyA) {
    for (const j of onlyB) {
      const before = i === 0 ? j === 0 : partner.get(i - 1) === j - 1;
      const after = i === lastA ? j === lastB : partner.get(i + 1) === j + 1;
      if (before && after) return { kind: 'replaced', a: wordOf(a, i), b: wordOf(b, j) };
    }
  }
  return null;
}

function wordOf({ text, located }: Quoted, at: number): string {
  return text.slice(located.start[at], located.end[at]);
}

/** A reason as a sentence. */
export function sayReason(reason: Reason, language: 'ar' | 'en'): string {
  const arabic = language === 'ar';
  const list = (words: readonly string[]) => words.map((word) => `«${word}»`).join(arabic ? '، ' : ', ');
  switch (reason.kind) {
    case 'shared':
      return arabic ? `يجمعهما: ${list(reason.words)}` : `both have ${list(reason.words)}`;
    case 'nothing shared':
      return arabic ? 'لا يجمعهما لفظ' : 'they share no word';
    case 'figures agree':
      return arabic ? `أرقام متفقة: ${list(reason.words)}` : `figures agree: ${list(reason.words)}`;
    case 'figures differ':
      return arabic ? `أرقام مختلفة: ${list(reason.words)}` : `figures differ: ${list(reason.words)}`;
    case 'opposites':
      return arabic
        ? `«${reason.a}» تقابل «${reason.b}» (${reason.axis})`
        : `«${reason.a}» is the opposite of «${reason.b}»`;
    case 'replaced':
      return arabic ? `«${reason.a}» في موضع «${reason.b}»` : `«${reason.a}» stands where the other has «${reason.b}»`;
    case 'places':
      return arabic ? `المكان «${reason.a}» غير «${reason.b}»` : `the place «${reason.a}» is not «${reason.b}»`;
    case 'numbers':
      return arabic ? `العدد «${reason.a}» غير «${reason.b}»` : `the number «${reason.a}» is not «${reason.b}»`;
    case 'synonyms':
      return arabic ? `«${reason.a}» بمعنى «${reason.b}»` : `«${reason.a}» means «${reason.b}»`;
    case 'negation':
      return arabic ? `«${reason.word}» منفية في أحدهما دون الآخر` : `«${reason.word}» is negated in one of them only`;
  }
}
