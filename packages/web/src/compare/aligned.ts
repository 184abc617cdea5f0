import type { CopyPair } from '@isnad/server/api';

/** What two documents share, and what stands in one alone, in the order of the first. */
export interface Row {
  readonly kind: 'shared' | 'alone';
  /** Offset into the first text; rows are told apart by it. */
  readonly at: number;
  readonly a: string;
  readonly b: string;
}

/** Passages that stand in another order in the second text keep their place in the first. */
export function aligned(a: string, b: string, passages: CopyPair['passages']): Row[] {
  const rows: Row[] = [];
  let [doneA, doneB] = [0, 0];
  for (const passage of passages.toSorted((one, other) => one.a.start - other.a.start)) {
    if (passage.a.start < doneA) continue;
    pushAlone(rows, doneA, a.slice(doneA, passage.a.start), ownIn(b, doneB, passage.b.start, passages));
    rows.push({
      kind: 'shared',
      at: passage.a.start,
      a: a.slice(passage.a.start, passage.a.end),
      b: b.slice(passage.b.start, passage.b.end),
    });
    doneA = passage.a.end;
    doneB = Math.max(doneB, passage.b.end);
  }
  pushAlone(rows, doneA, a.slice(doneA), ownIn(b, doneB, b.length, passages));
  return rows;
}

/** What stands in the second text from `from` to `to` and in no passage. */
function ownIn(b: string, from: number, to: number, passages: CopyPair['passages']): string {
  const pieces: string[] = [];
  let at = from;
  for (const { start, end } of passages.map((passage) => passage.b).toSorted((one, other) => one.start - other.start)) {
    if (end <= at || start >= to) continue;
    pieces.push(b.slice(at, Math.max(at, start)));
    at = Math.max(at, end);
  }
  if (at < to) pieces.push(b.slice(at, to));
  return pieces.filter((piece) => /[\p{L}\p{N}]/u.test(piece)).join(' … ');
}

function pushAlone(rows: Row[], at: number, a: string, b: string): void {
  // Marks that close a passage are no words of their own.
  const [ownA, ownB] = [a, b].map((text) => (/[\p{L}\p{N}]/u.test(text) ? text.replace(/^[\s.,،؛:]+/, '').trim() : ''));
  if (ownA || ownB) rows.push({ kind: 'alone', at: at - 0.5, a: ownA ?? '', b: ownB ?? '' });
}
