import type { ClaimRecord, Decided, Decision, ItemRef } from '@isnad/server/api';
import { useMemo } from 'react';
import type { Problem } from '../api/client.ts';
import { openDocument } from '../api/endpoints.ts';
import { type Made, useSitting } from '../review/sitting.ts';

/** Decisions on claims, shown at once and taken back in the order they were made. */
export interface Reviewing {
  readonly problem: Problem | null;
  /** Whether there is a decision of this sitting to take back. */
  readonly canUndo: boolean;
  /** The last decision of this sitting, with the words that it is on. */
  readonly last: Made<string> | null;
  decide(claim: ClaimRecord, decision: Decision): Promise<void>;
  /** Takes back the last decision of this sitting; gives the claim it was on. */
  undo(): Promise<ItemRef | null>;
  /** Takes back a decision that stands, whoever made it. */
  reopen(entry: number): Promise<void>;
}

export function useReviewing(): Reviewing {
  const sitting = useSitting<string>();
  return useMemo(
    () => ({
      problem: sitting.problem,
      canUndo: sitting.made.length > 0,
      last: sitting.made.at(-1) ?? null,
      async decide({ document, id, text }, decision) {
        show(await sitting.decide({ kind: 'claim', document, item: id }, decision, text));
      },
      async undo() {
        const undone = await sitting.undo();
        return show(undone?.record ?? null);
      },
      async reopen(entry) {
        const undone = await sitting.undo(entry);
        show(undone?.record ?? null);
      },
    }),
    [sitting],
  );
}

/** Shows where the review of a claim stands ahead of the answer that will say the same. */
function show(decided: Decided | null): ItemRef | null {
  const [ref = null] = decided?.refs ?? [];
  if (decided === null || ref === null) return null;
  openDocument(ref.document).patch((open) => ({
    ...open,
    claims: open.claims.map((one) => (one.id === ref.item ? { ...one, review: decided.review } : one)),
  }));
  return ref;
}
