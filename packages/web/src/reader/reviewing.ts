import type { ClaimRecord, Decision, GroupGlance, ItemRef, ReviewRecord } from '@isnad/server/api';
import { useCallback, useMemo, useRef, useState } from 'react';
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
  // A decision is answered when the case was weighed with it, and whoever decides does not wait for that: what is taken
  // back meanwhile is taken back when the answer is there.
  const sitting = useRef<{ made: readonly Made[]; answered: Promise<void> }>({ made: [], answered: Promise.resolve() });
  const keep = useCallback((next: readonly Made[]) => {
    sitting.current.made = next;
    setMade(next);
  }, []);

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
      decide(claim, decision) {
        const subject = { kind: 'claim', document: claim.document, item: claim.id } as const;
        const answer = attempt(() => decide(subject, decision));
        const before = sitting.current.answered;
        sitting.current.answered = (async () => {
          await before;
          const record = await answer;
          if (record === null) return;
          show(claim.document, claim.id, record.review);
          keep([...sitting.current.made, { record, group: record.group, text: claim.text }]);
        })();
        return sitting.current.answered;
      },
      async undo() {
        await sitting.current.answered;
        const last = sitting.current.made.at(-1);
        if (last === undefined) return null;
        const { entry, refs } = last.record;
        const [ref = null] = refs;
        const undone = await attempt(() => takeBack(entry));
        if (undone === null) return null;
        keep(sitting.current.made.filter(({ record }) => record.entry !== entry));
        if (ref !== null) show(ref.document, ref.item, undone.review);
        return ref;
      },
      async reopen(claim) {
        const { review } = claim;
        if (review === null) return;
        const undone = await attempt(() => takeBack(review.entry));
        if (undone === null) return;
        keep(sitting.current.made.filter(({ record }) => record.entry !== review.entry));
        show(claim.document, claim.id, undone.review);
      },
    }),
    [made, problem, attempt, keep],
  );
}

/** Shows a decision ahead of the answer that will say the same. */
function show(document: string, claim: string, review: ClaimRecord['review']): void {
  openDocument(document).patch((open) => ({
    ...open,
    claims: open.claims.map((one) => (one.id === claim ? { ...one, review } : one)),
  }));
}
