import type { Conflict } from '../findings.ts';
import type { Lexicon } from '../relate/lexicon.ts';
import { flagsOf, type Matching, MatchKind, weightOf } from '../relate/match.ts';
import { meetings, oppositePairs, saidOfShared } from '../relate/opposition.ts';
import { type ClaimWords, Flag } from '../relate/words.ts';
import type { Similarity } from './similarity.ts';

/** A conflict that shows in the words of two claims: drift is told later, from their chains. */
export interface Clash {
  readonly kind: Exclude<Conflict['kind'], 'drift'>;
  /** 0 … 1. */
  readonly strength: number;
}

/** Beside what contradicts, the claims must speak of one matter: the share of the shorter that the other has. */
const SAME_MATTER = 0.5;
/** And the other way round, so that a part is not set against a whole paragraph. */
const BOTH_WAYS = 0.3;
/** A figure stands out by itself: less of the rest has to agree. */
const FIGURE_MATTER = 0.4;
/** What the model alone must say of two claims whose words are opposites. */
const MODEL_SURE = 0.6;
/** A word that tells less than this is not what a claim is about. */
const TELLING = 0.5;

/** Whether two claims can't both be right, as far as their words tell. */
export function clashOf(a: ClaimWords, b: ClaimWords, similarity: Similarity, lexicon: Lexicon): Clash | null {
  const { coverA, coverB, figures, matching, chances } = similarity;
  const most = Math.max(coverA, coverB);
  const least = Math.min(coverA, coverB);
  const strength = Math.min(1, (most + least) / 2 + 0.3 * chances[1]);
  if (figures.differ > 0 && figures.agree === 0 && most >= FIGURE_MATTER) return { kind: 'figure', strength };
  if (most < SAME_MATTER || least < BOTH_WAYS || chances[1] < MODEL_SURE) return null;
  const { opposed, agreed } = meetings(a, b, matching, lexicon);
  if (negatedOnce(a, b, matching) && !agreed) return { kind: 'negation', strength };
  const shared = saidOfShared(a, b, matching, lexicon);
  if ((opposed || oppositePairs(a, b, matching, lexicon).length > 0) && shared.opposed >= shared.agreed && !agreed) {
    return { kind: 'opposite', strength };
  }
  return null;
}

/** A telling word that both have and one of them denies. */
function negatedOnce(a: ClaimWords, b: ClaimWords, { matches }: Matching): boolean {
  return matches.some(
    (match) =>
      match.kind <= MatchKind.Root &&
      weightOf(a, match.a) >= TELLING &&
      ((flagsOf(a, match.a) ^ flagsOf(b, match.b)) & Flag.Negated) !== 0,
  );
}
