import { type Lexicon, NO_ENTRY } from './lexicon.ts';
import { entryOf, flagsOf, type Matching, MatchKind, SURENESS, type WordMatch, weightOf } from './match.ts';
import { leaning, meetings, type OppositePair, oppositePairs, saidOfShared } from './opposition.ts';
import { type ClaimWords, Field, Flag, STRIDE } from './words.ts';

/** What two claims' figures say of each other. */
export interface FigureRelation {
  /** Pairs of figures of the same thing that agree, hedges and ranges taken in; and that do not. */
  readonly agree: number;
  readonly differ: number;
}

/**
 * What is measured on two claims. None of it is length or the order of the two: swapping the claims changes nothing.
 */
export type Features = ReturnType<typeof featuresOf>;
export type FeatureName = keyof Features;

export function featuresOf(
  a: ClaimWords,
  b: ClaimWords,
  matching: Matching,
  figures: FigureRelation,
  lexicon: Lexicon,
) {
  const { matches } = matching;
  const total = Math.max(1, (a.length + b.length) / STRIDE);
  const shareOf = (kind: MatchKind) => (2 * matches.filter((match) => match.kind === kind).length) / total;
  const share = (2 * matches.reduce((sum, match) => sum + SURENESS[match.kind], 0)) / total;
  const opposites = oppositePairs(a, b, matching, lexicon);
  return {
    share,
    shareSquared: share * share,
    shareOver20: flag(share > 0.2),
    shareOver35: flag(share > 0.35),
    shareOver50: flag(share > 0.5),
    shareOver60: flag(share > 0.6),
    shareOver70: flag(share > 0.7),
    shareOver80: flag(share > 0.8),
    shareOver90: flag(share > 0.9),
    nothingShared: flag(matches.length === 0),
    sameStems: shareOf(MatchKind.Stem),
    synonyms: shareOf(MatchKind.Synonym),
    sameRoots: shareOf(MatchKind.Root),
    samePoles: shareOf(MatchKind.Pole),
    alikeLetters: shareOf(MatchKind.Letters),
    ...telling(a, b, matches),
    ...opposition(a, b, matching, opposites, share, lexicon),
    ...negation(a, b, matching, lexicon),
    ...leanings(a, b, matching, lexicon),
    ...sharedThings(a, b, matching, lexicon),
    ...kindsApart(a, b, matching),
    ...replacements(a, b, matching),
    figuresAgree: Math.min(2, figures.agree),
    figuresDiffer: Math.min(2, figures.differ),
  };
}

/** Weight from which on a word tells what is spoken of. */
const TELLING = 0.6;

/** What they share counted by how much it tells: places and common words make no matter one. */
function telling(a: ClaimWords, b: ClaimWords, matches: readonly WordMatch[]) {
  let shared = 0;
  let whole = 0;
  for (const match of matches) shared += SURENESS[match.kind] * Math.min(weightOf(a, match.a), weightOf(b, match.b));
  for (const words of [a, b]) for (let at = 0; at < words.length / STRIDE; at++) whole += weightOf(words, at);
  const own = matches.filter((match) => !isPlace(a, match.a) && weightOf(a, match.a) >= TELLING).length;
  const weighed = (2 * shared) / Math.max(0.1, whole);
  return {
    weighedShare: weighed,
    weighedOver15: flag(weighed > 0.15),
    weighedOver25: flag(weighed > 0.25),
    weighedOver40: flag(weighed > 0.4),
    noTellingShared: flag(own === 0),
    oneTellingShared: flag(own === 1),
  };
}

function flag(value: boolean): number {
  return value ? 1 : 0;
}

function opposition(
  a: ClaimWords,
  b: ClaimWords,
  matching: Matching,
  opposites: readonly OppositePair[],
  share: number,
  lexicon: Lexicon,
) {
  const { opposed, agreed } = meetings(a, b, matching, lexicon);
  return {
    opposites: Math.min(2, opposites.length),
    anyOpposites: flag(opposites.length > 0),
    oppositesAmongShared: opposites.length > 0 ? share : 0,
    opposedWithNegation: flag(opposed),
    agreedByNegation: flag(agreed),
  };
}

function negation(a: ClaimWords, b: ClaimWords, { matches, onlyA, onlyB }: Matching, lexicon: Lexicon) {
  const negates = (words: ClaimWords) => {
    for (let at = 0; at < words.length / STRIDE; at++) if ((flagsOf(words, at) & Flag.Negated) !== 0) return true;
    return false;
  };
  const denies = (words: ClaimWords, places: readonly number[]) =>
    places.some((at) => (entryOf(words, at, lexicon).minus & lexicon.denying) !== 0);
  const negatedOf = (words: ClaimWords, only: readonly number[]) =>
    only.filter((at) => (flagsOf(words, at) & Flag.Negated) !== 0).length;
  const turned = matches.filter((match) => ((flagsOf(a, match.a) ^ flagsOf(b, match.b)) & Flag.Negated) !== 0).length;
  const [negA, negB] = [negates(a), negates(b)];
  const [denA, denB] = [denies(a, onlyA), denies(b, onlyB)];
  return {
    negatedOnOneSide: Math.min(2, turned),
    restNegated: negatedOf(a, onlyA) + negatedOf(b, onlyB),
    oneNegates: flag(negA !== negB),
    bothNegate: flag(negA && negB),
    oneNegatesOtherDenies: flag((negA && !negB && denB) || (negB && !negA && denA)),
    oneDenies: flag(denA !== denB),
    oneNegatesOrDenies: flag((negA || denA) !== (negB || denB)),
  };
}

