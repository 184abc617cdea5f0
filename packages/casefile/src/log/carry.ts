import type { CarriedItem } from './review.ts';
import { type Anchor, anchorIn } from './subject.ts';

/** Finds again, in another Reading of a document, what decisions are on. */

/** Something of a kind that a Reading says, and the words it stands in; flags of two sorts are of two kinds. */
export interface ReadItem {
  readonly kind: string;
  readonly item: string;
  readonly start: number;
  readonly end: number;
}

/** What is looked for: words of the old text, and those that a reviewer said instead. */
export interface Sought {
  readonly kind: string;
  readonly item: string;
  readonly anchor: Anchor;
  readonly corrected: Anchor | null;
}

export type Found = Pick<CarriedItem, 'outcome' | 'to' | 'anchor' | 'because'>;

/** Finds an anchor in another text; null where it is lost. */
export type Find = (anchor: Anchor, text: string) => { readonly start: number; readonly end: number } | null;

/** Of the words of two spans together, the share that both must have for them to be one item. */
const SHARED = 0.5;

/**
 * What becomes of each of the sought in a new Reading. An item of the new Reading takes the place of one old item at
 * most: the one whose words it has most of.
 */
export function carry(sought: readonly Sought[], items: readonly ReadItem[], text: string, find: Find): Found[] {
  const places = sought.map(({ anchor, corrected }) => {
    const found = [corrected, anchor].map((words) => (words === null ? null : find(words, text)));
    return found.filter((place) => place !== null);
  });
  const pairs = sought.flatMap(({ kind }, index) =>
    items.flatMap((item) => {
      if (item.kind !== kind) return [];
      const shared = Math.max(0, ...places[index]!.map((place) => sharedPart(place, item)));
      return shared >= SHARED ? [{ index, item, shared }] : [];
    }),
  );
  const taken = new Map<number, ReadItem>();
  const used = new Map<ReadItem, string>();
  for (const { index, item } of pairs.toSorted((a, b) => b.shared - a.shared)) {
    // Decisions on one old item stay together.
    const old = `${sought[index]!.item} ${sought[index]!.anchor.start}`;
    if (taken.has(index) || (used.has(item) && used.get(item) !== old)) continue;
    taken.set(index, item);
    used.set(item, old);
  }
  return sought.map(({ anchor }, index): Found => {
    const item = taken.get(index);
    if (item === undefined) {
      return { outcome: 'lost', to: null, anchor: null, because: places[index]!.length === 0 ? 'words' : 'item' };
    }
    const { start, end } = item;
    const kept = start === anchor.start && end === anchor.end && text.slice(start, end) === anchor.exact;
    return { outcome: kept ? 'kept' : 'moved', to: item.item, anchor: anchorIn(text, start, end), because: null };
  });
}

function sharedPart(a: { start: number; end: number }, b: { start: number; end: number }): number {
  const both = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  if (both <= 0) return a.start === b.start && a.end === b.end ? 1 : 0;
  return both / (Math.max(a.end, b.end) - Math.min(a.start, b.start));
}
