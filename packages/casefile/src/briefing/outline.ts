import type { Frame } from './frame.ts';
import type { Briefing, GroupItem, Section } from './model.ts';

/** What stands above a section, the same in every form of the file. */
export interface Heading {
  /** Null where the section goes on under the one before it. */
  readonly part: string | null;
  /** A line that says what the part tells; null for none. */
  readonly about: string | null;
  /** Of a part of findings, in words of the reports where a topic has some; null for none. */
  readonly topic: string | null;
}

const ABOUT: ReadonlySet<Section['kind']> = new Set([
  'groups',
  'contested',
  'changed',
  'one source',
  'copies',
  'causes',
  'questions',
  'timeline',
]);

/** Findings of one topic after another are one part; a lone topic without words needs no heading of its own. */
export function headingOf(sections: readonly Section[], at: number, frame: Frame): Heading {
  const section = sections[at]!;
  const { kind } = section;
  const goesOn = kind === 'groups' && sections[at - 1]?.kind === 'groups';
  const about = !goesOn && ABOUT.has(kind) ? frame.say(`about ${kind}`) : null;
  const part = goesOn ? null : frame.say(kind);
  if (kind !== 'groups') return { part, about, topic: null };
  const alone = !goesOn && sections[at + 1]?.kind !== 'groups';
  return { part, about, topic: section.topic ?? (alone ? null : frame.say('other topics')) };
}

/** Columns of the table of figures, and of sources, by the keys of their messages. */
export const FIGURE_COLUMNS = ['column figure', 'column plot', 'column words', 'column chain'];
export const OTHER_COLUMNS = ['column figure', 'column words', 'column chain'];
export const SOURCE_COLUMNS = ['column source', 'column originated', 'column relayed', 'column published'];

/** What the case holds and as of when, a sentence an item. */
export function summaryOf({ holds, head }: Pick<Briefing, 'holds' | 'head'>, frame: Frame): string[] {
  const { documents, outlets, claims, groups } = holds;
  const { corroborated, contested, unattributed, 'single route': single } = groups;
  return [
    frame.say('holds', { documents, outlets, claims }),
    frame.say('graded', { corroborated, contested, single, unattributed }),
    frame.say('as of', { seq: head.seq, hash: frame.own(head.hash.slice(0, 12)) }),
  ];
}

/** What one report alone has and nobody contests: its grade goes without saying. */
export function isAlone({ grade, others, conflicts, more }: GroupItem): boolean {
  return grade === 'single route' && others.length === 0 && conflicts.length === 0 && more === 0;
}

/** The findings of a section, those of one report alone behind the others. */
export function partedItems(items: readonly GroupItem[]): { shared: GroupItem[]; alone: GroupItem[] } {
  return { shared: items.filter((item) => !isAlone(item)), alone: items.filter(isAlone) };
}
