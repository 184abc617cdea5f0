import { admiraltyOf, type ClaimRef, type Conflict, type Grade, type Group } from '@isnad/weighing';
import { KeptSince } from '../kept-since.ts';
import { everyItem, type Store } from '../store/store.ts';
import type { Evidence } from './evidence.ts';
import type { Cited, GroupItem, Section } from './model.ts';
import { type Topic, topicsOf } from './topics.ts';

/** The findings of a case: which are told of, how much each weighs, and under which heading. */

/** Grades in the order in which their findings are looked at. */
const GRADES: readonly Grade[] = ['contested', 'corroborated', 'single route', 'unattributed'];
const WEIGHTS: { readonly [grade in Grade]: number } = {
  corroborated: 8,
  contested: 6,
  'single route': 2,
  unattributed: 0.5,
};
/** What each further report of a finding adds, up to so many. */
const REPORT = 0.5;
const REPORTS = 6;
/** Fewer words than these say too little by themselves. */
const WORDS = 3;
/** So many words may be but a piece of what somebody said. */
const PIECE = 4;

/** Findings of a grade that are looked at. */
const LOOKED_AT = 60;

const told = new KeptSince<Store, readonly Group[]>();

/**
 * The findings of a case that a briefing tells of: those of each grade from the weightiest, without what is but a part of
 * another. They are kept until the case is weighed again: of a large case they are hundreds of claims each, and the page
 * asks for them in parts.
 */
export async function tellable(store: Store): Promise<readonly Group[]> {
  return told.of(store, await store.lastWeighing(), async () => withoutParts(await weightiestGroups(store)));
}

async function weightiestGroups(store: Store): Promise<Group[]> {
  const groups: Group[] = [];
  for (const grade of GRADES) {
    let taken = 0;
    for await (const group of everyItem((page) => store.groups({ grade }, page), LOOKED_AT)) {
      if (taken++ === LOOKED_AT) break;
      groups.push(group);
    }
  }
  return groups;
}

/** Documents that say it, copies of one another counted once. */
export function reportsOf({ routes }: Group): number {
  return Math.max(1, routes.nodes.filter(({ kind }) => kind === 'report').length);
}

function weightOf(group: Group): number {
  const { grade, routes } = group;
  return WEIGHTS[grade] + routes.certain + REPORT * Math.min(REPORTS, reportsOf(group) - 1);
}

/** What is worth telling: not the words of one report in its own voice. */
function isWorthTelling(group: Group): boolean {
  return group.grade !== 'unattributed' || reportsOf(group) > 1;
}

/**
 * Findings without those too short to say something, and those that are but parts of another's claims: inside them in
 * every document, or pieces of few words («بينهم 11 طفلا») inside one of them, that no further document has.
 */
function withoutParts(groups: readonly Group[]): Group[] {
  const long = groups.filter(({ head }) => countWords(head) >= WORDS);
  const ofDocument = Map.groupBy(
    long.flatMap((group) => group.claims.map((claim) => ({ group, claim }))),
    ({ claim }) => claim.document,
  );
  const others = (group: Group, claim: ClaimRef) =>
    ofDocument.get(claim.document)!.filter((other) => other.group !== group && holds(other.claim, claim));
  const isInside = (group: Group, claim: ClaimRef): boolean =>
    ofDocument.get(claim.document)!.some((other) => other.group !== group && holds(other.claim, claim));
  return long.filter((group) => {
    if (group.claims.every((claim) => isInside(group, claim))) return false;
    if (group.claims.some((claim) => countWords(claim) > PIECE)) return true;
    const wholes = group.claims.flatMap((claim) => others(group, claim).map((other) => other.group));
    return !wholes.some((whole) => isCovered(group, whole));
  });
}

/** Every document of the group has a claim of the other. */
function isCovered({ claims }: Group, whole: Group): boolean {
  const documents = new Set(whole.claims.map(({ document }) => document));
  return claims.every(({ document }) => documents.has(document));
}

function countWords({ text }: ClaimRef): number {
  return text.trim().split(/\s+/).length;
}

function holds(outer: ClaimRef, inner: ClaimRef): boolean {
  return outer.start <= inner.start && inner.end <= outer.end && outer.end - outer.start > inner.end - inner.start;
}

function partedByTopic(groups: readonly Group[]): {
  readonly told: readonly Group[];
  readonly weights: readonly number[];
  readonly topics: readonly Topic[];
} {
  const told = groups.filter(isWorthTelling);
  const weights = told.map(weightOf);
  return { told, weights, topics: topicsOf(told.map((group, i) => ({ texts: bodyOf(group), weight: weights[i]! }))) };
}

/** What the weightiest findings of a case speak of, under the headings of its briefing: the heaviest first. */
export async function headingsOf(store: Store): Promise<string[]> {
  const { topics } = partedByTopic(await tellable(store));
  return topics.flatMap(({ heading }) => heading ?? []);
}

