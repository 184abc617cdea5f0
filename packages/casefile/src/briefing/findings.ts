import type { ClaimRef, Conflict, Grade, Group } from '@isnad/weighing';
import type { Store } from '../store/store.ts';
import { everyItem } from '../store/store.ts';
import type { Evidence } from './evidence.ts';
import type { GroupItem, Section } from './model.ts';
import { topicsOf } from './topics.ts';

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

/** The findings of a case that a briefing looks at, those of each grade from the weightiest: at most `limit` of each. */
export async function weightiestGroups(store: Store, limit: number): Promise<Group[]> {
  const groups: Group[] = [];
  for (const grade of GRADES) {
    let taken = 0;
    for await (const group of everyItem((page) => store.groups({ grade }, page), limit)) {
      if (taken++ === limit) break;
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

/**
 * What is worth telling: not the words of one report in its own voice, nor what is but a part of another finding's
 * claims («بينهم 11 طفلا»).
 */
function worthTelling(groups: readonly Group[]): Group[] {
  const told = groups.filter(
    (group) =>
      (group.grade !== 'unattributed' || reportsOf(group) > 1) && group.head.text.trim().split(/\s+/).length >= WORDS,
  );
  const ofDocument = Map.groupBy(
    told.flatMap(({ id, claims }) => claims.map((claim) => ({ id, claim }))),
    ({ claim }) => claim.document,
  );
  const isPart = (id: string, claim: ClaimRef): boolean =>
    ofDocument.get(claim.document)!.some((other) => other.id !== id && holds(other.claim, claim));
  return told.filter(({ id, claims }) => !claims.every((claim) => isPart(id, claim)));
}

function holds(outer: ClaimRef, inner: ClaimRef): boolean {
  return outer.start <= inner.start && inner.end <= outer.end && outer.end - outer.start > inner.end - inner.start;
}

/** Sections of findings by topic, the heaviest first; each has `limit` items at most and says how many it leaves out. */
export async function topicSections(
  groups: readonly Group[],
  evidence: Evidence,
  { items: limit, others }: { readonly items: number; readonly others: number },
): Promise<Section[]> {
  const told = worthTelling(groups);
  const weights = told.map(weightOf);
  const topics = topicsOf(
    told.map(({ claims }, i) => ({ texts: claims.map(({ text }) => text), weight: weights[i]! })),
  );
  const sections: Section[] = [];
  for (const { heading, matters } of topics) {
    const ordered = [...matters].sort((a, b) => weights[b]! - weights[a]! || a - b);
    const items: GroupItem[] = [];
    let more = 0;
    for (const at of ordered) {
      if (items.length === limit) more++;
      else {
        const item = await groupItem(told[at]!, evidence, others);
        if (item !== null) items.push(item);
      }
    }
    if (items.length > 0) sections.push({ kind: 'groups', topic: heading, items, more });
  }
  return sections;
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
    (claim, i) => fullest.findIndex(({ document, text }) => document === claim.document && text === claim.text) === i,
  );
  const [head, ...others] = await evidence.citeAll(once.slice(0, limit + 1));
  if (head === undefined) return null;
  const conflicts: GroupItem['conflicts'][number][] = [];
  for (const conflict of group.conflicts.slice(0, limit)) {
    const claim = await evidence.cite(otherSide(conflict, group));
    if (claim !== null) conflicts.push({ claim, because: conflict.because });
  }
  const more = Math.max(0, once.length - 1 - others.length);
  return { id, head, grade, certain: routes.certain, possible: routes.possible, because, others, conflicts, more };
}

/** The claim of a conflict that is not the group's; of two of its own, the one that does not speak for it. */
function otherSide({ a, b }: Conflict, group: Group): ClaimRef {
  return isSame(b, group.head) || !group.claims.some((claim) => isSame(claim, a)) ? a : b;
}

export function isSame(a: ClaimRef, b: ClaimRef): boolean {
  return a.document === b.document && a.claim === b.claim;
}
