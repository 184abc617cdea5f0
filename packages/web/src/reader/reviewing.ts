import type { ClaimRecord, Decided, Decision, ItemRef } from '@isnad/server/api';
import { useMemo, useState } from 'react';
import type { Problem } from '../api/client.ts';
import { openDocument } from '../api/endpoints.ts';
import { type Made, type Sitting, useSitting } from '../review/sitting.ts';

/** Decisions on claims, shown at once and taken back in the order they were made. */
export interface Reviewing {
  readonly problem: Problem | null;
  /** For what is decided beside claims, so that it is taken back in turn with them. */
  readonly sitting: Sitting<string>;
  /** Whether there is a decision of this sitting to take back. */
  readonly canUndo: boolean;
  /** The last decision of this sitting, with the words that it is on. */
  readonly last: Made<string> | null;
  /** What is to stand in the log beside the next decision on a claim; null while nothing is being written. */
  noteOf(claim: ClaimRecord): string | null;
  setNote(claim: ClaimRecord, note: string | null): void;
  decide(claim: ClaimRecord, decision: Decision): Promise<void>;
  /** Takes back the last decision of this sitting; gives the claim it was on. */
  undo(): Promise<ItemRef | null>;
  /** Takes back a decision that stands, whoever made it. */
  reopen(entry: number): Promise<void>;
}

export function useReviewing(): Reviewing {
  const sitting = useSitting<string>();
  const [note, setNote] = useState<{ readonly on: string; readonly text: string } | null>(null);
  return useMemo(
    () => ({
      problem: sitting.problem,
      sitting,
      canUndo: sitting.made.length > 0,
      last: sitting.made.at(-1) ?? null,
      noteOf: (claim) => (note?.on === nameOf(claim) ? note.text : null),
      setNote: (claim, text) => setNote(text === null ? null : { on: nameOf(claim), text }),
      async decide(claim, decision) {
        const { document, id, text } = claim;
        const kept = (note?.on === nameOf(claim) && note.text.trim()) || null;
        setNote(null);
        show(await sitting.decide({ kind: 'claim', document, item: id }, decision, text, kept));
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
    [sitting, note],
  );
}

function nameOf({ document, id }: ClaimRecord): string {
  return `${document} ${id}`;
}

/** Shows where the review of a claim stands ahead of the answer that will say the same. */
function show(decided: Decided | null): ItemRef | null {
  const [ref = null] = decided?.refs ?? [];
  if (decided === null || ref === null) return null;
  if (decided.target.kind !== 'claim') return null;
  openDocument(ref.document).patch((open) => ({
    ...open,
    claims: open.claims.map((one) => (one.id === ref.item ? { ...one, review: decided.review } : one)),
  }));
  return ref;
}
