import type { WeighingLanguage } from '../language.ts';
import type { ClaimLink, ClaimRecord, GroupNumber } from '../store/store.ts';
import { type Clash, clashOf } from './conflict.ts';
import { type Similarity, similarityOf } from './similarity.ts';

/** From this similarity on two claims are of one group. */
const SAME = 0.72;
/** Share of each of two claims that few words in common must be, to make them the same; by how many words. */
const OF_EACH: readonly number[] = [1, 0.6, 0.4];
/** Claims that the model holds for contrary with this chance are the same only where they share as much of each. */
const DOUBTFUL = { chance: 0.85, least: 0.6 };
/** A claim joins a group only where it is this near to the group's oldest claim as well. */
const NEAR_HEAD = 0.55;
/** Where one claim stands whole in the other, less nearness is asked for: the case of a general statement. */
const NEAR_HEAD_CONTAINED = 0.2;
/** From this nearness on two claims that have two things in common have to do with each other; or where half of one is in the other. */
const RELATED = 0.3;
const RELATED_COVER = 0.45;
const RELATED_WEIGHT = 1.2;
/** Links kept of a new claim, the strongest first. */
const LINKS = 8;

/** A claim that a new one is compared with, and the group it is in. */
export interface Candidate {
  readonly claim: ClaimRecord;
  readonly group: GroupNumber;
  /** The oldest claim of that group. */
  readonly head: ClaimRecord;
}

/** What becomes of a new claim. */
export interface Placing {
  /** The group that it joins or, its own number, begins. */
  readonly group: GroupNumber;
  /** Groups that turn out to be one with that group. */
  readonly merged: readonly GroupNumber[];
  readonly links: readonly ClaimLink[];
}

interface Compared extends Candidate {
  readonly similarity: Similarity;
  readonly clash: Clash | null;
}

/**
 * Puts a new claim into the group of the claim most like it, if it is like enough and does not contradict it nor lies
 * far from the group's oldest claim; else it begins a group. Groups that it ties together become one, under the older's
 * number, if their oldest claims are near each other, too.
 * @param rarity for each word of the claim, how rare it is in the case
 */
export function placeClaim(
  claim: ClaimRecord,
  candidates: readonly Candidate[],
  rarity: (word: number) => number,
  language: WeighingLanguage,
): Placing {
  const compare = (a: ClaimRecord, b: ClaimRecord) => {
    const similarity = similarityOf(a.content, b.content, rarity, language);
    return { similarity, clash: clashOf(a, b, similarity, language) };
  };
  const compared = candidates.map((candidate): Compared => ({ ...candidate, ...compare(claim, candidate.claim) }));
  compared.sort((x, y) => y.similarity.value - x.similarity.value || x.claim.number - y.claim.number);
  const groups: (Candidate & { readonly general: boolean })[] = [];
  for (const one of compared) {
    if (!isSame(one.similarity) || one.clash !== null || groups.some(({ group }) => group === one.group)) continue;
    const toHead = one.head.number === one.claim.number ? one : compare(claim, one.head);
    const near = one.similarity.contained ? NEAR_HEAD_CONTAINED : NEAR_HEAD;
    if (toHead.similarity.value < near || toHead.clash !== null) continue;
    const general = standsWithin(toHead.similarity);
    const apart = groups.some((other) => {
      const between = compare(other.head, one.head);
      const least = general && other.general ? NEAR_HEAD_CONTAINED : NEAR_HEAD;
      return between.similarity.value < least || between.clash !== null;
    });
    if (!apart) groups.push({ ...one, general });
  }
  const group = Math.min(claim.number, ...groups.map((one) => one.group));
  const merged = groups.map((one) => one.group).filter((one) => one !== group);
  return { group, merged, links: linksOf(claim, compared, new Set([group, ...merged])) };
}

/** A word or two in common make two claims the same only where neither says much else; so do more where the model doubts. */
function isSame({ value, coverA, coverB, matching, chances }: Similarity): boolean {
  const least = Math.min(coverA, coverB);
  if (value < SAME || (chances[1] >= DOUBTFUL.chance && least < DOUBTFUL.least)) return false;
  return least >= (OF_EACH[matching.matches.length] ?? 0);
}

/** Whether the first of two claims stands whole in the second: two cases of one general statement are of one group. */
function standsWithin({ contained, coverA, coverB }: Similarity): boolean {
  return contained && coverA >= coverB;
}

/** Whether two claims that clash are worth telling a person. */
function isContest(a: ClaimRecord, b: ClaimRecord, { kind, filled }: Clash): boolean {
  // Figures are set against each other in their series.
  if (kind === 'figure') return false;
  if (a.document !== b.document) return true;
  // A document tells of many months, and of what lies north and south of one town.
  if (filled !== null) return kind !== 'time' && filled.a.anchor === 'near';
  // It denies and says a thing in one voice when it speaks of two.
  const [one, other] = [a.chain.at(-1), b.chain.at(-1)];
  return one !== undefined && other !== undefined && one !== other;
}

function linksOf(claim: ClaimRecord, compared: readonly Compared[], own: ReadonlySet<GroupNumber>): ClaimLink[] {
  const links: ClaimLink[] = [];
  for (const { claim: other, group, similarity, clash } of compared) {
    const ends = { a: other.number, b: claim.number };
    if (clash !== null && isContest(other, claim, clash)) {
      links.push({ ...ends, kind: 'conflict', strength: clash.strength });
    }
    if ((clash === null || clash.kind === 'figure') && !own.has(group) && isRelated(similarity)) {
      links.push({ ...ends, kind: 'related', strength: Math.min(1, Math.max(similarity.value, similarity.nearness)) });
    }
  }
  return links.sort((x, y) => y.strength - x.strength).slice(0, LINKS);
}

function isRelated({ value, nearness, inCommon, coverA, coverB, shared, matching }: Similarity): boolean {
  if (value >= RELATED || (nearness >= RELATED && inCommon >= 2)) return true;
  return matching.matches.length >= 2 && Math.max(coverA, coverB) >= RELATED_COVER && shared >= RELATED_WEIGHT;
}
