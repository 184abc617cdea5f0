import type { ClaimRecord, Decision, GroupGlance, ItemRef, ReviewRecord } from '@isnad/server/api';
import { useCallback, useMemo, useState } from 'react';
import { Problem } from '../api/client.ts';
import { decide, openDocument, takeBack } from '../api/endpoints.ts';

/** Decisions on claims, shown at once and taken back in the order they were made. */
export interface Reviewing {
  readonly problem: Problem | null;
  /** Whether there is a decision of this sitting to take back. */
  readonly canUndo: boolean;
  /** The last decision of this sitting, and the group that it bears on. */
  readonly last: Made | null;
  decide(claim: ClaimRecord, decision: Decision): Promise<void>;
  /** Takes back the last decision of this sitting; gives the claim it was on. */
  undo(): Promise<ItemRef | null>;
  /** Takes back the decision that stands on a claim. */
  reopen(claim: ClaimRecord): Promise<void>;
}

export interface Made {
  readonly record: ReviewRecord;
  readonly group: GroupGlance | null;
  /** The words that it is on. */
  readonly text: string;
}

export function useReviewing(): Reviewing {
  const [made, setMade] = useState<readonly Made[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);

  const attempt = useCallback(async <T>(act: () => Promise<T>): Promise<T | null> => {
    try {
      setProblem(null);
      return await act();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      return null;
    }
  }, []);

  return useMemo(
    () => ({
      problem,
      canUndo: made.length > 0,
      last: made.at(-1) ?? null,
      async decide(claim, decision) {
        const record = await attempt(() =>
          decide({ kind: 'claim', document: claim.document, item: claim.id }, decision),
        );
        if (record === null) return;
        show(claim.document, claim.id, record.review);
        setMade((before) => [...before, { record, group: record.group, text: claim.text }]);
      },
      async undo() {
        const last = made.at(-1);
        if (last === undefined) return null;
        const { entry, refs } = last.record;
        const [ref = null] = refs;
        const undone = await attempt(() => takeBack(entry));
        if (undone === null) return null;
        setMade((before) => before.filter(({ record }) => record.entry !== entry));
        if (ref !== null) show(ref.document, ref.item, undone.review);
        return ref;
      },
      async reopen(claim) {
        const { review } = claim;
        if (review === null) return;
        const undone = await attempt(() => takeBack(review.entry));
        if (undone === null) return;
        setMade((before) => before.filter(({ record }) => record.entry !== review.entry));
        show(claim.document, claim.id, undone.review);
      },
    }),
    [made, problem, attempt],
  );
}

/** Shows a decision ahead of the answer that will say the same. */
function show(document: string, claim: string, review: ClaimRecord['review']): void {
  openDocument(document).patch((open) => ({
    ...open,
    claims: open.claims.map((one) => (one.id === claim ? { ...one, review } : one)),
  }));
}
