import type { ClaimContent } from '../content.ts';
import { relateFigures } from '../figures/measure.ts';
import type { WeighingLanguage } from '../language.ts';
import type { FigureRelation } from '../relate/features.ts';
import { type Lexicon, NONE } from '../relate/lexicon.ts';
import { entryOf, flagsOf, type Matching, matchWords, SURENESS, weightOf } from '../relate/match.ts';
import type { Weights } from '../relate/model.ts';
import { type ClaimWords, Flag, STRIDE } from '../relate/words.ts';

/** How two claims of a case stand to each other, for putting them into groups. */
export interface Similarity {
  /** About 0 for claims of different matters, 1 for the same words. */
  readonly value: number;
  /** The same with words of one field taken in, figures and model left out: from about 0.3 they have to do with each other. */
  readonly nearness: number;
  /** Words that they share, and of one field. */
  readonly inCommon: number;
  /** Shares of what each says that the other says, too, numbers left out; 0 … 1. */
  readonly coverA: number;
  readonly coverB: number;
  /** True where one claim stands, up to a little, whole in the other. */
  readonly contained: boolean;
  /** Weight of all that they share. */
  readonly shared: number;
  /** Chances that they are the same, in conflict, unrelated, by the model alone. */
  readonly chances: readonly [number, number, number];
  readonly figures: FigureRelation;
  readonly matching: Matching;
}

/** What two claims share, beside the matched words' own weights, counts the more the rarer it is in the case. */
const COMMON = 0.4;
/** What the model's word is worth beside the overlap. */
const MODEL = 0.3;
/** Claims that share less than this have nothing to do with each other. */
const FAR = 0.2;
const UNRELATED: Weights = [0, 0, 1];
const FIGURES_AGREE = 0.2;
const FIGURES_DIFFER = 0.5;
/** A short claim that stands whole in another one says what it says: «ادعاء المرض تهربا من القتال». */
const CONTAINED = 0.7;
const CONTAINED_WORDS = 3;
const CONTAINED_VALUE = 0.75;
/** What they share must then tell something in this case: not just of which flight or attack all its reports speak. */
const TELLING = 2;
/** What two words of one field are worth beside the same word twice. */
const FIELD = 0.6;

/**
 * How near two claims are.
 * @param rarity for each word of `a`, how rare it is in the case, 0 … 1
 */
export function similarityOf(
  a: ClaimContent,
  b: ClaimContent,
  rarity: (word: number) => number,
  language: WeighingLanguage,
): Similarity {
  const figures = relateFigures(a.figures, b.figures);
  const matching = matchWords(a.words, b.words, language.lexicon);
  const { shared, whole, other, coverA, coverB } = overlapOf(a.words, b.words, matching);
  let rare = 0;
  let told = 0;
  for (const match of matching.matches) {
    const weight = sharedBy(a.words, b.words, match);
    rare += rarity(match.a);
    told += weight * rarity(match.a);
  }
  const count = matching.matches.length;
  const overlap = (2 * shared) / Math.max(0.1, whole + other);
  // The model is asked only where there is something to decide.
  const chances = overlap < FAR ? UNRELATED : language.model.chances(a.words, b.words, matching, figures);
  let value = overlap * (COMMON + (count === 0 ? 0 : rare / count)) + MODEL * chances[0];
  const apart = numbersDiffer(a.words, b.words, matching) || figures.differ > 0;
  if (apart) value -= FIGURES_DIFFER;
  else if (figures.agree > 0 || numbersAgree(a.words, matching)) value += FIGURES_AGREE;
  const contained =
    count >= CONTAINED_WORDS && told >= TELLING && Math.max(coverA, coverB) >= CONTAINED && figures.differ === 0;
  if (contained && !apart) value = Math.max(value, CONTAINED_VALUE);
  const kin = kinOf(a.words, b.words, matching, language.lexicon);
  let [near, nearRare] = [shared, rare];
  for (const at of kin) {
    near += FIELD * toldBy(a.words, at);
    nearRare += rarity(at);
  }
  const inCommon = count + kin.length;
  const nearness = ((2 * near) / Math.max(0.1, whole + other)) * (COMMON + nearRare / Math.max(1, inCommon));
  return {
    value,
    nearness,
    inCommon,
    coverA,
    coverB,
    contained: contained && !apart,
    shared,
    chances,
    figures,
    matching,
  };
}

/** What two claims say by weight, each and both, and the shares of each that the other says, too; numbers left out. */
interface Overlap extends Pick<Similarity, 'shared' | 'coverA' | 'coverB'> {
  readonly whole: number;
  readonly other: number;
}

function overlapOf(a: ClaimWords, b: ClaimWords, { matches }: Matching): Overlap {
  const shared = matches.reduce((sum, match) => sum + sharedBy(a, b, match), 0);
  const [whole, other] = [totalWeight(a), totalWeight(b)];
  return { shared, whole, other, coverA: shared / Math.max(0.1, whole), coverB: shared / Math.max(0.1, other) };
}

/** The larger of the shares of what two claims say that the other says, too. */
export function coverOf(a: ClaimContent, b: ClaimContent, lexicon: Lexicon): number {
  const { coverA, coverB } = overlapOf(a.words, b.words, matchWords(a.words, b.words, lexicon));
  return Math.max(coverA, coverB);
}

function sharedBy(a: ClaimWords, b: ClaimWords, match: Matching['matches'][number]): number {
  return SURENESS[match.kind] * Math.min(toldBy(a, match.a), toldBy(b, match.b));
}

/** Places of words of `a` that `b` has not, but another one of their field. */
function kinOf(a: ClaimWords, b: ClaimWords, { onlyA, onlyB }: Matching, lexicon: Lexicon): number[] {
  const free = onlyB.map((at) => entryOf(b, at, lexicon).field).filter((field) => field !== NONE);
  if (free.length === 0) return [];
  return onlyA.filter((at) => {
    const found = free.indexOf(entryOf(a, at, lexicon).field);
    if (found >= 0) free.splice(found, 1);
    return found >= 0;
  });
}

function totalWeight(words: ClaimWords): number {
  let sum = 0;
  for (let at = 0; at < words.length / STRIDE; at++) sum += toldBy(words, at);
  return sum;
}

/** What a name or a place weighs beside another word of its rarity. */
const NAME = 0.7;

/** How much a word tells of what a claim says: names tell of whom, which many claims of a case share. */
function toldBy(words: ClaimWords, at: number): number {
  const isName = (flagsOf(words, at) & (Flag.Name | Flag.Place)) !== 0;
  return weightOf(words, at) * (isName ? NAME : 1);
}

function isNumber(words: ClaimWords, at: number): boolean {
  return (flagsOf(words, at) & Flag.Number) !== 0;
}

function numbersDiffer(a: ClaimWords, b: ClaimWords, { onlyA, onlyB }: Matching): boolean {
  return onlyA.some((at) => isNumber(a, at)) && onlyB.some((at) => isNumber(b, at));
}

function numbersAgree(a: ClaimWords, { matches }: Matching): boolean {
  return matches.some((match) => isNumber(a, match.a));
}
