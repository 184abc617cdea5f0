import type { Grade } from '@isnad/weighing';
import { z } from 'zod';
import type { Case } from '../case.ts';
import type { CaseSummary, SourceName } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { statedCauses } from './causes.ts';
import { Evidence } from './evidence.ts';
import { figureTables } from './figures.ts';
import { groupItem, tellable, topicSections } from './findings.ts';
import type { Briefing, CopyItem, GroupItem, Section } from './model.ts';
import { changedOnTheWay, contestedPairs, looksWrong, oneSource, openQuestions, timeline } from './statements.ts';

/** Puts a case into the order of a briefing. What a reviewer rejected is left out; what one corrected is said so. */

/** Items of a section, and other reports named with one. */
export interface BriefingLimits {
  readonly items: number;
  readonly others: number;
}

const LIMITS: BriefingLimits = { items: 12, others: 6 };
/** Rows of the list of sources. */
const SOURCES = 30;
/** Items of a section that stands beside the findings. */
const BESIDE = 20;

/** What an editor chose. */
export interface BriefingChoice {
  readonly title?: string | null;
  readonly introduction?: string | null;
  /** Ids of the groups to be told of, in this order, and nothing else; all that was found unless told. */
  readonly items?: readonly string[];
  /** Each part has notes of its own. */
  readonly part?: BriefingPart;
}

/** The findings by topic, what stands beside them, or all: of a large case a reader sees the one before the other is there. */
export const briefingPart = z.enum(['whole', 'findings', 'beside']);
export type BriefingPart = z.infer<typeof briefingPart>;

export async function composeBriefing(
  opened: Case,
  { title = null, introduction = null, items, part = 'whole' }: BriefingChoice = {},
  limits: BriefingLimits = LIMITS,
): Promise<Briefing> {
  const { store } = opened;
  const summary = await store.summary();
  const evidence = new Evidence(store);
  const sections =
    items === undefined
      ? await sectionsOf(store, evidence, summary, part, limits)
      : [await chosen(store, evidence, items, limits)];
  const count = (grade: Grade) => summary.groups[grade] ?? 0;
  const groups = {
    corroborated: count('corroborated'),
    contested: count('contested'),
    'single route': count('single route'),
    unattributed: count('unattributed'),
  };
  const { documents, outlets, claims, copies } = summary;
  return {
    name: summary.info.name,
    title,
    introduction,
    holds: { documents, outlets, claims, groups, copies },
    head: summary.head,
    weighed: summary.weighed,
    sections: sections.filter(
      (section) => section.items.length > 0 || (section.kind === 'figures' && section.others.length > 0),
    ),
    notes: evidence.notes,
  };
}

async function sectionsOf(
  store: Store,
  evidence: Evidence,
  summary: CaseSummary,
  part: BriefingPart,
  limits: BriefingLimits,
): Promise<Section[]> {
  const groups = await tellable(store);
  // In the order of the page, so that its notes are numbered as they are met.
  const findings = part === 'beside' ? [] : await topicSections(groups, evidence, limits);
  if (part === 'findings') return findings;
  return [
    ...findings,
    await statedCauses(store, evidence, limits.items),
    await figureTables(store, evidence, summary.series, BESIDE),
    await timeline(store, evidence, BESIDE),
    await contestedPairs(groups, evidence, BESIDE),
    await changedOnTheWay(store, evidence, BESIDE),
    await oneSource(groups, evidence, BESIDE),
    await looksWrong(store, evidence, BESIDE),
    await copiesOf(store, evidence, summary.copies),
    await openQuestions(groups, evidence, BESIDE),
    await sources(store, summary.sources),
  ];
}

/** These groups in their order. */
async function chosen(
  store: Store,
  evidence: Evidence,
  ids: readonly string[],
  { others }: BriefingLimits,
): Promise<Section> {
  const items: GroupItem[] = [];
  for (const id of ids) {
    const group = await store.group(id);
    const item = group === null ? null : await groupItem(group, evidence, others);
    if (item !== null) items.push(item);
  }
  return { kind: 'groups', topic: null, items, more: 0 };
}

async function copiesOf(store: Store, evidence: Evidence, count: number): Promise<Section> {
  const { items: all } = await store.copies({}, { limit: BESIDE });
  const items: CopyItem[] = [];
  for (const { a, b, kind, shared, first } of all) {
    items.push({
      a: await evidence.report(a),
      b: await evidence.report(b),
      kind,
      shared,
      first: first === null ? null : await evidence.report(first),
    });
  }
  return { kind: 'copies', items, more: count - all.length };
}

async function sources(store: Store, count: number): Promise<Section> {
  const found = await store.sources({ limit: SOURCES });
  // What a source is called beside its name is nothing that a table shows, and would have to be withheld with it.
  const items = found.items.map(({ key, name, named, order, originated, relayed, published }): SourceName => {
    return { key, name, named, order, originated, relayed, published };
  });
  return { kind: 'sources', items, more: count - items.length };
}
