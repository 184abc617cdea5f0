import { isSurer } from '../claims/certainty.ts';
import type { Conflict } from '../findings.ts';
import type { ClaimLink, ClaimRecord } from '../store/store.ts';
import { type ClaimContext, claimRef } from './conflicts.ts';

/** Links that are weaker tie claims of one field, not of one matter. */
const STRONG = 0.4;

/**
 * Where reports are differently sure of what a group says: of the group itself the first that leaves it open and the last
 * that is surer; of groups near it, and inside one document, the pair that is nearest.
 */
export function certaintyConflicts(
  members: readonly ClaimRecord[],
  links: readonly ClaimLink[],
  byNumber: ReadonlyMap<number, ClaimRecord>,
  context: ClaimContext,
): Conflict[] {
  const pairs: [ClaimRecord, ClaimRecord][] = [];
  for (const of of Map.groupBy(members, ({ document }) => document).values()) pairs.push(...pairIn(of, of, context));
  const ordered = members.toSorted((x, y) => compare(dayOf(x, context), dayOf(y, context)) || x.number - y.number);
  if (pairs.length === 0) pairs.push(...pairIn(ordered, ordered.toReversed(), context));
  const near = links.filter(({ kind, strength }) => kind === 'related' && strength >= STRONG);
  const across = near
    .toSorted((x, y) => y.strength - x.strength)
    .map(({ a, b }): [ClaimRecord, ClaimRecord] => [byNumber.get(a)!, byNumber.get(b)!])
    .filter(([a, b]) => a.document === b.document && areSet(a, b, context))
    .filter(([a, b]) => a.certainty === 'open' || b.certainty === 'open');
  pairs.push(...across.slice(0, 1));
  return pairs.map(([a, b]) => conflict(a, b, context));
}

/** The first of `these` with the first of `those` that it is set against. */
function pairIn(
  these: readonly ClaimRecord[],
  those: readonly ClaimRecord[],
  context: ClaimContext,
): [ClaimRecord, ClaimRecord][] {
  for (const a of these) {
    if (a.certainty !== 'open' && a.certainty !== 'likely') continue;
    const b = those.find((one) => isSurer(one.certainty, a.certainty) && areSet(a, one, context));
    if (b !== undefined) return [[a, b]];
  }
  return [];
}

function areSet(a: ClaimRecord, b: ClaimRecord, { documents }: ClaimContext): boolean {
  if (!isSurer(a.certainty, b.certainty) && !isSurer(b.certainty, a.certainty)) return false;
  if (a.document !== b.document) return true;
  // What one sentence says of itself is one saying.
  const [first, second] = a.start < b.start ? [a, b] : [b, a];
  const { text } = documents.get(first.document)!;
  return first.end <= second.start && /[.!؟\n]/.test(text.slice(first.end, second.start));
}

function dayOf({ document }: ClaimRecord, { documents }: ClaimContext): string {
  return documents.get(document)!.published ?? '9';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function conflict(a: ClaimRecord, b: ClaimRecord, context: ClaimContext): Conflict {
  const [open, sure] = isSurer(b.certainty, a.certainty) ? [a, b] : [b, a];
  const grew = dayOf(open, context) < dayOf(sure, context);
  return {
    a: claimRef(open, context),
    b: claimRef(sure, context),
    kind: grew ? 'update' : 'certainty',
    because: BECAUSE[open.certainty === 'open' ? 'open' : 'likely'],
    at: null,
  };
}

const BECAUSE = {
  open: { ar: 'يُترك مفتوحا في أحدهما ويُجزم به في الآخر', en: 'one leaves open what the other asserts' },
  likely: { ar: 'يُرجَّح في أحدهما ويُجزم به في الآخر', en: 'one holds likely what the other is sure of' },
} as const;