/** Sections of findings by topic, the heaviest first; each has `limit` items at most and says how many it leaves out. */
export async function topicSections(
  groups: readonly Group[],
  evidence: Evidence,
  { items: limit, others }: { readonly items: number; readonly others: number },
): Promise<Section[]> {
  const { told, weights, topics } = partedByTopic(groups);
  const sections: Section[] = [];
  const set = new Set<string>();
  for (const { heading, matters } of topics) {
    const ordered = [...matters].sort((a, b) => weights[b]! - weights[a]! || a - b);
    const items: GroupItem[] = [];
    let [alone, more] = [0, 0];
    for (const at of ordered) {
      const group = told[at]!;
      if (isSetAgainst(group, set)) continue;
      const single = isAlone(group);
      if (items.length === limit || (single && alone === ALONE)) more++;
      else {
        const item = await groupItem(group, evidence, others);
        if (item === null) continue;
        items.push(item);
        if (single) alone++;
        for (const { a, b } of group.conflicts) for (const side of [a, b]) set.add(`${side.document} ${side.claim}`);
      }
    }
    if (items.length > 0) sections.push({ kind: 'groups', topic: heading, items, more });
  }
  return sections;
}

/** Claims of a finding that tell what it speaks of: of a hundred in as many words the first say it. */
const SPEAKING = 24;

/** The claims that stand in no headline, which comes first of a text; all, where there are no others. */
function bodyOf({ claims }: Group): readonly ClaimRef[] {
  const body = claims.filter(({ start }) => start > 0);
  return (body.length > 0 ? body : claims).slice(0, SPEAKING);
}

/** What one report alone has and nobody contests: of such a topic tells these at most. */
const ALONE = 4;

function isAlone({ grade, claims }: Group): boolean {
  return grade === 'single route' && new Set(claims.map(({ document }) => document)).size === 1;
}

/** Every document of the group was told of, as the other side of a finding before it. */
function isSetAgainst({ conflicts, claims }: Group, told: ReadonlySet<string>): boolean {
  if (conflicts.length === 0) return false;
  const documents = claims
    .filter(({ document, claim }) => told.has(`${document} ${claim}`))
    .map(({ document }) => document);
  return claims.every(({ document }) => documents.includes(document));
}

/** Null when all its claims were rejected. */
export async function groupItem(group: Group, evidence: Evidence, limit: number): Promise<GroupItem | null> {
  const { id, grade, because, routes } = group;
  const ordered = [group.head, ...group.claims.filter((claim) => !isSame(claim, group.head))];
  // Of one document the fullest claim is told.
  const fullest = ordered.filter(
    (claim) => !ordered.some((other) => other.document === claim.document && holds(other, claim)),
  );
  const once = fullest.filter(
    (claim, i) =>
      (i === 0 || countWords(claim) >= WORDS) &&
      fullest.findIndex(({ document, text }) => document === claim.document && text === claim.text) === i,
  );
  const cited = await evidence.citeAll(once.slice(0, limit + 1));
  const conflicts: GroupItem['conflicts'][number][] = [];
  // What a count grew to is no contradiction, nor is what was rounded.
  const against = group.conflicts.filter(({ kind }) => kind !== 'update' && kind !== 'rounding');
  for (const conflict of against.slice(0, limit)) {
    const claim = await evidence.cite(otherSide(conflict, group));
    const isNew = conflicts.every(({ claim: other }) => other.note !== claim?.note);
    if (claim !== null && isNew) conflicts.push({ claim, kind: conflict.kind, because: conflict.because });
  }
  const own = cited.filter(({ note }, i) => i === 0 || conflicts.every(({ claim }) => claim.note !== note));
  // A headline is shorter than what it stands over: it speaks for a finding only where nothing else does.
  const [head, ...others] = [...own.filter((one) => !isTitle(one)), ...own.filter(isTitle)];
  if (head === undefined) return null;
  const more = Math.max(0, once.length - cited.length);
  const { certain, possible } = routes;
  const { reliability, credibility } = admiraltyOf(group);
  const admiralty = `${reliability}${credibility}`;
  return { id, head, grade, certain, possible, because, admiralty, others, conflicts, more };
}

function isTitle({ text, report }: Cited): boolean {
  return report.title?.includes(text) ?? false;
}

/** The claim of a conflict that is not the group's; of two of its own, the one that does not speak for it. */
function otherSide({ a, b }: Conflict, group: Group): ClaimRef {
  return isSame(b, group.head) || !group.claims.some((claim) => isSame(claim, a)) ? a : b;
}

export function isSame(a: ClaimRef, b: ClaimRef): boolean {
  return a.document === b.document && a.claim === b.claim;
}
