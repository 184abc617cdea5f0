import type { CopyPair, SharedPassage } from '../findings.ts';
import type { ClaimRecord, DocumentRecord } from '../store/store.ts';

/** Of a claim, this share must lie in a shared passage for it to be copied with it. */
const INSIDE = 0.5;

/**
 * Which of a group's documents are one report there: copies of one another, or where one excerpts the other, those whose
 * claim of the group stands in the words they share.
 * @returns for each document (by its place in `documents`) the place of the first of its report
 */
export function joinReports(
  documents: readonly DocumentRecord[],
  claims: readonly ClaimRecord[],
  copies: readonly CopyPair[],
): number[] {
  const place = new Map(documents.map(({ id }, i) => [id, i]));
  const claimsOf = Map.groupBy(claims, ({ document }) => document);
  const first = documents.map((_, i) => i);
  const root = (at: number): number => {
    let to = at;
    while (first[to] !== to) to = first[to]!;
    return to;
  };
  for (const copy of copies) {
    const [a, b] = [place.get(copy.a), place.get(copy.b)];
    if (a === undefined || b === undefined) continue;
    // Which of two that cite each other has it from the other is what they leave open: that is a ring, no copy.
    if (cites(documents[a]!, documents[b]!, claimsOf) && cites(documents[b]!, documents[a]!, claimsOf)) continue;
    const joined =
      copy.kind !== 'excerpt' ||
      copy.passages.some(
        (passage) =>
          standsIn(claimsOf.get(documents[a]!.number), passage, 'a') &&
          standsIn(claimsOf.get(documents[b]!.number), passage, 'b'),
      );
    if (!joined) continue;
    const [x, y] = [root(a), root(b)];
    first[Math.max(x, y)] = Math.min(x, y);
  }
  return first.map((_, i) => root(i));
}

/** Whether a document credits its claims to the outlet of another. */
function cites(
  document: DocumentRecord,
  { outlet }: DocumentRecord,
  claimsOf: ReadonlyMap<number, readonly ClaimRecord[]>,
): boolean {
  if (outlet === null || outlet === document.outlet) return false;
  return (claimsOf.get(document.number) ?? []).some(({ chain }) => chain.includes(outlet));
}

function standsIn(claims: readonly ClaimRecord[] | undefined, passage: SharedPassage, side: 'a' | 'b'): boolean {
  const { start, end } = passage[side];
  return (claims ?? []).some(
    (claim) => Math.min(end, claim.end) - Math.max(start, claim.start) >= INSIDE * (claim.end - claim.start),
  );
}
