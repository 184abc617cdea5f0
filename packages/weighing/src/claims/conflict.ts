import type { Conflict, Uncontested } from '../findings.ts';
import type { WeighingLanguage } from '../language.ts';
import type { Lexicon } from '../relate/lexicon.ts';
import { flagsOf, type Matching, MatchKind, weightOf } from '../relate/match.ts';
import { meetings, polesOf } from '../relate/opposition.ts';
import { type ClaimWords, Flag, STRIDE } from '../relate/words.ts';
import type { ClaimRecord } from '../store/store.ts';
import type { Similarity } from './similarity.ts';
import { type FilledOtherwise, filledOtherwise } from './slots.ts';

/** A conflict that shows in the words of two claims: what is more is told later, from their chains and dates. */
export interface Clash {
  readonly kind: Exclude<Conflict['kind'], Uncontested>;
  /** 0 … 1. */
  readonly strength: number;
  /** The place that the claims fill otherwise, where that is what they conflict over. */
  readonly filled: FilledOtherwise | null;
}

/** Beside what contradicts, the claims must speak of one matter: shares of each that the other has. */
const MATTER = { most: 0.5, least: 0.3 };
/** A figure stands out by itself: less of the rest has to agree. */
const FIGURE_MATTER = 0.4;
/** For two times of one event, and for a word put for another, nearly all of the rest has to. */
const CLOSE = { most: 0.7, least: 0.5 };
/** What the model alone must say of claims one of which denies a word of the other. */
const MODEL_SURE = 0.6;
/** A document that contradicts itself does so surely about one thing; between two of them it is worth less. */
const ACROSS = 0.7;
/** A word that tells less than this is not what a claim is about. */
const TELLING = 0.5;
/** Weight of what two claims share beside the word that one of them denies. */
const BESIDE = 1.2;
/** Days by which two times must lie apart: «أمس» is reckoned from a date that may be a day off. */
const DAYS_APART = 20;

/** Whether two claims can't both be right, as far as their words tell. */
export function clashOf(
  a: ClaimRecord,
  b: ClaimRecord,
  similarity: Similarity,
  language: WeighingLanguage,
): Clash | null {
  const { lexicon } = language;
  const { coverA, coverB, figures, chances } = similarity;
  const most = Math.max(coverA, coverB);
  const least = Math.min(coverA, coverB);
  const clash = (kind: Clash['kind'], filled: FilledOtherwise | null = null): Clash => ({
    kind,
    filled,
    strength: Math.min(1, (most + least) / 2 + 0.3 * chances[1]) * (a.document === b.document ? 1 : ACROSS),
  });
  if (figures.differ > 0 && figures.agree === 0 && most >= FIGURE_MATTER) return clash('figure');
  const [x, y] = [a.content.words, b.content.words];
  const { matching } = similarity;
  const filled = filledOtherwise(x, y, matching, language.slots);
  if (filled !== null) return clash(filled.a.kind, filled);
  if (most < MATTER.most || least < MATTER.least) return null;
  if (chances[1] >= MODEL_SURE && negatedOnce(x, y, matching, lexicon)) return clash('negation');
  if (least >= CLOSE.least && standsOpposed(x, y, matching, lexicon)) return clash('opposite');
  if (most < CLOSE.most || least < CLOSE.least) return null;
  if (chances[1] >= MODEL_SURE && (deniesAlone(x, y, matching) || deniesAlone(y, x, turned(matching)))) {
    return clash('negation');
  }
  if (areTimesApart(a, b)) return clash('time');
  return null;
}

/**
 * A telling word, no name, that both have and one of them denies, where they share more than that word; not where the
 * other says the same by its contrary.
 */
