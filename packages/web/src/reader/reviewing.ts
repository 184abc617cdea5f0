import type { ClaimRecord, Decision, OpenDocument, ReviewRecord } from '@isnad/server/api';
import { useCallback, useMemo, useState } from 'react';
import { Problem } from '../api/client.ts';
import { decide, takeBack } from '../api/endpoints.ts';
import type { Remote } from '../api/remote.ts';

/** Decisions on the claims of an open report, shown at once and taken back in the order they were made. */
export interface Reviewing {
  readonly problem: Problem | null;
  /** Whether there is a decision of this sitting to take back. */
  readonly canUndo: boolean;
  decide(claim: ClaimRecord, decision: Decision): Promise<void>;
  /** Takes back the last decision of this sitting; gives the claim it was on. */
  undo(): Promise<string | null>;
  /** Takes back the decision that stands on a claim. */
  reopen(claim: ClaimRecord): Promise<void>;
}

export function useReviewing(document: Remote<OpenDocument>): Reviewing {
  const [made, setMade] = useState<readonly ReviewRecord[]>([]);
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

  return useMemo(() => {
    const show = (claim: string, review: ClaimRecord['review']): void =>
      document.patch((open) => ({
        ...open,
        claims: open.claims.map((one) => (one.id === claim ? { ...one, review } : one)),
      }));
    return {
      problem,
      canUndo: made.length > 0,
      async decide(claim, decision) {
        const record = await attempt(() =>
          decide({ kind: 'claim', document: claim.document, item: claim.id }, decision),
        );
        if (record === null) return;
        show(claim.id, record);
        setMade([...made, record]);
      },
      async undo() {
        const last = made.at(-1);
        if (last === undefined) return null;
        const undone = await attempt(() => takeBack(last.entry));
        if (undone === null) return null;
        setMade(made.slice(0, -1));
        show(last.target.item, null);
        return last.target.item;
      },
      async reopen(claim) {
        const { review } = claim;
        if (review === null) return;
        const undone = await attempt(() => takeBack(review.entry));
        if (undone === null) return;
        setMade(made.filter(({ entry }) => entry !== review.entry));
        show(claim.id, null);
      },
    };
  }, [document, made, problem, attempt]);
}