function leanings(a: ClaimWords, b: ClaimWords, { onlyA, onlyB }: Matching, lexicon: Lexicon) {
  const [x, y] = [leaning(a, onlyA, lexicon), leaning(b, onlyB, lexicon)];
  const [p, q] = [leaning(a, null, lexicon), leaning(b, null, lexicon)];
  return {
    restLeansApart: flag(x * y < 0),
    restLeansAlike: flag(x * y > 0),
    restLeansOnce: flag((x === 0) !== (y === 0)),
    leansApart: flag(p * q < 0),
    leansAlike: flag(p * q > 0),
    leaningGap: Math.min(3, Math.abs(p - q)) / 3,
  };
}

function sharedThings(a: ClaimWords, b: ClaimWords, matching: Matching, lexicon: Lexicon) {
  const beside = saidOfShared(a, b, matching, lexicon, 1);
  const near = saidOfShared(a, b, matching, lexicon);
  const count = Math.max(1, matching.matches.length);
  return {
    besideOpposed: Math.min(2, beside.opposed),
    besideAgreed: Math.min(2, beside.agreed),
    besideBalance: Math.sign(beside.opposed - beside.agreed),
    nearOpposed: near.opposed / count,
    nearAgreed: near.agreed / count,
    nearBalance: Math.sign(near.opposed - near.agreed),
  };
}

function isNumber(words: ClaimWords, at: number): boolean {
  return (flagsOf(words, at) & Flag.Number) !== 0;
}

function isPlace(words: ClaimWords, at: number): boolean {
  return (flagsOf(words, at) & Flag.Place) !== 0;
}

/** A word that the lists do not know: a name, or the matter itself. */
function isOwn(words: ClaimWords, at: number): boolean {
  return (words[at * STRIDE + Field.Entry]! & 0xffff) === NO_ENTRY && !isNumber(words, at);
}

function kindsApart(a: ClaimWords, b: ClaimWords, { matches, onlyA, onlyB }: Matching) {
  const apart = (is: (words: ClaimWords, at: number) => boolean) => {
    const x = onlyA.some((at) => is(a, at));
    const y = onlyB.some((at) => is(b, at));
    return { both: flag(x && y), one: flag(x !== y) };
  };
  const [numbers, place, own] = [apart(isNumber), apart(isPlace), apart(isOwn)];
  return {
    numbersBoth: numbers.both,
    numbersOne: numbers.one,
    placesBoth: place.both,
    placesOne: place.one,
    ownBoth: own.both,
    ownOne: own.one,
    placeShared: flag(matches.some((match) => isPlace(a, match.a))),
    ...placeRoles(a, matches),
  };
}

/** Whether the first two places that both claims name stand in one order: who does it to whom. */
function placeRoles(a: ClaimWords, matches: readonly WordMatch[]) {
  const [first, second] = matches.filter((match) => isPlace(a, match.a)).sort((x, y) => x.a - y.a);
  if (first === undefined || second === undefined) return { rolesKept: 0, rolesTurned: 0 };
  return { rolesKept: flag(first.b < second.b), rolesTurned: flag(first.b > second.b) };
}

/** Words that stand in the same place among matched ones: one was put for the other. */
function replacements(a: ClaimWords, b: ClaimWords, { matches, onlyA, onlyB }: Matching) {
  const lastA = a.length / STRIDE - 1;
  const lastB = b.length / STRIDE - 1;
  const partner = new Map(matches.map((match) => [match.a, match.b]));
  let replaced = 0;
  let own = 0;
  let place = 0;
  for (const i of onlyA) {
    for (const j of onlyB) {
      const before = i === 0 ? j === 0 : partner.get(i - 1) === j - 1;
      const after = i === lastA ? j === lastB : partner.get(i + 1) === j + 1;
      if (before && after) replaced++;
      if (!before && !after) continue;
      if (isOwn(a, i) && isOwn(b, j)) own = 1;
      if (isPlace(a, i) && isPlace(b, j)) place = 1;
    }
  }
  const rest = onlyA.length + onlyB.length;
  return {
    replaced: Math.min(2, replaced),
    replacedShare: rest === 0 ? 0 : (2 * replaced) / rest,
    ownReplaced: own,
    placeReplaced: place,
  };
}

/** The kinds of features that name single words: weights are looked up by kind and number. */
export const WORD_FEATURES = ['stem', 'root', 'plus', 'minus', 'set', 'opposite'] as const;
export type WordFeature = (typeof WORD_FEATURES)[number];

/**
 * Visits the features of single words: stem and root of each word that only one claim has, its set of synonyms, the
 * axes at whose ends it stands, and the axes on which words of the two are opposites.
 */
export function eachWordFeature(
  a: ClaimWords,
  b: ClaimWords,
  matching: Matching,
  lexicon: Lexicon,
  visit: (kind: WordFeature, key: number) => void,
): void {
  const side = (words: ClaimWords, only: readonly number[]) => {
    for (const at of only) {
      visit('stem', words[at * STRIDE + Field.Stem]!);
      if (isNumber(words, at)) continue;
      const root = words[at * STRIDE + Field.Root]!;
      if (root !== 0) visit('root', root);
      const { plus, minus, set } = entryOf(words, at, lexicon);
      eachBit(plus, (axis) => visit('plus', axis));
      eachBit(minus, (axis) => visit('minus', axis));
      if (set >= 0) visit('set', set);
    }
  };
  side(a, matching.onlyA);
  side(b, matching.onlyB);
  const axes = oppositePairs(a, b, matching, lexicon).reduce((mask, pair) => mask | pair.axes, 0);
  eachBit(axes, (axis) => visit('opposite', axis));
}

function eachBit(mask: number, visit: (bit: number) => void): void {
  for (let rest = mask; rest !== 0; rest &= rest - 1) visit(31 - Math.clz32(rest & -rest));
}