function negatedOnce(a: ClaimWords, b: ClaimWords, matching: Matching, lexicon: Lexicon): boolean {
  const shared = matching.matches.reduce((sum, match) => sum + Math.min(weightOf(a, match.a), weightOf(b, match.b)), 0);
  const denied = matching.matches.some(
    (match) =>
      match.kind <= MatchKind.Root &&
      shared - weightOf(a, match.a) >= BESIDE &&
      weightOf(a, match.a) >= TELLING &&
      ((flagsOf(a, match.a) | flagsOf(b, match.b)) & (Flag.Place | Flag.Name | Flag.Number | Flag.Open)) === 0 &&
      ((flagsOf(a, match.a) ^ flagsOf(b, match.b)) & Flag.Negated) !== 0 &&
      deniesOneThing(a, b, match, matching),
  );
  return denied && !meetings(a, b, matching, lexicon).agreed;
}

/** «لم تصل بعد إلى مرحلة …» does not deny «تصل إلى فرنسا»: both must have what the denied word is said of. */
function deniesOneThing(
  a: ClaimWords,
  b: ClaimWords,
  denied: Matching['matches'][number],
  { matches }: Matching,
): boolean {
  const isFirst = (flagsOf(a, denied.a) & Flag.Negated) !== 0;
  const [words, at] = isFirst ? [a, denied.a] : [b, denied.b];
  // «لم تتبن أي جهة الاعتداء»: nobody did.
  const said = places(words).find((place) => place > at && (flagsOf(words, place) & Flag.Negated) === 0);
  return said === undefined || matches.some((match) => (isFirst ? match.a : match.b) === said);
}

/** Whether `a` denies a telling word that `b` has in no form, where `b` says something else and denies nothing. */
function deniesAlone(a: ClaimWords, b: ClaimWords, { onlyA, onlyB }: Matching): boolean {
  const isTelling = (words: ClaimWords, at: number, flags: number) =>
    (flagsOf(words, at) & (Flag.Negated | Flag.Open | Flag.Name | Flag.Place)) === flags &&
    weightOf(words, at) >= TELLING;
  const denies = (words: ClaimWords, at: number) => (flagsOf(words, at) & Flag.Negated) !== 0;
  return (
    onlyA.some((at) => isTelling(a, at, Flag.Negated)) &&
    onlyB.some((at) => isTelling(b, at, 0)) &&
    !places(b).some((at) => denies(b, at))
  );
}

function turned({ matches, onlyA, onlyB }: Matching): Matching {
  return { matches: matches.map(({ a, b, kind }) => ({ a: b, b: a, kind })), onlyA: onlyB, onlyB: onlyA };
}

function places(words: ClaimWords): number[] {
  return Array.from({ length: words.length / STRIDE }, (_, at) => at);
}

/** Unmatched words at the two ends of an axis that bears no contradiction. */
function standsOpposed(a: ClaimWords, b: ClaimWords, { onlyA, onlyB }: Matching, lexicon: Lexicon): boolean {
  const [x, y] = [ends(a, onlyA, lexicon), ends(b, onlyB, lexicon)];
  // A claim with both ends speaks of more than one thing.
  const clear = ~((x.plus & x.minus) | (y.plus & y.minus)) & lexicon.clashing;
  return (((x.plus & y.minus) | (x.minus & y.plus)) & clear) !== 0;
}

function ends(words: ClaimWords, places: readonly number[], lexicon: Lexicon): { plus: number; minus: number } {
  let [plus, minus] = [0, 0];
  for (const at of places) {
    if ((flagsOf(words, at) & Flag.Open) !== 0) continue;
    const poles = polesOf(words, at, lexicon);
    plus |= poles.plus;
    minus |= poles.minus;
  }
  return { plus, minus };
}

/** Whether the times of two claims are known and lie well apart. */
export function areTimesApart(a: ClaimRecord, b: ClaimRecord): boolean {
  if (a.earliest === null || b.earliest === null || a.latest === null || b.latest === null) return false;
  const gap = a.latest < b.earliest ? [a.latest, b.earliest] : b.latest < a.earliest ? [b.latest, a.earliest] : null;
  return gap !== null && daysBetween(gap[0]!, gap[1]!) >= DAYS_APART;
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
